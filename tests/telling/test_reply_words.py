"""A mail offers the words that would take effect for its reader at its stage, and no others."""

import re
from email.message import EmailMessage

import pytest

from service.escalation.effects import Mail, parties, person
from service.escalation.tasks import people
from tests.intake.house import COORDINATOR, HEALTH, SCHOOL, SCHOOL_DIRECTOR, TEACHER, House, reply, text_in
from tests.intake.writing import errand_of, post

OFFERED = re.compile(r"^([A-Z]{2,}(?: [A-Z]{2,})?) {2,}\S", re.M)
STAGE = ["RESOLVED", "NOT RESOLVED", "MORE TIME", "MEETING", "SEEN"]


def words(mail: EmailMessage) -> list[str]:
    return OFFERED.findall(text_in(mail))


@pytest.fixture
def reference(house: House) -> str:
    return house.notify().reference


@pytest.fixture
def moved_on(house: House, reference: str) -> str:
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "NOT RESOLVED"))
    assert house.case(reference).stage == "3"
    return reference


def test_a_reminder_of_the_feedback_owed_for_a_past_stage_offers_the_link_and_no_word_that_would_do_nothing(
    house: House, moved_on: str
) -> None:
    house.turn(days=8)
    reminded = house.last(SCHOOL, "Tell the person who raised it")
    assert "Where it stands: stage 2" in text_in(reminded)
    assert words(reminded) == []
    assert "/r/" in text_in(reminded) and "How to answer" in text_in(reminded)


def test_a_reminder_of_the_open_stage_offers_its_words(house: House, moved_on: str) -> None:
    house.turn(days=8)
    assert words(house.last("bryony.seakale@marram-primary.example", "reply was due")) == STAGE


def test_whoever_is_asked_to_agree_is_reminded_with_the_words_for_that(house: House, reference: str) -> None:
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "RESOLVED"))
    house.turn(days=6)
    assert words(house.last(HEALTH, "A reply was due")) == ["AGREE", "NOT AGREED"]


def test_a_case_that_is_over_offers_no_word(house: House, reference: str) -> None:
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "RESOLVED"))
    house.receive(reply(house.last(HEALTH, "AGREE"), "AGREE"))
    assert house.case(reference).state == "resolved"
    house.sent()
    before = len(house.out)
    with errand_of(house, reference) as errand:
        across = parties(people(errand.case.procedure.stage("2"), "r1"), ("r1",))
    post(house, reference, *(Mail(kind, across, stage="2") for kind in ("reminder", "told", "covering", "act_today")))
    house.sent()
    about_it = house.out[before:]
    assert len(about_it) >= 4 and not any(words(mail) for mail in about_it)


@pytest.mark.parametrize(
    ("reader", "kind", "expected"),
    [
        (TEACHER, "receipt", ["WITHDRAW"]),
        (HEALTH, "receipt", []),
        (HEALTH, "covering", STAGE),
        (COORDINATOR, "routed", ["SEEN"]),
        (COORDINATOR, "told", ["SEEN"]),
        (SCHOOL_DIRECTOR, "unclear", STAGE),
    ],
)
def test_each_reader_is_offered_what_they_may_do(
    house: House, reference: str, reader: str, kind: str, expected: list[str]
) -> None:
    house.sent()
    before = len(house.out)
    known = next(mail.recipient for mail in house.mails_of(reference)) if reader == TEACHER else house.holder(reader)
    post(house, reference, Mail(kind, person(known), stage="2"))
    house.sent()
    (mail,) = house.out[before:]
    assert mail["To"].addresses[0].addr_spec == reader
    assert words(mail) == expected


@pytest.mark.parametrize("word", STAGE)
def test_each_word_that_is_offered_takes_effect(house: House, reference: str, word: str) -> None:
    asked = house.last(HEALTH, "NOT RESOLVED")
    assert word in words(asked)
    house.receive(reply(asked, f"{word} 4 December 2pm" if word in ("MORE TIME", "MEETING") else word))
    assert house.end() == "reply_applied"


@pytest.mark.parametrize("word", ["AGREE", "NOT AGREED"])
def test_each_word_of_agreeing_takes_effect(house: House, reference: str, word: str) -> None:
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "RESOLVED"))
    asked = house.last(HEALTH, "AGREE")
    assert word in words(asked)
    house.receive(reply(asked, word))
    assert house.end() == "reply_applied"


def test_what_was_acknowledged_can_be_undone_by_a_reply_as_its_mail_says(house: House, reference: str) -> None:
    house.receive(reply(house.last(HEALTH, "NOT RESOLVED"), "SEEN"))
    answered = house.last(HEALTH, "we know that you have this")
    assert words(answered) == ["UNDO"] and "reply UNDO" in text_in(answered)
    house.receive(reply(answered, "UNDO"))
    assert house.events(reference)[-1] == "Undone"
