"""The bytes of a mail, sealed in pieces: so that a large mail never lies in memory several times over.

The row of the inbox stays small; it is claimed and ended without its bytes being touched.
"""

from collections.abc import Iterator

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from service.store.tables import InboundPieceRow as PieceRow
from service.store.vault import Vault

PIECE = 1024 * 1024  # bytes


def keep(session: Session, vault: Vault, scope: str, id: str, raw: bytes) -> None:
    """Keep the bytes of the mail of that `id`, sealed under the key of `scope`."""
    count = -(-len(raw) // PIECE) or 1
    for number in range(count):
        piece = raw[number * PIECE : (number + 1) * PIECE]
        sealed = vault.seal(session, scope, _place(id, number, count), piece)
        session.execute(insert(PieceRow).values(inbound_id=id, number=number, sealed=sealed))


def opened(session: Session, vault: Vault, scope: str, id: str) -> bytes:
    """The bytes as they came. Raises Unsealable: another scope or key, or a piece that is altered, moved or missing."""
    return b"".join(piece for _, _, piece in _each(session, vault, scope, id))


def seal_anew(session: Session, vault: Vault, id: str, old: str, new: str) -> None:
    """Seal the bytes under the key of the scope `new` instead of that of `old`. Raises Unsealable."""
    for number, place, piece in _each(session, vault, old, id):
        this = update(PieceRow).where(PieceRow.inbound_id == id, PieceRow.number == number)
        session.execute(this.values(sealed=vault.seal(session, new, place, piece)))


def _each(session: Session, vault: Vault, scope: str, id: str) -> Iterator[tuple[int, str, bytes]]:
    """Each piece with its number and place, one in memory at a time. A mail without any does not open."""
    count = session.scalar(select(func.count()).where(PieceRow.inbound_id == id)) or 1
    for number in range(count):
        place = _place(id, number, count)
        sealed = session.scalar(select(PieceRow.sealed).where(PieceRow.inbound_id == id, PieceRow.number == number))
        yield number, place, vault.open(session, scope, place, sealed or b"")


def _place(id: str, number: int, count: int) -> str:
    """Where a piece is sealed to: with the number of all of them, so that none can be left out."""
    return f"inbound:raw:{id}" if count == 1 else f"inbound:raw:{id}:{number + 1} of {count}"
