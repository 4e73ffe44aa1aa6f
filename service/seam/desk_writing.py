"""What the desk's pages show and ask for where a coordinator writes to people of a case: frozen values."""

from dataclasses import dataclass, field

from service.seam.desk_acts import Option


@dataclass(frozen=True)
class WritePage:
    """Who can be written to: each by their post, with their mail domain and how much of the child they may have."""

    reference: str
    version: int
    people: tuple[Option, ...]


@dataclass(frozen=True)
class Draft:
    """What a coordinator writes. `shortened`: a child's name gives way to initials for whoever may have no more; `once`
    is the press, so that twice is once, `seen_version` the case as the page showed it."""

    to: tuple[str, ...]
    subject: str = field(repr=False)
    text: str = field(repr=False)
    shortened: bool
    seen_version: int
    once: str


@dataclass(frozen=True)
class AsSeen:
    """The mail as one of them will read it."""

    who: str
    domain: str
    level: str
    subject: str = field(repr=False)
    body: str = field(repr=False)


@dataclass(frozen=True)
class Refused:
    """It does not leave so: whether the `subject` names a child, and who may have no name that the text tells."""

    subject: bool
    people: tuple[str, ...]
