"""How a case ends, and how an end is taken back."""

import pytest

from service.errors import NotAllowed, NotNow
from service.escalation.case import Risk, State
from service.escalation.coordinating import Closed, HandedOver, Withdrawn
from service.escalation.duty import Standing
from service.escalation.events import (
    Done,
    FeedbackGiven,
    NotResolved,
    Resolved,
    RiskStated,
    StillConcerned,
    Undone,
    WithdrawalAsked,
)
from tests.escalation.stories import ACROSS, COORDINATOR, HERE, ORIGINATOR, PROCEDURES, at, close_of, opened, small

LATER = at("2026-04-02 10:00")
NEXT = at("2026-04-08 10:00")
SECOND = "officer:5"


def resolved(procedure="sefton", stage="2"):
    story = opened(procedure, stage=stage).then(Resolved(LATER, HERE, stage))
    return story.then(Resolved(LATER, ACROSS, stage))


def test_a_resolved_case_is_closed_by_a_coordinator_once_feedback_is_given():
    story = resolved()
    with pytest.raises(NotAllowed):
        story.then(Closed(NEXT, HERE))
    with pytest.raises(NotNow, match=r"2\.feedback"):
        story.then(Closed(NEXT, COORDINATOR))
    story.then(FeedbackGiven(NEXT, HERE)).then(Closed(NEXT, COORDINATOR))
    assert story.case.state is State.CLOSED
    assert story.case.duty(".close").standing is Standing.DONE
    assert ("closed", "everyone") in story.mails
    with pytest.raises(NotNow):
        story.then(Closed(NEXT, COORDINATOR))


def test_the_feedback_of_every_move_holds_the_close():
    story = opened("sefton", stage="2").then(NotResolved(LATER, HERE, "2"))
    story.then(Resolved(LATER, HERE, "3")).then(Resolved(LATER, ACROSS, "3"))
    story.then(FeedbackGiven(NEXT, HERE, "3.feedback"))
    with pytest.raises(NotNow, match=r"2\.feedback"):
        story.then(Closed(NEXT, COORDINATOR))


def test_a_report_before_closing_holds_the_close():
    story = resolved("liverpool", "3").then(FeedbackGiven(NEXT, HERE))
    with pytest.raises(NotNow, match=r"3\.report"):
        story.then(Closed(NEXT, COORDINATOR))
    story.then(Done(NEXT, HERE, "3.report")).then(Closed(NEXT, COORDINATOR))
    assert story.case.state is State.CLOSED


def test_what_the_resolution_itself_opened_holds_the_close():
    lines = 'stage.1.title = "One"', 'stage.1.people = "manager"', 'stage.1.cite = "1"', (
        'stage.1.letter = { do = "Confirm it in writing", on = "stage 1 resolved", cite = "1" }'
    )
    story = resolved(small(*lines), "1").then(FeedbackGiven(NEXT, HERE))
    with pytest.raises(NotNow, match=r"1\.letter"):
        story.then(Closed(NEXT, COORDINATOR))
    assert story.then(Done(NEXT, HERE, "1.letter")).then(Closed(NEXT, COORDINATOR)).case.state is State.CLOSED


def test_without_agreement_it_needs_two_and_is_closed_once_the_person_who_raised_it_was_told():
    story = opened("sefton", stage="2")
    for second in ("", COORDINATOR.holder):
        with pytest.raises(NotAllowed):
            story.then(Closed(LATER, COORDINATOR, second))
    story.then(Closed(LATER, COORDINATOR, SECOND))
    assert story.case.state is State.UNSETTLED
    assert story.at_stages == []
    assert ("unsettled", "everyone") in story.mails
    with pytest.raises(NotNow, match=r"2\.feedback"):
        story.then(Closed(NEXT, COORDINATOR))
    story.then(FeedbackGiven(NEXT, HERE)).then(Closed(NEXT, COORDINATOR))
    assert story.case.state is State.CLOSED


def test_a_notification_that_was_still_being_checked_is_closed_by_two_at_once():
    story = opened("sefton", checked="Unknown address.").then(Closed(LATER, COORDINATOR, SECOND))
    assert story.case.state is State.CLOSED
    assert story.case.owed == ()


def test_the_originating_side_asks_to_withdraw_and_a_coordinator_confirms_it():
    story = opened("sefton", stage="2").then(WithdrawalAsked(LATER, HERE))
    assert story.case.is_open
    assert story.owes(".confirm-withdrawal")
    with pytest.raises(NotAllowed):
        story.then(Withdrawn(NEXT, HERE))
    story.then(Withdrawn(NEXT, COORDINATOR))
    assert story.case.state is State.WITHDRAWN
    assert ("withdrawn", "everyone") in story.mails
    assert [duty.id for duty in story.case.owed] == [".close"]


def test_a_wish_to_withdraw_that_was_talked_over_may_be_uttered_again():
    story = opened("sefton").then(WithdrawalAsked(LATER, HERE)).then(WithdrawalAsked(LATER, HERE))
    story.then(Done(NEXT, COORDINATOR, ".confirm-withdrawal")).then(WithdrawalAsked(NEXT, HERE))
    assert story.owes(".confirm-withdrawal#2")
    assert story.case.is_open


@pytest.mark.parametrize("again", [Withdrawn(NEXT, COORDINATOR), HandedOver(NEXT, COORDINATOR, "complaint")])
def test_a_case_that_has_ended_is_not_withdrawn_or_handed_over(again):
    with pytest.raises(NotNow):
        resolved().then(again)


def ends():
    """Every kind of end."""
    closed = resolved().then(FeedbackGiven(LATER, HERE)).then(Closed(LATER, COORDINATOR))
    return {
        "resolved": resolved(),
        "withdrawn": opened("sefton", stage="2").then(Withdrawn(LATER, COORDINATOR)),
        "handed over": opened("sefton", stage="2").then(HandedOver(LATER, COORDINATOR, "complaint")),
        "without agreement": opened("sefton", stage="2").then(Closed(LATER, COORDINATOR, SECOND)),
        "closed": closed,
    }


@pytest.mark.parametrize("end", ends())
def test_still_concerned_reopens_whatever_the_end_at_the_stage_where_it_ended(end):
    story = ends()[end].then(StillConcerned(NEXT, ORIGINATOR))
    assert story.case.state is State.OPEN
    assert story.at_stages == ["2"]
    assert story.owes("2.conclude#2")
    assert not story.owes(".close")
    assert story.mails >= {("still_concerned", "coordinator"), ("reopened", "everyone")}
    assert story.due("2.meeting#2") == close_of(2026, 4, 15)


def test_a_case_that_was_reopened_ends_again_and_is_closed_again():
    story = resolved().then(StillConcerned(NEXT, ORIGINATOR))
    story.then(Resolved(NEXT, HERE, "2")).then(Resolved(NEXT, ACROSS, "2"))
    assert story.owes(".close#2")
    story.then(FeedbackGiven(NEXT, COORDINATOR)).then(Closed(NEXT, COORDINATOR))
    assert story.case.state is State.CLOSED


def test_still_concerned_on_an_open_case_goes_to_the_coordinator_and_moves_nothing():
    story = opened("sefton").then(StillConcerned(LATER, ORIGINATOR))
    assert story.mails == {("still_concerned", "coordinator")}
    assert story.at_stages == ["1"]


def test_a_case_handed_over_to_a_procedure_goes_on_there_from_its_concern():
    story = opened("longmoor", facts={"type": "conference"}, stage="2", risk=True)
    with pytest.raises(NotAllowed):
        story.then(HandedOver(NEXT, HERE, "home", PROCEDURES["liverpool"], "3"))
    story.then(HandedOver(NEXT, COORDINATOR, "home", PROCEDURES["liverpool"], "3"))
    assert story.at_stages == ["3"]
    assert story.due("3.conclude") == close_of(2026, 4, 16), "day 16 of the concern"
    assert story.case.risk is Risk.STANDING
    assert story.owes("urgent.escalate")
    assert ("handed_over", "everyone") in story.mails


@pytest.mark.parametrize("procedure", [None, PROCEDURES["sefton"]], ids=["to no procedure", "to another"])
def test_whoever_hands_a_case_over_owes_the_feedback_and_it_holds_the_close(procedure):
    story = opened("longmoor", facts={"type": "conference"}, stage="2")
    story.then(HandedOver(LATER, COORDINATOR, "home", procedure))
    assert story.mails >= {("handed_over", "ower .feedback")} and "feedback" not in story.kinds
    with pytest.raises(NotNow, match=r"\.feedback"):
        story.then(Closed(NEXT, COORDINATOR, SECOND))
    with pytest.raises(NotAllowed):
        story.then(FeedbackGiven(NEXT, HERE, ".feedback"))
    assert not story.then(FeedbackGiven(NEXT, COORDINATOR)).owes(".feedback")


def test_a_stage_that_it_is_handed_over_to_counts_from_the_handing_over_and_not_from_the_old_stages():
    story = opened("longmoor", facts={"type": "conference"}).then(NotResolved(LATER, HERE, "1"))
    story.then(HandedOver(NEXT, COORDINATOR, "home", PROCEDURES["sefton"], "2"))
    assert story.due("2.meeting") == close_of(2026, 4, 15)


def test_an_act_is_taken_back_within_a_working_day_and_everything_is_as_it_was():
    story = opened("sefton", stage="2")
    before = story.case
    story.then(Done(LATER, ACROSS, "2.meeting"))
    story.then(Undone(at("2026-04-07 10:00"), ACROSS, "Done", LATER, before))
    assert story.owes("2.meeting")
    assert story.case == before.but(version=before.version + 2)
    assert ("correction", "everyone") in story.mails


def test_after_a_working_day_taking_back_is_asked_of_a_coordinator_who_may():
    story = opened("sefton", stage="2")
    before = story.case
    story.then(Done(LATER, ACROSS, "2.meeting"))
    story.then(Undone(at("2026-04-07 10:01"), ACROSS, "Done", LATER, before))
    assert not story.owes("2.meeting")
    assert story.mails == {("undo_asked", "coordinator")}
    assert story.then(Undone(at("2026-04-07 11:00"), COORDINATOR, "Done", LATER, before)).owes("2.meeting")


@pytest.mark.parametrize("act", [NotResolved(LATER, HERE, "2"), RiskStated(LATER, HERE)])
def test_taking_back_an_escalation_or_a_risk_is_asked_of_a_coordinator(act):
    story = opened("sefton", stage="2")
    before = story.case
    after = story.then(act).case
    story.then(Undone(at("2026-04-02 10:05"), HERE, type(act).__name__, LATER, before))
    assert story.case == after.but(version=after.version + 1)
    assert story.mails == {("undo_asked", "coordinator")}
    story.then(Undone(at("2026-04-02 10:10"), COORDINATOR, type(act).__name__, LATER, before))
    assert story.at_stages == ["2"]
    assert story.case.risk is Risk.NONE


def test_there_may_be_nothing_to_take_back():
    with pytest.raises(NotNow):
        opened("sefton").then(Undone(LATER, HERE))
