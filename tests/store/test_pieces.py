"""The bytes of a mail in pieces: they come back whole, or not at all."""

import pytest
from sqlalchemy import select, update

from service.errors import Unsealable
from service.store import pieces
from service.store.ids import new_id
from service.store.inbox import Arrival, capture
from service.store.tables import InboundPieceRow as PieceRow
from service.store.tables import InboundRow

LENGTHS = (0, 1, pieces.PIECE - 1, pieces.PIECE, pieces.PIECE + 1, 3 * pieces.PIECE)


@pytest.fixture
def kept(sessions, vault, at):
    """Keeps a mail of so many bytes; gives its id and bytes."""

    def run(length):
        raw = (new_id().encode() * (length // 10 + 1))[:length]
        with sessions.begin() as session:
            capture(session, vault, Arrival("escalations@sefton.example", raw, 1, 1, None), at)
            this = InboundRow.digest == vault.digest("inbound", raw)
            return session.scalars(select(InboundRow.id).where(this)).one(), raw

    return run


@pytest.fixture
def opened(sessions, vault):
    def run(id, scope=None):
        with sessions() as session:
            return pieces.opened(session, vault, scope or f"mail:{id}", id)

    return run


@pytest.mark.parametrize("length", LENGTHS)
def test_a_mail_of_any_length_comes_back_byte_for_byte(kept, opened, length):
    id, raw = kept(length)
    assert opened(id) == raw


@pytest.mark.parametrize("length", LENGTHS)
def test_sealed_anew_it_opens_in_its_new_scope_only(sessions, vault, kept, opened, length):
    id, raw = kept(length)
    with sessions.begin() as session:
        pieces.seal_anew(session, vault, id, f"mail:{id}", "case:1")
    assert opened(id, "case:1") == raw
    with pytest.raises(Unsealable):
        opened(id)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_with_a_piece_missing_it_does_not_open(sessions, kept, opened, number):
    id, _ = kept(3 * pieces.PIECE)
    with sessions.begin() as session:
        session.delete(session.get_one(PieceRow, (id, number)))
    with pytest.raises(Unsealable):
        opened(id)


def test_without_any_piece_it_does_not_open(sessions, kept, opened):
    id, _ = kept(0)
    with sessions.begin() as session:
        session.delete(session.get_one(PieceRow, (id, 0)))
    with pytest.raises(Unsealable):
        opened(id)


def test_with_two_pieces_exchanged_it_does_not_open(sessions, kept, opened):
    id, _ = kept(2 * pieces.PIECE)
    with sessions.begin() as session:
        first, second = (session.get_one(PieceRow, (id, number)).sealed for number in (0, 1))
        for number, sealed in ((0, second), (1, first)):
            which = update(PieceRow).where(PieceRow.inbound_id == id, PieceRow.number == number)
            session.execute(which.values(sealed=sealed))
    with pytest.raises(Unsealable):
        opened(id)


def test_a_piece_of_another_mail_does_not_open(sessions, kept, opened):
    one, other = kept(10)[0], kept(11)[0]
    with sessions.begin() as session:
        foreign = session.get_one(PieceRow, (other, 0)).sealed
        session.execute(update(PieceRow).where(PieceRow.inbound_id == one).values(sealed=foreign))
    with pytest.raises(Unsealable):
        opened(one)
