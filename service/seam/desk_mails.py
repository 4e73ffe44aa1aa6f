"""A message that came in, as the desk's pages show it once somebody has opened it."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Suggested:
    """A case that a mail may belong to, and what speaks for it."""

    reference: str
    whys: tuple[str, ...]


@dataclass(frozen=True)
class Attached:
    """A file of a mail, by its number. `withheld` says why it cannot be had, or is empty; `could_run`: it may do harm
    when it is opened."""

    number: int
    name: str = field(repr=False)
    kind: str
    size: str
    scan: str
    withheld: str
    could_run: bool


@dataclass(frozen=True)
class EarlierMail:
    """A mail of the same sender that came before: what became of it, and the case that it is with."""

    at: datetime
    became: str
    reference: str


@dataclass(frozen=True)
class WrittenBy:
    """Who wrote it, as the case or the directory knows their address; `is_them` False: it came from another address
    than theirs, and answers what was written to them. `telephone` is from the directory, or empty."""

    who: str
    telephone: str
    is_them: bool


@dataclass(frozen=True)
class Decided:
    """What somebody at the desk decided about it last: who did what, in a sentence's first words, and when."""

    says: str
    at: datetime


@dataclass(frozen=True)
class MailPage:
    """A mail that came, opened. `waits`: nobody has decided about it; `may` are the keys of what can be decided.
    `told`: its sender hears that it was read and passed on; `would_tell`: they would, were it put with a case.

    `text` are its writer's own words, `whole` all that it says, where it quotes more. A call about it is recorded for
    what is owed under the id `call`, where `may_call`.
    """

    id: str
    waits: bool
    urgent: bool
    became: str
    reason: str
    arrived: datetime
    age: str
    sender: str = field(repr=False)
    proof: str
    subject: str = field(repr=False)
    text: str = field(repr=False)
    defects: tuple[str, ...]
    files: tuple[Attached, ...]
    suggestions: tuple[Suggested, ...]
    earlier: tuple[EarlierMail, ...]
    reference: str
    may: tuple[str, ...]
    told: bool = False
    would_tell: bool = False
    whole: str = field(default="", repr=False)
    written_by: WrittenBy | None = None
    decided: Decided | None = None
    may_call: bool = False
    call: str = ""


@dataclass(frozen=True)
class File:
    """A file to save; its name tells nothing of anybody."""

    name: str
    content: bytes = field(repr=False)
