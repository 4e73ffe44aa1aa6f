"""What people undertake: it has its own date and reminders, outlives its stage and the case, and holds nothing up."""

import pytest

from service.errors import NotAllowed, NotNow
from service.escalation.case import State
from service.escalation.coordinating import Closed, Withdrawn
from service.escalation.duty import Plan
from service.escalation.events import Agreed, DebriefAsked, Done, FeedbackGiven, Resolved, Undertaken
from tests.escalation.stories import ACROSS, AUTHORITY, COORDINATOR, HERE, ORIGINATOR, at, opened

NOW, FRIDAY = at("2026-04-02 11:00"), at("2026-04-10 17:00")
VISIT = Undertaken(Plan.ACTION, "r1", FRIDAY)


def planned(*undertaken, by=HERE):
    return opened(stage="2").then(Agreed(NOW, by, "2", undertaken or (VISIT,)))


def test_an_action_is_owed_by_its_agency_by_its_date_with_reminders():
    story = planned()
    duty = story.case.duty("2.action")
    assert (duty.slots, duty.deadline.at) == (("r1",), FRIDAY)
    assert duty.deadline.why == "the date that was agreed"
    assert story.reminders("2.action") == [
        ("Thu 09 Apr 09:00", "before"), ("Fri 10 Apr 09:00", "today"), ("Mon 13 Apr 09:00", "overdue")
    ]  # fmt: skip
    assert ("task", "safeguarding_lead/team_manager at r1") in story.mails


def test_an_action_that_is_late_is_chased_like_any_duty():
    story = planned().when_due(("2.action", "overdue"), at=at("2026-04-13"))
    assert story.mails == {("reminder", "ower 2.action")}
    assert story.case.duty("2.action").is_late(at("2026-04-13"))


def test_what_was_undertaken_outlives_its_stage_and_the_case_and_holds_no_closing_up():
    story = planned().then(Resolved(NOW, HERE, "2")).then(Resolved(NOW, ACROSS, "2"))
    assert story.case.state is State.RESOLVED and story.owes("2.action")
    story.then(FeedbackGiven(NOW, COORDINATOR)).then(Closed(NOW, COORDINATOR))
    assert story.case.state is State.CLOSED and story.owes("2.action")
    assert not story.then(Done(NOW, ACROSS, "2.action")).owes("2.action")


def test_a_withdrawal_ends_what_was_undertaken():
    assert not planned().then(Withdrawn(NOW, COORDINATOR)).owes("2.action")


def test_each_thing_undertaken_is_a_duty_of_its_own_and_one_mail_tells_an_agency_of_all_of_its():
    story = planned(VISIT, VISIT, Undertaken(Plan.OUTSTANDING, "o"), Undertaken(Plan.LEARNING, ""))
    assert [duty.id for duty in story.case.owed if duty.is_planned] == [
        "2.action", "2.action#2", "2.outstanding", "2.learning"
    ]  # fmt: skip
    assert story.case.duty("2.learning").slots == ()
    assert sum(kind == "task" for kind, _ in story.mails) == 2


def test_something_without_a_date_is_looked_at_again_and_is_never_late():
    story = planned(Undertaken(Plan.OUTSTANDING, "o"))
    assert story.case.duty("2.outstanding").deadline is None
    assert [kind for _, kind in story.reminders("2.outstanding")] == ["review"]


@pytest.mark.parametrize(
    ("event", "refusal"),
    [
        (Agreed(NOW, HERE, "3", (VISIT,)), NotNow),
        (Agreed(NOW, HERE, "2", (Undertaken(Plan.ACTION, "r9"),)), NotAllowed),
    ],
)
def test_only_a_stage_that_was_opened_and_an_agency_of_the_case_can_have_a_plan(event, refusal):
    with pytest.raises(refusal):
        opened(stage="2").then(event)


def test_an_authority_and_a_coordinator_may_record_what_was_recommended():
    for by in (AUTHORITY, COORDINATOR):
        assert planned(Undertaken(Plan.RECOMMENDATION, "r1", FRIDAY), by=by).owes("2.recommendation")


def test_a_debrief_is_told_to_ones_own_lead_alone():
    lead = {("debrief", "safeguarding_lead/team_manager at o")}
    assert opened(stage="2").then(DebriefAsked(NOW, HERE, "2")).mails == lead
    assert opened().then(DebriefAsked(NOW, ORIGINATOR, "1")).mails == lead
