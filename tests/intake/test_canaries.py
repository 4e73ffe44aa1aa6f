"""The day's canaries: written once, known when they come back, judged, and people are told where something is wrong."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP
from pathlib import Path

import pytest

from service.demo.addresses import AUTHSERV_ID
from service.demo.stamp import without_verdicts
from service.intake.by_clock.canaries import judge_one, send_one
from service.intake.by_clock.mailbox_trouble import warn_of_the_secret
from service.intake.by_mail.mails import read_one
from service.mail.sending.smtp import Outcome
from service.store import outbox
from tests.intake.house import COORDINATOR, MAILBOXES, SEFTON, House, text_in
from tests.mail.fault_server import misbehaving
from tests.mail.providers import mail_room
from workers.deliver import Deliverer
from workers.mailbox import Watch

PASS = f"Authentication-Results: {AUTHSERV_ID}; dmarc=pass header.from=parley.example\r\n"
FAIL, NONE = PASS.replace("pass", "fail"), PASS.replace("pass", "none")
OPERATOR = "bosun.lanyard@host.example"
SUBJECT = "Our mailbox needs somebody"


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@pytest.fixture(autouse=True)
def told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLEY_OPERATOR", OPERATOR)


def written(house: House) -> list[EmailMessage]:
    """The canaries that are written now: of each mailbox the plain one, then the forged one."""
    while send_one(house.service):
        pass
    return house.sent()


def judge(house: House, judged: set[str] | None = None) -> list[EmailMessage]:
    """Settle what can be; what the coordinator of Sefton has ever been told."""
    seen = set() if judged is None else judged
    while judge_one(house.service, seen):
        pass
    return house.to(COORDINATOR, SUBJECT)


def came(house: House, mail: EmailMessage, verdict: str = PASS) -> None:
    """It reaches its mailbox, where the host strikes out what verdict it brought and writes its own above it."""
    house.receive(verdict.encode() + without_verdicts(mail.as_bytes()), str(mail["To"]))


def of_sefton(mails: list[EmailMessage]) -> tuple[EmailMessage, EmailMessage]:
    plain, forged = (mail for mail in mails if mail["To"] == SEFTON)
    return plain, forged


def test_each_mailbox_writes_two_a_day_once_its_time_has_come(house: House) -> None:
    mails = written(house)
    assert [mail["To"] for mail in mails] == [box for box in MAILBOXES for _ in range(2)]
    assert written(house) == []
    house.pass_time(hours=20)  # the next day, at six
    assert written(house) == []
    house.pass_time(hours=1)
    assert len(written(house)) == 2 * len(MAILBOXES)


def test_the_demos_clock_writes_none_though_it_is_turned_by_weeks(house: House) -> None:
    written(house)
    house.turn(days=20)
    assert not [mail for mail in written(house) if mail["From"].addresses[0].addr_spec == mail["To"]]


def test_without_a_time_none_is_written(house: House) -> None:
    assert written(where(house, canary_at=None)) == []


def test_a_forged_one_pretends_to_be_somebody_and_brings_its_own_verdict(house: House) -> None:
    plain, forged = of_sefton(written(house))
    assert plain["From"].addresses[0].addr_spec == SEFTON and plain["Authentication-Results"] is None
    assert forged["From"].addresses[0].addr_spec == "canary@forged.example"
    assert forged["Authentication-Results"] == f"{AUTHSERV_ID}; dmarc=pass header.from=forged.example"


def test_both_end_as_our_own_and_nobody_is_told_or_answered(house: House) -> None:
    for mail in of_sefton(written(house)):
        came(house, mail)
    assert [end for end, _ in house.ends()] == ["own_recorded"] * 2
    assert not house.sent() and not house.held() and not house.all_cases()
    house.pass_time(hours=1)
    assert not judge(house)


def test_what_is_not_overdue_is_waited_for(house: House) -> None:
    written(house)
    house.pass_time(minutes=14)
    assert not judge(house)
    house.pass_time(minutes=2)
    assert judge(house)


@pytest.mark.parametrize(
    ("plain", "forged", "says"),
    [
        (None, NONE, "left, and did not come back in time"),
        (PASS, None, "it came neither in nor back"),
        (PASS, PASS.replace("parley.example", "forged.example"), "vouched for a forged mail"),
        (FAIL, NONE, "calls our own mail forged"),
        (NONE, NONE, None),
        (PASS, FAIL, None),
    ],
)
def test_what_came_of_them_is_judged(house: House, plain: str | None, forged: str | None, says: str | None) -> None:
    for mail, verdict in zip(of_sefton(written(house)), (plain, forged), strict=True):
        if verdict:
            came(house, mail, verdict)
    house.pass_time(hours=1)
    told = [text_in(mail).replace("\n", " ") for mail in judge(house)]
    assert len(told) == (1 if says else 0) and all(says in words for words in told if says)
    assert not says or any(says in text_in(mail).replace("\n", " ") for mail in house.to(OPERATOR, SUBJECT))


def test_a_host_that_lets_the_verdict_stand_that_a_mail_brought_is_found_out(house: House) -> None:
    _, forged = of_sefton(written(house))
    house.receive(forged.as_bytes())
    assert "vouched for a forged mail" in text_in(judge(house)[0])


def test_a_canary_that_never_left_says_so(house: House) -> None:
    while send_one(house.service):
        pass
    house.pass_time(hours=1)
    assert "could not be sent in time" in text_in(judge(house)[0])


@pytest.mark.parametrize(
    ("outcome", "says"),
    [
        (Outcome("refused_perm", 550, "5.7.1", "data"), None),
        (Outcome("refused_temp", 451, "", "mail"), "could not be sent"),
    ],
)
def test_a_forged_one_that_the_host_refuses_was_kept_out_and_one_that_never_left_has_tried_nothing(
    house: House, outcome: Outcome, says: str | None
) -> None:
    while send_one(house.service):
        pass
    vault = house.service.vault
    while True:
        with house.service.sessions.begin() as session:
            claimed = outbox.claim(session, vault, house.service.clock.real(), 300)
            if claimed is None:
                break
            is_forged = b"canary@forged.example" in claimed.mime
            came_of_it = outcome if is_forged else Outcome("accepted", 250, "", "data")
            outbox.mark(session, claimed, came_of_it, house.service.clock.real(), (3600,))
        if not is_forged:
            came(house, BytesParser(policy=SMTP).parsebytes(claimed.mime))
    house.pass_time(hours=1)
    told = judge(house)
    assert len(told) == (1 if says else 0)
    assert not says or f"every day {says}" in text_in(told[0]).replace("\n", " ")


def test_a_host_that_ceases_to_confirm_is_told_of(house: House) -> None:
    for verdict, letters in ((NONE, 0), (PASS, 0), (NONE, 1)):
        for mail in of_sefton(written(house)):
            came(house, mail, verdict)
        house.pass_time(hours=1)
        told = judge(house)
        assert len([mail for mail in told if "no longer confirms" in text_in(mail).replace("\n", " ")]) == letters
        house.pass_time(hours=23)


def test_who_looks_twice_or_by_two_clocks_tells_once(house: House) -> None:
    written(house)
    house.pass_time(hours=1)
    first, second = set[str](), set[str]()
    assert len(judge(house, first)) == len(judge(house, first)) == len(judge(house, second)) == 2


@pytest.mark.parametrize(("days", "letters"), [(31, 0), (30, 1), (29, 1), (14, 1), (1, 1), (-1, 1)])
def test_the_secrets_end_is_told_in_time(house: House, days: int, letters: int) -> None:
    by_token = ends_in(house, days)
    for _ in range(2):
        warn_of_the_secret(by_token.service)
    told = house.to(COORDINATOR, SUBJECT)
    assert len(told) == letters
    assert all("PARLEY_MICROSOFT_SECRET_EXPIRES" in text_in(mail) for mail in told)


def test_the_secrets_end_is_told_more_often_as_it_comes_near_and_logged_as_often(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    by_token = ends_in(house, 35)
    for _ in range(38):
        warn_of_the_secret(by_token.service)
        warn_of_the_secret(by_token.service)
        house.pass_time(days=1)
    assert len([line for line in caplog.messages if line.startswith("mailbox of sefton: The secret")]) == 9
    assert len(house.to(COORDINATOR, SUBJECT)) == 9  # 30, 14, 7, 3, 2, 1 and 0 days before, and each day afterwards


def ends_in(house: House, days: int) -> House:
    day = house.moment.now.date() + timedelta(days=days)
    return where(house, microsoft_secret_expires=day, imap_sign_in="microsoft")


def where(house: House, **settings: object) -> House:
    """The same house under other settings."""
    config = house.service.config.model_copy(update=settings)
    return House(replace(house.service, config=config), house.moment)


@pytest.fixture
def by_a_real_mail_room(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    with mail_room() as ports:
        for name, value in {"IMAP_PORT": ports.imap_port, "SMTP_PORT": ports.smtp_port, "SMTP_USER": "parley",
                            "SMTP_PASSWORD": "demo", "IMAP_POLL": 0.01}.items():  # fmt: skip
            monkeypatch.setenv(f"PARLEY_{name}", str(value))
        yield


@pytest.fixture
def real_house(by_a_real_mail_room: None, house: House) -> House:
    return house


def deliver(house: House) -> None:
    """The worker's round: whatever is written leaves."""
    while send_one(house.service):
        pass
    deliverer = Deliverer(house.service)
    deliverer.drain()
    deliverer.post.close()
    deliverer.outside.close()


def test_the_forged_ones_alone_go_in_by_the_door_for_mail_from_outside(real_house: House) -> None:
    with misbehaving() as door:
        deliver(where(real_house, canary_host="127.0.0.1", canary_port=door.port))
    assert len(door.mails) == len(MAILBOXES) and door.shown == []
    assert all(mail.startswith(b"Authentication-Results: ") for mail in door.mails)


def test_they_go_round_through_the_doors_that_all_mail_takes(real_house: House) -> None:
    house = real_house
    deliver(house)
    watch = Watch(house.service, house.service.config.mailboxes[0], threading.Event())
    watch.look()
    watch.room.close()
    while read_one(house.service):
        pass
    assert [end for end, _ in house.ends()] == ["own_recorded"] * 2
    house.pass_time(hours=1)
    assert not judge(house)
