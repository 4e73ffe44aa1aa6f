"""Officers are asked twice a year whether their entry in the directory is right; what they answer by mail counts."""

from datetime import timedelta
from email.message import EmailMessage

import pytest

from service import listing
from service.intake.by_clock import entry_requests
from service.store import addresses, directory, entries
from service.store.people import address_digest
from tests.intake.house import COORDINATOR, HEALTH, HEALTH_DEPUTY, SCHOOL, House, reply, text_in

QUESTION = "Are your details still right?"


def look(house: House, times: int = 1) -> list[EmailMessage]:
    """What the clock's rounds write."""
    for _ in range(times):
        entry_requests.look(house.service)
    return house.sent()


def half_a_year_later(house: House) -> None:
    look(house)
    house.turn(days=182)


def ask(house: House, whom: str) -> EmailMessage:
    """This officer is asked, and nobody else is due."""
    half_a_year_later(house)
    all_but(house, whom)
    look(house)
    return house.last(whom, QUESTION)


def all_but(house: House, whom: str) -> None:
    """Everybody else has said that their entry is right."""
    with house.service.sessions.begin() as session:
        for key in house.service.partnerships:
            others = [one.id for one in directory.read(session, key).officers if one.email != whom]
            entries.check(session, key, others, house.service.clock.real() + timedelta(days=400))


def days_go_by(house: House, days: int) -> None:
    for _ in range(days):
        house.turn(days=1)
        look(house)


def entry_of(house: House, whom: str) -> entries.Entry:
    id = house.holder(whom).removeprefix("officer:")
    with house.service.sessions.begin() as session:
        return entries.of_partnership(session, "sefton")[id]


def dies(house: House, address: str) -> None:
    with house.service.sessions.begin() as session:
        addresses.dies(session, address_digest(house.service.vault, address), "No such address.", house.moment.now)


def change(house: House, was: str, now: str) -> None:
    """The directory is loaded anew with another value."""
    with house.service.sessions.begin() as session:
        text = listing.text(directory.written(session, "sefton").values())
        kinds = house.service.procedure_of("sefton").kinds
        directory.load(session, "sefton", text.replace(was, now), house.moment.now, kinds)


def test_nobody_is_asked_before_half_a_year_and_then_few_at_a_time(house: House) -> None:
    assert look(house, 3) == []
    house.turn(days=181)
    assert look(house, 3) == []
    house.turn(days=1)
    first = look(house)
    assert [mail["Subject"] for mail in first] == [QUESTION] * len(house.service.partnerships)
    to_sefton = [mail for mail in (*first, *look(house, 30)) if "sefton" in str(mail["From"])]
    assert len(to_sefton) == entry_requests.FEWEST_A_DAY
    assert len({str(mail["To"]) for mail in to_sefton}) == len(to_sefton)


def test_out_of_hours_nobody_is_asked(house: House) -> None:
    half_a_year_later(house)
    house.turn(hours=9)
    assert look(house, 3) == []
    house.turn(days=3, hours=-9)  # Saturday
    assert look(house, 3) == []


def test_everybody_is_asked_once_in_half_a_year_with_their_own_details(house: House) -> None:
    half_a_year_later(house)
    for _ in range(28):
        look(house, 6)
        house.turn(days=1)
    said = text_in(house.last(SCHOOL, QUESTION))
    assert "Name: Rowan Samphire" in said and f"Email: {SCHOOL}" in said and "Marram Primary School" in said
    assert "CORRECT" in said and "/details/" in said
    asked = [str(one["To"]) for one in house.out if one["Subject"] == QUESTION and "sefton" in str(one["From"])]
    assert len(asked) == len(set(asked))


def test_correct_is_noted_with_the_day_and_answered_and_can_be_undone(house: House) -> None:
    house.receive(reply(ask(house, SCHOOL), "CORRECT\nThanks"))
    assert house.end() == "note_added"
    assert entry_of(house, SCHOOL).checked_at is not None
    answer = house.last(SCHOOL, "are right")
    house.receive(reply(answer, "UNDO"))
    assert entry_of(house, SCHOOL).checked_at is None and entry_of(house, SCHOOL).is_silent
    assert "taken back" in house.last(SCHOOL)["Subject"]
    house.receive(reply(house.last(SCHOOL), "UNDO"))
    assert house.end() == "held"
    assert not house.audit_faults()


def test_what_is_confirmed_is_not_undone_after_a_working_day(house: House) -> None:
    house.receive(reply(ask(house, SCHOOL), "CORRECT"))
    answer = house.last(SCHOOL, "are right")
    house.turn(days=5)
    house.receive(reply(answer, "UNDO"))
    assert house.end() == "held" and entry_of(house, SCHOOL).checked_at is not None


@pytest.mark.parametrize(
    ("words", "sender", "proof", "reason"),
    [
        ("My telephone is 01632 960555 now.", "", "pass", "in words that a person has to read"),
        ("CORRECT\nIvy Thrift has left us, and nobody stands in.", "", "pass", "and more beside it"),
        ("NOT ME. Ask Ivy Thrift.", "", "pass", "this post is not theirs"),
        ("CORRECT", HEALTH, "pass", "from another address"),
        ("CORRECT", "", "", "does not confirm the sender"),
        ("CORRECT", "", "fail", "does not confirm the sender"),
    ],
)
def test_anything_less_than_their_own_proven_correct_waits_for_the_coordinator(
    house: House, words: str, sender: str, proof: str, reason: str
) -> None:
    house.receive(reply(ask(house, SCHOOL), words, sender, proof))
    disposition, why = house.ends()[-1]
    assert disposition == "held" and reason in why
    assert entry_of(house, SCHOOL).checked_at is None


def test_an_answer_is_known_by_its_thread_too(house: House) -> None:
    asked = ask(house, SCHOOL)
    asked.replace_header("Reply-To", "sefton@parley.example")
    house.receive(reply(asked, "CORRECT"))
    assert entry_of(house, SCHOOL).checked_at is not None


def test_an_officer_who_has_left_or_moved_answers_for_nobody(house: House) -> None:
    asked = ask(house, SCHOOL)
    change(house, SCHOOL, "rowan@marram-primary.example")
    house.receive(reply(asked, "CORRECT"))
    assert house.ends()[-1][0] == "held" and "no longer listed" in house.ends()[-1][1]


def test_whoever_is_silent_is_asked_once_more_after_a_month_and_no_more(house: House) -> None:
    ask(house, SCHOOL)
    days_go_by(house, 70)
    asked = [mail["Subject"] for mail in house.to(SCHOOL, "details still right?")]
    assert asked == [QUESTION, f"{QUESTION} A reminder"]


def test_whoever_answered_in_other_words_is_not_reminded(house: House) -> None:
    house.receive(reply(ask(house, SCHOOL), "It is all different now."))
    days_go_by(house, 40)
    assert not house.to(SCHOOL, "A reminder")


def test_where_mail_came_back_their_deputy_is_asked_at_once_and_their_word_is_for_the_coordinator(house: House) -> None:
    look(house)
    dies(house, HEALTH)
    (mail,) = look(house)
    assert mail["To"].addresses[0].addr_spec == HEALTH_DEPUTY and mail["Subject"] == "Are these details still right?"
    assert "our email to Avery Curlew" in text_in(mail)
    assert look(house, 3) == []
    house.receive(reply(mail, "CORRECT"))
    assert house.end() == "held" and "Ring the agency" in house.ends()[-1][1]
    assert entry_of(house, HEALTH).checked_at is None


def test_where_mail_to_a_deputy_came_back_the_officer_is_asked(house: House) -> None:
    look(house)
    dies(house, HEALTH_DEPUTY)
    (mail,) = look(house)
    assert mail["To"].addresses[0].addr_spec == HEALTH and "your deputy" in text_in(mail)
    house.receive(reply(mail, "CORRECT"))
    assert entry_of(house, HEALTH).checked_at is not None


def test_who_is_away_is_asked_when_they_are_back(house: House) -> None:
    half_a_year_later(house)
    all_but(house, COORDINATOR)
    with house.service.sessions.begin() as session:
        directory.note_away(session, "sefton", COORDINATOR, None, house.service.clock.now().date())
    look(house)
    assert not house.to(COORDINATOR, QUESTION)
    days_go_by(house, 1)
    assert house.to(COORDINATOR, QUESTION)
