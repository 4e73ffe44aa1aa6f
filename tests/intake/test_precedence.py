"""Where much waits, mail of people we know is read first; and everything is read (F25)."""

import threading
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.config import Mailbox
from service.reader import HERE
from tests.intake.house import COORDINATOR, HEALTH, SEFTON, TEACHER, House, mail, reply
from tests.mail import small_imap
from workers.mailbox import Watch, read_next

STRANGERS = [mail(f"reader-{number}@away.example", "Good morning", proof="none") for number in range(60)]


@pytest.fixture
def empty_database(tmp_path: Path) -> str:
    """SQLite alone: what is kept is kept by the store, which has its tests on both."""
    return f"sqlite:///{tmp_path}/parley.db"


@pytest.fixture(autouse=True)
def looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLEY_IMAP_POLL", "0.01")


@pytest.fixture
def server() -> Iterator[small_imap.Server]:
    with small_imap.serving() as server:
        yield server


@pytest.fixture
def watch(house: House, server: small_imap.Server) -> Iterator[Watch]:
    box = Mailbox(partnership="sefton", address=SEFTON, user=SEFTON, host="127.0.0.1", port=server.port, tls=False)
    watch = Watch(house.service, box, threading.Event(), deque())
    yield watch
    watch.room.close()


def ended(house: House) -> int:
    return sum(end is not None for end, _ in house.ends())


def test_what_people_we_know_write_is_read_before_a_flood_that_came_first(
    house: House, server: small_imap.Server, watch: Watch
) -> None:
    reference = house.notify().reference
    answer = reply(house.last(HEALTH, "NOT RESOLVED"), "SEEN")
    listed = mail(f'"Pearl Lighthouse" <{COORDINATOR.upper()}>', "Good morning")
    raiser = mail(TEACHER, "Good morning", proof="none")
    server.deliver(*STRANGERS, answer, listed, raiser)
    watch.look()
    for _ in range(3):
        assert read_next(house.service, HERE, watch.first)
    assert [end is not None for end, _ in house.ends()] == [False] * 60 + [True] * 3
    assert house.events(reference)[-1] == "Acknowledged"
    while read_next(house.service, HERE, watch.first):
        pass
    assert ended(house) == 63


def test_a_stranger_whom_we_have_answered_is_a_stranger_still(
    house: House, server: small_imap.Server, watch: Watch
) -> None:
    house.receive(STRANGERS[0])
    assert house.to("reader-0@away.example")
    server.deliver(STRANGERS[1], mail("reader-0@away.example", "Again", proof="none"))
    watch.look()
    assert not watch.first


@pytest.mark.parametrize(
    "line", ["", "From: ", "From: =?utf-8?q?x?= <@>", "from:\r\n\t<" + "a@" * 20_000, "From : \xff"]
)
def test_a_sender_that_cannot_be_told_goes_with_the_others(
    house: House, server: small_imap.Server, watch: Watch, line: str
) -> None:
    server.deliver(f"{line}\r\nSubject: Hello\r\n\r\nGood morning\r\n".encode("latin-1"))
    watch.look()
    assert not watch.first and read_next(house.service, HERE, watch.first) and ended(house) == 1


def test_one_that_somebody_else_has_read_meanwhile_holds_up_none(
    house: House, server: small_imap.Server, watch: Watch
) -> None:
    house.notify()
    server.deliver(mail(TEACHER, "Good morning", proof="none"), *STRANGERS[:1])
    watch.look()
    again = deque([*watch.first, *watch.first])
    while read_next(house.service, HERE, again):
        pass
    assert ended(house) == 2
