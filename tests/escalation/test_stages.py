"""Stages open, end and lead on; silence moves a case only where the procedure says so."""

import pytest

from service.errors import NotAllowed
from service.escalation.case import State
from service.escalation.coordinating import HandedOver
from service.escalation.events import Considered, Decided, Done, NotResolved, Resolved
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

LATER = at("2026-04-02 10:00")


def levels(first, *rest, top=""):
    """Stage 1 with these keys added, then a stage 2 and a stage 3."""
    return small(
        'stage.1.title = "One"',
        'stage.1.people = "manager"',
        'stage.1.cite = "1"',
        *((f"stage.1.{first}",) if first else ()),
        *rest,
        'stage.2 = { title = "Two", people = "director", cite = "2" }',
        'stage.3 = { title = "Three", people = "director", cite = "3" }',
        top=top,
    )


def test_a_stage_that_opens_writes_to_both_sides_people_and_its_outcome_is_owed_by_the_originating_side():
    story = opened(levels("due = { working_days = 3 }"))
    assert story.mails >= {("routed_own", "manager at o"), ("routed", "manager at r1")}
    assert story.case.duty("1.conclude").slots == ("o",)
    assert story.due("1.conclude") == close_of(2026, 4, 8)


def test_not_resolved_opens_the_next_stage_tells_those_who_had_it_on_both_sides_and_the_originator():
    story = opened(levels("")).then(NotResolved(LATER, HERE, "1"))
    assert story.at_stages == ["2"]
    assert story.mails >= {
        ("moved_on", "manager at o"),
        ("moved_on", "manager at r1"),
        ("progress", "originator"),
        ("routed", "director at r1"),
    }
    assert story.case.visit("1").outcome == "unresolved"


def test_after_every_end_feedback_is_owed_by_the_originating_sides_people():
    story = opened(levels("")).then(NotResolved(LATER, HERE, "1"))
    assert story.owes("1.feedback")
    assert [str(party) for party in story.case.duty("1.feedback").owed_by] == ["originating/manager"]


def test_at_a_practitioners_stage_the_other_side_owes_the_feedback():
    story = opened("sefton").then(NotResolved(LATER, ORIGINATOR, "1"))
    assert story.case.duty("1.feedback").slots == ("r1",)


def test_feedback_by_says_otherwise():
    story = opened(levels('feedback_by = "receiving/director"')).then(NotResolved(LATER, HERE, "1"))
    assert [str(party) for party in story.case.duty("1.feedback").owed_by] == ["receiving/director"]


def test_the_last_stage_stays_open_with_the_coordinator_each_time_it_is_not_resolved():
    story = opened(levels("")).then(NotResolved(LATER, HERE, "1")).then(NotResolved(LATER, HERE, "2"))
    story.then(NotResolved(LATER, HERE, "3"))
    assert story.at_stages == ["3"]
    assert story.owes("3.decide-how-to-go-on")
    assert ("nothing_above", "coordinator") in story.mails
    story.then(Done(LATER, COORDINATOR, "3.decide-how-to-go-on")).then(NotResolved(LATER, HERE, "3"))
    assert story.owes("3.decide-how-to-go-on#2")


def test_where_several_ways_lead_on_the_originating_side_is_asked_and_chooses_one():
    story = opened(levels('unresolved = ["2", "3"]')).then(NotResolved(LATER, HERE, "1"))
    assert story.at_stages == ["1"]
    assert story.owes("1.choose")
    with pytest.raises(NotAllowed):
        story.then(NotResolved(LATER, HERE, "1", ("2", "3")))
    with pytest.raises(NotAllowed):
        story.then(NotResolved(LATER, HERE, "1", ("4",)))
    story.then(NotResolved(LATER, HERE, "1", ("3",)))
    assert story.at_stages == ["3"]
    assert not story.owes("1.choose")


def test_a_choice_that_is_the_authoritys_is_not_the_originating_sides():
    story = opened("escb", stage="3").then(NotResolved(LATER, HERE, "3", ("4",)))
    story.then(NotResolved(LATER, HERE, "4", ("5",)))
    assert story.at_stages == ["4"]
    assert ("choose", "ower 4.choose") in story.mails
    story.then(NotResolved(LATER, AUTHORITY, "4", ("5",)))
    assert story.at_stages == ["5"]


def test_to_stay_is_a_choice_that_goes_with_no_other():
    story = opened("escb", stage="3").then(NotResolved(LATER, HERE, "3", ("4",)))
    story.then(NotResolved(LATER, AUTHORITY, "4", ("stay",)))
    assert story.at_stages == ["4"]
    assert story.owes("4.decide-how-to-go-on")
    both = levels('unresolved = ["2", "stay"]', 'stage.1.choose = "one or more"')
    with pytest.raises(NotAllowed):
        opened(both).then(NotResolved(LATER, HERE, "1", ("2", "stay")))


def test_a_way_on_that_is_an_exit_is_taken_by_a_coordinator():
    exit = 'exit.board = { title = "The board", say = "Write to the board.", cite = "4" }'
    story = opened(levels('unresolved = "exit board"', exit, top='opens_at = ["2", "3"]'))
    story.then(NotResolved(LATER, HERE, "1"))
    assert story.at_stages == ["1"]
    assert story.owes("1.decide-how-to-go-on")
    story.then(HandedOver(LATER, COORDINATOR, "board"))
    assert story.case.state is State.HANDED_OVER


def test_a_stage_that_repeats_opens_again_with_all_its_tasks():
    story = opened("escb", stage="3").then(NotResolved(LATER, HERE, "3", ("again",)))
    assert story.at_stages == ["3"]
    assert story.case.visit("3").turn == 2
    assert story.owes("3.liaise#2")
    assert not story.owes("3.liaise")


def test_a_report_before_closing_is_owed_once_however_often_its_stage_opens():
    report = 'stage.1.report = { do = "Report", before_closing = true, cite = "1" }'
    story = opened(levels("repeats = true", report)).then(NotResolved(LATER, HERE, "1", ("again",)))
    assert [duty.id for duty in story.case.owed if duty.task == "report"] == ["1.report"]


def test_a_stage_that_ends_for_learning_ends_so_when_its_tasks_are_done_even_by_considering_the_last():
    ends = 'ends = "referred for learning"', 'stage.1.unresolved = "2"', (
        'stage.1.refer = { do = "Refer", optional = true, cite = "1" }'
    )
    story = opened(levels(*ends))
    assert story.case.duty("1.conclude") is None
    story.then(Considered(LATER, HERE, "1.refer", "known already"))
    assert story.case.state is State.LEARNING
    assert story.owes(".close")


def test_a_stage_for_learning_without_tasks_ends_as_it_opens():
    story = opened(levels('ends = "referred for learning"'))
    assert story.case.state is State.LEARNING
    assert story.owes("1.feedback")


SILENT = (
    'reply = { do = "Reply", owed_by = "receiving/manager", due = { working_days = 2 },'
    ' if_silent = %s, cite = "1" }'
)


def test_silence_opens_the_stage_that_the_procedure_names_once_the_deadline_has_passed():
    story = opened(levels(SILENT % '"3"'))
    assert story.reminders("1.reply")[-1] == ("Wed 08 Apr 09:00", "overdue")
    story.when_due(("1.reply", "today"), at=at("2026-04-07"))
    assert story.at_stages == ["1"]
    story.when_due(("1.reply", "overdue"), at=at("2026-04-08"))
    assert story.at_stages == ["3"]
    assert story.case.visit("1").outcome == "nobody answered"
    assert story.owes("1.feedback")


def test_an_answer_in_time_is_no_silence():
    story = opened(levels(SILENT % '"3"')).then(Done(LATER, ACROSS, "1.reply"))
    story.when_due(("1.reply", "overdue"), at=at("2026-04-08"))
    assert story.at_stages == ["1"]


def test_where_silence_leaves_several_ways_the_coordinator_is_asked_once_and_chooses():
    story = opened(levels(SILENT % '["2", "3"]')).when_due(("1.reply", "overdue"), at=at("2026-04-08"))
    assert story.at_stages == ["1"]
    assert ("choose", "coordinator") in story.mails
    assert story.owes("1.choose@coordinator")
    story.when_due(("1.reply", "overdue"), at=at("2026-04-09"))
    assert "choose" not in story.kinds
    story.then(NotResolved(at("2026-04-09 10:00"), COORDINATOR, "1", ("3",)))
    assert story.at_stages == ["3"]
    assert not story.owes("1.choose@coordinator")


def test_silence_opens_nothing_else_for_the_sides():
    story = opened(levels(SILENT % '["2", "3"]')).when_due(("1.reply", "overdue"), at=at("2026-04-08"))
    story.then(NotResolved(at("2026-04-09 10:00"), HERE, "1"))
    assert story.at_stages == ["2"], "the originating side has the procedure's own way on"


@pytest.mark.parametrize("key", sorted(PROCEDURES))
def test_however_long_nobody_answers_no_shipped_procedure_moves_settles_or_closes(key):
    story = opened(key)
    before = story.at_stages
    for day in ("2026-04-20", "2026-05-20", "2026-07-20"):
        owed = tuple((duty.id, "overdue") for duty in story.case.owed)
        story.when_due(*owed, at=at(day))
        assert story.case.state is State.OPEN
        assert story.at_stages == before


def test_notices_are_written_once_for_each_time_that_their_moment_comes():
    story = opened("sefton", stage="2")
    told = ("told", "business_manager at the partnership")
    assert told in story.mails
    story.then(Done(LATER, ACROSS, "2.meeting"))
    assert told not in story.mails


def test_a_fork_may_open_both_ways_and_what_is_learned_goes_on_after_one_has_settled_it():
    story = opened("lsab-lscp")
    for stage in ("1", "2"):
        story.then(NotResolved(LATER, COORDINATOR, stage))
    story.then(NotResolved(LATER, COORDINATOR, "3", ("4", "4-lessons")))
    assert story.at_stages == ["4", "4-lessons"]
    story.then(Resolved(LATER, HERE, "4")).then(Resolved(LATER, ACROSS, "4"))
    assert story.at_stages == ["4-lessons"]
    assert story.owes("4-lessons.refer")
    story.then(Done(LATER, HERE, "4-lessons.refer")).then(Done(LATER, COORDINATOR, "4-lessons.recommendations"))
    assert story.case.state is State.RESOLVED


def test_the_authority_is_written_to_when_its_stage_opens_unless_somebody_is_still_to_be_named():
    story = opened("longmoor", stage="3", facts={"type": "conference"})
    assert "authority" not in story.kinds
    story.then(NotResolved(LATER, HERE, "3"))
    assert ("authority", "chair at the partnership") in story.mails
    story.then(Decided(LATER, AUTHORITY, "4", "As the school asks"))
    assert story.case.state is State.RESOLVED


def test_a_stage_that_a_fork_has_opened_already_is_not_opened_twice():
    fork = levels('unresolved = ["2", "3"]', 'stage.1.choose = "one or more"')
    story = opened(fork).then(NotResolved(LATER, HERE, "1", ("2", "3"))).then(NotResolved(LATER, HERE, "2"))
    assert story.at_stages == ["3"]
    assert story.case.visit("3").turn == 1
