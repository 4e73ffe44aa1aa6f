"""A disagreement is notified: where it opens, who is written to, what is held first, what was past already."""

import pytest

from service.errors import NotNow
from service.escalation.case import Risk, State
from service.escalation.coordinating import Released, Withdrawn
from service.escalation.events import Completed, Notified, NotResolved, StillConcerned, TimePassed
from tests.escalation.stories import (
    COORDINATOR,
    ORIGINATOR,
    POLICE,
    PROCEDURES,
    SCHOOL,
    SERVICES,
    at,
    close_of,
    opened,
    small,
)


def test_a_notified_disagreement_opens_at_the_first_stage_and_both_sides_and_the_coordinator_are_told():
    story = opened("sefton")
    assert story.case.state is State.OPEN
    assert story.at_stages == ["1"]
    assert story.mails >= {
        ("receipt", "originator"),
        ("new_case", "coordinator"),
        ("routed", "practitioner at r1"),
    }
    assert story.owes("1.conclude")


def test_it_opens_at_another_stage_where_the_procedure_allows_that_and_at_the_first_where_it_does_not():
    assert opened("sefton", stage="2").at_stages == ["2"]
    assert opened("sefton", stage="3").at_stages == ["1"]


def test_a_case_is_opened_once():
    with pytest.raises(NotNow):
        opened("sefton").then(Notified(at("2026-04-01 11:00"), ORIGINATOR, "ANY-1", "anytown", SCHOOL))


def test_absolute_clocks_run_from_the_concern_and_the_opening_stages_own_from_receipt():
    story = opened("liverpool", "2026-04-08 10:00", concern="2026-04-02 10:00", stage="2")
    assert story.due("2.conclude") == close_of(2026, 4, 10)
    story = opened("sefton", "2026-04-08 10:00", concern="2026-04-02 10:00", stage="2")
    assert story.due("2.meeting") == close_of(2026, 4, 15)


def test_a_stage_that_was_never_passed_counts_as_receipt():
    story = opened("longmoor", "2026-04-08 10:00", stage="2", facts={"type": "referral_refused"})
    assert story.due("2.conclude") == close_of(2026, 4, 15), "one week after the end of stage 1"


def test_a_deadline_past_at_receipt_is_nobodys_breach_and_is_named_to_the_ower_and_the_coordinator():
    story = opened("liverpool", "2026-04-13 10:00", concern="2026-04-02 10:00", stage="2")
    duty = story.case.duty("2.conclude")
    assert duty.deadline.at == close_of(2026, 4, 10)
    assert duty.born_late
    assert not duty.is_late(at("2026-05-01 10:00"))
    assert story.mails >= {("past_at_receipt", "coordinator"), ("born_late", "ower 2.conclude")}


def test_a_deadline_past_at_receipt_sets_off_no_reminder_of_its_date_but_is_looked_at():
    story = opened("liverpool", "2026-04-13 10:00", concern="2026-04-02 10:00", stage="2")
    assert story.reminders("2.conclude") == [("Thu 16 Apr 09:00", "review")]
    story.when_due(("2.conclude", "overdue"), at=at("2026-04-14"))
    assert story.mails == set()


def test_what_was_entered_later_is_counted_from_when_it_reached_us_and_makes_nobody_late():
    received = at("2026-04-08 10:00")
    story = opened("sefton", "2026-04-20 10:00", concern="2026-04-02 10:00", stage="2", received=received)
    assert story.due("2.meeting") == close_of(2026, 4, 15) and story.case.duty("2.meeting").born_late
    story = opened("sefton", "2026-04-09 10:00", concern="2026-04-02 10:00", stage="2", received=received)
    assert story.due("2.meeting") == close_of(2026, 4, 15) and not story.case.duty("2.meeting").born_late


def test_a_risk_that_was_entered_later_stands_since_it_was_stated():
    received = at("2026-04-08 10:00")
    story = opened("liverpool", "2026-04-08 15:00", concern="2026-04-08 09:00", risk=True, received=received)
    assert story.case.moments["risk stated"] == received and ("act_today", "coordinator") in story.mails


def test_a_stage_that_opens_after_its_own_day_is_stored_so_and_the_coordinator_is_told_then_too():
    story = opened("liverpool", "2026-04-02 10:00", stage="3")
    story.then(NotResolved(at("2026-05-05 10:00"), ORIGINATOR, "3"))
    assert story.case.duty("4.conclude").born_late
    assert ("past_at_receipt", "coordinator") in story.mails


def test_a_case_that_must_be_checked_is_kept_and_nobody_across_is_written_to():
    story = opened("sefton", checked="The address is at no domain that the directory knows.")
    assert story.at_stages == []
    assert story.owes(".check")
    assert story.kinds == {"receipt", "new_case"}


def test_its_release_routes_it_and_its_clocks_run_from_receipt():
    story = opened("sefton", "2026-04-01 10:00", checked="Unknown address.", stage="2")
    story.then(Released(at("2026-04-02 10:00"), COORDINATOR))
    assert story.at_stages == ["2"]
    assert not story.owes(".check")
    assert story.due("2.meeting") == close_of(2026, 4, 10)
    assert "routed" in story.kinds


def test_a_release_that_comes_twice_changes_nothing():
    story = opened("sefton").then(Released(at("2026-04-01 11:00"), COORDINATOR))
    assert story.at_stages == ["1"]
    assert story.mails == set()


def test_a_release_after_a_withdrawal_routes_nothing():
    story = opened("sefton", checked="Unknown address.").then(Withdrawn(at("2026-04-01 11:00"), COORDINATOR))
    story.then(Released(at("2026-04-01 12:00"), COORDINATOR))
    assert story.case.state is State.WITHDRAWN
    assert story.at_stages == []


def test_a_risk_is_alerted_at_once_even_while_the_case_is_being_checked():
    story = opened("sefton", checked="Unknown address.", risk=True)
    assert story.owes("urgent.alert")
    assert ("act_today", "coordinator") in story.mails
    assert story.case.risk is Risk.STANDING
    assert not story.owes("urgent.escalate")
    story.then(Released(at("2026-04-01 12:00"), COORDINATOR))
    assert story.owes("urgent.escalate")
    assert ("act_today", "practitioner at r1") in story.mails


def test_under_immediate_risk_it_opens_where_the_urgent_clause_says():
    assert opened("escb", risk=True).at_stages == ["2"]
    assert opened("escb").at_stages == ["1"]
    assert opened("escb", risk=True, stage="3").at_stages == ["3"]


def test_two_receiving_agencies_are_each_written_to_and_each_owe_their_own():
    story = opened("sefton", stage="2", receiving=(SERVICES, POLICE))
    assert story.owes("2.meeting@r1")
    assert story.owes("2.meeting@r2")


TRACK = (
    'type = { plan = "The plan", dissent = "Dissent" }',
    'question.conference = { ask = "When was the conference?", kind = "date", cite = "2" }',
    'role.iro = { post = "Independent Reviewing Officer", from = "childrens_services" }',
    'stage.1 = { title = "One", people = "manager", cite = "1" }',
    'track.alert = { title = "Alert", types = ["plan"], stages = ["1"], raised_by = ["iro"],'
    ' raise_within = { hours = 72, after = "conference" }, cite = "2" }',
    'track.dissent = { title = "Dissent", types = ["dissent"], stages = ["1"], record_only = true, cite = "2" }',
)


@pytest.mark.parametrize(
    ("facts", "stages"),
    [
        ({"type": "plan", "raised_by": "iro", "conference": "2026-03-31"}, ["1"]),
        ({"type": "plan", "raised_by": "practitioner", "conference": "2026-03-31"}, []),
        ({"type": "plan", "raised_by": "iro", "conference": "2026-03-20"}, []),
        ({"type": "plan", "raised_by": "iro"}, ["1"]),
    ],
    ids=["in time, by the one who may", "by somebody else", "too late", "nobody knows when the conference was"],
)
def test_a_track_that_says_who_raises_it_and_when_holds_the_rest_for_the_coordinator_and_refuses_none(facts, stages):
    story = opened(small(*TRACK), facts=facts)
    assert story.at_stages == stages
    assert story.owes(".check") == (not stages)


def test_dissent_that_is_only_recorded_opens_no_stage_and_is_left_to_the_coordinator():
    story = opened(small(*TRACK), facts={"type": "dissent"})
    assert story.case.state is State.RECORDED
    assert [duty.id for duty in story.case.owed] == [".close"]


def test_the_case_as_it_was_before_is_never_changed():
    story = opened("sefton")
    before, kept = story.case, repr(story.case)
    story.then(TimePassed(at("2026-04-03"), reminders=(("1.act", "today"),)))
    story.then(StillConcerned(at("2026-04-03 10:00"), ORIGINATOR))
    assert repr(before) == kept
    assert story.case.version == before.version + 2


def test_every_shipped_procedure_opens_with_somebody_owing_something():
    for key in PROCEDURES:
        assert opened(key).case.owed, key


def whole(when="2026-04-01 10:00", **told):
    return Notified(at(when), ORIGINATOR, "", "", SCHOOL, (SERVICES,), at("2026-03-31 10:00"), **told)


def test_what_was_missing_completes_it_and_its_clocks_run_from_the_first_receipt():
    story = opened("sefton", "2026-04-01 10:00", checked="Answers are missing.", receiving=())
    story.then(Completed(at("2026-04-02 10:00"), ORIGINATOR, whole=whole("2026-04-02 10:00", stage="2")))
    assert story.at_stages == ["2"] and not story.owes(".check")
    assert [agency.name for agency in story.case.receiving] == [SERVICES.name]
    assert story.case.moments["receipt"] == at("2026-04-01 10:00")
    assert story.case.moments["concern"] == at("2026-03-31 10:00")
    assert story.due("2.meeting") == opened("sefton", "2026-04-01 10:00", stage="2").due("2.meeting")
    assert story.case.reference == "ANY-4T9K-2MC2" and story.case.partnership == "anytown"


def test_what_is_completed_and_has_another_reason_to_be_checked_is_checked_on():
    story = opened("sefton", checked="Answers are missing.")
    story.then(Completed(at("2026-04-02 10:00"), ORIGINATOR, whole=whole(checked="Unknown address.")))
    assert story.at_stages == [] and story.case.being_checked == "Unknown address."
    assert len(story.case.owed_at("", "check")) == 1


def test_a_risk_that_is_told_in_what_was_missing_is_alerted_once():
    story = opened("sefton", checked="Answers are missing.")
    story.then(Completed(at("2026-04-02 10:00"), ORIGINATOR, whole=whole(risk=True)))
    assert story.case.risk is Risk.STANDING
    assert story.owes("urgent.alert") and ("act_today", "practitioner at r1") in story.mails


def test_what_has_gone_on_is_not_completed_any_more():
    story = opened("sefton")
    with pytest.raises(NotNow):
        story.then(Completed(at("2026-04-02 10:00"), ORIGINATOR, whole=whole()))
