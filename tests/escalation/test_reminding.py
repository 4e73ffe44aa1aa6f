"""Reminders: at nine of the right working days, one for each duty, and up the ladder where nobody answers."""

from dataclasses import replace

import pytest

from service.escalation.events import Done, Undone
from tests.escalation.stories import ACROSS, SERVICES, at, opened, small

STAGE = 'stage.1 = { title = "One", people = "manager", due = %s, cite = "1" }'


def due(clock, **told):
    return opened(small(STAGE % clock), **told)


def test_a_duty_is_reminded_of_a_working_day_before_on_the_day_and_the_working_day_after():
    assert due("{ working_days = 3 }").reminders("1.conclude") == [
        ("Tue 07 Apr 09:00", "before"),
        ("Wed 08 Apr 09:00", "today"),
        ("Thu 09 Apr 09:00", "overdue"),
    ]


def test_a_deadline_on_a_weekend_is_reminded_of_before_the_last_working_moment_and_chased_after_the_deadline():
    assert due("{ hours = 72 }").reminders("1.conclude") == [
        ("Thu 02 Apr 09:00", "today"),
        ("Tue 07 Apr 09:00", "overdue"),
    ]


def test_a_reminder_whose_time_has_gone_by_when_the_duty_opens_is_not_sent():
    assert due("{ working_days = 1 }").reminders("1.conclude") == [
        ("Thu 02 Apr 09:00", "today"),
        ("Tue 07 Apr 09:00", "overdue"),
    ]


def test_how_long_before_is_the_procedures():
    longer = opened(small(STAGE % "{ working_days = 5 }", top="remind_before = { working_days = 2 }"))
    assert longer.reminders("1.conclude")[0] == ("Wed 08 Apr 09:00", "before")
    hours = opened(small(STAGE % "{ working_days = 5 }", top="remind_before = { hours = 4 }"))
    assert hours.reminders("1.conclude")[0] == ("Fri 10 Apr 13:00", "before")


def test_over_the_change_of_the_clocks_it_is_still_nine_in_london():
    assert due("{ working_days = 2 }", when="2026-03-26 10:00").reminders("1.conclude") == [
        ("Fri 27 Mar 09:00", "before"),
        ("Mon 30 Mar 09:00", "today"),
        ("Tue 31 Mar 09:00", "overdue"),
    ]


def test_without_a_clock_a_duty_is_looked_at_every_three_working_days_and_never_late():
    story = opened("sefton", stage="2")
    assert story.reminders("2.talk") == [("Wed 08 Apr 09:00", "review")]
    story.when_due(("2.talk", "review"), at=at("2026-04-08"))
    assert story.mails == {("reminder", "ower 2.talk")}
    assert story.reminders("2.talk") == [("Mon 13 Apr 09:00", "review")]
    assert not story.case.duty("2.talk").is_late(at("2027-01-01"))


def test_a_procedure_may_have_it_looked_at_sooner():
    assert opened("escb").reminders("1.talk") == [("Tue 07 Apr 09:00", "review")]


def test_what_is_to_be_done_at_once_is_looked_at_every_working_morning():
    story = opened("lsab-lscp")
    assert story.reminders("1.talk") == [("Thu 02 Apr 09:00", "review")]
    story.when_due(("1.talk", "review"), at=at("2026-04-02"))
    assert story.reminders("1.talk") == [("Tue 07 Apr 09:00", "review")]


def test_an_indicative_date_is_asked_about_and_never_chased_as_late():
    story = due("{ working_days = 2, indicative = true }")
    assert [kind for _, kind in story.reminders("1.conclude")] == ["before", "today", "review"]
    story.when_due(("1.conclude", "review"), at=at("2026-04-08"))
    assert story.mails == {("reminder", "ower 1.conclude")}


def test_what_is_late_is_said_to_the_ower_then_the_deputy_then_the_coordinator_each_working_day():
    story = due("{ working_days = 1 }")
    told = []
    for day in ("2026-04-07", "2026-04-08", "2026-04-09", "2026-04-10"):
        story.when_due(("1.conclude", "overdue"), at=at(day))
        told.append(story.mails)
    assert told == [
        {("reminder", "ower 1.conclude")},
        {("reminder", "ower 1.conclude +1")},
        {("late", "coordinator"), ("late", "ower 1.conclude +2")},
        {("reminder", "coordinator")},
    ]
    assert story.reminders("1.conclude") == [("Mon 13 Apr 09:00", "overdue")]


def test_a_duty_whose_reminders_came_due_together_is_spoken_of_once_by_the_gravest():
    story = due("{ working_days = 1 }")
    story.when_due(("1.conclude", "overdue"), ("1.conclude", "today"), ("1.conclude", "before"), at=at("2026-04-08"))
    reminders = [effect for effect in story.effects if getattr(effect, "kind", "") == "reminder"]
    assert [mail.values["kind"] for mail in reminders] == ["overdue"]


def test_a_reminder_for_what_is_no_longer_owed_is_recorded_and_not_sent():
    story = opened("sefton", stage="2").then(Done(at("2026-04-02 10:00"), ACROSS, "2.meeting"))
    story.when_due(("2.meeting", "today"), ("9.unknown", "overdue"), at=at("2026-04-10"))
    assert story.mails == set()
    assert "2.meeting came due; it is no longer owed" in story.says


def test_a_case_that_nobody_acknowledges_goes_to_the_deputy_the_next_in_line_and_the_coordinator():
    story = opened("sefton", stage="2")
    assert story.reminders("2.acknowledge@r1") == [("Tue 07 Apr 09:00", "unacknowledged")]
    told = []
    for day in ("2026-04-07", "2026-04-08", "2026-04-09"):
        story.when_due(("2.acknowledge@r1", "unacknowledged"), at=at(day))
        told += [(kind, whom) for kind, whom in story.mails]
    assert told == [
        ("covering", "ower 2.acknowledge@r1 +1"),
        ("covering", "ower 2.acknowledge@r1 +2"),
        ("unacknowledged", "coordinator"),
    ]
    assert story.reminders("2.acknowledge@r1") == []


def test_the_handshake_may_be_asked_for_within_hours():
    quick = small(STAGE % "{ working_days = 5 }", top="acknowledge = { hours = 4 }")
    assert opened(quick).reminders("1.acknowledge@r1") == [("Wed 01 Apr 14:00", "unacknowledged")]
    assert opened(quick, when="2026-04-01 16:00").reminders("1.acknowledge@r1") == [
        ("Thu 02 Apr 09:00", "unacknowledged")
    ]


def test_a_risk_is_alerted_again_each_hour_of_business_until_somebody_answers():
    story = opened("sefton", when="2026-04-01 15:30", risk=True)
    assert story.reminders("urgent.alert") == [("Wed 01 Apr 16:30", "alert")]
    story.when_due(("urgent.alert", "alert"), at=at("2026-04-01 16:30"))
    assert ("act_today", "coordinator") in story.mails
    assert story.reminders("urgent.alert") == [("Thu 02 Apr 09:00", "alert")]


def test_what_an_undoing_brings_back_is_reminded_of_again():
    acted = at("2026-04-02 10:00")
    story = opened("sefton", stage="2")
    before = story.case
    story.then(Done(acted, ACROSS, "2.meeting"))
    story.then(Undone(at("2026-04-02 11:00"), ACROSS, "Done", acted, before))
    assert story.owes("2.meeting")
    assert [kind for _, kind in story.reminders("2.meeting")] == ["before", "today", "overdue"]


@pytest.mark.parametrize(("nation", "chased"), [("england", "Wed 08 Apr 09:00"), ("scotland", "Tue 07 Apr 09:00")])
def test_where_the_calendar_is_that_of_whoever_owes_it_so_are_the_dates_and_the_reminders(nation, chased):
    task = 'stage.1.reply = { do = "Reply", owed_by = "receiving/manager", due = { working_days = 2 }, cite = "1" }'
    lines = ('stage.1.title = "One"', 'stage.1.people = "manager"', 'stage.1.cite = "1"', task)
    procedure = replace(small(*lines), calendar="whoever owes it")
    story = opened(procedure, receiving=(replace(SERVICES, nation=nation),))
    assert story.reminders("1.reply")[-1] == (chased, "overdue")


def test_whoever_raised_it_hears_every_week_that_nothing_has_moved():
    story = opened("sefton", stage="2")
    assert ("Fri 10 Apr 09:00", "progress") in story.wakes("2.conclude")
    story.when_due(("2.conclude", "progress"), at=at("2026-04-10"))
    assert story.mails == {("progress", "originator")}
    assert story.wakes("2.conclude") == [("Fri 17 Apr 09:00", "progress")]
