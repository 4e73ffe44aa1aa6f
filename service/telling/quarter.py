"""The quarter of a year that a log is about."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from service.escalation.calendar import local_day

MONTHS = 3
A_MONTH = timedelta(days=31)


@dataclass(frozen=True)
class Quarter:
    """A quarter by its first and its last day."""

    first: date
    last: date

    @property
    def in_words(self) -> str:
        return f"{self.first:%B} to {self.last:%B}"

    @property
    def whole(self) -> str:
        """With its year: July to September 2026."""
        return f"{self.in_words} {self.last:%Y}"

    @property
    def name(self) -> str:
        """For a file: july-to-september-2026."""
        return f"{self.first:%B}-to-{self.last:%B-%Y}".lower()

    def has(self, opened: datetime, ended: datetime | None) -> bool:
        """Whether a case was open on one of its days."""
        return local_day(opened) <= self.last and (ended is None or local_day(ended) >= self.first)


def quarter_of(due: datetime) -> Quarter:
    """The one that a log is asked for which is due then: a month before, it was at hand or has just ended."""
    then = local_day(due) - A_MONTH
    first = date(then.year, then.month - (then.month - 1) % MONTHS, 1)
    return Quarter(first, (first + MONTHS * A_MONTH).replace(day=1) - timedelta(days=1))
