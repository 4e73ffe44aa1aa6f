"""Immediate risk: alerted at once, counted from when it was stated, lowered by two."""

import pytest

from service.errors import NotAllowed, NotNow
from service.escalation.case import Risk
from service.escalation.coordinating import Closed, RiskLowered, Withdrawn
from service.escalation.events import Answered, FeedbackGiven, NotResolved, Resolved, RiskAnswered, RiskStated
from tests.escalation.stories import ACROSS, COORDINATOR, HERE, ORIGINATOR, at, close_of, opened, small

WEDNESDAY = at("2026-04-01 15:00")
SATURDAY = at("2026-04-11 11:00")
SECOND = "officer:5"


def test_whoever_states_it_the_coordinators_and_both_sides_are_told_to_act_today():
    story = opened("sefton", stage="2").then(RiskStated(WEDNESDAY, ACROSS))
    assert story.case.risk is Risk.STANDING
    assert story.mails >= {
        ("act_today", "coordinator"),
        ("act_today", "safeguarding_lead/team_manager at o"),
        ("act_today", "safeguarding_lead/team_manager at r1"),
    }
    assert story.owes("urgent.alert")
    assert story.owes("urgent.escalate")


def test_the_alert_is_owed_until_somebody_answers_it():
    story = opened("sefton").then(RiskStated(WEDNESDAY, HERE)).then(RiskStated(at("2026-04-01 16:00"), HERE))
    assert [duty.id for duty in story.case.owed if duty.task == "alert"] == ["urgent.alert"]
    story.then(RiskAnswered(at("2026-04-01 16:30"), COORDINATOR))
    assert not story.owes("urgent.alert")
    assert story.case.risk is Risk.STANDING
    assert story.then(RiskStated(at("2026-04-02 10:00"), HERE)).owes("urgent.alert#2")


def test_a_risk_that_is_not_proven_alerts_and_changes_no_date_until_it_is_confirmed():
    story = opened("longmoor", facts={"type": "conference"}, stage="2")
    due = story.due("2.conclude")
    story.then(RiskStated(WEDNESDAY, HERE, provisional=True))
    assert story.case.risk is Risk.PROVISIONAL
    assert story.owes("urgent.alert")
    assert not story.owes("urgent.escalate")
    assert story.due("2.conclude") == due
    story.then(RiskStated(at("2026-04-01 15:30"), HERE))
    assert story.case.risk is Risk.STANDING
    assert story.owes("urgent.escalate")
    assert story.due("2.conclude") == close_of(2026, 4, 1)


def test_an_unproven_word_lowers_no_standing_risk():
    story = opened("sefton", risk=True).then(RiskStated(WEDNESDAY, HERE, provisional=True))
    assert story.case.risk is Risk.STANDING


def test_urgent_due_replaces_every_deadline_while_the_risk_stands_and_keeps_the_old_one_on_record():
    story = opened("longmoor", facts={"type": "conference"}, stage="2")
    story.then(RiskStated(WEDNESDAY, HERE))
    duty = story.case.duty("2.conclude")
    assert duty.deadline.at == close_of(2026, 4, 1)
    assert [old.at for old in duty.superseded] == [close_of(2026, 4, 10)]
    story.then(RiskLowered(at("2026-04-02 10:00"), COORDINATOR, SECOND))
    assert story.due("2.conclude") == close_of(2026, 4, 10)
    assert not story.owes("urgent.escalate")


def test_under_urgent_due_a_stage_that_opens_later_is_due_now_and_not_late():
    story = opened("longmoor", facts={"type": "conference"}, stage="2").then(RiskStated(WEDNESDAY, HERE))
    later = at("2026-04-02 10:00")
    story.then(NotResolved(later, HERE, "2"))
    assert story.due("3.conclude") == later
    assert not story.case.duty("3.conclude").born_late


def test_without_urgent_due_no_date_changes():
    story = opened("liverpool")
    dates = {duty.id: duty.deadline for duty in story.case.duties}
    story.then(RiskStated(WEDNESDAY, HERE))
    assert {duty.id: duty.deadline for duty in story.case.duties if duty.id in dates} == dates


def test_without_an_urgent_block_there_is_the_alert_and_nothing_else():
    plain = small('stage.1 = { title = "One", people = "manager", cite = "1" }')
    story = opened(plain).then(RiskStated(WEDNESDAY, HERE))
    assert [duty.id for duty in story.case.owed if duty.stage == "urgent"] == ["urgent.alert"]


def test_on_a_saturday_an_urgent_task_is_due_now():
    story = opened("liverpool", when="2026-04-08 10:00").then(RiskStated(SATURDAY, HERE))
    duty = story.case.duty("urgent.escalate")
    assert duty.deadline.at == SATURDAY
    assert not duty.born_late


def test_an_urgent_task_whose_condition_comes_to_hold_a_day_later_is_due_then_and_not_before():
    story = opened("liverpool", stage="2").then(RiskStated(WEDNESDAY, HERE))
    assert not story.owes("urgent.service-managers")
    later = at("2026-04-02 10:00")
    story.then(Answered(later, HERE, {"levels_of_need_reviewed": True}))
    duty = story.case.duty("urgent.service-managers")
    assert duty.deadline.at == later
    assert not duty.born_late
    assert ("told", "service_manager at the partnership") in story.mails


def test_lowering_a_risk_needs_two_coordinators_and_both_sides_are_told():
    story = opened("sefton", risk=True)
    for by, second in ((COORDINATOR, ""), (COORDINATOR, COORDINATOR.holder), (HERE, SECOND)):
        with pytest.raises(NotAllowed):
            story.then(RiskLowered(WEDNESDAY, by, second))
    story.then(RiskLowered(WEDNESDAY, COORDINATOR, SECOND))
    assert story.case.risk is Risk.NONE
    assert ("risk_lowered", "everyone") in story.mails
    with pytest.raises(NotNow):
        story.then(RiskLowered(WEDNESDAY, COORDINATOR, SECOND))


def test_a_risk_stated_again_after_it_was_lowered_opens_its_tasks_again():
    story = opened("sefton", risk=True).then(RiskLowered(WEDNESDAY, COORDINATOR, SECOND))
    story.then(RiskStated(at("2026-04-08 10:00"), HERE))
    assert story.owes("urgent.escalate#2")
    assert not story.owes("urgent.escalate")


def test_a_risk_stated_on_a_case_that_has_ended_alerts_until_somebody_answers():
    story = opened("sefton").then(Withdrawn(WEDNESDAY, COORDINATOR))
    story.then(RiskStated(at("2026-04-02 10:00"), ORIGINATOR))
    assert ("act_today", "coordinator") in story.mails
    assert story.owes("urgent.alert")


def test_a_case_is_not_closed_over_an_alert_that_nobody_has_answered():
    story = opened("sefton", stage="2", risk=True)
    story.then(Resolved(WEDNESDAY, HERE, "2")).then(Resolved(WEDNESDAY, ACROSS, "2"))
    story.then(FeedbackGiven(at("2026-04-02 10:00"), HERE))
    with pytest.raises(NotNow, match=r"urgent\.alert"):
        story.then(Closed(at("2026-04-02 11:00"), COORDINATOR))
    story.then(RiskAnswered(at("2026-04-02 12:00"), COORDINATOR)).then(Closed(at("2026-04-02 13:00"), COORDINATOR))
    assert story.case.state == "closed"
