"""What is asked of whoever has a case, and by when: each date says what it is for, the nearest first."""

from datetime import UTC, datetime, timedelta

import pytest

from service.escalation.actors import Actor, Capacity
from service.escalation.case import State
from service.escalation.coordinating import Closed
from service.escalation.duty import Plan
from service.escalation.effects import Mail, parties
from service.escalation.events import Agreed, FeedbackGiven, Undertaken
from service.escalation.parties import Party
from service.seam.pages import AnswerPage
from tests.intake.house import COORDINATOR, HEALTH, IN_LIVERPOOL, SCHOOL, TEACHER, House, reply, text_in, token_in
from tests.intake.test_notifications import code_in
from tests.intake.writing import FLINT, HOLLY, errand_of, happens, post

ACROSS = parties((Party("receiving", "board_representative"),), ("r1",))
OURS = parties((Party("originating", "board_representative"),), ("o",))
A_SIGN = """\
- Let us know that you have this: reply SEEN
  By: Thursday 26 November 2026, 5pm
  Why then: 1 working day after this was opened on Wednesday 25 November 2026
"""
TO_TALK = """\
- Talk with the other agency, try to settle it, and tell us how it stands
  By: Thursday 10 December 2026, 5pm
"""


@pytest.fixture
def reference(house: House) -> str:
    return house.notify(partnership="liverpool", **IN_LIVERPOOL).reference


def test_the_mail_that_brings_a_case_says_what_each_date_is_for_the_nearest_first(house: House, reference: str) -> None:
    brought = text_in(house.last(HOLLY, "reply by Thu 26 November"))
    assert f"Your part:\n{A_SIGN}{TO_TALK}" in brought
    assert "you have not told us by Thursday 26 November 2026 that you" in brought


def test_the_page_behind_its_link_says_the_same_in_the_same_order(house: House, reference: str) -> None:
    page = house.pages.answer_page(token_in(house.last(HOLLY, reference)))
    assert isinstance(page, AnswerPage)
    days = [(one.what, one.ask.day) for one in page.asked if one.ask]
    assert days == [
        ("Let us know that you have this", 26),
        ("Talk with the other agency, try to settle it, and tell us how it stands", 10),
    ]


def test_who_has_said_that_they_have_it_is_asked_for_the_rest_alone(house: House, reference: str) -> None:
    house.receive(reply(house.last(HOLLY, reference), "SEEN"))
    page = house.pages.answer_page(token_in(house.last(HOLLY, "Your part")))
    assert isinstance(page, AnswerPage)
    assert [one.what for one in page.asked] == [
        "Talk with the other agency, try to settle it, and tell us how it stands"
    ]


def test_whoever_covers_is_given_no_date_that_has_passed(house: House, reference: str) -> None:
    with errand_of(house, reference) as errand:
        duty = next(one for one in errand.case.owed_at("3", "acknowledge") if "r1" in one.slots)
    house.moment.now += timedelta(days=2)
    post(house, reference, Mail("covering", ACROSS, stage="3", duty=duty.id, values={"why": "silence"}))
    mail = house.last(HOLLY, "you are covering")
    assert str(mail["Subject"]).endswith("you are covering, reply today")
    assert "- Let us know that you have this: reply SEEN\n  When: as soon as you can\n" in text_in(mail)
    assert "26 November 2026, 5pm" not in text_in(mail)
    assert "If we hear nothing, the coordinator is told." in text_in(mail)


def reminded(house: House, reference: str, task: str, kind: str) -> None:
    with errand_of(house, reference) as errand:
        duty = next(one for one in errand.case.owed if one.task == task)
    post(house, reference, Mail("reminder", OURS, stage="3", duty=duty.id, values={"kind": kind}))


def test_a_reminder_is_headed_by_the_date_that_it_is_about(house: House, reference: str) -> None:
    reminded(house, reference, "conclude", "before")
    assert "- Let us know that you have this: reply SEEN" in text_in(house.last(FLINT, "reply by Thu 10 December"))


def test_a_look_at_what_has_no_date_does_not_say_that_nobody_is_late_where_something_is(
    house: House, reference: str
) -> None:
    house.moment.now += timedelta(days=20)
    reminded(house, reference, "talk", "review")
    review = text_in(house.last(FLINT, "where does this stand?"))
    assert "Nobody is late" not in review and "This disagreement is still open." in review


def test_somebody_is_told_for_whom_they_stand_in_and_why(house: House) -> None:
    house.notify()
    stand_in = text_in(house.last("martin.knot@dunelands-health.example", "reply by"))
    assert (
        "You stand in for: Wren Sanderling, Team Manager, Dunelands Community Health Trust\nThey are away.\n"
        in stand_in
    )
    assert "You stand in" not in text_in(house.last(HEALTH, "reply by"))


def test_who_is_asked_to_take_it_to_their_own_lead_hears_that_the_lead_has_been_told(house: House) -> None:
    house.notify()
    part = text_in(house.last(TEACHER, "your part in this"))
    told = "the Safeguarding Lead at Marram Primary School, the Team Manager at Marram Primary School"
    assert f"your team manager or both\n  We have told them for you. Talk to them too: {told}\n" in part


def test_a_lead_who_raises_it_is_not_asked_to_take_it_to_the_lead(house: House) -> None:
    reference = house.notify(your_name="Rowan Samphire", your_role="Safeguarding Lead", your_email=SCHOOL).reference
    assert not house.to(SCHOOL, "Take it to your own safeguarding lead")
    with errand_of(house, reference) as errand:
        assert [duty.slots for duty in errand.case.owed if duty.task == "escalate"] == [("r1",)]
    assert "You raised this disagreement, and your post has the next step too." in text_in(house.last(SCHOOL, "SEEN"))


def test_the_end_of_a_case_names_what_is_still_owed_and_takes_the_word_that_it_is_done(house: House) -> None:
    reference = house.notify().reference
    action = Undertaken(Plan.ACTION, "r1", datetime(2026, 12, 11, 17, 0, tzinfo=UTC))
    happens(house, reference, Agreed(house.moment.now, Actor(Capacity.OFFICER, "r1", ""), "2", (action,)))
    for reader, word in ((HEALTH, "RESOLVED"), (SCHOOL, "AGREE")):
        house.receive(reply(house.last(reader, word), word))
    by = Actor(Capacity.COORDINATOR, "", house.holder(COORDINATOR))
    happens(house, reference, FeedbackGiven(house.moment.now, by))
    happens(house, reference, Closed(house.moment.now, by))
    closed = house.last(HEALTH, f"{reference}: closed")
    assert "- Do what you undertook\n  By: Friday 11 December 2026, 5pm\n" in text_in(closed)
    assert "Nothing more is asked of you" not in text_in(closed)
    assert "Nothing more is asked of you" in text_in(house.last(TEACHER, f"{reference}: closed"))
    token = token_in(closed)
    page = house.pages.answer_page(token)
    assert isinstance(page, AnswerPage)
    done = next(value for value, label in page.choices if label == "Done: Do what you undertook")
    house.pages.send_code(token)
    house.answer(token, code_in(house, HEALTH), done)
    with errand_of(house, reference) as errand:
        assert not [duty for duty in errand.case.owed if duty.task == "action"]


def test_a_promise_that_outlives_the_case_is_reminded_of_as_that(house: House) -> None:
    reference = house.notify().reference
    ours = parties((Party("receiving", "safeguarding_lead"),), ("r1",))
    ended = {"state": State.RESOLVED, "outcome": "resolved"}
    post(house, reference, Mail("reminder", ours, stage="2", values={"kind": "review"}), **ended)
    assert "This disagreement has ended. What was promised is still owed." in text_in(house.last(HEALTH, "stand?"))
