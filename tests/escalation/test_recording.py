"""What is put on record: the child's file, the help or plan in place, the office's part, a date that a group keeps."""

from dataclasses import replace
from datetime import date

import pytest

from service.errors import NotAllowed, NotNow
from service.escalation.calendar import Calendars
from service.escalation.case import Subject
from service.escalation.decide import decide
from service.escalation.events import Answered, Done, NotResolved, OfficeNoted, RecordKept, StatusChanged
from tests.escalation.stories import ACROSS, CALENDARS, COORDINATOR, HERE, at, close_of, opened

NOW = at("2026-04-02 11:00")
FILE = "child's case file"
SIBLINGS = (Subject("c1", "child", "child in need"), Subject("c2", "child", "child protection plan"))


def told_the_officer(story):
    return [whom for kind, whom in story.mails if kind == "review_child"]


def test_each_agency_ticks_its_own_file_at_each_stage():
    story = opened("liverpool").then(RecordKept(NOW, HERE, "1", FILE))
    assert story.case.is_on_file("1", "o", FILE) and not story.case.is_on_file("1", "r1", FILE)
    story.then(RecordKept(NOW, ACROSS, "1", FILE))
    assert story.case.is_on_file("1", "r1", FILE)


def test_a_stage_that_is_past_may_still_be_ticked_and_one_that_never_was_may_not():
    story = opened("liverpool").then(NotResolved(NOW, HERE, "1")).then(RecordKept(NOW, HERE, "1", FILE))
    assert story.case.is_on_file("1", "o", FILE)
    with pytest.raises(NotNow):
        story.then(RecordKept(NOW, HERE, "4", FILE))
    with pytest.raises(NotNow, match="summary log"):
        story.then(RecordKept(NOW, HERE, "1", "diary"))


def test_the_reviewing_officer_is_told_of_each_child_once_for_each_status():
    story = opened("liverpool", subjects=SIBLINGS)
    assert told_the_officer(story) == ["iro at the partnership"]
    story.then(StatusChanged(NOW, COORDINATOR, "c1", "looked after"))
    assert told_the_officer(story) == ["iro at the partnership"]
    story.then(StatusChanged(NOW, COORDINATOR, "c1", "looked after"))
    assert told_the_officer(story) == []


def test_a_status_that_nobody_knows_is_for_a_coordinator_to_find_out():
    story = opened("liverpool", subjects=(Subject("c1", "child", "not known"),))
    assert story.owes(".find-status")
    story.then(StatusChanged(NOW, COORDINATOR, "c1", "looked after"))
    assert not story.owes(".find-status") and told_the_officer(story)


def test_no_status_is_looked_for_where_no_notice_rests_on_it():
    assert not opened("sefton", subjects=(Subject("c1", "child", "not known"),)).owes(".find-status")


def test_a_status_is_told_of_somebody_whom_the_case_is_about():
    with pytest.raises(NotNow, match="c1, c2"):
        opened("liverpool", subjects=SIBLINGS).then(StatusChanged(NOW, COORDINATOR, "c9", "looked after"))


def test_the_office_part_is_for_the_partnerships_own_team():
    story = opened("liverpool").then(OfficeNoted(NOW, COORDINATOR, "received", NOW))
    assert story.case.office == {"received": NOW}
    with pytest.raises(NotAllowed):
        story.then(OfficeNoted(NOW, HERE, "notified", NOW))


MEETS = {("anytown", "next_review_group"): (date(2026, 4, 1), date(2026, 4, 22), date(2026, 5, 20))}


def lessons(calendars):
    """Lincolnshire's learning route, opened on 2 April."""
    case = opened("lsab-lscp").case
    for event in (
        NotResolved(NOW, COORDINATOR, "1"),
        NotResolved(NOW, COORDINATOR, "2"),
        NotResolved(NOW, COORDINATOR, "3", ("4-lessons",)),
    ):
        case, _ = decide(case, event, calendars)
    return case


def test_what_goes_to_the_next_meeting_of_a_group_is_due_on_its_day():
    case = lessons(Calendars(CALENDARS.by_nation, MEETS))
    assert case.duty("4-lessons.refer").deadline.at.date() == date(2026, 4, 22)
    assert not case.owed_at("", "give-date")


def test_where_no_meeting_is_known_a_coordinator_is_asked_for_its_date():
    case = lessons(replace(CALENDARS, groups={}))
    assert case.duty("4-lessons.refer").deadline.waits and case.owed_at("", "give-date")
    case, _ = decide(case, Answered(NOW, COORDINATOR, {"next_review_group": "2026-05-06"}), CALENDARS)
    assert case.duty("4-lessons.refer").deadline.at.date() == date(2026, 5, 6)
    assert not case.owed_at("", "give-date")


def test_a_coordinator_may_miss_out_a_stage_and_the_record_says_which():
    story = opened("liverpool").then(NotResolved(NOW, COORDINATOR, "1", ("3",)))
    assert story.at_stages == ["3"] and "Missed out, for a reason: 2" in story.says
    with pytest.raises(NotAllowed):
        opened("liverpool").then(NotResolved(NOW, HERE, "1", ("3",)))


def test_a_date_that_is_held_is_told_to_both_sides_and_one_that_has_been_is_not():
    story = opened("sefton", stage="2").then(Done(NOW, ACROSS, "2.meeting", when=close_of(2026, 4, 9)))
    assert {whom for kind, whom in story.mails if kind == "meeting"} == {
        "safeguarding_lead/team_manager at o", "safeguarding_lead/team_manager at r1"
    }  # fmt: skip
    story = opened("sefton", stage="2").then(Done(NOW, ACROSS, "2.meeting", when=at("2026-04-01 15:00")))
    assert "meeting" not in story.kinds
