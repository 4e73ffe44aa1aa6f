"""A meeting of a stage: whoever takes part says when; a task that asks for it is done, and all who attend hear."""

import pytest

from service.errors import NotAllowed, NotNow
from service.escalation.actors import Actor, Capacity
from service.escalation.events import MeetingSet, NotResolved
from tests.escalation.stories import ACROSS, COORDINATOR, HERE, at, opened

NOW, THEN = at("2026-04-02 11:00"), at("2026-04-07 14:00")


def at_step_4():
    story = opened("lsab-lscp")
    for stage, to in (("1", ()), ("2", ()), ("3", ("4",))):
        story.then(NotResolved(NOW, COORDINATOR, stage, to))
    return story


def test_the_date_meets_the_task_that_asks_for_it_and_everyone_who_attends_is_told():
    story = at_step_4().then(MeetingSet(NOW, HERE, "4", THEN))
    assert not story.owes("4.set-meeting-date") and story.due("4.meeting") == THEN
    assert {whom for kind, whom in story.mails if kind == "meeting"} == {
        "slo at o", "slo at r1", "independent_chair at the partnership"
    }  # fmt: skip


def test_a_meeting_that_is_to_be_held_stays_owed_until_it_was():
    story = opened("sefton", stage="2").then(MeetingSet(NOW, ACROSS, "2", THEN))
    assert story.owes("2.meeting") and not story.owes("2.acknowledge@r1")


def test_a_stranger_sets_no_date_and_nobody_sets_none():
    with pytest.raises(NotAllowed):
        opened("sefton", stage="2").then(MeetingSet(NOW, Actor(Capacity.OFFICER, "", "officer:7"), "2", THEN))
    with pytest.raises(NotNow):
        opened("sefton", stage="2").then(MeetingSet(NOW, HERE, "2", None))


def test_a_date_for_a_stage_that_is_past_changes_nothing():
    story = opened("sefton").then(NotResolved(NOW, HERE, "1")).then(MeetingSet(NOW, HERE, "1", THEN))
    assert story.kinds == {"stage_past"}
