"""The dates of the five procedures, reckoned a second time, by somebody who never saw the first.

Nothing here knows the service. The bank holidays of England follow from their rules, working days are
counted off on a list, and each procedure is a few sentences of its source, every stage running to its
own deadline. What is pinned here is the meaning; how a file says it is another matter.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

YEARS = range(2026, 2029)
LONDON = ZoneInfo("Europe/London")
OPENING, CLOSE = time(9), time(17)
MONDAY, SATURDAY = 0, 5

Dated = tuple[str, str, datetime]


def easter(year: int) -> date:
    """Easter Sunday by Gauss's rule for 1900 to 2099, without its four exceptions: 1954, 1981, 2049 and 2076."""
    moon = (19 * (year % 19) + 24) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7
    return date(year, 3, 22) + timedelta(moon + sunday)


def days_from(first: date, how_many: int) -> Iterator[date]:
    return (first + timedelta(number) for number in range(how_many))


def mondays(year: int, month: int) -> list[date]:
    return [day for day in days_from(date(year, month, 1), 31) if (day.month, day.weekday()) == (month, MONDAY)]


def bank_holidays(year: int) -> set[date]:
    """The eight of England; one that falls on a weekend moves to the next weekday that is free."""
    may = mondays(year, 5)
    holidays = {easter(year) - timedelta(2), easter(year) + timedelta(1), may[0], may[-1], mondays(year, 8)[-1]}
    for fixed in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        holidays.add(next(day for day in days_from(fixed, 5) if day.weekday() < SATURDAY and day not in holidays))
    return holidays


def working_days() -> list[date]:
    closed = set().union(*map(bank_holidays, YEARS))
    first, last = date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)
    every_day = days_from(first, (last - first).days + 1)
    return [day for day in every_day if day.weekday() < SATURDAY and day not in closed]


WORKING_DAYS = working_days()


def local(moment: datetime) -> datetime:
    return moment.astimezone(LONDON)


def close_of(day: date) -> datetime:
    return datetime.combine(day, CLOSE, LONDON)


def in_working_days(number: int, since: datetime) -> datetime:
    """Close of business on the last of `number` working days, the first being after the day of `since`."""
    already_begun = bisect_right(WORKING_DAYS, local(since).date())
    return close_of(WORKING_DAYS[already_begun + number - 1])


def in_days(number: int, since: datetime) -> datetime:
    return close_of(local(since).date() + timedelta(number))


def in_hours(number: int, since: datetime) -> datetime:
    return local(since.astimezone(UTC) + timedelta(hours=number))


def still_open(moment: datetime) -> bool:
    """Whether its day is a working day that has not closed yet."""
    return local(moment).date() in WORKING_DAYS and local(moment).time() < CLOSE


def same_working_day(since: datetime) -> datetime:
    return close_of(local(since).date()) if still_open(since) else in_working_days(1, since)


def today_or_now(risk_stated: datetime) -> datetime:
    """An immediate risk never waits for the next working day."""
    return close_of(local(risk_stated).date()) if still_open(risk_stated) else local(risk_stated)


def asked_for(due: datetime, since: datetime) -> datetime:
    """The last working moment by `due`; `due` itself where business was never open in between."""
    day = local(due).date()
    if day in WORKING_DAYS and local(due).time() >= OPENING:
        last = min(local(due), close_of(day))
    else:
        last = close_of(WORKING_DAYS[bisect_left(WORKING_DAYS, day) - 1])
    return last if last > since else local(due)


def liverpool(concern: datetime, urgent: bool) -> Iterable[Dated]:
    """Days 2, 9, 16 and 23 of the concern; five days for the Board from the end of stage 3."""
    if urgent:
        yield "urgent", "escalate", today_or_now(concern)
    board = in_days(15, concern)
    yield "1", "act", in_hours(24, concern)
    yield "1", "conclude", in_days(1, concern)
    yield "2", "conclude", in_days(8, concern)
    yield "3", "conclude", board
    yield "4", "recommend", in_days(5, board)
    yield "4", "conclude", in_days(22, concern)


def sefton(concern: datetime, urgent: bool) -> Iterable[Dated]:
    """Two working days to raise it, five to meet, two to tell the directors, five for them to meet."""
    raised = in_working_days(2, concern)
    met = in_working_days(5, raised)
    told = in_working_days(2, met)
    yield "1", "act", raised
    yield "2", "meeting", met
    yield "3", "raise-with-director", told
    yield "3", "directors-meet", in_working_days(5, told)


def lincolnshire(concern: datetime, urgent: bool) -> Iterable[Dated]:
    """Plans in two, five and two working days; then 24 hours to set the meeting's date."""
    practitioners = in_working_days(2, concern)
    managers = in_working_days(5, practitioners)
    officers = in_working_days(2, managers)
    yield "1", "plan", practitioners
    yield "2", "plan", managers
    yield "3", "plan", officers
    yield "4", "set-meeting-date", in_hours(24, officers)


def longmoor(concern: datetime, urgent: bool) -> Iterable[Dated]:
    """The same day, one week for stages 2 and 3 together, the same day; all at once under a risk."""
    first = today_or_now(concern) if urgent else same_working_day(concern)
    week = first if urgent else in_working_days(5, first)
    last = first if urgent else same_working_day(week)
    yield "1", "conclude", first
    yield "2", "conclude", week
    yield "3", "conclude", week
    yield "4", "conclude", last


def escb(concern: datetime, urgent: bool) -> Iterable[Dated]:
    """Its source names no time at all."""
    return ()


PROCEDURES = {
    "liverpool": liverpool,
    "sefton": sefton,
    "lsab-lscp": lincolnshire,
    "longmoor": longmoor,
    "escb": escb,
}


def reckoned(procedure: str, concern: datetime, urgent: bool) -> list[dict[str, str]]:
    """Every date of a case that nobody settles, in the form that worked dates are kept in."""
    dated = PROCEDURES[procedure](concern, urgent)
    return [{"stage": stage, "what": what, "due": due.isoformat()} for stage, what, due in dated]
