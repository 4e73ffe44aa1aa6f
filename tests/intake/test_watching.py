"""What waits for a person gets one: coordinators, deputies, the business manager; and every mail is accounted for."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from service.intake.by_clock import balancing, watching
from service.mail.imap.account import Arrival
from tests.intake.desk import PEARL, Parley
from tests.intake.house import BUSINESS, COORDINATOR, HEALTH, LIVERPOOL, SEFTON, House, mail, reply, text_in
from tests.intake.test_bad_mail import FORM, form
from workers.mailbox import keep

STRANGER = "mary.tern@away.example"
RISK = "He is not safe. He was hit last night and is in danger now."


@pytest.fixture
def database_kind() -> str:
    """SQLite alone: what is asked of the database is tested in its own room."""
    return "sqlite"


def an_hour_later(house: House, hours: float = 1.01) -> None:
    house.pass_time(hours=hours)
    watching.look(house.service)


def test_the_first_is_told_of_at_once_and_what_follows_within_the_hour_together(house: House) -> None:
    for number in range(30):
        house.receive(mail(f"gull{number}@away.example", f"I am number {number}", proof="none"))
    assert len(house.to(COORDINATOR, "to check")) == 1
    watching.look(house.service)
    assert len(house.to(COORDINATOR, "to check")) == 1
    an_hour_later(house)
    assert [told["Subject"] for told in house.to(COORDINATOR, "29 messages")] == ["29 messages to check"]
    an_hour_later(house, 0.5)
    assert len(house.to(COORDINATOR, "29 messages")) == 1


def test_what_may_speak_of_a_risk_is_told_of_at_once_however_many_came_before(house: House) -> None:
    house.receive(mail(STRANGER, "Hello", proof="none"))
    house.receive(mail(STRANGER, RISK, proof="none"))
    assert house.last(COORDINATOR, "to check, now") and "Read it now" in text_in(house.last(COORDINATOR, "now"))


def test_what_nobody_decides_about_reaches_the_deputy_then_the_business_manager_within_working_hours(
    house: House, parley: Parley
) -> None:
    house.receive(mail(STRANGER, RISK, proof="none"))
    assert not house.to(BUSINESS)
    an_hour_later(house)
    first = len(house.out)
    an_hour_later(house)
    told = house.last(BUSINESS, "1 message to check")
    assert "nobody had decided" in text_in(told) and "10am on Wednesday 25 November" in text_in(told)
    assert "Mary" not in text_in(told) and len(house.out) > first
    assert parley("release", house.held()[0].id, "--refuse", "--why", "Read.", "--as", PEARL)[0] == 0
    before = len(house.to(BUSINESS))
    an_hour_later(house, 48)
    assert len(house.to(BUSINESS)) == before


@pytest.mark.parametrize("at", [datetime(2026, 11, 27, 19, 0, tzinfo=UTC), datetime(2026, 12, 25, 11, 0, tzinfo=UTC)])
def test_out_of_hours_nobody_is_woken_and_the_answer_says_that_nobody_reads(house: House, at: datetime) -> None:
    house.moment.now = at
    house.receive(mail(STRANGER, RISK, proof="none"))
    answer = text_in(house.last(STRANGER))
    assert "Nobody is reading our messages now." in answer and "Ring 999" in answer and "01632 960102" in answer
    an_hour_later(house)
    assert not house.to(BUSINESS)
    an_hour_later(house, 4 * 24)
    an_hour_later(house)
    assert house.to(BUSINESS)


def test_in_hours_the_answer_says_by_when_somebody_will_have_looked_and_nothing_of_any_case(house: House) -> None:
    reference = house.notify().reference
    house.receive(mail(STRANGER, f"About {reference}", proof="none"))
    answer = text_in(house.last(STRANGER))
    assert "by 5pm on\nThursday 26 November 2026" in answer and "Nobody is reading" not in answer
    assert reference not in answer + str(house.last(STRANGER)["Subject"])


@pytest.mark.parametrize(("proof", "answers"), [("pass", 1), ("none", 1), ("fail", 0)])
def test_known_and_unknown_senders_are_answered_alike(house: House, proof: str, answers: int) -> None:
    """T24: nobody can find out by writing who is in the directory or takes part in a case."""
    house.notify()
    for sender in (STRANGER, HEALTH):
        house.sent()
        house.out.clear()
        for number in range(3):
            house.receive(mail(sender, f"Hello {number}", proof=proof))
        assert len(house.to(sender, "We have your message")) == answers
    known, unknown = house.to(HEALTH, "We have your message"), house.to(STRANGER)
    assert not unknown or text_in(known[0]) == text_in(unknown[0])


def test_an_officer_whose_name_was_used_is_told_so_once_a_day_at_the_address_of_the_directory(house: House) -> None:
    for number in range(5):
        house.receive(mail(HEALTH, f"RESOLVED {number}", proof="fail"))
    house.receive(form(*FORM, sender=HEALTH, proof="fail"))
    (warned,) = house.to(HEALTH)
    assert warned["Subject"] == "A message in your name was not passed on"
    house.pass_time(days=1)
    house.receive(mail(HEALTH, "RESOLVED", proof="fail"))
    assert len(house.to(HEALTH)) == 2


def test_forged_senders_get_no_answer_however_many_there_are(house: House) -> None:
    """S37 and T23, with a fifth of the thousand senders: each is a mail that is kept, read and held."""
    for number in range(200):
        house.written += 1
        raw = mail(f"victim{number}@away.example", f"Hello {number}", proof="fail")
        keep(house.service, [Arrival(SEFTON, raw, house.written, 1, house.moment.now)])
    house.receive(mail("victim@away.example", "Hello", proof="fail"))
    assert {end for end, _ in house.ends()} == {"held"} and len(house.ends()) == 201
    assert not [sent for sent in house.sent() if "away.example" in str(sent["To"])]


def test_every_mail_is_in_one_place_and_the_balance_says_how_many(house: House, parley: Parley) -> None:
    house.notify()
    asked = house.last(HEALTH, "NOT RESOLVED")
    house.receive(reply(asked, "SEEN"))
    house.receive(reply(asked, "What is this?"))
    house.receive(reply(asked, "I am away.", Auto_Submitted="auto-replied"))
    house.receive(mail(STRANGER, "Hello", proof="none"))
    house.receive(mail(STRANGER, "Chairs", proof="none"))
    house.receive(form(*FORM))
    assert parley("release", house.held()[-1].id, "--refuse", "--why", "Chairs.", "--as", PEARL)[0] == 0
    status, said, _ = parley("held", "--balance")
    assert status == 0
    assert "sefton: 6 received = 2 acted + 1 filed + 1 held + 1 refused + 1 recorded + 0 being read" in said
    balancing.look(house.service)
    assert not house.to(COORDINATOR, "not dealt with")


def test_a_mail_that_lies_unread_is_told_of_once_a_day_and_is_named_by_the_balance(
    house: House, parley: Parley
) -> None:
    keep(house.service, [Arrival(SEFTON, mail(STRANGER, "Hello"), 1, 1, house.moment.now)])
    balancing.look(house.service)
    assert not house.to(COORDINATOR)
    house.pass_time(minutes=16)
    for _ in range(3):
        balancing.look(house.service)
    (told,) = house.to(COORDINATOR, "1 message not dealt with")
    assert "parley held --balance" in text_in(told) and STRANGER not in text_in(told)
    assert not house.to("umber.compass@liverpool-partnership.example")
    status, said, _ = parley("held", "--balance")
    assert status == 1 and "has not been read" in said
    house.pass_time(days=1)
    balancing.look(house.service)
    assert len(house.to(COORDINATOR, "not dealt with")) == 2


def test_a_mail_that_says_it_moved_a_case_which_no_case_knows_does_not_balance(house: House, parley: Parley) -> None:
    house.receive(mail(STRANGER, "Hello", to=LIVERPOOL, proof="none"), LIVERPOOL)
    with house.service.sessions.begin() as session:
        session.execute(text("UPDATE inbound SET disposition = 'reply_applied'"))
    status, said, _ = parley("held", "--balance")
    assert status == 1 and "no case knows of it" in said


def test_each_days_balance_is_audited_once(house: House) -> None:
    written = text("SELECT count(*) FROM audit_entries WHERE chain = 'partnership:sefton' AND action = 'balanced'")
    for days in (0, 0, 1):
        house.pass_time(days=days)
        balancing.look(house.service)
    with house.service.sessions.begin() as session:
        assert session.execute(written).scalar_one() == 2
    assert house.audit_faults() == []
