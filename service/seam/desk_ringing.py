"""Whom to ring about a case, and what speaks for and against a form that is held: frozen values, as in `desk_pages`."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Ring:
    """A number of the directory, or a front door's: who answers there, and for which agency or area."""

    who: str
    agency: str
    telephone: str


@dataclass(frozen=True)
class Checking:
    """A form that is held: why, who sent it from which address, which domains the `agency` has that they name, what
    does not fit, each in a sentence, and the `numbers` of that agency."""

    why: str
    sender: str = field(repr=False)
    address: str = field(repr=False)
    agency: str
    domains: tuple[str, ...]
    misfits: tuple[str, ...] = field(repr=False)
    numbers: tuple[Ring, ...]
