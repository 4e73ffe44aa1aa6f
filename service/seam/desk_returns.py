"""What the desk's pages show of the agencies' logs, and what they ask: frozen values, as in `desk_pages`.

A log names children: it is shown for a reason only, and that it was opened is audited first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from service.seam.access import Signed
from service.seam.desk_acts import Done, Option
from service.seam.desk_mails import File


@dataclass(frozen=True)
class ReturnRow:
    """How it stands with one agency's return: a key of STANDINGS, by when it was asked for, what came from whom, and
    what that changes, in a sentence that names nobody. `key` is the agency's in addresses, "" for one that has left."""

    key: str
    agency: str
    standing: str
    due: datetime | None = None
    came: datetime | None = None
    by: str = ""
    rows: int = 0
    faulty: int = 0
    changes: str = ""


STANDINGS: Mapping[str, tuple[str, str]] = {  # in words, and the colour that repeats them
    "late": ("Not sent, overdue", "red"),
    "waits": ("Not sent yet", "yellow"),
    "sheet": ("Sent", "green"),
    "nil": ("Nil return", "green"),
    "correct": ("Correct as we hold it", "green"),
    "not asked": ("Not asked", "grey"),
}


@dataclass(frozen=True)
class ReturnsPage:
    """The returns of the quarter of that key. `quarters` are those that any agency was asked for, the newest first."""

    quarter: str
    quarters: tuple[Option, ...]
    rows: tuple[ReturnRow, ...]


@dataclass(frozen=True)
class AskPage:
    """Who can be asked for their log: each agency by its key, with who is written to there. `due` is the day by which
    the last ones were asked for, where that is still to come."""

    agencies: tuple[Option, ...]
    today: date
    due: date | None


@dataclass(frozen=True)
class AgencyLog:
    """An agency's log of a quarter, or of all that is known: its columns' titles by key, and its rows, which name
    children. `left_out` counts the rows of cases that are restricted to others than whoever looks."""

    key: str
    agency: str
    quarter: str
    period: str
    titles: Mapping[str, str]
    rows: Sequence[Mapping[str, str]] = field(repr=False)
    left_out: int = 0


class Returns(Protocol):
    """As `desk_pages.Desk`. A quarter is known by its first day; "" is the newest one, or all that is known."""

    def page(self, who: Signed, quarter: str) -> ReturnsPage: ...

    def ask_page(self, who: Signed) -> AskPage: ...

    def ask(self, who: Signed, agencies: Sequence[str], until: date, say: str, once: str) -> Done:
        """Write to whoever keeps the log of each, once for a press; who was asked by that day before is asked again."""

    def log_of(self, who: Signed, key: str, quarter: str) -> AgencyLog | None:
        """Whose log that is and of which quarter, without a row."""

    def open_log(self, who: Signed, key: str, quarter: str, why: str) -> AgencyLog | None: ...

    def sheet(self, who: Signed, key: str, quarter: str, why: str, kind: str) -> File | None:
        """The log as a file: "xlsx" or "csv"."""
