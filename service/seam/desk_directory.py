"""What the desk's pages show of the directory, and what they ask: frozen values, as in `desk_pages`.

Where a page changes something it says by `seen` what it showed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from service.seam.access import Signed
from service.seam.desk_acts import Changed, Done, Option


@dataclass(frozen=True)
class AgencyRow:
    """An agency as the table shows it. The representative is whoever is asked first there, after the workers;
    `checked` is when somebody last said that the entry is right, `gaps` what is missing, in words."""

    key: str
    name: str
    sector: str
    domains: tuple[str, ...]
    representative: str
    post: str
    deputy: str
    checked: datetime | None
    gaps: tuple[str, ...]


@dataclass(frozen=True)
class OfficerRow:
    """Who holds a post at an agency. `stages` are those at which the post is asked, `away` and `until` say in words
    on which days the officer is away, and up to when the post is held; `returned` that our mail came back, `checked`
    when the officer last said that their entry is right, `silent` since when they have not answered."""

    id: str
    post: str
    service: str
    stages: tuple[str, ...]
    name: str
    email: str
    telephone: str
    level: str
    deputy: tuple[str, ...]
    away: str
    until: str
    returned: bool
    checked: datetime | None = None
    silent: datetime | None = None


@dataclass(frozen=True)
class Domain:
    """A mail domain of an agency, and how much a mail there may tell: a level, "" where its people's differ."""

    name: str
    level: str


@dataclass(frozen=True)
class AgencyPage:
    """One agency. `ladder` says for each role who is asked, and who comes next; `seen` stands for what is shown."""

    row: AgencyRow
    officers: tuple[OfficerRow, ...]
    domains: tuple[Domain, ...]
    ladder: tuple[tuple[str, str], ...]
    seen: str
    may_change: bool


@dataclass(frozen=True)
class Colleague:
    """Somebody who is listed at an agency, and can be chosen as a deputy."""

    name: str
    email: str
    telephone: str
    post: str


@dataclass(frozen=True)
class OfficerPage:
    """What the questions about an officer need: the posts and the people there to choose from, the mail domains of
    the agency, and each value as it is, by the columns of a directory file. `id` is empty for one who is to be added,
    `last` says that nobody else is listed there; `checked` is when all of it was last said to be right, by whom."""

    id: str
    agency_key: str
    agency: str
    domains: tuple[str, ...]
    posts: tuple[Option, ...]
    people: tuple[Colleague, ...]
    values: Mapping[str, str]
    seen: str
    last: bool = False
    checked: datetime | None = None
    checked_by: str = ""


@dataclass(frozen=True)
class Importing:
    """What a file would change, a sentence each, or its `faults`, with the number of their lines; then nothing can."""

    added: tuple[str, ...] = ()
    changed: tuple[tuple[str, tuple[str, ...]], ...] = ()
    gone: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    seen: str = ""
    text: str = ""

    @property
    def changes_nothing(self) -> bool:
        return not (self.added or self.changed or self.gone)


@dataclass(frozen=True)
class Absent:
    """Somebody who is away now, or is going to be: without a day that side is open."""

    id: str
    name: str
    posts: tuple[str, ...]
    agency_key: str
    agency: str
    first: date | None
    last: date | None
    now: bool
    deputy: str
    seen: str


@dataclass(frozen=True)
class SuggestedAbsence:
    """That an automatic answer said that somebody is away on these days, which the directory does not know."""

    id: str
    name: str
    post: str
    agency: str
    first: date
    last: date


@dataclass(frozen=True)
class WantedChange:
    """What somebody asks to have changed in an entry: `changes` in sentences, and what they wrote. `own` where that is
    the officer, and not somebody of their agency in their place; `seen` stands for the entry as it is."""

    id: str
    officer: str
    name: str
    post: str
    agency: str
    asked_at: datetime
    by: str
    own: bool
    changes: tuple[str, ...]
    note: str = field(repr=False)
    seen: str = ""


@dataclass(frozen=True)
class Person:
    """Somebody to be found by their name; `id` is one of their posts."""

    id: str
    name: str
    post: str
    agency: str


class DirectoryDesk(Protocol):
    """As `desk_pages.Desk`. A change that is refused raises a ServiceError; nothing then has changed."""

    def agencies(self, who: Signed) -> tuple[AgencyRow, ...]:
        """The agencies by name, the partnership's own team first."""

    def sectors(self, who: Signed) -> tuple[Option, ...]:
        """The kinds of agency that the procedure knows."""

    def agency(self, who: Signed, key: str) -> AgencyPage | None: ...

    def checked(self, who: Signed, key: str) -> Done | None:
        """Somebody says that all of the agency's entry is right."""

    def change_agency(
        self, who: Signed, key: str, name: str, levels: Mapping[str, str], seen: str
    ) -> Done | Changed | None:
        """The agency's name, and its mail domains, each with its level."""

    def officer(self, who: Signed, id: str) -> OfficerPage | None: ...

    def another(self, who: Signed, key: str) -> OfficerPage | None:
        """What is asked about one who is to be added at that agency."""

    def put(self, who: Signed, page: OfficerPage, values: Mapping[str, str], seen: str) -> Done | Changed:
        """The officer is as `values` say, in the columns of a directory file; those left out stay as they are."""

    def first_of(self, who: Signed, agency: str, sector: str, domains: str) -> OfficerPage | None:
        """What is asked about the first officer of a new agency; None where one of that name is listed."""

    def take_off(self, who: Signed, id: str, seen: str) -> Done | Changed: ...

    def export(self, who: Signed) -> str:
        """The directory as the text of a file that can be loaded."""

    def foresee(self, who: Signed, raw: bytes) -> Importing: ...

    def load(self, who: Signed, text: str, seen: str) -> Done | Changed: ...

    def away(self, who: Signed) -> tuple[Absent, ...]:
        """Who is away, the soonest back first, and who is going to be."""

    def suggested(self, who: Signed) -> tuple[SuggestedAbsence, ...]: ...

    def leave_suggestion(self, who: Signed, id: str) -> Done | None:
        """What was suggested of that officer is not so."""

    def wanted(self, who: Signed) -> tuple[WantedChange, ...]:
        """What officers have asked to have changed, and nobody has decided, the oldest first."""

    def make_change(self, who: Signed, id: str, seen: str) -> Done | Changed | None: ...

    def leave_change(self, who: Signed, id: str) -> Done | None:
        """It stays as it is."""

    def people(self, who: Signed, words: str) -> tuple[Person, ...]:
        """Whoever has all of these words in their name or that of their agency; few enough to choose from."""

    def person(self, who: Signed, id: str) -> Absent | None:
        """Somebody with the days, if any, on which they are away."""

    def set_away(self, who: Signed, id: str, first: date | None, last: date | None, seen: str) -> Done | Changed | None:
        """Away on these days, or on none."""
