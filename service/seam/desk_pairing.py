"""What the desk's pages show and ask for where two cases may be one: frozen values."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from service.seam.access import Signed
from service.seam.desk_acts import Changed, Done, Perhaps, Told


@dataclass(frozen=True)
class WhichPage:
    """The cases that this one may be the same as."""

    reference: str
    perhaps: tuple[Perhaps, ...]


@dataclass(frozen=True)
class Beside:
    """One line of two records side by side. Where they differ `only_here` and `only_there` are the words that the other
    has not."""

    label: str
    here: str = field(repr=False)
    there: str = field(repr=False)
    only_here: str = field(default="", repr=False)
    only_there: str = field(default="", repr=False)

    @property
    def differs(self) -> bool:
        return self.here != self.there


@dataclass(frozen=True)
class SamePage:
    """Two cases side by side. `versions` are those of both, as the page shows them; `withheld`: what is written is not
    the partnership's to read yet, and is not shown; `decided` says what was decided about the two before."""

    reference: str
    other: str
    versions: str
    lines: tuple[Beside, ...]
    withheld: bool
    decided: str


@dataclass(frozen=True)
class Verdict:
    """What a coordinator says of two cases: `says` is "link", "apart", "into other" or "into this". `once` is the
    press, so that twice is once; `versions` the cases as the page showed them."""

    says: str
    why: str = field(repr=False)
    versions: str
    once: str


@dataclass(frozen=True)
class PartPage:
    """A case that was merged: into which, until when that can be taken back; `holds` says why it cannot, or nothing."""

    reference: str
    into: str
    until: datetime | None
    holds: str


class Pairing(Protocol):
    """The door of these pages; each look is audited in both cases before it is answered. None: there is no such case.
    """

    def which(self, who: Signed, reference: str) -> WhichPage | None: ...

    def same(self, who: Signed, reference: str, other: str) -> SamePage | None: ...

    def foresee(self, who: Signed, reference: str, other: str, said: Verdict) -> tuple[Told, ...] | Changed | None: ...

    def decide(self, who: Signed, reference: str, other: str, said: Verdict) -> Done | Changed | None: ...

    def part_page(self, who: Signed, reference: str) -> PartPage | None: ...

    def part(self, who: Signed, reference: str, why: str, once: str) -> Done | None: ...
