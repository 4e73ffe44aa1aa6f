"""What providers do differently, and what they do when they are ill: nothing is lost, and nothing is read for ever."""

import random
import time
from contextlib import closing, contextmanager, suppress

import pytest

from service.errors import MailboxUnreachable
from service.mail.imap import room as rooms
from service.mail.imap.account import Account
from service.mail.imap.room import Mailroom
from tests.mail import dovecot, small_imap
from tests.mail.providers import ADDRESS, Wire, debian_dovecot, pymap
from tests.mail.small_imap import CUT, HANG, WHOLE

ONE, TWO = (f"Subject: {n}\r\nMessage-ID: <{n}@x.example>\r\n\r\nmail {n}\r\n".encode() for n in ("one", "two"))
SERVERS = {
    "pymap": pymap,
    "dovecot": debian_dovecot,
    "below INBOX": lambda: debian_dovecot(prefix="INBOX.", separator="."),
}
EACH = [pytest.param(name, marks=[] if name == "pymap" else dovecot.NEEDED) for name in SERVERS]


@contextmanager
def a_room(server, **account):
    facts = {"tls": False, "answers_within": 2.0, **account}
    with closing(Mailroom(Account(ADDRESS, "127.0.0.1", server.port, ADDRESS, **facts))) as room:
        yield room


def everything(room: Mailroom) -> list[bytes]:
    return [arrival.raw for batch in room.batches() for arrival in batch]


def uids(room: Mailroom) -> list[int]:
    return [arrival.uid for batch in room.batches() for arrival in batch]


def fetched(server: small_imap.Server) -> int:
    """How many times mails were fetched whole."""
    return sum("BODY.PEEK[]" in words for words in server.said)


# Folders


@pytest.mark.parametrize("name", EACH)
@pytest.mark.parametrize("folder", ["Filed", "Archive/Filed", "Wedi’i ffeilio Ŵyth", "Größe & Maß", "a folder"])
def test_a_folder_is_made_and_used_whatever_it_is_called(name, folder):
    with SERVERS[name]() as provider, closing(Mailroom(provider.account(filed=folder))) as room:
        provider.deliver(ONE, TWO)
        assert room.file(uids(room)[:1]) and room.file(uids(room))
        own = f"INBOX.{folder.replace('/', '.')}" if name == "below INBOX" else folder
        assert (provider.folder("INBOX"), provider.folder(own)) == ([], [ONE, TWO])


@pytest.mark.parametrize("folder", ["Filed", "INBOX.Filed", "INBOX/Filed"])
def test_a_folder_may_be_named_with_what_the_server_puts_before_it(folder):
    with small_imap.serving(prefix="INBOX.") as server, a_room(server, filed=folder) as room:
        server.deliver(ONE)
        assert room.file(uids(room))
        assert server.folders == {"INBOX": {}, "INBOX.Filed": {1: ONE}}


def test_a_server_that_knows_no_namespaces_is_asked_for_none():
    with small_imap.serving(capability=WHOLE.replace("NAMESPACE", "")) as server, a_room(server) as room:
        server.deliver(ONE)
        assert room.file(uids(room)) and "NAMESPACE" not in server.said


# What cannot be moved


@pytest.mark.parametrize("answer", ["NO [OVERQUOTA] Quota exceeded", "NO [TRYCREATE] gone", "NO [CANNOT] no"])
def test_what_cannot_be_moved_is_said_once_and_is_not_fetched_again(caplog, answer):
    with small_imap.serving(behaviour={"MOVE": answer}) as server, a_room(server) as room:
        server.deliver(ONE)
        assert not room.file(uids(room))
        for _ in range(3):
            assert everything(room) == []
        assert len(caplog.messages) == 1 and answer.removeprefix("NO ") in caplog.messages[0]
        server.deliver(TWO)
        server.behaviour.clear()
        assert everything(room) == [TWO]
        assert server.folders["Filed"] == {1: ONE}
        assert fetched(server) == 2


@pytest.mark.parametrize("capability", ["IMAP4rev1 IDLE", "IMAP4rev1"])
def test_where_nothing_can_be_moved_safely_new_mail_is_still_found(capability, caplog):
    with small_imap.serving(capability=capability) as server, a_room(server) as room:
        for mail in (ONE, TWO):
            server.deliver(mail)
            assert room.wait(0.01)
            [[arrival]] = room.batches()
            assert arrival.raw == mail and not room.file([arrival.uid])
            assert not room.wait(0.01)
        assert fetched(server) == 2 and len(caplog.messages) == 1


@dovecot.NEEDED
def test_a_full_mailbox_loses_nothing():
    full = "mail_plugins = quota\nplugin {\n  quota = maildir:User quota\n  quota_rule = *:storage=20K\n}"
    with debian_dovecot(f"{WHOLE} MULTIAPPEND".replace(" MOVE", ""), more=full) as provider:
        provider.deliver(b"Subject: large\r\n\r\n" + b"0123456789abcdef\r\n" * 700)
        with closing(Mailroom(provider.account())) as room:
            assert not room.file(uids(room))
            assert everything(room) == []
            with provider.person() as person:
                assert len(person.search("ALL")) == 1


# Numbers


@pytest.mark.parametrize("another", [9, 3, 1])
def test_mails_that_are_numbered_anew_are_all_looked_at_again_and_that_is_said_once(another, caplog):
    with small_imap.serving(capability="IMAP4rev1") as server, a_room(server) as room:
        server.deliver(ONE, TWO)
        room.file(uids(room))
        caplog.clear()
        server.uidvalidity = another
        [batch] = room.batches()
        assert [arrival.raw for arrival in batch] == [ONE, TWO]
        assert {arrival.uidvalidity for arrival in batch} == {another}
        room.file([arrival.uid for arrival in batch])
        assert everything(room) == []
        assert sum("numbered anew" in message for message in caplog.messages) == 1


# Large mails


@pytest.mark.parametrize("name", EACH)
def test_of_a_mail_that_is_too_large_the_headers_come_and_its_size(name, monkeypatch):
    monkeypatch.setattr(rooms, "MOST_BYTES", 500)
    monkeypatch.setattr(rooms, "LARGEST", 1000)
    large = ONE + b"x" * 1000
    with SERVERS[name]() as provider, closing(Mailroom(provider.account())) as room:
        provider.deliver(ONE, large, TWO)
        first, second, third = room.batches()
        assert [(arrival.raw, arrival.size) for arrival in (*first, *third)] == [(ONE, 0), (TWO, 0)]
        [arrival] = second
        assert (arrival.raw, arrival.size) == (ONE.partition(b"mail")[0], len(large))
        assert room.file([arrival.uid], large=True)
        own = "INBOX.Large" if name == "below INBOX" else "Large"
        assert provider.folder(own) == [large]


def test_what_a_mail_is_too_large_for_is_never_asked_for():
    with small_imap.serving(sizes={1: rooms.LARGEST + 1, 2: rooms.LARGEST}) as server, a_room(server) as room:
        server.deliver(ONE, TWO)
        assert [arrival.size for batch in room.batches() for arrival in batch] == [rooms.LARGEST + 1, 0]
        assert fetched(server) == 1
    assert rooms.LARGEST == 50 * 1024 * 1024


def test_a_size_that_is_only_guessed_costs_no_byte():
    with small_imap.serving(sizes={1: 3, 2: 99_999}) as server, a_room(server) as room:
        server.deliver(ONE, TWO)
        assert everything(room) == [ONE, TWO]


# Faults


def test_a_line_cut_anywhere_yields_whole_mails_or_none():
    chance = random.Random(12)
    large = b"Subject: large\r\n\r\n" + b"0123456789abcdef\r\n" * 2_000
    seen = []
    with small_imap.serving() as server, closing(Wire(server.port)) as wire:
        server.deliver(ONE, large)
        for _ in range(60):
            wire.allowance = chance.randrange(1, 37_000)
            with a_room(wire) as room, suppress(MailboxUnreachable):
                seen.append(everything(room))
    assert set(map(len, seen)) <= {2} and all(mails == [ONE, large] for mails in seen)
    assert len(seen) < 10


def test_a_mail_that_is_shorter_than_was_said_is_no_mail():
    with small_imap.serving(short=10) as server, a_room(server) as room:
        server.deliver(ONE, TWO)
        with pytest.raises(MailboxUnreachable):
            everything(room)


@pytest.mark.parametrize("command", ["SELECT", "SEARCH", "FETCH", "IDLE", "MOVE"])
@pytest.mark.parametrize("fault", [HANG, CUT, "BYE closing for today", "BYE too many connections"])
def test_a_server_that_stops_at_any_command_is_noticed_and_nothing_is_lost(command, fault):
    with small_imap.serving(behaviour={command: fault}) as server, a_room(server, answers_within=0.2) as room:
        server.deliver(ONE)
        began = time.monotonic()
        with pytest.raises(MailboxUnreachable):
            waiting = uids(room)
            room.file(waiting)
            room.wait(0.1)
        assert time.monotonic() - began < 2
        server.behaviour.clear()
        assert everything(room) == ([] if command == "IDLE" else [ONE])
        assert server.connections == 2


@dovecot.NEEDED
def test_a_provider_that_counts_connections_is_left_in_peace():
    with debian_dovecot(more="mail_max_userip_connections = 1") as provider:
        provider.deliver(ONE)
        with closing(Mailroom(provider.account())) as room:
            with provider.person(), pytest.raises(MailboxUnreachable, match="asks us to come back later"):
                everything(room)
            assert everything(room) == [ONE]


def test_a_server_that_keeps_its_news_to_itself_is_looked_at_all_the_same():
    with small_imap.serving() as server, a_room(server) as room:
        assert everything(room) == []
        server.deliver(ONE)  # this server never says so while it idles
        assert room.wait(0.01) and everything(room) == [ONE]
