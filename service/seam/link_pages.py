"""What is said and shown behind a signed link, besides the page itself (`pages`): frozen values.

Those that name a child say so: they are shown once, after a code.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal

from forms import Answers, Choice


@dataclass(frozen=True)
class Given:
    """What was answered on the page behind a link: the choice, words, a date and time of day in London; on which
    version of the case. `answers` are those of the stage outcome's form, `to` the stages that were chosen among.
    `has_read`: they were shown what they agree to."""

    choice: str
    detail: str
    seen_version: int
    on: date | None = None
    clock: time | None = None
    answers: Answers | None = None
    to: tuple[str, ...] = ()
    has_read: bool = False


@dataclass(frozen=True)
class MovingOn:
    """What is known already of a case that somebody says is not resolved.

    `to` is the stage that it moves to, in words; empty where their answer moves nothing. `tried` is what has been tried
    so far, `taken_on_by` the posts that have it then for their agency. `ways` are there where they choose among
    several, one of them or, with `several`, more.
    """

    to: str = ""
    tried: str = ""
    taken_on_by: str = ""
    ways: tuple[Choice, ...] = ()
    several: bool = False


@dataclass(frozen=True)
class StandIn:
    """Somebody who answers for the one whom a link was made for, as they say themselves."""

    name: str
    email: str


@dataclass(frozen=True)
class StageStanding:
    """A stage that the case was at, is at (no `ended`), or has not been at (no `opened`)."""

    title: str
    opened: datetime | None = None
    ended: datetime | None = None
    how: str = ""


@dataclass(frozen=True)
class Standing:
    """Where a case stands, shown after a code. `next` are (what, by when, why), `may` the answers that lead on from
    here; `proof` is good for one of them, in place of a further code."""

    partnership: str
    reference: str
    state: str
    stages: tuple[StageStanding, ...]
    last: str
    last_at: datetime
    next: tuple[tuple[str, datetime | None, str], ...]
    may: tuple[tuple[str, str], ...]
    proof: str = field(repr=False)


@dataclass(frozen=True)
class Written:
    """Something written about a case: what it is, at which stage, by whom (a role), when; questions and answers."""

    title: str
    stage: str
    who: str
    at: datetime
    lines: tuple[tuple[str, str], ...] = field(repr=False)


@dataclass(frozen=True)
class Record:
    """All that one person may read of a case, the oldest first. It names the child: it is shown once, after a code.
    `proof` stands for a further code where they answer now. Whoever `raised_it` can have the form as a file."""

    partnership: str
    reference: str
    written: tuple[Written, ...]
    proof: str = field(default="", repr=False)
    raised_it: bool = False


@dataclass(frozen=True)
class Agreement:
    """What the others say was agreed, for somebody who is about to agree: nothing is recorded yet. It may name the
    child: shown once, after a code. `proof` stands for a further code when they confirm."""

    partnership: str
    reference: str
    written: tuple[Written, ...]
    proof: str = field(default="", repr=False)


@dataclass(frozen=True)
class FormCopy:
    """The form as somebody sent it, filled in, as a file. Its name tells nothing of anybody."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Filled:
    """The answers to a resolution report that are known already. They name the child: shown once, after a code.
    `proof` stands for a further code when the report is sent."""

    partnership: str
    typed: Mapping[str, str] = field(repr=False)
    proof: str = field(default="", repr=False)


@dataclass(frozen=True)
class Expired:
    """A signed link that no longer works; `why` is a sentence. A fresh one goes to the same address only."""

    partnership: str
    why: str


@dataclass(frozen=True)
class WrongCode:
    """The six digits were not the ones we sent, came too late, or were tried too often."""

    why: Literal["wrong", "expired", "too many"] = "wrong"


NOWHERE = MovingOn()
