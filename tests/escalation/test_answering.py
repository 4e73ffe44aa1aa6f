"""What people do about their own part; and answers that come too late."""

import pytest

from service.errors import NotAllowed, NotNow
from service.escalation.case import State
from service.escalation.coordinating import Redirected, Withdrawn
from service.escalation.decide import OF_A_STAGE, RULES
from service.escalation.events import (
    Acknowledged,
    Agreed,
    Answered,
    CalendarChanged,
    DateAgreed,
    DebriefAsked,
    Done,
    FeedbackGiven,
    MoreTimeAsked,
    NotAgreed,
    NotResolved,
    RecordKept,
    Resolved,
    ToldMore,
    Unavailable,
    WithdrawalAsked,
)
from tests.escalation.stories import ACROSS, AUTHORITY, COORDINATOR, HERE, ORIGINATOR, at, close_of, opened, small

LATER = at("2026-04-02 10:00")
NEXT = at("2026-04-08 10:00")


def test_to_acknowledge_ends_the_handshake_of_that_side_and_moves_nothing():
    story = opened("sefton", stage="2").then(Acknowledged(LATER, ACROSS, "2"))
    assert not story.owes("2.acknowledge@r1")
    assert story.owes("2.acknowledge@o")
    assert story.at_stages == ["2"]


def test_doing_ones_task_acknowledges_it_too():
    story = opened("sefton", stage="2").then(Done(LATER, ACROSS, "2.meeting"))
    assert not story.owes("2.acknowledge@r1")


def test_more_words_are_recorded_and_change_nothing():
    story = opened("sefton")
    before = story.case
    story.then(ToldMore(LATER, ORIGINATOR))
    assert story.case == before.but(version=before.version + 1)


def test_asking_for_more_time_asks_the_coordinator_and_pauses_no_clock():
    story = opened("sefton", stage="2")
    due = story.due("2.meeting")
    story.then(MoreTimeAsked(LATER, ACROSS, "2"))
    assert story.owes("2.consider-more-time")
    assert ("more_time", "coordinator") in story.mails
    assert story.due("2.meeting") == due


def test_an_agreed_date_stands_beside_the_procedures_with_its_reason_and_answers_the_asking():
    story = opened("sefton", stage="2").then(MoreTimeAsked(LATER, ACROSS, "2"))
    due = story.due("2.meeting")
    until = at("2026-04-17 17:00")
    story.then(DateAgreed(LATER, COORDINATOR, "2.meeting", until, "The minutes are awaited"))
    duty = story.case.duty("2.meeting")
    assert (duty.deadline.at, duty.agreed) == (due, until)
    assert "minutes" not in repr(story.case), "nobody's own words are in a case"
    assert not story.owes("2.consider-more-time")
    assert story.reminders("2.meeting") == [("Fri 17 Apr 09:00", "today")]
    assert duty.is_late(at("2026-04-13 10:00"))
    assert story.then(MoreTimeAsked(NEXT, ACROSS, "2")).owes("2.consider-more-time#2")


@pytest.mark.parametrize(
    ("by", "until", "because"),
    [(ACROSS, NEXT, "leave"), (COORDINATOR, None, "leave"), (COORDINATOR, NEXT, "")],
    ids=["by the ower", "without a date", "without a reason"],
)
def test_a_date_is_agreed_by_a_coordinator_with_a_date_and_a_reason(by, until, because):
    with pytest.raises(NotAllowed):
        opened("sefton", stage="2").then(DateAgreed(LATER, by, "2.meeting", until, because))


def test_feedback_is_given_by_those_who_owe_it_or_recorded_by_a_coordinator():
    story = opened("sefton", stage="2").then(NotResolved(LATER, HERE, "2"))
    with pytest.raises(NotAllowed):
        story.then(FeedbackGiven(NEXT, ACROSS))
    with pytest.raises(NotAllowed):
        story.then(FeedbackGiven(NEXT, AUTHORITY))
    assert not story.then(FeedbackGiven(NEXT, HERE)).owes("2.feedback")
    with pytest.raises(NotNow):
        story.then(FeedbackGiven(NEXT, COORDINATOR))


SHORTER = small(
    'question.protect_by = { ask = "By when?", kind = "date", cite = "1" }',
    'stage.1 = { title = "One", people = "manager", due = { working_week = 1, or_sooner = "protect_by" }, cite = "1" }',
)


def test_a_typed_answer_dates_anew_what_rests_on_it_keeps_the_old_date_and_tells_everyone():
    story = opened(SHORTER)
    old = story.due("1.conclude")
    assert old == close_of(2026, 4, 10)
    story.then(Answered(LATER, ORIGINATOR, {"protect_by": "2026-04-09"}))
    assert story.due("1.conclude") == at("2026-04-09")
    assert [deadline.at for deadline in story.case.duty("1.conclude").superseded] == [old]
    assert ("dates_changed", "everyone") in story.mails
    assert ("Thu 09 Apr 09:00", "overdue") not in story.reminders("1.conclude")
    assert ("Fri 10 Apr 09:00", "overdue") in story.reminders("1.conclude")


def test_a_date_made_earlier_by_a_later_fact_is_never_earlier_than_that_fact():
    story = opened(SHORTER).then(Answered(NEXT, ORIGINATOR, {"protect_by": "2026-04-01"}))
    assert story.due("1.conclude") == NEXT


def test_what_is_late_already_is_not_made_less_late_by_an_earlier_date():
    story = opened(SHORTER).then(Answered(at("2026-04-15 10:00"), ORIGINATOR, {"protect_by": "2026-04-01"}))
    assert story.due("1.conclude") == close_of(2026, 4, 10)


def test_a_date_that_moves_later_leaves_the_reminders_of_the_old_one_unsent():
    story = opened(SHORTER).then(Answered(LATER, ORIGINATOR, {"protect_by": "2026-04-08"}))
    story.then(Answered(LATER, ORIGINATOR, {"protect_by": "2026-05-08"}))
    story.when_due(("1.conclude", "today"), at=at("2026-04-08"))
    assert story.mails == set()
    story.when_due(("1.conclude", "today"), at=at("2026-04-10"))
    assert story.kinds == {"reminder"}


def test_a_calendar_that_changed_nothing_tells_nobody():
    story = opened("sefton").then(CalendarChanged(LATER))
    assert story.mails == set()


def test_a_role_given_to_somebody_else_is_kept_and_they_are_written_to():
    story = opened("sefton", stage="2")
    with pytest.raises(NotAllowed):
        story.then(Redirected(LATER, HERE, "r1", "service_manager", "officer:9"))
    story.then(Redirected(LATER, COORDINATOR, "r1", "service_manager", "officer:9"))
    assert story.case.redirected == {"r1/service_manager": "officer:9"}
    assert ("routed", "officer:9") in story.mails


@pytest.mark.parametrize(("why", "told"), [("away", "officer_away"), ("returned", "not_delivered")])
def test_somebody_away_or_unreachable_is_covered_once_for_each_role_and_the_coordinator_is_told(why, told):
    story = opened("sefton", stage="2").then(Unavailable(LATER, holder="officer:2", slot="r1", stage="2", why=why))
    assert (told, "coordinator") in story.mails
    covered = {whom for kind, whom in story.mails if kind == "covering"}
    assert covered == {"ower 2.acknowledge@r1 +1", "ower 2.escalate@r1 +1", "ower 2.meeting +1"}


LATE_ANSWERS = [Acknowledged, Resolved, NotAgreed, NotResolved, MoreTimeAsked]


@pytest.mark.parametrize("answer", LATE_ANSWERS)
def test_an_answer_about_a_past_stage_changes_nothing_but_the_record_and_a_mail_to_the_person(answer):
    story = opened("sefton", stage="2").then(NotResolved(LATER, HERE, "2"))
    before = story.case
    story.then(answer(NEXT, ACROSS, "2"))
    assert story.case == before.but(version=before.version + 1)
    assert story.mails == {("stage_past", ACROSS.holder)}
    assert answer.__name__ in story.says


@pytest.mark.parametrize("answer", LATE_ANSWERS)
def test_an_answer_about_a_case_that_is_over_changes_nothing_but_the_record_and_a_mail_to_the_person(answer):
    story = opened("sefton", stage="2").then(Withdrawn(LATER, COORDINATOR))
    before = story.case
    story.then(answer(NEXT, ACROSS, "2"))
    assert story.case == before.but(version=before.version + 1)
    assert story.mails == {("case_over", ACROSS.holder)}


def test_a_wish_to_withdraw_a_case_that_is_over_comes_too_late_as_well():
    story = opened("sefton", stage="2").then(Withdrawn(LATER, COORDINATOR)).then(WithdrawalAsked(NEXT, HERE))
    assert story.case.state is State.WITHDRAWN
    assert story.mails == {("case_over", HERE.holder)}


def test_every_word_that_a_mail_may_carry_about_a_stage_can_come_too_late():
    assert {rule for rule in RULES if "stage" in rule.__dataclass_fields__} - set(OF_A_STAGE) == {
        *(rule for rule in RULES if rule.__name__ in ("Notified", "Unavailable", "HandedOver", "NotMine")),
        *(Agreed, RecordKept, DebriefAsked),  # a stage that is past may still be written up
    }


PANEL = small(
    """[stage.1]
title = "The chair"
people = "manager"
authority = "chair"
power = "recommends"
cite = "1"
[stage.1.recommend]
do = "Recommend how to go on"
answers = ["Met them", "Convened a panel"]
owed_by = "chair"
with = "both/manager"
cite = "2"
[stage.1.seat]
do = "Seat the panel"
on = "recommend done"
when = { answer = "Convened a panel" }
owed_by = "chair"
cite = "3\""""
)


@pytest.mark.parametrize(("answer", "seats"), [("Met them", False), ("Convened a panel", True)])
def test_the_answer_to_a_task_is_known_to_what_waits_for_it(answer, seats):
    story = opened(PANEL).then(Done(LATER, AUTHORITY, "1.recommend", answer))
    assert story.owes("1.seat") is seats


def test_what_the_authority_recommends_goes_to_both_sides_that_its_task_is_with():
    story = opened(PANEL).then(Done(LATER, AUTHORITY, "1.recommend", "Met them"))
    assert ("recommended", "manager at o,r1") in story.mails
