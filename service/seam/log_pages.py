"""An agency's log behind its signed link: what is shown of it, and what its door promises.

What names a child says so: it is shown only to the browser that a code has opened it in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from forms import Choices
from service.seam.link_pages import Expired, WrongCode


@dataclass(frozen=True)
class LogLink:
    """A link to a log before a code: whose log, of which quarter, by when; how many cases we hold.

    `role` says whom the link was made for; `answered` is what was recorded last, or empty, and `undo_until` how long a
    reply of UNDO takes it back.
    """

    partnership: str
    agency: str
    quarter: str
    due: datetime | None
    role: str
    held: int
    answered: str = ""
    undo_until: datetime | None = None


@dataclass(frozen=True)
class ShownRow:
    """A row as it stands in the browser's copy. It names the child. `reference` is ours, empty for an added one;
    `changed` is what differs from ours, in words; `lacks` what has to be put right, in small letters."""

    number: int
    reference: str
    given: Mapping[str, str] = field(repr=False)
    changed: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True)
class OpenLog:
    """The copy of a log that somebody works on. `changes` are sentences in numbers; `seen` changes whenever the copy
    or what we hold does."""

    link: LogLink
    rows: tuple[ShownRow, ...]
    changes: tuple[str, ...]
    seen: str

    @property
    def faulty(self) -> tuple[ShownRow, ...]:
        return tuple(row for row in self.rows if row.lacks)

    def row(self, number: int) -> ShownRow | None:
        return next((row for row in self.rows if row.number == number), None)


@dataclass(frozen=True)
class LogRecorded:
    """What was recorded, and until when a reply of UNDO takes it back."""

    sentence: str
    undo_until: datetime


class Logs(Protocol):
    """`handle` is what a browser holds once a code has opened the log; without the right one there is nothing."""

    def choices(self, partnership: str) -> Choices: ...

    def page(self, token: str) -> LogLink | Expired | None:
        """What the link shows; None when nobody knows it. Changes nothing."""

    def send_code(self, token: str) -> None:
        """Send six digits to the address that the link was made for."""

    def open(self, token: str, code: str) -> str | WrongCode:
        """A handle to a copy of the log, or to the one that was begun; audited."""

    def find(self, token: str, handle: str) -> OpenLog | None:
        """The copy as it stands; None without its handle, or when it lay idle."""

    def change(self, token: str, handle: str, number: int, given: Mapping[str, str]) -> bool:
        """Put these answers into that row of the copy, or add it as the next one."""

    def remove(self, token: str, handle: str, number: int) -> bool:
        """Take a row that was added out of the copy again."""

    def put_sheet(self, token: str, handle: str, name: str, content: bytes) -> str:
        """Read the rows of a spreadsheet into the copy, in the place of all that is there; what to do where it cannot
        be used."""

    def sheet(self, token: str, handle: str) -> bytes | None:
        """The copy as a spreadsheet to be changed and sent back; audited."""

    def send(self, token: str, handle: str, submission_id: str, seen: str) -> LogRecorded | None:
        """Record the copy as the agency's return, once; None where it is not as `seen` any more."""

    def nil(self, token: str, handle: str, submission_id: str) -> LogRecorded | None:
        """Record that there is nothing to log."""

    def fresh_link(self, token: str) -> None:
        """Ask again, at the address that the old link was made for."""
