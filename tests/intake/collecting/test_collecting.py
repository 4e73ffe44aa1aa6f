"""The watch over a mailbox, against a server of ours: what it takes in, how it waits after a failure, whom it tells."""

import threading
from collections.abc import Iterator

import pytest

import workers.mailbox
from service.config import Mailbox
from service.intake.by_mail.mails import read_one
from tests.intake.house import BUSINESS, COORDINATOR, SEFTON, House, mail
from tests.mail import small_imap
from workers.mailbox import PAUSES, Watch

STRANGER = "mary.tern@away.example"
LARGE = 60 * 1024 * 1024


@pytest.fixture
def server() -> Iterator[small_imap.Server]:
    with small_imap.serving() as server:
        yield server


@pytest.fixture
def watch(house: House, server: small_imap.Server) -> Iterator[Watch]:
    box = Mailbox(partnership="sefton", address=SEFTON, user=SEFTON, host="127.0.0.1", port=server.port, tls=False)
    watch = Watch(house.service, box, threading.Event())
    yield watch
    watch.room.close()


class Waiting(threading.Event):
    """Time passes at once, and is counted; whoever waits too often is told to stop."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.times, self.waited = times, list[float]()

    def wait(self, timeout: float | None = None) -> bool:
        self.waited.append(timeout or 0.0)
        if len(self.waited) == self.times:
            self.set()
        return self.is_set()


def look(house: House, watch: Watch) -> None:
    watch.look()
    while read_one(house.service):
        pass


def test_what_lies_there_is_kept_then_filed_then_read(house: House, server: small_imap.Server, watch: Watch) -> None:
    server.deliver(mail(STRANGER, "Good morning", proof="none"))
    look(house, watch)
    assert house.end() == "held"
    assert [len(server.folders[name]) for name in ("INBOX", "Filed")] == [0, 1]
    assert watch.news.is_set()


@pytest.mark.parametrize("another", [9, 3])
def test_mails_that_are_numbered_anew_make_nothing_new(
    house: House, server: small_imap.Server, watch: Watch, another: int
) -> None:
    server.capability = "IMAP4rev1"  # what is kept stays where it is
    server.deliver(*(mail(STRANGER, f"Number {number}", proof="none") for number in range(5)))
    look(house, watch)
    server.uidvalidity = another
    server.folders["INBOX"] = {uid + 100: raw for uid, raw in server.folders["INBOX"].items()}
    server.deliver(mail(STRANGER, "A new one", proof="none"))
    look(house, watch)
    assert len(house.ends()) == 6


def test_a_mail_that_is_too_large_is_held_by_its_headers_and_people_are_told(
    house: House, server: small_imap.Server, watch: Watch
) -> None:
    server.sizes[1] = LARGE
    server.deliver(mail(STRANGER, "NOT RESOLVED", proof="none", subject="A film"), mail(STRANGER, "Hello"))
    look(house, watch)
    [large, _] = house.ends()
    assert large[0] == "held"
    assert large[1].startswith("It is 60 MB large") and "folder Large" in large[1]
    assert [len(server.folders[name]) for name in ("INBOX", "Large", "Filed")] == [0, 1, 1]
    assert house.last(COORDINATOR, "It is 60 MB large")
    assert not house.to(STRANGER, "60 MB")


def test_a_mail_that_is_too_large_is_held_once_though_it_cannot_be_moved(
    house: House, server: small_imap.Server, watch: Watch
) -> None:
    server.sizes[1] = LARGE
    server.behaviour["MOVE"] = "NO [OVERQUOTA] full"
    server.deliver(mail(STRANGER, "Hello", proof="none"))
    for uidvalidity in (1, 2, 3):
        server.uidvalidity = uidvalidity
        look(house, watch)
    assert [end for end, _ in house.ends()] == ["held"]
    assert len(house.to(COORDINATOR, "It is 60 MB large")) == 1


def test_after_each_failure_it_waits_longer_by_chance_and_never_above_five_minutes(
    server: small_imap.Server, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.behaviour["LOGIN"] = "NO [LIMIT] too many connections"
    patience = Waiting(times=40)
    monkeypatch.setattr(workers.mailbox, "stopping", patience)
    watch.keep_looking()
    most = [*PAUSES, *[PAUSES[-1]] * 40]
    assert all(pause / 2 <= waited <= pause for waited, pause in zip(patience.waited, most, strict=False))
    assert max(patience.waited) <= 300 and len({round(waited, 3) for waited in patience.waited[10:]}) > 5
    assert server.connections == 40


def test_whoever_came_through_once_begins_with_short_waits_again(
    house: House, server: small_imap.Server, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers.mailbox, "stopping", Waiting(times=99))
    for _ in range(5):
        watch.begin_again("no line")
    look(house, watch)
    watch.begin_again("no line")
    assert watch.failures == 1


def test_a_mailbox_that_stays_out_of_reach_is_told_to_people_once_a_day(
    house: House, server: small_imap.Server, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.behaviour["LOGIN"] = "NO [AUTHENTICATIONFAILED] no"
    for times, told_after, letters in ((3, 300, 0), (3, -1, 1), (3, -1, 1)):
        monkeypatch.setattr(workers.mailbox, "TOLD_AFTER", told_after)
        monkeypatch.setattr(workers.mailbox, "stopping", Waiting(times))
        watch.keep_looking()
        assert len(house.to(COORDINATOR, "Check its user name and password")) == letters
    house.pass_time(days=1)
    monkeypatch.setattr(workers.mailbox, "stopping", Waiting(1))
    watch.keep_looking()
    assert len(house.to(COORDINATOR, "Check its user name and password")) == 2
    assert not house.to(BUSINESS, "Check its user name")
