"""Who holds a role at an agency on a day: the officer, the deputy, the next in line, or nobody.

A procedure names posts; the directory says who holds them. Nobody is an answer too, with a sentence
that says why: a coordinator takes the duty up and reads it. Post titles match whatever their case.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from service.escalation.case import Agency
from service.escalation.facts import Facts
from service.escalation.parties import Post, Role
from service.escalation.procedure import Procedure

PARTNERSHIP = "partnership"  # the kind of an officer of the partnership's own team
OWN_TEAM = ""  # the agency of its officers
UNLISTED = "?"  # an agency that the directory does not have
PRACTITIONER = "practitioner"
AT_THE_DESK = ("Practitioner", "Duty desk")  # who takes a practitioner's part where none is named


@dataclass(frozen=True)
class ListedAgency:
    id: str
    name: str
    kind: str
    domains: tuple[str, ...] = ()


@dataclass(frozen=True)
class Officer:
    """Who holds a post, who stands in, and the days on which each is so; the last day counts."""

    id: str
    agency_id: str  # empty for the partnership's own team
    agency: str
    kind: str
    post: str
    service: str
    name: str
    email: str
    telephone: str = ""
    level: str = ""
    deputy_name: str = ""
    deputy_email: str = ""
    deputy_telephone: str = ""
    away_from: date | None = None
    away_until: date | None = None
    active_from: date | None = None
    active_until: date | None = None

    def is_active(self, day: date) -> bool:
        return (self.active_from or day) <= day <= (self.active_until or day)

    def is_away(self, day: date) -> bool:
        dated = self.away_from or self.away_until
        return bool(dated) and (self.away_from or day) <= day <= (self.away_until or day)

    def has_post(self, title: str) -> bool:
        return self.post.casefold() == title.casefold()


@dataclass(frozen=True)
class Directory:
    """`agencies` are those of the partnership's area, without its own team."""

    officers: tuple[Officer, ...] = ()
    agencies: tuple[ListedAgency, ...] = ()

    @cached_property
    def by_agency(self) -> dict[str, tuple[Officer, ...]]:
        """The officers of each agency, by its id: a directory may have hundreds of schools."""
        found: dict[str, list[Officer]] = {}
        for officer in self.officers:
            found.setdefault(officer.agency_id, []).append(officer)
        return {id: tuple(several) for id, several in found.items()}


@dataclass(frozen=True)
class Holder:
    """A person to write to. `id` is officer:ID or deputy:ID; `instead_of` names whom a deputy stands in for.

    `level` is what the directory lets a mail to them carry: L2 in full, anything else the least.
    """

    id: str
    name: str
    email: str
    telephone: str
    post: str
    agency: str
    deputy: bool = False
    instead_of: str = ""
    level: str = ""


@dataclass(frozen=True)
class Found:
    """The holders; none, and then `why` is a sentence for the coordinator."""

    holders: tuple[Holder, ...]
    why: str = ""


@dataclass(frozen=True)
class Asking:
    """On which day, and what is known of the case.

    `step`: 0 the officer, or the deputy of one who is away; 1 the deputy; 2 the next post in line. Left out are those
    who `tried` already at this stage, and the `unreachable`, whose mail came back. `parties` are the case's agencies:
    a role found in a kind of agency is looked for among them first.
    """

    day: date
    facts: Facts = field(default_factory=dict)
    step: int = 0
    tried: frozenset[str] = frozenset()
    unreachable: frozenset[str] = frozenset()
    parties: tuple[Agency, ...] = ()


@dataclass(frozen=True)
class Search:
    """One post, looked for as asked."""

    post: Post
    asking: Asking

    @property
    def day(self) -> date:
        return self.asking.day

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(t for title in self.post.titles for t in (AT_THE_DESK if title == PRACTITIONER else (title,)))

    def suits(self, officer: Officer, title: str) -> bool:
        """Active in that post, and of the service that the question's answer names."""
        of = self.post.of
        same = not of or officer.service.casefold() == str(self.asking.facts.get(of) or "").casefold()
        return officer.is_active(self.day) and officer.has_post(title) and same

    def can_be_asked(self, officer: Officer) -> bool:
        return not officer.is_away(self.day) and f"officer:{officer.id}" not in self.asking.unreachable


def role_of(procedure: Procedure, key: str) -> Role:
    """The procedure's role of that key; `practitioner` is known without being written. Raises KeyError."""
    return Role(key, {"any": Post((PRACTITIONER,))}) if key == PRACTITIONER else procedure.roles[key]


def find(directory: Directory, role: Role, slot_agency: Agency | None, asking: Asking) -> Found:
    """Who holds the role, and is asked.

    `slot_agency` is None for the partnership's own team. Somebody who tried already is asked again at step 0 only,
    where there is nobody else. Of an agency one person is asked; of the partnership's team all who hold the post.
    """
    kind = slot_agency.kind if slot_agency else PARTNERSHIP
    post = role.post(kind)
    if post is None:
        return Found((), f"The procedure names nobody as {_words(role.key)} at this kind of agency ({_words(kind)}).")
    if post.named_by:
        return Found((), f"Nobody is named yet as {_words(role.key)} for this case. Name somebody.")
    search = Search(post, asking)
    for officers in _places(directory, post, slot_agency, asking.parties):
        in_line = _in_line(officers, search)
        if in_line:
            holders = _at_step(in_line, officers, search)
            return Found(holders, "" if holders else _nobody_else(in_line[0][0], asking.step))
    return Found((), _unfilled(search, slot_agency))


def ladder(directory: Directory, role: Role, slot_agency: Agency | None, asking: Asking) -> tuple[Holder, ...]:
    """Everybody who could come to be asked in that role, in the order in which they are tried, whoever is away."""
    post = role.post(slot_agency.kind if slot_agency else PARTNERSHIP)
    if post is None or post.named_by:
        return ()
    search = Search(post, asking)
    for officers in _places(directory, post, slot_agency, asking.parties):
        tried = [officer for together in _in_line(officers, search) for officer in together]
        if tried:
            line = ((_officer(officer), *_stand_ins(officer, officers, search)) for officer in tried)
            return tuple(one for several in line for one in several)
    return ()


def holder(directory: Directory, id: str) -> Holder | None:
    """The person behind officer:ID or deputy:ID; None once they have left the directory."""
    stands, _, number = id.partition(":")
    officer = next((officer for officer in directory.officers if officer.id == number), None)
    if officer is None:
        return None
    return _deputy(officer) if stands == "deputy" else _officer(officer)


Line = list[tuple[Officer, ...]]  # who is asked together, in the order in which they are tried


def _places(
    directory: Directory, post: Post, slot_agency: Agency | None, parties: tuple[Agency, ...]
) -> Iterator[tuple[Officer, ...]]:
    """The officers to look among: one agency after another, until one of them has the post."""
    wanted = [slot_agency.id or UNLISTED if slot_agency else OWN_TEAM]
    if post.source:
        wanted = [party.id for party in parties if party.kind == post.source]
        wanted += [agency.id for agency in directory.agencies if agency.kind == post.source]
    for agency_id in dict.fromkeys(wanted):
        yield directory.by_agency.get(agency_id, ())


def _in_line(officers: tuple[Officer, ...], search: Search) -> Line:
    posts = (tuple(officer for officer in officers if search.suits(officer, title)) for title in search.titles)
    together: Line = []
    for holders in posts:
        together += [(one,) for one in holders if one.agency_id] or [holders] * bool(holders)
    return together


def _at_step(in_line: Line, officers: tuple[Officer, ...], search: Search) -> tuple[Holder, ...]:
    asked = [_asked(together, officers, search) for together in in_line]
    first = next((place for place, holders in enumerate(asked) if holders), 0)
    if search.asking.step == 0:
        return _untried(asked[first:], search) or asked[first]
    silent = (officer for officer in in_line[first] if not officer.is_away(search.day))  # else step 0 asks the deputy
    deputies = tuple(one for officer in silent for one in _stand_ins(officer, officers, search))
    return _untried([deputies] * (search.asking.step == 1) + asked[first + 1 :], search)


def _untried(asked: list[tuple[Holder, ...]], search: Search) -> tuple[Holder, ...]:
    fresh = (tuple(holder for holder in holders if holder.id not in search.asking.tried) for holders in asked)
    return next(filter(None, fresh), ())


def _asked(together: tuple[Officer, ...], officers: tuple[Officer, ...], search: Search) -> tuple[Holder, ...]:
    """Those officers, the deputy in the place of each who is away or whose mail comes back."""
    found: list[Holder] = []
    for officer in together:
        found += [_officer(officer)] if search.can_be_asked(officer) else _stand_ins(officer, officers, search)
    return tuple(found)


def _stand_ins(officer: Officer, officers: tuple[Officer, ...], search: Search) -> tuple[Holder, ...]:
    """The deputy that the directory gives the officer, else whoever holds the deputy's post that day."""
    if officer.deputy_email:
        own = _deputy(officer)
        return () if own.id in search.asking.unreachable else (own,)
    title = search.post.deputy
    others = (other for other in officers if title and other.has_post(title) and other.is_active(search.day))
    return tuple(_officer(other, officer.name) for other in others if search.can_be_asked(other))[:1]


def _officer(officer: Officer, instead_of: str = "") -> Holder:
    return Holder(
        f"officer:{officer.id}",
        officer.name,
        officer.email,
        officer.telephone,
        officer.post,
        officer.agency,
        bool(instead_of),
        instead_of,
        officer.level,
    )


def _deputy(officer: Officer) -> Holder:
    return Holder(
        f"deputy:{officer.id}",
        officer.deputy_name,
        officer.deputy_email,
        officer.deputy_telephone,
        officer.post,
        officer.agency,
        True,
        officer.name,
        _level_of_deputy(officer),
    )


def _level_of_deputy(officer: Officer) -> str:
    """A level is agreed for a mail domain: it covers a deputy whose address is at the officer's own."""
    own, deputys = (address.rpartition("@")[2].casefold() for address in (officer.email, officer.deputy_email))
    return officer.level if own == deputys else ""


def _nobody_else(officer: Officer, step: int) -> str:
    who = f"{officer.name}, {officer.post} at {officer.agency}"
    if step:
        return f"Nobody is next in line after {who}. Ask somebody there who can act."
    return f"{who}, cannot be asked now, and nobody stands in. Add a deputy to the directory."


def _unfilled(search: Search, slot_agency: Agency | None) -> str:
    post = search.post
    title = " or ".join(search.titles)
    if service := search.asking.facts.get(post.of):
        title += f" of {service}"
    if slot_agency and not slot_agency.id and not post.source:
        return f"{slot_agency.name} is not in the directory. Add it, with its {title}."
    where = f"at {slot_agency.name}" if slot_agency else "in the partnership's own team"
    where = f"at any agency of the kind {_words(post.source)}" if post.source else where
    return f"Nobody holds the post {title} {where}. Add one to the directory."


def _words(key: str) -> str:
    return key.replace("_", " ")
