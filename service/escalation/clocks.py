"""The kinds of time limit, and how each is reckoned (decision 9; procedure format, section 4).

A clock is reckoned once, when its task opens or a fact changes, and kept as a Deadline: an instant
in UTC, with the rule in words and the calendar it was counted on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from service.escalation.calendar import ONE_DAY, Calendar, at_close, at_opening, local_day, moment
from service.escalation.facts import ALWAYS, Facts, When

AT_ONCE = "at once"


class Unit(StrEnum):
    """How a clock's length is given; `RECKONED` says how each is counted."""

    HOURS = "hours"
    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"
    WORKING_WEEK = "working_week"
    BY_DAY = "by_day"
    SAME_WORKING_DAY = "same_working_day"
    AT_ONCE = "at_once"
    DATE = "date"


@dataclass(frozen=True)
class Clock:
    """A length and the moment it counts from; `after` empty: the moment that opened the task."""

    unit: Unit
    amount: int = 0
    date: str = ""  # for Unit.DATE: the question, or "meeting date", that gives it
    after: tuple[str, ...] = ()
    or_sooner: str = ""  # a named clock, or a question whose answer is a date
    indicative: bool = False
    when: When = ALWAYS
    calendar: str = ""  # a nation; empty: the procedure's
    name: str = ""  # under [clock]: one reckoning, so one budget


@dataclass(frozen=True)
class Deadline:
    """When something is due, and why then.

    `at` is the procedure's instant, None while it is "at once" or waits for a fact. `ask` is what
    people are shown: the last working moment on or before it.
    """

    at: datetime | None
    ask: datetime | None
    why: str
    calendar: str = ""
    indicative: bool = False
    provisional: bool = False

    @property
    def can_be_late(self) -> bool:
        return self.at is not None and not self.indicative

    @property
    def is_at_once(self) -> bool:
        return self.at is None and self.why == AT_ONCE

    @property
    def waits(self) -> bool:
        """Whether its date rests on something that has not happened, or that nobody has said."""
        return self.at is None and not self.is_at_once


@dataclass(frozen=True)
class Known:
    """What a reckoning may look at. `moment` gives the instant of a named moment, or None."""

    opened: datetime
    moment: Callable[[str], datetime | None]
    calendar: Calendar
    facts: Facts = field(default_factory=dict)
    clocks: Mapping[str, Clock] = field(default_factory=dict)
    urgent: bool = False


def reckon(clocks: tuple[Clock, ...], known: Known) -> Deadline | None:
    """The deadline by the first of `clocks` whose condition holds; None when none does."""
    clock = next((clock for clock in clocks if clock.when.holds(known.facts)), None)
    return _reckon(clock, known) if clock else None


def _reckon(clock: Clock, known: Known) -> Deadline:
    if clock.unit is Unit.AT_ONCE:
        return Deadline(None, None, AT_ONCE, known.calendar.version, clock.indicative)
    name, origin = _origin(clock, known)
    if origin is None:
        return _without_origin(clock, name, known)
    at, why = RECKONED[clock.unit](clock, name, origin, known)
    if clock.or_sooner:
        at, why = _sooner(clock.or_sooner, at, why, known)
    return _deadline(at, why, clock, known, origin)


def _without_origin(clock: Clock, name: str, known: Known) -> Deadline:
    """Nobody can count from a moment that has not come; a limit that is known holds all the same."""
    why = f"no date yet: it waits for {words_for(name)}"
    limit = _limit(clock.or_sooner, known) if clock.or_sooner else None
    if limit is None:
        return Deadline(None, None, why, known.calendar.version, clock.indicative)
    return _deadline(limit, f"{words_for(clock.or_sooner)}, at the latest", clock, known, known.opened)


def _deadline(at: datetime, why: str, clock: Clock, known: Known, origin: datetime) -> Deadline:
    return Deadline(
        at=at,
        ask=ask_for(at, max(origin, known.opened), known.calendar),
        why=why,
        calendar=known.calendar.version,
        indicative=clock.indicative,
        provisional=not known.calendar.covers(local_day(at)),
    )


def ask_for(at: datetime, since: datetime, calendar: Calendar) -> datetime:
    """The last working moment on or before `at`; `at` itself where none lies between `since` and it."""
    ask = calendar.last_working_moment(at)
    return ask if ask > since else at


def _origin(clock: Clock, known: Known) -> tuple[str, datetime | None]:
    """The moment that the clock counts from, with its name: the first of those named that is known."""
    if clock.unit is Unit.BY_DAY:
        return "concern", known.moment("concern")
    if clock.unit is Unit.DATE:
        return clock.date, known.moment(clock.date)
    if not clock.after:
        return "opened", known.opened
    found = ((name, known.moment(name)) for name in clock.after)
    return next(((name, at) for name, at in found if at is not None), (clock.after[0], None))


def _sooner(name: str, at: datetime, why: str, known: Known) -> tuple[datetime, str]:
    limit = _limit(name, known)
    return (limit, f"{words_for(name)}, being sooner than {why}") if limit is not None and limit < at else (at, why)


def _limit(name: str, known: Known) -> datetime | None:
    if name in known.clocks:
        return _reckon(replace(known.clocks[name], or_sooner=""), known).at
    return known.moment(name)


def _hours(clock: Clock, name: str, origin: datetime, known: Known) -> tuple[datetime, str]:
    return origin + timedelta(hours=clock.amount), f"{counted(clock.amount, 'hour')} after {words_for(name)}"


def _calendar_days(clock: Clock, name: str, origin: datetime, known: Known) -> tuple[datetime, str]:
    day = local_day(origin) + timedelta(days=clock.amount)
    return at_close(day), f"{counted(clock.amount, 'calendar day')} after {words_on(name, origin)}"


def _working_days(clock: Clock, name: str, origin: datetime, known: Known) -> tuple[datetime, str]:
    amount = clock.amount * (5 if clock.unit is Unit.WORKING_WEEK else 1)
    start = local_day(origin)
    end = known.calendar.after(start, amount)
    length = counted(clock.amount, "working week" if clock.unit is Unit.WORKING_WEEK else "working day")
    return at_close(end), f"{length} after {words_on(name, origin)}{_left_out(start, end, known.calendar)}"


def _left_out(start: date, end: date, calendar: Calendar) -> str:
    days = [start + ONE_DAY * n for n in range(1, (end - start).days)]
    holidays = [day for day in days if day.weekday() < 5 and not calendar.is_working_day(day)]
    named = " and ".join(f"{day.day} {day:%B}" for day in holidays)
    return f", not counting {named}" if named else ""


def _by_day(clock: Clock, name: str, origin: datetime, known: Known) -> tuple[datetime, str]:
    day = local_day(origin) + timedelta(days=clock.amount - 1)
    return at_close(day), f"day {clock.amount}, where {long_day(local_day(origin))}, when the concern arose, is day 1"


def _same_working_day(clock: Clock, name: str, origin: datetime, known: Known) -> tuple[datetime, str]:
    if known.calendar.is_open(origin):
        return at_close(local_day(origin)), f"the same working day as {words_on(name, origin)}"
    if known.urgent:
        return origin, f"now: the working day had closed at {words_on(name, origin)}"
    next_day = known.calendar.after(local_day(origin), 1)
    return at_close(next_day), f"the next working day, as business had closed at {words_on(name, origin)}"


def _date(clock: Clock, name: str, origin: datetime, known: Known) -> tuple[datetime, str]:
    return origin, f"the date that was given for {words_for(name)}"


RECKONED: Mapping[Unit, Callable[[Clock, str, datetime, Known], tuple[datetime, str]]] = {
    Unit.HOURS: _hours,
    Unit.CALENDAR_DAYS: _calendar_days,
    Unit.WORKING_DAYS: _working_days,
    Unit.WORKING_WEEK: _working_days,
    Unit.BY_DAY: _by_day,
    Unit.SAME_WORKING_DAY: _same_working_day,
    Unit.DATE: _date,
}

MOMENTS_IN_WORDS = {
    "concern": "the concern arose",
    "receipt": "the service received it",
    "risk stated": "the risk was stated",
    "opened": "this was opened",
    "stage opened": "the stage opened",
}


def words_for(moment: str) -> str:
    return MOMENTS_IN_WORDS.get(moment, moment.replace("_", " "))


def words_on(moment: str, at: datetime) -> str:
    return f"{words_for(moment)} on {long_day(local_day(at))}"


def long_day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"


def counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def instant_of(value: str) -> datetime | None:
    """The instant of a typed ISO date or date and time; 09:00 London for a date alone, None when it is neither.

    In UTC, since 24 hours later on London's own clock are 23 when the clocks go forward in between.
    """
    try:
        at = datetime.fromisoformat(value)
        if len(value) <= len("2026-04-01"):
            return at_opening(at.date())
        return at.astimezone(UTC) if at.tzinfo else moment(at.date(), at.time())
    except (ValueError, OverflowError):
        return None
