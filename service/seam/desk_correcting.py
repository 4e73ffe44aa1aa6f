"""What the desk's pages show and ask for where something that was written is corrected or removed: frozen values."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from service.seam.access import NeedsReason, Signed
from service.seam.desk_acts import Changed


@dataclass(frozen=True)
class Entry:
    """Something of a case that somebody wrote or sent, by its key, without what it says."""

    key: str
    title: str
    stage: str
    who: str
    at: datetime


@dataclass(frozen=True)
class CorrectPage:
    """All that can be corrected, the newest first; `corrected` counts what has been."""

    reference: str
    entries: tuple[Entry, ...]
    corrected: int


@dataclass(frozen=True)
class Part:
    """One answer of an entry: its key, its question, and what it says."""

    key: str
    label: str
    said: str = field(repr=False)


@dataclass(frozen=True)
class EntryPage:
    """An entry, opened. Without `parts` it can only be removed as a whole."""

    reference: str
    version: int
    entry: Entry
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Correction:
    """What is to be corrected: `words` in the place of that part of that entry, or nothing: then it is removed. `once`
    is the press, so that twice is once; `seen_version` the case as the page showed it."""

    entry: str
    part: str
    words: str = field(repr=False)
    why: str = field(repr=False)
    seen_version: int
    once: str


@dataclass(frozen=True)
class Foreseen:
    """What it would come to: the part, what it said and will say, and what else follows, in sentences."""

    label: str
    was: str = field(repr=False)
    now: str = field(repr=False)
    follows: tuple[str, ...]


@dataclass(frozen=True)
class Mended:
    """It is corrected; whether messages `left` with what was there before, whose readers can be asked to delete it."""

    left: bool


@dataclass(frozen=True)
class Wrong:
    """These words cannot stand there; why, for the box that they were typed into."""

    message: str


@dataclass(frozen=True)
class Before:
    """What something said before it was corrected: kept sealed, and shown to a coordinator for a reason."""

    at: datetime
    who: str
    title: str
    label: str
    was: str = field(repr=False)
    now: str = field(repr=False)
    why: str = field(repr=False)


class Correcting(Protocol):
    """The door of these pages; each look is audited before it is answered. None: there is no such case or entry."""

    def entries(self, who: Signed, reference: str) -> CorrectPage | None: ...

    def entry(self, who: Signed, reference: str, key: str, why: str) -> EntryPage | NeedsReason | None: ...

    def foresee(self, who: Signed, reference: str, asked: Correction) -> Foreseen | Wrong | Changed | None: ...

    def correct(self, who: Signed, reference: str, asked: Correction) -> Mended | Wrong | Changed | None: ...

    def before(self, who: Signed, reference: str, why: str) -> tuple[Before, ...] | None:
        """All that was corrected, with what it said before, the newest first."""
