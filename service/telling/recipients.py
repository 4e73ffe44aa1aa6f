"""Whom a mail goes to today: each party of an effect becomes the people who hold its role.

Recipients come from the directory, the case's own people and nowhere else (reliability-security.md, I9).
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import chain

from service.escalation.case import ORIGINATING, Agency, Case
from service.escalation.effects import Mail, To
from service.escalation.parties import Party, Post, Role
from service.escalation.restricting import named_staff
from service.escalation.routing import (
    OWN_TEAM,
    PRACTITIONER,
    Asking,
    Directory,
    Found,
    Holder,
    find,
    holder,
    ladder,
    role_of,
)
from service.escalation.tasks import slots_for
from service.store.people import NAMED, ORIGINATOR, Person
from service.telling.errand import Errand

NOBODY_ELSE = Found((), "")


def recipients(errand: Errand, mail: Mail) -> Found:
    """The people to write to, each once; none, and why not in a sentence."""
    found = _joined(WHOM[mail.to.kind](errand, mail.to))
    named = named_staff(errand.case, errand.directory, errand.day)
    return found if not named or mail.kind in ALARMS else _but_for_the_team(errand, found, named)


ALARMS = ("act_today", "unacknowledged")  # they reach whoever is next, though they are not named


def _but_for_the_team(errand: Errand, found: Found, named: frozenset[str]) -> Found:
    """Of a restricted case nobody of the own team hears who is not named."""
    team = {one.email.casefold() for one in errand.directory.by_agency.get(OWN_TEAM, ())} - named
    kept = tuple(holder for holder in found.holders if holder.email.casefold() not in team)
    return Found(kept, found.why)


def _joined(found: tuple[Found, ...]) -> Found:
    holders = tuple({holder.id: holder for one in found for holder in one.holders}.values())
    why = " ".join(dict.fromkeys(one.why for one in found if one.why and not one.holders))
    return Found(holders, why)


def _originator(errand: Errand, to: To) -> tuple[Found, ...]:
    person = errand.person(ORIGINATOR)
    return (Found((as_holder(errand, person),)) if person else NOBODY_ELSE,)


def _coordinator(errand: Errand, to: To) -> tuple[Found, ...]:
    return (coordinators(errand),)


def coordinators(errand: Errand) -> Found:
    """Whoever coordinates this partnership's cases: the first who is there, else a deputy."""
    role = Role("coordinator", {"any": Post((errand.partnership.coordinator_post,))})
    named = named_staff(errand.case, errand.directory, errand.day)
    return find(_with_named_staff(errand.directory, named), role, None, asking(errand))


def _with_named_staff(directory: Directory, named: frozenset[str]) -> Directory:
    """The directory without those of the own team who are not named, where somebody is."""
    if not named:
        return directory
    kept = (one for one in directory.officers if one.agency_id != OWN_TEAM or one.email.casefold() in named)
    return Directory(tuple(kept), directory.agencies)


def _everyone(errand: Errand, to: To) -> tuple[Found, ...]:
    known = (id for id in errand.written_to if id not in errand.case.beside.untold and has_a_part(errand, id))
    return tuple(found for found in (by_id(errand, id) for id in known) if found.holders)


def _person(errand: Errand, to: To) -> tuple[Found, ...]:
    return (by_id(errand, to.holder),)


def by_id(errand: Errand, id: str) -> Found:
    """A person by the id that their mails carry: person:, officer: or deputy: and the id of the row."""
    stands, _, key = id.partition(":")
    if stands == "person":
        person = next((person for person in errand.people if person.id == key), None)
        return Found((as_holder(errand, person),)) if person else NOBODY_ELSE
    known = holder(errand.directory, id)
    return Found((known,)) if known else Found((), "Somebody who was written to is no longer in the directory.")


def _ower(errand: Errand, to: To) -> tuple[Found, ...]:
    duty = errand.case.duty(to.duty)
    if duty is None:
        return ()
    named = duty.slots or tuple(chain.from_iterable(slots_for(errand.case, party) for party in duty.owed_by))
    return tuple(chain.from_iterable(holders_of(errand, party, named, to.step) for party in duty.owed_by))


def _parties(errand: Errand, to: To) -> tuple[Found, ...]:
    return tuple(chain.from_iterable(holders_of(errand, party, to.slots, to.step) for party in to.parties))


def holders_of(errand: Errand, party: Party, slots: tuple[str, ...], step: int = 0) -> tuple[Found, ...]:
    """The holders of a party's role at each of these agencies; at none: in the partnership's own team."""
    at = [slot for slot in slots if slot in slots_for(errand.case, party)] if party.side else []
    if not at:
        return (_at(errand, party, None, step),) if not party.side or party.side not in SIDES else ()
    return tuple(_at(errand, party, errand.case.agency(slot), step) for slot in at)


SIDES = frozenset({"originating", "receiving", "both", "each", "own"})


def _at(errand: Errand, party: Party, agency: Agency | None, step: int) -> Found:
    slot = agency.slot if agency else ""
    redirected = errand.case.redirected.get(f"{slot}/{party.role}")
    if redirected and step == 0:
        return by_id(errand, redirected)
    if party.role == "coordinator" and "coordinator" not in errand.case.procedure.roles:
        return coordinators(errand)
    role = role_of(errand.case.procedure, party.role)
    if role.named_by:
        named = errand.case.named.get(party.role)
        return by_id(errand, named) if named else NOBODY_ELSE
    own = _practitioner(errand, role, agency, step)
    return own or find(errand.directory, role, agency, asking(errand, step, agency))


def asking(errand: Errand, step: int = 0, agency: Agency | None = None) -> Asking:
    """Today, of this case. Whoever raised it, or was named on the form, has tried already: where their agency has
    another holder of the post, that one is asked. Neither of two colleagues has another part in what is between them.
    """
    known = {person.email.casefold() for person in errand.people if agency and person.slot == agency.slot}
    tried = frozenset(f"officer:{one.id}" for one in errand.directory.officers if one.email.casefold() in known)
    passed_over = errand.unreachable | frozenset(errand.case.not_theirs) | _of_the_two(errand)
    return Asking(errand.day, errand.case.known(), step, tried, passed_over, errand.case.agencies)


def _of_the_two(errand: Errand) -> frozenset[str]:
    """Where a case is between two colleagues: what they are in the directory besides, as officers and as deputies."""
    if not errand.case.between_two:
        return frozenset()
    two, listed = {one.email.casefold() for one in errand.people if one.email}, errand.directory.officers
    posts = (f"officer:{one.id}" for one in listed if one.email.casefold() in two)
    return frozenset((*posts, *(f"deputy:{one.id}" for one in listed if one.deputy_email.casefold() in two)))


NOBODY_STANDS_IN = Found((), "It is between two colleagues, and nobody answers for either. Ring them.")


def _practitioner(errand: Errand, role: Role, agency: Agency | None, step: int) -> Found | None:
    """The one who raised it; across, the one named on the form whose address is at that agency (decision 20)."""
    post, nobody = role.post(agency.kind) if agency else None, NOBODY_STANDS_IN if errand.case.between_two else None
    if agency is None or post is None or PRACTITIONER not in post.titles:
        return None
    person = errand.person(ORIGINATOR if agency.slot == ORIGINATING else NAMED, agency.slot)
    return Found((as_holder(errand, person),)) if person and not step else nobody


def is_one_of(errand: Errand, id: str, parties: Iterable[Party], slots: tuple[str, ...]) -> bool:
    """Whether that person does the job of one of these parties, at one of these agencies, in their own post or as
    somebody's deputy."""
    own = id.partition(":")[2]
    found = (one for party in parties for one in holders_of(errand, party, slots))
    return any(holder.id.partition(":")[2] == own for each in found for holder in each.holders)


def has_a_part(errand: Errand, id: str) -> bool:
    """Whether what everybody is told is for them. Between two colleagues it is for the two, the partnership's team, and
    whoever could be asked at the stages that it came to: of their agency nobody else hears what is written, or answers.
    """
    case, stands, own = errand.case, *id.split(":", 1)
    if not case.between_two or stands == "person" or id in (*case.named.values(), *case.redirected.values()):
        return True
    asked = (one for role in _roles_asked(case) for one in _could_be_asked(errand, role))
    team = (officer.id for officer in errand.directory.by_agency.get(OWN_TEAM, ()))
    return own in (*team, *(one.id.partition(":")[2] for one in asked))


def _roles_asked(case: Case) -> tuple[str, ...]:
    """The roles of the stages that it has been at, and those that owe something in it."""
    stages = [case.procedure.stage(visit.stage) for visit in case.visits]
    at_stages = (role for stage in stages for role in (*stage.people, stage.authority))
    owing = (party.role for duty in case.duties for party in duty.owed_by)
    return tuple(role for role in dict.fromkeys((*at_stages, *owing)) if role in case.procedure.roles)


def _could_be_asked(errand: Errand, role: str) -> tuple[Holder, ...]:
    agency = errand.case.originating
    return ladder(errand.directory, role_of(errand.case.procedure, role), agency, asking(errand, 0, agency))


def as_roles(found: Iterable[Found]) -> tuple[str, ...]:
    """The holders as "the Safeguarding Lead at Exampleshire Health": roles, never a person's name."""
    held = (holder for one in found for holder in one.holders)
    return tuple(dict.fromkeys(f"the {one.post or 'practitioner'} at {one.agency}" for one in held))


def slot_of(errand: Errand, holder: Holder) -> str:
    """The agency of this case that a holder belongs to, or acts for; empty for everybody else."""
    person = next((person for person in errand.people if holder.id == f"person:{person.id}"), None)
    if person:
        return person.slot
    own = next((agency.slot for agency in errand.case.agencies if agency.name == holder.agency), "")
    return own or acts_for(errand, holder.id)


def acts_for(errand: Errand, id: str) -> str:
    """The agency of this case for whose kind the procedure finds a post elsewhere, held by this person: a GP practice's
    officer is its commissioner's. Empty for everybody else."""
    for agency in errand.case.agencies:
        for role in errand.case.procedure.roles.values():
            elsewhere = agency.kind in role.posts and role.posts[agency.kind].source
            found = find(errand.directory, role, agency, asking(errand)) if elsewhere else NOBODY_ELSE
            if any(one.id.partition(":")[2] == id.partition(":")[2] for one in found.holders):
                return agency.slot
    return ""


def as_holder(errand: Errand, person: Person) -> Holder:
    agency = errand.case.agency(person.slot)
    agency = errand.case.originating if agency and errand.case.between_two else agency
    name = agency.name if agency else person.agency
    return Holder(f"person:{person.id}", person.name, person.email, person.telephone, person.post, name)


WHOM: Mapping[str, Callable[[Errand, To], tuple[Found, ...]]] = {
    "originator": _originator,
    "coordinator": _coordinator,
    "everyone": _everyone,
    "person": _person,
    "ower": _ower,
    "parties": _parties,
}
