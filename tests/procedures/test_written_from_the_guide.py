"""Two policies that were written from the guide alone, and what becomes of a case under each.

Eastwold: the time for a reply depends on a priority, the shorter of two limits counts, and a meeting is at a date
acceptable to both. Fenbrook: a conference chair raises an alert, silence leaves the coordinator a choice, dissent is
recorded only, and Cafcass may be told at any time.
"""

import json
from pathlib import Path

import pytest

from service.escalation.case import State
from service.escalation.coordinating import HandedOver, Released
from service.escalation.events import Answered, Done, MeetingSet, NotResolved
from service.procedures import load
from tests.escalation.stories import ACROSS, COORDINATOR, HERE, at, close_of, opened

FOLDER = Path(__file__).parent
BEFORE_CHRISTMAS = "2026-12-21 15:00"
CONFERENCE = {"type": "practice", "conference": "2026-12-21"}


@pytest.fixture(scope="module")
def written():
    found = load(FOLDER)
    assert found.faults == found.warnings == ()
    return found.procedures


def at_eastwolds_managers(written, **facts):
    """Stage 1 was not settled on Tuesday 22 December 2026, at three."""
    story = opened(written["eastwold"], BEFORE_CHRISTMAS, facts=facts)
    return story.then(NotResolved(at("2026-12-22 15:00"), HERE, "1"))


def an_alert(written, when=BEFORE_CHRISTMAS, **facts):
    return opened(written["fenbrook"], when, facts={**CONFERENCE, **facts}).then(Released(at(when), COORDINATOR))


@pytest.mark.parametrize(
    ("priority", "due"),
    [
        ("Immediate", at("2026-12-23 15:00")),
        ("Urgent", close_of(2026, 12, 24)),
        ("Less urgent", close_of(2026, 12, 31)),
    ],
)
def test_the_reply_is_due_by_the_priority_that_was_chosen(written, priority, due):
    assert at_eastwolds_managers(written, priority=priority).due("2.reply") == due


def test_a_reply_that_becomes_immediate_after_its_day_is_due_now_and_the_old_date_stays_on_record(written):
    story = at_eastwolds_managers(written, priority="Less urgent")
    story.then(Answered(at("2026-12-24 10:00"), HERE, {"priority": "Immediate"}))
    assert story.due("2.reply") == at("2026-12-24 10:00")
    assert [old.at for old in story.case.duty("2.reply").superseded] == [close_of(2026, 12, 31)]
    assert not story.case.duty("2.reply").born_late


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        ({}, close_of(2026, 12, 30)),
        ({"needed_by": "2026-12-24"}, at("2026-12-24 09:00")),
        ({"needed_by": "2027-01-15"}, close_of(2026, 12, 30)),
    ],
)
def test_stage_1_has_a_working_week_or_until_the_child_needs_it_whichever_is_sooner(written, facts, due):
    assert opened(written["eastwold"], BEFORE_CHRISTMAS, facts=facts).due("1.conclude") == due


@pytest.mark.parametrize(
    ("needed_by", "due"),
    [({}, at("2027-01-06 14:00")), ({"needed_by": "2027-01-05"}, at("2027-01-05 09:00"))],
    ids=["the date that both set", "the child needs it sooner"],
)
def test_the_meeting_is_at_the_date_acceptable_to_both_unless_the_child_needs_it_sooner(written, needed_by, due):
    story = at_eastwolds_managers(written, **needed_by).then(NotResolved(at("2026-12-23 10:00"), HERE, "2"))
    assert story.due("3.arrange") == close_of(2026, 12, 29)
    assert story.due("3.meet") == (at("2027-01-05 09:00") if needed_by else None)
    story.then(MeetingSet(at("2026-12-29 10:00"), HERE, "3", at("2027-01-06 14:00")))
    assert not story.owes("3.arrange")
    assert story.due("3.meet") == due


@pytest.mark.parametrize(
    ("raised", "held"), [("2026-12-24 09:00", False), ("2026-12-24 09:01", True)], ids=["in time", "a minute late"]
)
def test_an_alert_is_raised_by_the_chair_within_72_hours_of_nine_on_the_day_of_the_conference(written, raised, held):
    chair = {**CONFERENCE, "raised_by": "conference_chair"}
    assert opened(written["fenbrook"], raised, facts=chair).owes(".check") == held


def test_the_head_of_service_has_ten_working_days_for_the_written_reply(written):
    story = an_alert(written)
    assert story.due("alert.reply") == close_of(2027, 1, 7)
    assert story.then(Done(at("2027-01-07 16:00"), ACROSS, "alert.reply")).at_stages == ["alert"]


@pytest.mark.parametrize("stage", ["2", "3"])
def test_after_silence_the_coordinator_opens_stage_2_or_stage_3(written, stage):
    story = an_alert(written).when_due(("alert.reply", "overdue"), at=at("2027-01-08"))
    assert story.at_stages == ["alert"]
    assert ("choose", "coordinator") in story.mails
    story.then(NotResolved(at("2027-01-08 11:00"), COORDINATOR, "alert", (stage,)))
    assert story.at_stages == [stage]
    assert story.due(f"{stage}.conclude") == close_of(2027, 1, 15)


def test_dissent_is_recorded_and_opens_no_stage(written):
    story = opened(written["fenbrook"], BEFORE_CHRISTMAS, facts={"type": "dissent", "conference": "2026-12-21"})
    assert (story.case.state, story.at_stages) == (State.RECORDED, [])


def test_cafcass_is_told_on_the_day_that_the_coordinator_types_and_only_once(written):
    story = an_alert(written).then(Answered(at("2026-12-22 10:00"), COORDINATOR, {"cafcass_told": "2026-12-22"}))
    assert ("told", "cafcass at the partnership") in story.mails
    assert "told" not in story.then(Done(at("2026-12-23 10:00"), ACROSS, "alert.reply")).kinds


def test_an_exit_that_runs_alongside_leaves_the_case_where_it_is(written):
    story = an_alert(written).then(HandedOver(at("2026-12-22 10:00"), COORDINATOR, "cafcass"))
    assert (story.case.state, story.at_stages) == (State.OPEN, ["alert"])
    assert story.owes("alert.reply")
    assert "handed_over" not in story.kinds


def test_its_writer_sees_the_dates_of_a_type_and_of_an_answer(parley):
    words = ("--from", "2026-12-21T15:00", "--folder", FOLDER, "--json")
    reply = {}
    for said in ("Immediate", "Urgent"):
        told = json.loads(parley("simulate", "eastwold", *words, "--fact", f"priority={said}")[1])
        [reply[said]] = [one["due"] for one in told["deadlines"] if one["what"] == "reply"]
    assert reply == {"Immediate": "2026-12-31T17:00:00+00:00", "Urgent": "2027-01-04T17:00:00+00:00"}
    alert = json.loads(parley("simulate", "fenbrook", *words)[1])["owed"]
    assert [one["stage"] for one in alert if one["what"] == "conclude"] == ["alert", "2", "3"]
    other = json.loads(parley("simulate", "fenbrook", *words, "--fact", "type=matter")[1])["owed"]
    assert [one["stage"] for one in other if one["what"] == "conclude"] == ["2", "3"]
    dissent = parley("simulate", "fenbrook", *words[:-1], "--fact", "type=dissent")[1]
    assert dissent.startswith("fenbrook: what this says is recorded, and nobody owes anything.\n")
