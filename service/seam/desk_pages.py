"""What the desk's pages show and ask for: frozen values between these pages and the rest, as in `pages`.

A child's name stands in a Child whose names were asked for, in a mail that somebody opened, and nowhere else. Instants
are aware UTC.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from forms import Answers, Choices
from service.seam.access import NeedsReason, Signed
from service.seam.desk_acts import Act, ActPage, Changed, Counts, Done, Perhaps, Preview
from service.seam.desk_correcting import Correcting
from service.seam.desk_directory import DirectoryDesk
from service.seam.desk_lists import ListedCase, Tag, Waiting
from service.seam.desk_mails import File, MailPage
from service.seam.desk_pairing import Pairing
from service.seam.desk_returns import Returns
from service.seam.desk_ringing import Ring
from service.seam.desk_writing import AsSeen, Draft, Refused, WritePage
from service.seam.link_pages import Record


@dataclass(frozen=True)
class Child:
    """Whom a case is about; `name` and `born` stand here only where they were asked for."""

    kind: str
    initials: str
    year: str
    status: str
    name: str = field(default="", repr=False)
    born: date | None = field(default=None, repr=False)


@dataclass(frozen=True)
class StageRow:
    """A stage that the case was at, is at, or comes to if it is needed; `asked` is then the day it would be."""

    title: str
    started: datetime | None
    asked: datetime | None
    limit: datetime | None
    how: str
    ended: datetime | None
    result: str


@dataclass(frozen=True)
class Needed:
    """One thing owed: by whom, until when, and why then; `act` is where it is recorded, `duty` names it there."""

    duty: str
    what: str
    who: str
    ask: datetime | None
    limit: datetime | None
    why: str
    agreed: datetime | None
    tag: Tag
    act: str = ""


@dataclass(frozen=True)
class Happened:
    """One thing that happened: what, who and how, when, and what followed from it. `kind` is "people" or "clock";
    `wrote` the key of what was written then, by which its correction knows it."""

    title: str
    who: str
    at: datetime
    lines: tuple[str, ...]
    kind: str
    wrote: str = ""


@dataclass(frozen=True)
class Message:
    """A mail of a case. `whom` is who it went to, or came from; `level` what it may tell of the child; `state` says
    how far it came. `mail` is the number that a mail which came is opened by."""

    title: str
    whom: str
    level: str
    at: datetime
    state: Tag
    why: str = ""
    mail: str = ""
    came: bool = False


@dataclass(frozen=True)
class Document:
    """Something written, without what it says; `opened_by` names the agencies that have opened it."""

    title: str
    stage: str
    who: str
    at: datetime
    opened_by: tuple[str, ...]


@dataclass(frozen=True)
class CaseFile:
    """A file of the case by its number: added when it was raised or, where `mail` is that message's, brought by one.

    `withheld` says why it cannot be had, or is empty; `name` stands here only where names were asked for.
    """

    number: int
    what: str
    scan: str
    withheld: str
    mail: str = ""
    at: datetime | None = None
    name: str = field(default="", repr=False)


@dataclass(frozen=True)
class TakesPart:
    """Somebody who takes part or has been told: their post and agency, and how often they were written to."""

    post: str
    agency: str
    name: str
    messages: int
    last: datetime | None
    came_back: bool


@dataclass(frozen=True)
class Looked:
    """Somebody looked at the case, or at something of it: how many times in a row, and when last."""

    at: datetime
    who: str
    what: str
    times: int


@dataclass(frozen=True)
class OnFile:
    """Whether an agency has put a record of a stage that is over on the child's file."""

    stage: str
    record: str
    agency: str
    kept: bool


@dataclass(frozen=True)
class CasePage:
    """A case, whole, but for what is written about it. `acts` are the keys of what can be done with it now.

    `reads_freely`: what is written is the partnership's to read by now; before, it needs a reason (decision 26).
    `to_be_rung` names whoever raised it, with their number, where no mail can reach them. `refused` says by whom and
    why it was not sent on, or is empty; `perhaps` are the cases that it may be the same as.
    """

    listed: ListedCase
    version: int
    procedure: str
    raised: datetime
    concern: datetime | None
    risk: str
    being_checked: str
    refused: str
    warnings: tuple[str, ...]
    children: tuple[Child, ...]
    names_shown: bool
    stages: tuple[StageRow, ...]
    needed: tuple[Needed, ...]
    on_file: tuple[OnFile, ...]
    timeline: tuple[Happened, ...]
    messages: tuple[Message, ...]
    documents: tuple[Document, ...]
    people: tuple[TakesPart, ...]
    activity: tuple[Looked, ...]
    acts: tuple[str, ...]
    reads_freely: bool
    own_references: tuple[tuple[str, str], ...] = ()
    to_be_rung: str = ""
    files: tuple[CaseFile, ...] = ()
    restricted_to: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    to_ring: tuple[Ring, ...] = ()
    perhaps: tuple[Perhaps, ...] = ()


class Desk(Protocol):
    """What the desk's pages ask. Each answer to a view is audited before it is given. None: there is no such thing in
    the partnership of whoever asks. Any of these may raise a ServiceError, whose text is fit to be shown."""

    @property
    def directory(self) -> DirectoryDesk: ...
    @property
    def correcting(self) -> Correcting: ...
    @property
    def pairing(self) -> Pairing: ...
    @property
    def returns(self) -> Returns: ...

    def inbox(self, who: Signed) -> tuple[Waiting, ...]:
        """All that needs a person, the oldest first."""

    def counts(self, who: Signed) -> Counts:
        """What stands beside the names of the lists, at most half a minute old: no view, and not audited."""

    def cases(self, who: Signed, finished: bool = False) -> tuple[ListedCase, ...]:
        """Those that are open or owe something; with `finished` the others too."""

    def columns(self, who: Signed) -> tuple[str, ...]:
        """The titles of the board's columns, in the order of the procedure."""

    def vacancies(self, who: Signed) -> tuple[str, ...]:
        """A sentence for each role that nobody could be asked in today."""

    def case(self, who: Signed, reference: str, names: bool = False) -> CasePage | None: ...

    def record(self, who: Signed, reference: str, why: str) -> Record | NeedsReason | None: ...

    def mail(self, who: Signed, id: str) -> MailPage | None: ...

    def file(self, who: Signed, id: str, number: int) -> File | None:
        """A file of a mail by its number; at 0 the mail itself."""

    def document(self, who: Signed, reference: str, number: int, why: str) -> File | NeedsReason | None:
        """A document that was added when the case was raised."""

    def decide(self, who: Signed, id: str, decision: str, why: str, reference: str = "") -> str | None:
        """Decide about a mail; a sentence of what came of it."""

    def to_add(self, who: Signed) -> Choices:
        """What the form offers for a case that is added for somebody."""

    def add(self, who: Signed, id: str, answers: Answers) -> str:
        """The reference of the case that these answers open; `id` is the press, so that twice is once."""

    def act_page(self, who: Signed, reference: str, kind: str) -> ActPage | None: ...
    def is_working_day(self, who: Signed, day: date) -> bool: ...
    def preview(self, who: Signed, reference: str, act: Act) -> Preview | Changed | None: ...

    def act(self, who: Signed, reference: str, act: Act) -> Done | Changed | None: ...

    def write_page(self, who: Signed, reference: str) -> WritePage | None: ...

    def foresee_message(
        self, who: Signed, reference: str, draft: Draft
    ) -> tuple[AsSeen, ...] | Refused | Changed | None: ...

    def send_message(self, who: Signed, reference: str, draft: Draft) -> Done | Refused | Changed | None: ...

    def was_done(self, who: Signed, reference: str, once: str) -> bool:
        """Whether that press of a page's button has acted on the case already."""
