"""What the directory says of each agency, and what is missing there: how the desk's pages show it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from service.desk.looking.looking import Look
from service.desk.looking.saying import stage_number
from service.escalation.calendar import local_day
from service.escalation.case import Agency
from service.escalation.clocks import long_day
from service.escalation.parties import Post, Role
from service.escalation.routing import (
    OWN_TEAM,
    PARTNERSHIP,
    PRACTITIONER,
    Asking,
    Holder,
    ListedAgency,
    Officer,
    find,
    ladder,
    role_of,
)
from service.escalation.vacancies import facts_of, roles_at
from service.intake.directories import CHECKED, TEAM
from service.intake.entries.asking import MONTH
from service.listing import Line
from service.seam.desk_directory import AgencyPage, AgencyRow, Domain, OfficerRow
from service.store import addresses, audit, directory, entries
from service.store.entries import Entry
from service.store.listed import digest
from service.telling.occasion import Occasion

NOBODY = "the coordinator"


@dataclass(frozen=True)
class Shelf:
    """The directory as one look at it has it at hand; `key` names an agency in addresses, the own team too."""

    look: Look

    @cached_property
    def occasion(self) -> Occasion:
        """One for the whole look: it reads the directory once."""
        return self.look.occasion

    @cached_property
    def lines(self) -> dict[str, Line]:
        return directory.written(self.look.session, self.look.partnership)

    @cached_property
    def checks(self) -> dict[str, audit.Entry]:
        """When somebody at the desk last said of each agency that its entry is right, and who."""
        return audit.last_of(self.look.session, f"partnership:{self.look.partnership}", CHECKED)

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """What is known of each officer's entry, by their id."""
        return entries.of_partnership(self.look.session, self.look.partnership)

    @cached_property
    def silent(self) -> dict[str, datetime]:
        """Since when officers have not said whether their entry is right: asked, and once more, a month ago."""
        long_ago = self.look.at - MONTH
        return {
            id: one.asked_at
            for id, one in self.entries.items()
            if one.is_silent and one.asked_at and one.is_reminded and one.reminded_at and one.reminded_at <= long_ago
        }

    @cached_property
    def returned(self) -> frozenset[str]:
        """Whose mail came back, as officer:ID and deputy:ID."""
        return addresses.unreachable(self.look.session, self.look.service.vault, self.occasion.directory)

    @property
    def own_posts(self) -> tuple[str, ...]:
        """The posts of the own team that this service itself turns to."""
        its = self.occasion.its
        return its.coordinator_post, its.manager_post, its.scrutineer_post, its.administrator_post

    @cached_property
    def agencies(self) -> dict[str, ListedAgency]:
        """Every agency by its key, the own team first."""
        own = self.officers_of(TEAM)
        name = own[0].agency if own else self.occasion.its.name
        domains = next((line["domains"] for line in self.lines.values() if line["agency"] == name), "")
        team = ListedAgency(OWN_TEAM, name, PARTNERSHIP, tuple(domains.split()))
        listed = sorted(self.occasion.directory.agencies, key=lambda one: one.name.casefold())
        return {TEAM: team, **{one.id: one for one in listed}}

    def officers_of(self, key: str) -> tuple[Officer, ...]:
        return self.occasion.directory.by_agency.get(OWN_TEAM if key == TEAM else key, ())

    def roles(self, agency: ListedAgency) -> dict[str, tuple[Role, Post, tuple[str, ...]]]:
        """Each role that the procedure turns to at that agency itself, its posts there, and its stages."""
        procedure = self.occasion.procedure
        found = {key: (role_of(procedure, key), at) for key, at in roles_at(procedure, agency.kind).items()}
        return {
            key: (role, post, stages)
            for key, (role, stages) in found.items()
            if (post := role.post(agency.kind)) and not post.named_by and post.source in ("", agency.kind)
        }


def rows(shelf: Shelf) -> tuple[AgencyRow, ...]:
    return tuple(row_of(shelf, key) for key in shelf.agencies)


def row_of(shelf: Shelf, key: str) -> AgencyRow:
    agency = shelf.agencies[key]
    line = _representatives(shelf, agency)
    first = next((one for one in line if not one.deputy), None)
    deputy = next((one.name for one in line if first and one.instead_of == first.name), "")
    kinds = shelf.occasion.procedure.kinds
    return AgencyRow(
        key=key, name=agency.name, sector=kinds.get(agency.kind, "The partnership’s own team"),
        domains=agency.domains, representative=first.name if first else "", post=first.post if first else "",
        deputy=deputy, checked=_checked(shelf, key), gaps=tuple(_gaps(shelf, key, first, deputy)),
    )  # fmt: skip


def _checked(shelf: Shelf, key: str) -> datetime | None:
    """When all of it was last checked: by a coordinator, or by every officer for themselves."""
    known = [shelf.entries.get(one.id) for one in shelf.officers_of(key)]
    by_all = [one.checked_at for one in known if one and one.checked_at]
    told = [min(by_all)] if by_all and len(by_all) == len(known) else []
    at_the_desk = [shelf.checks[key].at] if key in shelf.checks else []
    return max([*at_the_desk, *told], default=None)


def _representatives(shelf: Shelf, agency: ListedAgency) -> tuple[Holder, ...]:
    """Who is asked first at the agency, and whoever comes after them: of the first role that somebody holds."""
    named = [role for key, (role, _, _) in shelf.roles(agency).items() if key != PRACTITIONER]
    if agency.kind == PARTNERSHIP:
        named.insert(0, Role("coordinator", {"any": Post((shelf.occasion.its.coordinator_post,))}))
    asked = (one for role in named for one in _asked(shelf, role, agency))
    return next(filter(None, (_ladder(shelf, agency, *one) for one in asked)), ())


def _asked(shelf: Shelf, role: Role, agency: ListedAgency) -> Iterator[tuple[Role, Asking]]:
    """The role as it is asked for there today, of each of several services."""
    post = role.post(agency.kind)
    for facts in facts_of(shelf.occasion.procedure, post) if post else ():
        yield role, Asking(shelf.occasion.day, facts, unreachable=shelf.returned)


def _ladder(shelf: Shelf, agency: ListedAgency, role: Role, asking: Asking) -> tuple[Holder, ...]:
    return ladder(shelf.occasion.directory, role, _slot(agency), asking)


def _slot(agency: ListedAgency) -> Agency | None:
    return None if agency.kind == PARTNERSHIP else Agency("", agency.id, agency.name, agency.kind)


def _gaps(shelf: Shelf, key: str, first: Holder | None, deputy: str) -> Iterator[str]:
    agency = shelf.agencies[key]
    if first and not deputy:
        yield "No deputy"
    for role, _, _ in shelf.roles(agency).values():
        for _, asking in _asked(shelf, role, agency):
            if not find(shelf.occasion.directory, role, _slot(agency), asking).holders:
                yield _unfilled(shelf, agency, role, asking)
    for officer in shelf.officers_of(key):
        if f"officer:{officer.id}" in shelf.returned:
            yield f"Our mail to {officer.name} came back"
        if f"deputy:{officer.id}" in shelf.returned:
            yield f"Our mail to {officer.deputy_name} came back"
        if officer.id in shelf.silent:
            asked = long_day(local_day(shelf.silent[officer.id]))
            yield f"{officer.name} has not said whether their entry is right, asked on {asked}"
    if not agency.domains:
        yield "No email domain"


def _unfilled(shelf: Shelf, agency: ListedAgency, role: Role, asking: Asking) -> str:
    title = _title(agency, role, asking)
    return f"{title}: away, and nobody stands in" if _ladder(shelf, agency, role, asking) else f"No {title}"


def _title(agency: ListedAgency, role: Role, asking: Asking) -> str:
    """Team Manager or Line Manager; Service Manager of Careline."""
    post = role.post(agency.kind) or Post(())
    titles = " or ".join(title[:1].upper() + title[1:] for title in post.titles)
    return titles + (f" of {asking.facts[post.of]}" if post.of else "")


def page_of(shelf: Shelf, key: str, may_change: bool) -> AgencyPage:
    agency = shelf.agencies[key]
    its = [line for line in shelf.lines.values() if line["agency"] == agency.name]
    stages = _stages(shelf, agency)
    officers = sorted((_officer(shelf, one, stages) for one in shelf.officers_of(key)), key=lambda one: one.post)
    in_order = [*dict.fromkeys((*stages, *(one.post.casefold() for one in officers)))]
    return AgencyPage(
        row=row_of(shelf, key), ladder=tuple(_ladder_in_words(shelf, agency)), seen=digest(its), may_change=may_change,
        officers=tuple(sorted(officers, key=lambda one: in_order.index(one.post.casefold()))),
        domains=tuple(Domain(name, _level_at(name, its)) for name in agency.domains),
    )  # fmt: skip


def _stages(shelf: Shelf, agency: ListedAgency) -> dict[str, tuple[str, ...]]:
    """The posts in the order in which they are asked, in small letters, and the stages at which they are."""
    procedure = shelf.occasion.procedure
    found: dict[str, dict[str, None]] = {}
    for _, post, stages in shelf.roles(agency).values():
        for title in post.titles:
            named = {stage_number(procedure, stage): None for stage in stages}
            found.setdefault(title.casefold(), {}).update(named)
    return {title: tuple(stages) for title, stages in found.items()}


def _level_at(domain: str, its: list[Line]) -> str:
    """The one level of all whose address is at that domain."""
    levels = {line["level"] or "L1" for line in its if line["email"].rpartition("@")[2].casefold() == domain}
    return levels.pop() if len(levels) == 1 else ""


def _officer(shelf: Shelf, one: Officer, stages: dict[str, tuple[str, ...]]) -> OfficerRow:
    return OfficerRow(
        id=one.id, post=one.post, service=one.service, stages=stages.get(one.post.casefold(), ()), name=one.name,
        email=one.email, telephone=one.telephone, level=one.level,
        deputy=tuple(filter(None, (one.deputy_name, one.deputy_email, one.deputy_telephone))),
        away=days_in_words(one), until=long_day(one.active_until) if one.active_until else "",
        returned=f"officer:{one.id}" in shelf.returned, silent=shelf.silent.get(one.id),
        checked=shelf.entries[one.id].checked_at if one.id in shelf.entries else None,
    )  # fmt: skip


def days_in_words(one: Officer) -> str:
    """from Monday 1 June 2026 to Friday 5 June 2026; empty for somebody who is not going to be away."""
    first = f"from {long_day(one.away_from)}" if one.away_from else ""
    last = f"until {long_day(one.away_until)}" if one.away_until else ""
    return " ".join(filter(None, (first, last)))


def _ladder_in_words(shelf: Shelf, agency: ListedAgency) -> Iterator[tuple[str, str]]:
    for role, _, _ in shelf.roles(agency).values():
        for _, asking in _asked(shelf, role, agency):
            yield _title(agency, role, asking), _then([*_ladder(shelf, agency, role, asking)])


def _then(line: list[Holder]) -> str:
    """If Rowan Samphire is away or does not answer, Ivy Thrift, then the coordinator."""
    if not line:
        return "Nobody holds this post: the coordinator is told."
    names = [one.name for one in line[1:]] + [NOBODY]
    return f"If {line[0].name} is away or does not answer, {', then '.join(dict.fromkeys(names))}."
