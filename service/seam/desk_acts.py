"""What is done with a case on the desk's pages: what they ask, what that would lead to, and that it is done.

Frozen values, as in `desk_pages`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from service.seam.desk_ringing import Checking, Ring
from service.seam.pages import DatedStep


@dataclass(frozen=True)
class Option:
    """One answer that an acting page offers."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class Requested:
    """An act that takes two coordinators, as one of them asked for it: what, who, when and why."""

    what: str
    who: str
    at: datetime
    why: str = field(repr=False)


@dataclass(frozen=True)
class OwedFirst:
    """Something that is owed before a case can be closed, in a sentence, and the act that records it, if any does."""

    says: str
    act: str
    duty: str


@dataclass(frozen=True)
class Check:
    """Something that should be so before a case is closed, whether it is, and what is to be known of it."""

    what: str
    is_so: bool
    hint: str = ""


@dataclass(frozen=True)
class Perhaps:
    """A case that another one may be the same as, and what speaks for it: it follows that reference and a comma."""

    reference: str
    why: str


@dataclass(frozen=True)
class ActPage:
    """What an acting page must know of the case: how it stands, and what it can be asked to choose from.

    Of `options` one is chosen or, with `several`, more. `people` are those who can be named. `checklist` is, for a
    close, each thing that should be so first; `holds` says why the act cannot be done at all now, or
    is empty. `requests` are what a second coordinator answers, `others` who can be one; `check` is what a form that is
    held is held against, `perhaps` the cases that it may repeat, `first` what is owed before a close;
    `ring` are those who can be rung about it.
    """

    reference: str
    version: int
    stage: str
    standing: str
    today: date
    options: tuple[Option, ...] = ()
    several: bool = False
    people: tuple[Option, ...] = ()
    checklist: tuple[Check, ...] = ()
    holds: str = ""
    requests: tuple[Requested, ...] = ()
    others: tuple[str, ...] = ()
    check: Checking | None = None
    first: tuple[OwedFirst, ...] = ()
    perhaps: tuple[Perhaps, ...] = ()
    ring: tuple[Ring, ...] = ()

    def of_duty(self, duty: str) -> tuple[Option, ...]:
        """The options that do what is owed there; all of them, where none says that it does."""
        own = tuple(one for one in self.options if duty and one.value.partition(":")[0] == duty)
        return own or self.options


@dataclass(frozen=True)
class Act:
    """What a coordinator does with a case, as a page asked for it.

    `kind` is its key; `once` the press, so that twice is once; `seen_version` the case as the page showed it. `chosen`
    are the options that were; `whom` is somebody who is named, with why it is them `all_the_same` where their agency is
    party; `says` are the words of a call by their questions, for the people of the case.
    """

    kind: str
    seen_version: int
    once: str
    why: str = field(repr=False)
    chosen: tuple[str, ...] = ()
    until: date | None = None
    on: date | None = None
    clock: time | None = None
    whom: str = ""
    all_the_same: str = field(default="", repr=False)
    says: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def choice(self) -> str:
        """The one option that was chosen; empty where there was nothing to choose."""
        return self.chosen[0] if self.chosen else ""


@dataclass(frozen=True)
class Counts:
    """How many things need somebody, and in how many cases something is overdue."""

    waiting: int
    late: int


@dataclass(frozen=True)
class Told:
    """Somebody who would be told by an act: who, at which mail domain, and how much of the child."""

    who: str
    domain: str
    level: str


@dataclass(frozen=True)
class Letter:
    """A mail as one of its readers will read it."""

    who: str
    subject: str = field(repr=False)
    body: str = field(repr=False)


@dataclass(frozen=True)
class Preview:
    """What an act would lead to: who would be told, what is owed then, how the case would stand; and, of mails that
    are sent for their words alone, those words."""

    told: tuple[Told, ...]
    dates: tuple[DatedStep, ...]
    standing: str
    letters: tuple[Letter, ...] = ()


@dataclass(frozen=True)
class Done:
    """It is done, or was by an earlier press."""


@dataclass(frozen=True)
class Changed:
    """The case changed after the page was opened: nothing was done."""
