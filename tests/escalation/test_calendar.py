"""Which days count: the worked table, and the days on which the clocks change."""

from datetime import UTC, date, datetime, timedelta

import pytest

from service.escalation.calendar import at_close, at_opening, local_day
from service.escalation.clocks import Clock, Known, Unit, reckon
from tests.escalation.stories import CALENDARS, at, close_of

ENGLAND = CALENDARS.of("england")


@pytest.mark.parametrize(
    ("since", "days", "england", "scotland", "northern_ireland"),
    [
        ("2026-04-02", 2, "2026-04-08", "2026-04-07", "2026-04-08"),
        ("2026-04-02", 5, "2026-04-13", "2026-04-10", "2026-04-13"),
        ("2026-06-12", 2, "2026-06-16", "2026-06-17", "2026-06-16"),
        ("2026-07-10", 5, "2026-07-17", "2026-07-17", "2026-07-20"),
        ("2026-11-27", 1, "2026-11-30", "2026-12-01", "2026-11-30"),
        ("2026-12-23", 5, "2027-01-04", "2027-01-05", "2027-01-04"),
    ],
)
def test_working_days_are_those_of_the_worked_table(since, days, england, scotland, northern_ireland):
    start = date.fromisoformat(since)
    nations = ("england", "scotland", "northern-ireland")
    found = [CALENDARS.of(nation).after(start, days).isoformat() for nation in nations]
    assert found == [england, scotland, northern_ireland]


def test_wales_keeps_englands_holidays_and_a_nation_that_nobody_knows_counts_as_england():
    assert CALENDARS.of("wales").holidays == ENGLAND.holidays
    assert CALENDARS.of("") is ENGLAND


@pytest.mark.parametrize(
    ("clock", "due"),
    [
        (Clock(Unit.HOURS, 48), at("2026-04-04 15:30")),
        (Clock(Unit.HOURS, 72), at("2026-04-05 15:30")),
        (Clock(Unit.WORKING_DAYS, 2), close_of(2026, 4, 8)),
        (Clock(Unit.CALENDAR_DAYS, 28), close_of(2026, 4, 30)),
    ],
)
def test_the_worked_lengths_from_the_thursday_before_easter(clock, due):
    since = at("2026-04-02 15:30")
    assert reckon((clock,), Known(since, lambda name: None, ENGLAND)).at == due


def test_counting_back_leaves_out_the_same_days():
    assert ENGLAND.before(date(2026, 4, 8), 2) == date(2026, 4, 2)


def test_business_closes_at_five_in_london_whatever_the_season():
    assert at_close(date(2026, 3, 27)) == datetime(2026, 3, 27, 17, tzinfo=UTC)
    assert at_close(date(2026, 3, 30)) == datetime(2026, 3, 30, 16, tzinfo=UTC)


def test_twenty_four_hours_over_the_change_to_summer_time_are_twenty_four_elapsed_hours():
    since = at("2026-03-28 10:00")
    due = reckon((Clock(Unit.HOURS, 24),), Known(since, lambda name: None, ENGLAND)).at
    assert due - since == timedelta(hours=24)
    assert due == at("2026-03-29 11:00")


def test_a_day_over_the_change_to_winter_time_still_closes_at_five_by_the_clock_on_the_wall():
    since = at("2026-10-24 10:00")
    due = reckon((Clock(Unit.CALENDAR_DAYS, 1),), Known(since, lambda name: None, ENGLAND)).at
    assert due == datetime(2026, 10, 25, 17, tzinfo=UTC)


def test_half_past_midnight_in_summer_belongs_to_the_day_in_london():
    assert local_day(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == date(2026, 7, 1)


def test_business_is_still_to_close_from_midnight_until_five_of_a_working_day_and_at_no_other_time():
    assert ENGLAND.is_open(at("2026-04-01 00:00"))
    assert ENGLAND.is_open(at("2026-04-01 16:59"))
    assert not ENGLAND.is_open(at("2026-04-01 17:00"))
    assert not ENGLAND.is_open(at("2026-04-03 12:00")), "Good Friday"
    assert not ENGLAND.is_open(at("2026-04-04 12:00")), "a Saturday"


@pytest.mark.parametrize(
    ("moment", "last"),
    [
        ("2026-04-04 15:30", "2026-04-02 17:00"),
        ("2026-04-07 08:59", "2026-04-02 17:00"),
        ("2026-04-07 09:00", "2026-04-07 09:00"),
        ("2026-04-07 11:15", "2026-04-07 11:15"),
        ("2026-04-07 21:00", "2026-04-07 17:00"),
    ],
)
def test_the_last_working_moment_is_in_business_hours_on_or_before(moment, last):
    assert ENGLAND.last_working_moment(at(moment)) == at(last)


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        ("2026-04-01 08:59", "2026-04-01"),
        ("2026-04-01 09:00", "2026-04-02"),
        ("2026-04-02 17:00", "2026-04-07"),
        ("2026-10-23 17:00", "2026-10-26"),
    ],
)
def test_the_next_opening_is_nine_of_a_working_day_and_later_than_now(moment, opening):
    assert ENGLAND.next_opening(at(moment)) == at_opening(date.fromisoformat(opening))


def test_beyond_the_holidays_that_are_known_a_date_is_provisional_and_never_the_later_one():
    since = datetime(ENGLAND.known_until.year + 1, 12, 23, 10, tzinfo=UTC)
    due = reckon((Clock(Unit.WORKING_DAYS, 5),), Known(since, lambda name: None, ENGLAND))
    assert due.provisional
    assert ENGLAND.is_working_day(date(since.year, 12, 25)) == (date(since.year, 12, 25).weekday() < 5)
    assert not reckon((Clock(Unit.WORKING_DAYS, 5),), Known(at("2026-04-02"), lambda name: None, ENGLAND)).provisional
