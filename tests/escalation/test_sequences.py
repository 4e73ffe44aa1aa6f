"""Disagreements played from end to end, as the format's list of sequences has them."""

import pytest

from service.errors import NotAllowed, NotNow
from service.escalation.case import State
from service.escalation.coordinating import Closed, HandedOver
from service.escalation.events import (
    Answered,
    Decided,
    Done,
    FeedbackGiven,
    GateRefused,
    Named,
    NotResolved,
    Resolved,
    RiskStated,
)
from tests.escalation.stories import (
    ACROSS,
    AUTHORITY,
    COORDINATOR,
    HERE,
    ORIGINATOR,
    PROCEDURES,
    at,
    close_of,
    opened,
    small,
)

THURSDAY = at("2026-04-02 10:00")
TUESDAY = at("2026-04-07 10:00")
WEDNESDAY = at("2026-04-08 10:00")


def test_sefton_both_agree_and_feedback_holds_the_close():
    story = opened("sefton", when="2026-04-02 10:00")
    assert story.due("1.act") == close_of(2026, 4, 8)
    story.then(Done(TUESDAY, ORIGINATOR, "1.act")).then(NotResolved(TUESDAY, ORIGINATOR, "1"))
    assert story.due("2.meeting") == close_of(2026, 4, 14)
    story.then(Done(WEDNESDAY, ACROSS, "2.meeting"))
    story.then(Resolved(WEDNESDAY, ACROSS, "2")).then(Resolved(WEDNESDAY, HERE, "2"))
    assert story.case.state is State.RESOLVED
    with pytest.raises(NotNow):
        story.then(Closed(WEDNESDAY, COORDINATOR))
    story.then(FeedbackGiven(WEDNESDAY, ACROSS)).then(FeedbackGiven(WEDNESDAY, HERE))
    assert story.then(Closed(WEDNESDAY, COORDINATOR)).case.state is State.CLOSED


def test_sefton_each_director_is_to_be_asked_before_both_meet():
    story = opened("sefton", stage="2").then(NotResolved(THURSDAY, HERE, "2"))
    assert story.due("3.raise-with-director@o") == story.due("3.raise-with-director@r1") == close_of(2026, 4, 8)
    story.then(Done(TUESDAY, HERE, "3.raise-with-director@o"))
    assert story.case.duty("3.directors-meet") is None
    story.then(Done(WEDNESDAY, ACROSS, "3.raise-with-director@r1"))
    assert story.due("3.directors-meet") == close_of(2026, 4, 15)


def test_liverpool_keeps_its_days_whatever_opens_when_and_its_report_holds_the_close():
    story = opened("liverpool", when="2026-04-02 10:00")
    for stage, day in (("1", 3), ("2", 10), ("3", 17)):
        assert story.due(f"{stage}.conclude") == close_of(2026, 4, day)
        story.then(NotResolved(THURSDAY, COORDINATOR, stage))
    assert story.due("4.conclude") == close_of(2026, 4, 24)
    assert story.due("4.recommend") == close_of(2026, 4, 7)
    story.then(Decided(TUESDAY, AUTHORITY, "4", "A panel")).then(FeedbackGiven(TUESDAY, COORDINATOR))
    with pytest.raises(NotNow, match=r"3\.report"):
        story.then(Closed(WEDNESDAY, COORDINATOR))
    story.then(Done(WEDNESDAY, HERE, "3.report")).then(Closed(WEDNESDAY, COORDINATOR))
    assert story.case.state is State.CLOSED


def test_liverpools_mediator_is_of_neither_agency():
    story = opened("liverpool", stage="3").then(Done(THURSDAY, HERE, "3.talk"))
    assert story.owes("3.name-mediator")
    assert story.owes("3.meeting")
    with pytest.raises(NotAllowed):
        story.then(Named(THURSDAY, COORDINATOR, "3.name-mediator", "officer:9", "a-services"))
    story.then(Named(THURSDAY, COORDINATOR, "3.name-mediator", "officer:9", "a-hospital"))
    assert story.case.named == {"mediator": "officer:9"}


def told(story, whom):
    return [mail for mail in story.all_effects if getattr(mail, "kind", "") == "told" and whom in str(mail.to)]


def test_the_reviewing_officer_is_told_mid_case_and_once():
    story = opened("liverpool")
    assert not told(story, "iro")
    story.then(Answered(THURSDAY, HERE, {"status": "looked after"}))
    assert len(told(story, "iro")) == 1
    story.then(Answered(TUESDAY, HERE, {"status": "child protection plan"})).then(NotResolved(TUESDAY, HERE, "1"))
    assert len(told(story, "iro")) == 1


def test_a_case_reported_at_stage_3_still_tells_the_reviewing_officer_of_stage_1():
    assert len(told(opened("liverpool", stage="3", facts={"status": "looked after"}), "iro")) == 1


def in_lincolnshire(*stages):
    story = opened("lsab-lscp", when="2026-04-01 10:00")
    for stage in stages:
        story.then(NotResolved(THURSDAY, COORDINATOR, stage))
    return story


def test_lincolnshires_gate_refused_is_told_and_leaves_the_step_open():
    story = in_lincolnshire("1").then(GateRefused(TUESDAY, HERE, "2.check", "Outside the protocol's purpose"))
    assert story.mails == {("refused", "originator"), ("refused", "coordinator")}
    assert story.at_stages == ["2"]
    assert story.owes("2.plan")


def test_lincolnshires_fork_is_the_liaison_officers_choice_and_may_take_both_ways():
    story = in_lincolnshire("1", "2").then(NotResolved(TUESDAY, HERE, "3"))
    assert story.owes("3.choose")
    story.then(NotResolved(TUESDAY, ACROSS, "3", ("4", "4-lessons")))
    assert story.at_stages == ["4", "4-lessons"]
    assert story.due("4.set-meeting-date") == at("2026-04-08 10:00")
    story.then(Done(WEDNESDAY, COORDINATOR, "4.set-meeting-date", when=at("2026-04-16 14:00")))
    assert story.due("4.meeting") == at("2026-04-16 14:00")


def test_lincolnshires_lessons_alone_end_without_settling_anything():
    story = in_lincolnshire("1", "2").then(NotResolved(TUESDAY, HERE, "3", ("4-lessons",)))
    assert story.due("4-lessons.refer") is None
    story.then(Answered(TUESDAY, COORDINATOR, {"next_review_group": "2026-05-06"}))
    assert story.due("4-lessons.refer") == at("2026-05-06")
    story.then(Done(WEDNESDAY, HERE, "4-lessons.refer"))
    assert story.case.is_open
    story.then(Done(WEDNESDAY, COORDINATOR, "4-lessons.recommendations"))
    assert story.case.state is State.LEARNING


def test_escb_goes_up_the_line_twice_and_then_to_the_panel():
    story = opened("escb", stage="2").then(NotResolved(THURSDAY, HERE, "2"))
    story.then(NotResolved(THURSDAY, HERE, "3", ("again",))).then(NotResolved(THURSDAY, HERE, "3", ("again",)))
    assert story.case.visit("3").turn == 3
    story.then(NotResolved(TUESDAY, HERE, "3", ("4",))).then(NotResolved(TUESDAY, AUTHORITY, "4", ("5",)))
    story.then(NotResolved(WEDNESDAY, HERE, "5"))
    assert story.at_stages == ["6"]
    assert not any(duty.is_late(at("2027-01-01")) for duty in story.case.owed if duty.task != "acknowledge")
    assert story.then(Decided(WEDNESDAY, AUTHORITY, "6")).case.outcome == "decided"


def at_longmoor(kind, **facts):
    return opened("longmoor", when="2026-04-01 10:00", facts={"type": kind, **facts})


def test_longmoors_week_is_one_budget_for_stages_2_and_3():
    story = at_longmoor("conference").then(NotResolved(THURSDAY, ORIGINATOR, "1"))
    assert story.due("2.conclude") == close_of(2026, 4, 13)
    story.then(NotResolved(WEDNESDAY, HERE, "2"))
    assert story.due("3.conclude") == close_of(2026, 4, 13)


def test_longmoors_ladder_is_climbed_within_its_stage_and_a_risk_makes_everything_same_day():
    story = at_longmoor("plan_progress").then(NotResolved(THURSDAY, ORIGINATOR, "1"))
    story.then(Done(THURSDAY, HERE, "2.plan-ladder", not_agreed=True))
    assert story.case.duty("2.plan-ladder").rung == 1
    story.then(RiskStated(TUESDAY, HERE))
    assert story.due("2.conclude") == close_of(2026, 4, 7)
    story.then(NotResolved(WEDNESDAY, HERE, "2")).then(NotResolved(WEDNESDAY, HERE, "3"))
    assert story.due("4.conclude") == WEDNESDAY, "a stage that opens a day after the risk is due now"
    assert not story.case.duty("4.conclude").born_late


def test_longmoors_bypass_opens_a_day_after_the_risk_when_the_answer_comes():
    story = at_longmoor("conference").then(NotResolved(THURSDAY, ORIGINATOR, "1")).then(RiskStated(TUESDAY, HERE))
    assert story.case.duty("urgent.strategic-leads") is None
    story.then(Answered(WEDNESDAY, HERE, {"levels_of_need_reviewed": True}))
    assert story.due("urgent.strategic-leads") == WEDNESDAY


def test_a_task_is_opened_by_an_answer():
    story = at_longmoor("conference").then(NotResolved(THURSDAY, ORIGINATOR, "1"))
    assert story.case.duty("2.beyond-the-chair") is None
    story.then(Answered(TUESDAY, HERE, {"risk_remains": True}))
    assert story.owes("2.beyond-the-chair")


def test_a_disagreement_inside_one_agency_takes_its_own_track_and_is_settled_by_that_agency():
    story = at_longmoor("inside_school")
    assert story.at_stages == ["inside"]
    assert story.case.receiving == ()
    story.then(Done(THURSDAY, ORIGINATOR, "inside.contact")).then(Resolved(THURSDAY, HERE, "inside"))
    assert story.case.state is State.RESOLVED


def test_liverpool_reported_after_its_day_is_nobodys_breach():
    story = opened("liverpool", when="2026-04-20 10:00", concern="2026-04-02 10:00", stage="3")
    duty = story.case.duty("3.conclude")
    assert duty.deadline.at == close_of(2026, 4, 17)
    assert duty.born_late
    story.then(NotResolved(at("2026-04-21 10:00"), HERE, "3"))
    assert story.due("4.conclude") == close_of(2026, 4, 24)
    assert not story.case.duty("4.conclude").born_late


SILENCE = (
    'stage.1.title = "One"',
    'stage.1.people = "manager"',
    'stage.1.cite = "1"',
    'stage.1.reply = { do = "Reply", owed_by = "receiving/manager", due = { working_days = 10 }, '
    ' if_silent = ["2", "3"], cite = "1" }',
    'stage.2.title = "Two"',
    'stage.2.people = "manager"',
    'stage.2.cite = "2"',
    'stage.2.reply = { do = "Reply", owed_by = "receiving/manager", due = { working_days = 1 }, if_silent = "3",'
    ' cite = "2" }',
    'stage.3 = { title = "Three", people = "director", cite = "3" }',
)


def test_silence_leads_to_a_choice_and_then_to_a_stage():
    story = opened(small(*SILENCE)).when_due(("1.reply", "overdue"), at=at("2026-04-20"))
    story.then(NotResolved(at("2026-04-20 10:00"), COORDINATOR, "1", ("2",)))
    assert story.at_stages == ["2"]
    story.when_due(("2.reply", "overdue"), at=at("2026-04-22"))
    assert story.at_stages == ["3"]
    assert story.case.is_open


def test_a_referral_is_handed_over_to_the_procedure_of_the_childs_home():
    story = at_longmoor("referral_refused").then(NotResolved(THURSDAY, ORIGINATOR, "1"))
    story.then(HandedOver(TUESDAY, COORDINATOR, "home", PROCEDURES["sefton"], "2"))
    assert story.at_stages == ["2"]
    assert story.case.procedure.key == "sefton"
    story.then(Resolved(WEDNESDAY, HERE, "2")).then(Resolved(WEDNESDAY, ACROSS, "2"))
    assert story.case.state is State.RESOLVED


GRADED = small(
    'question.protect_by = { ask = "By when?", kind = "date", cite = "1" }',
    'question.priority = { ask = "How urgent?", options = ["immediate", "less urgent"], cite = "1" }',
    'stage.1 = { title = "One", people = "manager", due = { working_week = 1, or_sooner = "protect_by" }, cite = "1" }',
    'stage.2 = { title = "Two", people = "manager", cite = "2",'
    ' due = [{ hours = 24, when = { priority = "immediate" } }, { working_days = 5 }] }',
    'stage.3 = { title = "Three", people = "manager", due = { working_days = 5, indicative = true }, cite = "3" }',
)


def test_the_shorter_of_two_limits_a_grade_that_changes_and_a_date_that_is_only_indicative():
    story = opened(GRADED, facts={"priority": "less urgent", "protect_by": "2026-04-07"})
    assert story.due("1.conclude") == at("2026-04-07")
    story.then(NotResolved(THURSDAY, HERE, "1"))
    assert story.due("2.conclude") == close_of(2026, 4, 13)
    story.then(Answered(THURSDAY, HERE, {"priority": "immediate"}))
    assert story.due("2.conclude") == at("2026-04-03 10:00")
    story.then(Answered(THURSDAY, HERE, {"priority": "less urgent"}))
    assert story.due("2.conclude") == close_of(2026, 4, 13)
    assert len(story.case.duty("2.conclude").superseded) == 2
    story.then(NotResolved(TUESDAY, HERE, "2"))
    assert not story.case.duty("3.conclude").is_late(at("2027-01-01"))
