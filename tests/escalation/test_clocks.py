"""Every kind of time limit, as procedure-format.md's table says it is reckoned."""

from datetime import UTC, datetime

import pytest

from service.escalation.clocks import Clock, Known, Unit, instant_of, reckon
from service.escalation.facts import When
from tests.escalation.stories import CALENDARS, at, close_of

ENGLAND = CALENDARS.of("england")
THURSDAY = "2026-04-02 15:30"  # before Easter


def due(*clocks, opened=THURSDAY, moments=None, **known):
    """The deadline of those clocks; `moments` are texts."""
    moments = {name: at(text) for name, text in (moments or {}).items()}
    return reckon(clocks, Known(at(opened), moments.get, ENGLAND, **known))


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        (Clock(Unit.WORKING_DAYS, 1), close_of(2026, 4, 7)),
        (Clock(Unit.WORKING_WEEK, 1), close_of(2026, 4, 13)),
        (Clock(Unit.WORKING_WEEK, 2), close_of(2026, 4, 20)),
        (Clock(Unit.HOURS, 24), at("2026-04-03 15:30")),
        (Clock(Unit.CALENDAR_DAYS, 3), close_of(2026, 4, 5)),
        (Clock(Unit.SAME_WORKING_DAY), close_of(2026, 4, 2)),
    ],
)
def test_a_length_counts_from_the_moment_that_opened_the_task(clock, expected):
    assert due(clock).at == expected


def test_elapsed_hours_and_calendar_days_are_kept_over_a_weekend_and_people_are_asked_for_the_last_working_moment():
    found = due(Clock(Unit.HOURS, 48))
    assert (found.at, found.ask) == (at("2026-04-04 15:30"), close_of(2026, 4, 2))


def test_where_no_working_moment_lies_before_the_deadline_people_are_asked_for_the_deadline():
    found = due(Clock(Unit.HOURS, 24), opened="2026-04-03 18:00")
    assert found.ask == found.at == at("2026-04-04 18:00")


def test_by_day_counts_the_day_of_the_concern_as_day_one_whatever_the_task_opened_at():
    found = due(Clock(Unit.BY_DAY, 9), opened="2026-05-01 10:00", moments={"concern": "2026-04-02 23:30"})
    assert found.at == close_of(2026, 4, 10)
    assert "day 9" in found.why


def test_the_same_working_day_rolls_on_to_the_next_once_business_has_closed():
    assert due(Clock(Unit.SAME_WORKING_DAY), opened="2026-04-02 17:00").at == close_of(2026, 4, 7)


def test_under_a_risk_the_same_working_day_is_now_once_business_has_closed_and_is_never_rolled_on():
    assert due(Clock(Unit.SAME_WORKING_DAY), opened="2026-04-04 11:00", urgent=True).at == at("2026-04-04 11:00")
    assert due(Clock(Unit.SAME_WORKING_DAY), opened="2026-04-02 11:00", urgent=True).at == close_of(2026, 4, 2)


def test_at_once_has_no_instant_and_is_never_late():
    found = due(Clock(Unit.AT_ONCE))
    assert found.at is None
    assert found.is_at_once
    assert not found.can_be_late


def test_a_date_is_taken_as_it_stands_and_waits_while_nobody_has_given_it():
    clock = Clock(Unit.DATE, date="meeting date")
    assert due(clock, moments={"meeting date": "2026-04-04 14:00"}).at == at("2026-04-04 14:00")
    waiting = due(clock)
    assert waiting.at is None
    assert waiting.waits
    assert "meeting date" in waiting.why


def test_a_list_in_after_takes_the_first_moment_that_is_known():
    clock = Clock(Unit.WORKING_DAYS, 1, after=("conference", "receipt"))
    assert due(clock, moments={"receipt": "2026-04-08 10:00"}).at == close_of(2026, 4, 9)
    both = {"receipt": "2026-04-08 10:00", "conference": "2026-04-13 10:00"}
    assert due(clock, moments=both).at == close_of(2026, 4, 14)


def test_a_moment_that_has_not_come_gives_no_date_and_says_what_it_waits_for():
    found = due(Clock(Unit.WORKING_DAYS, 2, after=("talk done",)))
    assert found.at is None
    assert found.why == "no date yet: it waits for talk done"


def test_or_sooner_takes_a_typed_date_where_it_is_earlier():
    clock = Clock(Unit.WORKING_WEEK, 1, or_sooner="protect_by")
    assert due(clock, moments={"protect_by": "2026-04-08"}).at == at("2026-04-08")
    assert due(clock, moments={"protect_by": "2026-05-08"}).at == close_of(2026, 4, 13)


def test_or_sooner_that_nobody_knows_is_no_limit():
    assert due(Clock(Unit.WORKING_WEEK, 1, or_sooner="protect_by")).at == close_of(2026, 4, 13)


def test_or_sooner_takes_a_named_clock_as_well():
    named = Clock(Unit.WORKING_DAYS, 2, after=("receipt",), name="short")
    clock = Clock(Unit.WORKING_WEEK, 1, or_sooner="short")
    found = due(clock, moments={"receipt": THURSDAY}, clocks={"short": named})
    assert found.at == close_of(2026, 4, 8)


def test_or_sooner_holds_while_the_clock_itself_waits():
    clock = Clock(Unit.WORKING_DAYS, 2, after=("talk done",), or_sooner="protect_by")
    assert due(clock, moments={"protect_by": "2026-04-08"}).at == at("2026-04-08")


def test_of_several_clocks_the_first_whose_condition_holds_is_reckoned():
    immediate = Clock(Unit.HOURS, 24, when=When((("priority", ("immediate",)),)))
    otherwise = Clock(Unit.WORKING_DAYS, 5)
    assert due(immediate, otherwise, facts={"priority": "immediate"}).at == at("2026-04-03 15:30")
    assert due(immediate, otherwise, facts={"priority": "less urgent"}).at == close_of(2026, 4, 13)


def test_no_clock_is_no_deadline():
    assert due() is None


def test_an_indicative_date_is_asked_about_and_never_late():
    found = due(Clock(Unit.WORKING_DAYS, 5, indicative=True))
    assert found.at == close_of(2026, 4, 13)
    assert not found.can_be_late


def test_the_rule_is_kept_in_words_with_the_holidays_that_were_left_out():
    assert due(Clock(Unit.WORKING_DAYS, 2)).why == (
        "2 working days after this was opened on Thursday 2 April 2026, not counting 3 April and 6 April"
    )


def test_a_date_without_a_time_is_nine_in_the_morning_in_london():
    assert instant_of("2026-07-01") == datetime(2026, 7, 1, 8, tzinfo=UTC)
    assert instant_of("2026-07-01T10:00:00+00:00") == datetime(2026, 7, 1, 10, tzinfo=UTC)
    assert instant_of("next week") is None
    assert instant_of("0001-01-01T00:00+05:00") is None


def test_a_time_typed_without_a_zone_is_londons():
    assert instant_of("2026-07-01T10:00") == datetime(2026, 7, 1, 9, tzinfo=UTC)
