"""Tasks: opened at their moment, owed by someone, done by an act, cancelled with their stage."""

import pytest

from service.errors import NotAllowed, NotNow
from service.escalation.duty import Standing
from service.escalation.events import Answered, Considered, Done, GateRefused, Named, NotResolved, Resolved
from tests.escalation.stories import (
    ACROSS,
    AUTHORITY,
    COORDINATOR,
    HERE,
    ORIGINATOR,
    POLICE,
    at,
    close_of,
    opened,
    small,
)

NEXT = 'stage.2 = { title = "Two", people = "director", cite = "2" }'
LATER = at("2026-04-02 10:00")


def one_stage(*tasks, after=""):
    """A procedure of one stage with these tasks, and what comes after it."""
    head = ('stage.1.title = "One"', 'stage.1.people = "manager"', 'stage.1.cite = "1"')
    return small(*head, *(f"stage.1.{task}" for task in tasks), after)


def test_a_task_is_owed_from_the_opening_of_its_stage_unless_it_names_a_moment():
    story = opened(one_stage('a = { do = "A", cite = "1" }', 'b = { do = "B", on = "a done", cite = "1" }'))
    assert story.owes("1.a")
    assert not story.owes("1.b")
    story.then(Done(LATER, HERE, "1.a"))
    assert story.owes("1.b")
    assert story.case.duty("1.b").opened == LATER
    assert ("task", "ower 1.b") in story.mails


def test_of_several_moments_whichever_comes_first_opens_it_once():
    tasks = (
        'a = { do = "A", cite = "1" }',
        'b = { do = "B", cite = "1" }',
        ('c = { do = "C", on = ["a done", "b done"], due = { working_days = 1 }, cite = "1" }'),
    )
    story = opened(one_stage(*tasks)).then(Done(LATER, HERE, "1.b")).then(Done(at("2026-04-08 10:00"), HERE, "1.a"))
    assert [duty.id for duty in story.case.duties].count("1.c") == 1
    assert story.due("1.c") == close_of(2026, 4, 7)


def test_a_task_whose_condition_comes_to_hold_while_its_stage_is_open_opens_then_and_counts_from_then():
    question = 'question.shared = { ask = "Shared?", kind = "yes or no", cite = "1" }'
    task = 'stage.1.a = { do = "A", when = { shared = true }, due = { working_days = 2 }, cite = "1" }'
    procedure = small(question, 'stage.1.title = "One"', 'stage.1.people = "manager"', 'stage.1.cite = "1"', task)
    story = opened(procedure)
    assert not story.owes("1.a")
    story.then(Answered(at("2026-04-13 10:00"), ORIGINATOR, {"shared": True}))
    assert story.due("1.a") == close_of(2026, 4, 15)
    story.then(Answered(at("2026-04-14 10:00"), ORIGINATOR, {"shared": False}))
    assert story.owes("1.a"), "an answer opens; it takes nothing back"


def test_a_date_that_waited_for_another_task_is_set_when_that_is_done():
    tasks = (
        'a = { do = "A", cite = "1" }',
        ('b = { do = "B", due = { working_days = 2, after = "a done" }, cite = "1" }'),
    )
    story = opened(one_stage(*tasks))
    assert story.due("1.b") is None
    story.then(Done(LATER, HERE, "1.a"))
    assert story.due("1.b") == close_of(2026, 4, 8)
    assert story.reminders("1.b") == [
        ("Tue 07 Apr 09:00", "before"),
        ("Wed 08 Apr 09:00", "today"),
        ("Thu 09 Apr 09:00", "overdue"),
    ]


def test_owed_by_each_is_one_duty_a_side_and_what_waits_for_it_opens_when_all_have_done_theirs():
    tasks = 'a = { do = "A", owed_by = "each/manager", cite = "1" }', 'b = { do = "B", on = "a done", cite = "1" }'
    story = opened(one_stage(*tasks)).then(Done(LATER, HERE, "1.a@o"))
    assert story.owes("1.a@r1")
    assert not story.owes("1.b")
    story.then(Done(LATER, ACROSS, "1.a@r1"))
    assert story.owes("1.b")


def test_owed_by_both_is_one_duty_that_either_side_may_answer():
    task = 'a = { do = "A", owed_by = "both/manager", cite = "1" }'
    assert not opened(one_stage(task)).then(Done(LATER, ACROSS, "1.a")).owes("1.a")
    assert not opened(one_stage(task)).then(Done(LATER, HERE, "1.a")).owes("1.a")


def test_owed_by_a_kind_of_agency_is_that_agencys_where_it_is_party():
    task = 'a = { do = "A", owed_by = "police/manager", cite = "1" }'
    story = opened(one_stage(task), receiving=(POLICE,))
    assert story.case.duty("1.a").slots == ("r2",)


def test_each_answers_for_their_own_part_only_and_a_coordinator_for_anybody_after_a_call():
    task = 'a = { do = "A", owed_by = "receiving/manager", cite = "1" }'
    story = opened(one_stage(task))
    with pytest.raises(NotAllowed):
        story.then(Done(LATER, HERE, "1.a"))
    assert not opened(one_stage(task)).then(Done(LATER, COORDINATOR, "1.a")).owes("1.a")
    assert not story.then(Done(LATER, ACROSS, "1.a")).owes("1.a")


def test_what_the_coordinators_owe_for_the_service_is_theirs_alone():
    story = opened("sefton", risk=True)
    with pytest.raises(NotAllowed):
        story.then(Done(LATER, AUTHORITY, "urgent.alert"))


def test_done_late_is_done_and_nothing_is_owed_twice():
    story = opened("sefton").then(Done(at("2026-05-01 10:00"), ORIGINATOR, "1.act"))
    assert story.case.duty("1.act").standing is Standing.DONE
    with pytest.raises(NotNow):
        story.then(Done(at("2026-05-01 11:00"), ORIGINATOR, "1.act"))


@pytest.mark.parametrize("duty", ["2.conclude", "2.acknowledge@r1", "2.nonsense", ""])
def test_what_ends_by_another_act_or_is_not_owed_cannot_simply_be_done(duty):
    with pytest.raises(NotNow):
        opened("sefton", stage="2").then(Done(LATER, COORDINATOR, duty))


def test_a_task_done_by_the_outcome_ends_with_the_stage_and_no_other_conclude_is_owed():
    story = opened("lsab-lscp")
    assert story.owes("1.plan")
    assert story.case.duty("1.conclude") is None
    with pytest.raises(NotNow):
        story.then(Done(LATER, HERE, "1.plan"))
    story.then(Resolved(LATER, ORIGINATOR, "1")).then(Resolved(LATER, ACROSS, "1"))
    assert not story.owes("1.plan")


def test_a_meeting_date_is_a_moment_that_dates_the_meeting():
    tasks = (
        'date = { do = "Set it", done_by = "meeting date", cite = "1" }',
        ('meeting = { do = "Meet", done_by = "meeting held", due = { date = "meeting date" }, cite = "1" }'),
    )
    story = opened(one_stage(*tasks))
    assert story.due("1.meeting") is None
    story.then(Done(LATER, HERE, "1.date", when=at("2026-04-20 14:00")))
    assert story.due("1.meeting") == at("2026-04-20 14:00")
    assert not story.owes("1.date")


def test_an_optional_task_can_be_considered_and_left_with_a_reason_and_what_waits_for_it_opens():
    tasks = 'a = { do = "A", optional = true, cite = "1" }', 'b = { do = "B", on = "a done", cite = "1" }'
    story = opened(one_stage(*tasks))
    with pytest.raises(NotNow):
        story.then(Considered(LATER, HERE, "1.a"))
    story.then(Considered(LATER, HERE, "1.a", "we met last week"))
    assert story.case.duty("1.a").standing is Standing.CONSIDERED
    assert "last week" not in repr(story.case), "nobody's own words are in a case"
    assert story.owes("1.b")


def test_a_task_that_is_not_optional_cannot_be_considered_away():
    with pytest.raises(NotNow):
        opened("sefton").then(Considered(LATER, ORIGINATOR, "1.act", "no need"))


def test_a_gates_yes_is_a_done_and_its_no_needs_a_reason_is_told_and_closes_nothing():
    gate = 'check = { do = "Check", gate = "Is it justified?", cite = "1" }'
    story = opened(one_stage(gate))
    with pytest.raises(NotNow):
        story.then(GateRefused(LATER, HERE, "1.check"))
    story.then(GateRefused(LATER, HERE, "1.check", "not within the purpose"))
    assert story.mails == {("refused", "originator"), ("refused", "coordinator")}
    assert story.case.is_open
    assert story.owes("1.conclude")
    assert "purpose" not in repr(story.case.duties), "nobody's own words are in a case"
    yes = opened(one_stage(gate)).then(Done(LATER, HERE, "1.check"))
    assert yes.case.duty("1.check").standing is Standing.DONE


NAMES = (
    'role.mediator = { post = "Mediator", named_by = "manager" }',
    'stage.1.title = "One"',
    'stage.1.people = "director"',
    'stage.1.cite = "1"',
    'stage.1.name = { do = "Name one", owed_by = "manager", names = "mediator", cite = "1" }',
)


def test_naming_is_a_coordinators_and_names_nobody_of_a_partys_agency_without_a_reason():
    story = opened(small(*NAMES))
    with pytest.raises(NotAllowed):
        story.then(Named(LATER, HERE, "1.name", "officer:9", "a-hospital"))
    with pytest.raises(NotAllowed):
        story.then(Named(LATER, COORDINATOR, "1.name", "officer:9", "a-school"))
    story.then(Named(LATER, COORDINATOR, "1.name", "officer:9", "a-hospital"))
    assert story.case.named == {"mediator": "officer:9"}
    assert ("named", "officer:9") in story.mails
    assert not story.owes("1.name")


def test_with_a_reason_a_coordinator_may_name_somebody_of_a_partys_agency():
    story = opened(small(*NAMES)).then(
        Named(LATER, COORDINATOR, "1.name", "officer:9", "a-school", "nobody else is free")
    )
    assert story.case.named == {"mediator": "officer:9"}


def test_a_task_that_names_somebody_is_not_done_by_saying_so():
    with pytest.raises(NotNow):
        opened(small(*NAMES)).then(Done(LATER, COORDINATOR, "1.name"))


def test_unfinished_tasks_lapse_with_their_stage_but_for_those_before_closing():
    tasks = 'a = { do = "A", cite = "1" }', 'report = { do = "Report", before_closing = true, cite = "1" }'
    story = opened(one_stage(*tasks, after=NEXT))
    story.then(NotResolved(LATER, HERE, "1"))
    assert story.case.duty("1.a").standing is Standing.CANCELLED
    assert story.case.duty("1.a").ended == LATER
    assert story.owes("1.report")


def test_not_agreed_turns_to_the_next_rung_whose_condition_holds():
    story = opened("longmoor", facts={"type": "referral_refused", "risk_remains": False}, stage="2")
    story.then(Done(LATER, HERE, "2.ladder", not_agreed=True))
    assert story.owes("2.ladder")
    assert story.case.duty("2.ladder").rung == 1
    assert ("task", "ower 2.ladder") in story.mails
    story.then(Done(LATER, HERE, "2.ladder", not_agreed=True))
    assert not story.owes("2.ladder"), "the rungs above it are for when the risk remains"
    assert story.case.is_open
    story = opened("longmoor", facts={"type": "referral_refused", "risk_remains": True}, stage="2")
    for rung in range(1, 5):
        story.then(Done(LATER, HERE, "2.ladder", not_agreed=True))
        assert story.case.duty("2.ladder").rung == rung
