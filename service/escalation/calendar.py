"""Which days count, and when business closes.

A working day is Monday to Friday without the nation's bank holidays and closures. Business is
09:00 to 17:00 in London. Beyond the days that the holiday data knows, only weekends are left out:
the earlier date, which is the safe one, and `covers` says that it is provisional (decision 10).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
OPENS, CLOSES = time(9), time(17)
ONE_DAY = timedelta(days=1)


def local_day(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def moment(day: date, clock: time) -> datetime:
    """That time of that day in London, as an instant in UTC."""
    return datetime.combine(day, clock, LONDON).astimezone(UTC)


def at_opening(day: date) -> datetime:
    """Nine o'clock: the instant that stands for a date given without a time (decision 9)."""
    return moment(day, OPENS)


def at_close(day: date) -> datetime:
    return moment(day, CLOSES)


@dataclass(frozen=True)
class Calendar:
    """The working days of one nation."""

    nation: str
    holidays: frozenset[date]
    known_until: date
    version: str

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.holidays

    def covers(self, day: date) -> bool:
        return day <= self.known_until

    def after(self, day: date, working_days: int) -> date:
        """The last of `working_days` working days following `day`, which is day zero."""
        while working_days > 0:
            day += ONE_DAY
            working_days -= self.is_working_day(day)
        return day

    def same_time_after(self, at: datetime, working_days: int) -> datetime:
        """The same time of day in London, so many working days on."""
        day = self.after(local_day(at), working_days)
        return datetime.combine(day, at.astimezone(LONDON).timetz()).astimezone(at.tzinfo)

    def before(self, day: date, working_days: int) -> date:
        """The first of `working_days` working days leading up to `day`, which is day zero."""
        while working_days > 0:
            day -= ONE_DAY
            working_days -= self.is_working_day(day)
        return day

    def is_open(self, at: datetime) -> bool:
        """Whether business is still to close today: true from midnight of a working day until 17:00."""
        day = local_day(at)
        return self.is_working_day(day) and at < at_close(day)

    def last_working_moment(self, at: datetime) -> datetime:
        """The latest instant of business hours that is not after `at`."""
        day = local_day(at)
        if self.is_working_day(day) and at >= at_opening(day):
            return min(at, at_close(day))
        return at_close(self.before(day, 1))

    def next_opening(self, at: datetime) -> datetime:
        """The first nine o'clock of a working day that is later than `at`."""
        day = local_day(at)
        if self.is_working_day(day) and at < at_opening(day):
            return at_opening(day)
        return at_opening(self.after(day, 1))


@dataclass(frozen=True, eq=False)
class Calendars:
    """The calendar of each nation: england, wales, scotland, northern-ireland; and the days on which the standing
    groups of a partnership meet, by partnership and by the question that asks when they do.

    Read once and never changed: what is worked out of it may be kept by it.
    """

    by_nation: Mapping[str, Calendar] = field(default_factory=dict)
    groups: Mapping[tuple[str, str], tuple[date, ...]] = field(default_factory=dict)

    def of(self, nation: str) -> Calendar:
        """That nation's calendar; England's for one that is not known, as for "whoever owes it" without a nation."""
        return self.by_nation.get(nation) or self.by_nation["england"]

    def next_meeting(self, partnership: str, group: str, since: datetime) -> datetime | None:
        """Nine o'clock of the group's first meeting on or after that day; None where no such day is known."""
        days = (day for day in sorted(self.groups.get((partnership, group), ())) if day >= local_day(since))
        return next((at_opening(day) for day in days), None)

    @property
    def version(self) -> str:
        """Changes whenever a day of any nation becomes a working day, or ceases to be one."""
        return ", ".join(calendar.version for _, calendar in sorted(self.by_nation.items()))
