"""What the page of an officer's own entry in the directory shows and asks: frozen values, and the door behind it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from service.seam.link_pages import Expired, WrongCode


@dataclass(frozen=True)
class EntryLink:
    """What a link to an entry leads to, before a code: whom it was made for, and nothing else. `is_own` where that is
    the officer; else somebody of their agency, who answers in their place."""

    partnership: str
    role: str
    is_own: bool = True


@dataclass(frozen=True)
class OwnPost:
    """A post of the officer as the directory has it: `values` by the columns of a directory file, `seen` stands for
    them. `checked` is when the officer last said that it is right, `waits` what they have asked for already."""

    id: str
    post: str
    agency: str
    domains: tuple[str, ...]
    values: Mapping[str, str] = field(repr=False)
    seen: str
    checked: datetime | None = None
    waits: tuple[str, ...] = field(default=(), repr=False)

    def day(self, column: str) -> date | None:
        return date.fromisoformat(self.values[column]) if self.values[column] else None


@dataclass(frozen=True)
class OwnEntry:
    """The entry, shown after a code. `proof` stands for a further code during half an hour."""

    link: EntryLink
    posts: tuple[OwnPost, ...]
    proof: str = field(repr=False)

    def post(self, id: str) -> OwnPost | None:
        return next((one for one in self.posts if one.id == id), None)


@dataclass(frozen=True)
class Corrected:
    """What became of a correction, in sentences: what has changed, and what the coordinator looks at first."""

    changed: tuple[str, ...]
    waits: tuple[str, ...]


class Entries(Protocol):
    """What the pages ask about entries. A proof that is too old is none: the page asks for a code again."""

    def behind(self, token: str) -> EntryLink | Expired | None:
        """What the link leads to; None for one that we did not make. Changes nothing."""

    def send_code(self, token: str) -> None:
        """Send six digits, good for 15 minutes, to the address that the link was made for; not twice in a minute."""

    def open(self, token: str, code: str) -> OwnEntry | WrongCode: ...

    def shown(self, token: str, proof: str) -> OwnEntry | None:
        """The entry once more, as it is now."""

    def confirm(self, token: str, proof: str) -> bool:
        """Their reader says that all of it is right. False: no proof."""

    def correct(
        self, token: str, proof: str, id: str, values: Mapping[str, str], note: str, seen: str
    ) -> Corrected | None:
        """The post is as `values` say. None: no proof. Raises Conflict where it is not as it was shown any more, and
        DirectoryError where a value cannot be used; then nothing has changed."""

    def fresh(self, token: str) -> None:
        """A new link, to the same address only."""
