"""One contract, two servers: what waits is fetched untouched, what is safe is put away, a dead line is noticed."""

import socket
import threading
import time
from contextlib import closing, contextmanager
from datetime import UTC, timedelta

import pytest
from imapclient import SEEN

from service.errors import MailboxUnreachable
from service.mail.imap import idle
from service.mail.imap import room as rooms
from service.mail.imap.room import Mailroom
from tests.mail import dovecot
from tests.mail.providers import ADDRESS, Wire, debian_dovecot, pymap

ONE, TWO, THREE = (f"Subject: {n}\r\n\r\nmail {n}\r\n".encode() for n in ("one", "two", "three"))
WITHOUT_MOVE = "IMAP4rev1 UIDPLUS IDLE LITERAL+ MULTIAPPEND"
WITHOUT_ANY_SAFE_WAY = "IMAP4rev1 IDLE LITERAL+ MULTIAPPEND"


@pytest.fixture(params=["pymap", pytest.param("dovecot", marks=dovecot.NEEDED)])
def provider(request):
    with {"pymap": pymap, "dovecot": debian_dovecot}[request.param]() as provider:
        yield provider


@pytest.fixture
def room(provider):
    with closing(Mailroom(provider.account())) as room:
        yield room


@contextmanager
def a_wire_to(provider):
    with closing(Wire(provider.port)) as wire, closing(Mailroom(provider.account(port=wire.port))) as room:
        yield wire, room


def everything(room: Mailroom) -> list[bytes]:
    return [arrival.raw for batch in room.batches() for arrival in batch]


def uids(room: Mailroom) -> list[int]:
    return [arrival.uid for batch in room.batches() for arrival in batch]


# Looking


def test_all_mail_in_inbox_is_fetched_oldest_first(provider, room):
    provider.deliver(ONE, TWO, THREE)
    assert everything(room) == [ONE, TWO, THREE]


def test_an_empty_inbox_has_no_batches(room):
    assert list(room.batches()) == []


def test_a_mail_that_somebody_has_read_already_is_fetched_too(provider, room):
    provider.deliver(ONE, TWO)
    with provider.person() as person:
        person.add_flags(person.search("ALL")[:1], [SEEN])
    assert everything(room) == [ONE, TWO]


def test_looking_leaves_no_trace_in_the_mailbox(provider, room):
    provider.deliver(ONE)
    everything(room)
    with provider.person() as person:
        assert all(SEEN not in flags for flags in person.get_flags(person.search("ALL")).values())


def test_an_arrival_says_where_it_lay_and_when_it_came(provider, room):
    provider.deliver(ONE)
    [[arrival]] = room.batches()
    with provider.person() as person:
        [uid] = person.search("ALL")
        sent = person.fetch([uid], ["INTERNALDATE"])[uid][b"INTERNALDATE"]
        validity = person.select_folder("INBOX")[b"UIDVALIDITY"]
    assert (arrival.mailbox, arrival.uid, arrival.uidvalidity) == (ADDRESS, uid, validity)
    assert arrival.internal_date.utcoffset() == timedelta(0)
    assert arrival.internal_date == sent.astimezone(UTC)


def test_bytes_beyond_ascii_and_words_of_imap_arrive_as_they_are(provider, room):
    wild = b"Subject: \xff\xfe {5}\r\n\r\n\x80 ) BODY[] {9}\r\n"
    provider.deliver(wild)
    assert everything(room) == [wild]


def test_a_batch_has_at_most_so_many_mails(provider, room, monkeypatch):
    assert (rooms.MOST_MAILS, rooms.MOST_BYTES) == (50, 20 * 1024 * 1024)
    monkeypatch.setattr(rooms, "MOST_MAILS", 2)
    provider.deliver(ONE, TWO, THREE, ONE, TWO)
    assert [len(batch) for batch in room.batches()] == [2, 2, 1]


def test_a_batch_stays_within_its_size_and_a_larger_mail_is_one_of_its_own(provider, room, monkeypatch):
    monkeypatch.setattr(rooms, "MOST_BYTES", 1000)
    small, large = b"Subject: s\r\n\r\n" + b"x" * 400, b"Subject: l\r\n\r\n" + b"x" * 1500
    provider.deliver(small, small, small, large, small)
    assert [len(batch) for batch in room.batches()] == [2, 1, 1, 1]
    assert everything(room) == [small, small, small, large, small]


def test_a_mail_that_another_worker_took_meanwhile_is_gone_and_not_empty(provider, room, monkeypatch):
    monkeypatch.setattr(rooms, "MOST_MAILS", 1)
    provider.deliver(ONE, TWO, THREE)
    batches = room.batches()
    assert [arrival.raw for arrival in next(batches)] == [ONE]
    with provider.person() as person:
        person.create_folder("Other")
        person.move(person.search("ALL")[1:2], "Other")
    assert [arrival.raw for batch in batches for arrival in batch] == [THREE]


# Filing


def test_what_is_safe_is_moved_to_a_folder_that_is_made_when_missing(provider, room):
    provider.deliver(ONE, TWO)
    first, _ = uids(room)
    assert room.file([first])
    assert (provider.folder("INBOX"), provider.folder("Filed")) == ([TWO], [ONE])


def test_the_folder_may_be_there_already(provider, room):
    with provider.person() as person:
        person.create_folder("Filed")
    provider.deliver(ONE)
    assert room.file(uids(room))
    assert provider.folder("Filed") == [ONE]


def test_a_folder_that_somebody_removed_is_made_again(provider, room):
    provider.deliver(ONE)
    room.file(uids(room))
    with provider.person() as person:
        person.delete_folder("Filed")
    provider.deliver(TWO)
    waiting = uids(room)
    assert room.file(waiting) or room.file(waiting)
    assert (provider.folder("INBOX"), provider.folder("Filed")) == ([], [TWO])


def test_filing_a_mail_that_another_worker_moved_is_no_fault(provider, room):
    provider.deliver(ONE, TWO)
    both = uids(room)
    with provider.person() as person:
        person.create_folder("Other")
        person.move(both[:1], "Other")
    assert room.file(both) or room.file(uids(room))
    assert (provider.folder("INBOX"), provider.folder("Filed")) == ([], [TWO])


@dovecot.NEEDED
def test_without_move_exactly_the_filed_mail_is_expunged():
    with debian_dovecot(WITHOUT_MOVE) as provider, closing(Mailroom(provider.account())) as room:
        provider.deliver(ONE, TWO, THREE)
        with provider.person() as person:
            person.delete_messages(person.search("ALL")[2:])  # marked by somebody, not yet expunged
        assert room.file(uids(room)[:1])
        assert (provider.folder("INBOX"), provider.folder("Filed")) == ([TWO, THREE], [ONE])


@dovecot.NEEDED
def test_without_a_safe_way_to_move_the_mail_stays():
    with debian_dovecot(WITHOUT_ANY_SAFE_WAY) as provider, closing(Mailroom(provider.account())) as room:
        provider.deliver(ONE)
        assert not room.file(uids(room))
        assert (provider.folder("INBOX"), provider.folder("Filed")) == ([ONE], [])
        assert not room.wait(0.1)


# Waiting


def test_waiting_ends_when_a_mail_arrives(provider, room):
    list(room.batches())
    threading.Timer(0.3, provider.deliver, [ONE]).start()
    began = time.monotonic()
    assert room.wait(10)
    assert time.monotonic() - began < 2
    assert everything(room) == [ONE]


def test_waiting_ends_when_a_mail_arrives_later_than_the_first_turn(provider, room, monkeypatch):
    monkeypatch.setattr(idle, "FIRST_TURN", 0.1)
    list(room.batches())
    threading.Timer(0.5, provider.deliver, [ONE]).start()
    assert room.wait(10)


def test_waiting_ends_when_the_time_is_up(room):
    list(room.batches())
    began = time.monotonic()
    assert not room.wait(0.3)
    assert 0.3 <= time.monotonic() - began < 2


def test_a_mail_that_came_since_the_last_look_ends_the_wait_at_once(provider, room):
    list(room.batches())
    provider.deliver(ONE)
    assert room.wait(10)
    room.file(uids(room))
    assert not room.wait(0.1)


def test_a_mail_that_the_server_told_of_during_another_command_ends_the_wait_too(provider, room):
    provider.deliver(ONE, TWO)
    first, second = uids(room)
    room.file([first])
    provider.deliver(THREE)
    room.file([second])  # the news of THREE comes with this answer, and nobody reads it there
    began = time.monotonic()
    assert room.wait(1)
    assert time.monotonic() - began < 0.5


def test_a_mail_that_could_not_be_filed_does_not_keep_the_worker_spinning(provider, room):
    provider.deliver(ONE)
    list(room.batches())
    assert not room.wait(0.2)


# Faults


def test_a_line_cut_in_the_middle_of_a_mail_yields_no_part_of_it(provider):
    large = b"Subject: large\r\n\r\n" + b"0123456789abcdef\r\n" * 20_000
    provider.deliver(large)
    with a_wire_to(provider) as (wire, room):
        for allowance in (200_000, 100_000, 3_000):
            wire.allowance = allowance
            with pytest.raises(MailboxUnreachable):
                everything(room)
        wire.allowance = None
        assert everything(room) == [large]


def test_a_line_that_dies_while_waiting_is_noticed_at_once(provider):
    with a_wire_to(provider) as (wire, room):
        list(room.batches())
        threading.Timer(0.2, wire.cut).start()
        began = time.monotonic()
        with pytest.raises(MailboxUnreachable):
            room.wait(10)
        assert time.monotonic() - began < 2


def test_a_server_that_falls_silent_is_noticed_when_the_wait_ends(provider):
    with a_wire_to(provider) as (wire, room):
        list(room.batches())
        wire.silent = True
        with pytest.raises(MailboxUnreachable):
            room.wait(0.1)
        wire.silent = False
        assert list(room.batches()) == []


def test_a_dead_line_costs_no_cpu(provider):
    with a_wire_to(provider) as (wire, room):
        list(room.batches())
        threading.Timer(0.2, wire.cut).start()
        used = time.process_time()
        with pytest.raises(MailboxUnreachable):
            room.wait(5)
        assert time.process_time() - used < 0.5


def test_a_refused_sign_in_says_what_to_check_and_not_the_password(provider):
    with pytest.raises(MailboxUnreachable, match="refused the sign-in") as fault:
        list(Mailroom(provider.account(password="open sesame")).batches())
    assert ADDRESS in str(fault.value)
    assert "sesame" not in str(fault.value)


def test_a_server_that_is_not_there_is_a_mailbox_unreachable(provider):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(MailboxUnreachable, match=f"port {port}"):
        list(Mailroom(provider.account(port=port)).batches())


def test_a_server_that_accepts_and_never_answers_is_a_mailbox_unreachable(provider):
    with socket.create_server(("127.0.0.1", 0)) as mute:
        account = provider.account(port=mute.getsockname()[1], connects_within=0.2)
        with pytest.raises(MailboxUnreachable):
            list(Mailroom(account).batches())


def test_after_a_fault_the_next_call_connects_anew(provider):
    provider.deliver(ONE)
    with a_wire_to(provider) as (wire, room):
        waiting = uids(room)
        wire.cut()
        with pytest.raises(MailboxUnreachable):
            room.file(waiting)
        assert room.file(uids(room))
    assert provider.folder("Filed") == [ONE]


def test_the_password_is_not_shown(provider):
    assert provider.password not in repr(provider.account())
