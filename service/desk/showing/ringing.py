"""Whom to ring about a case, by numbers of the directory; and how its sender and the agency they name fit together.

A number on a form proves nothing: whoever wrote a false form wrote that too.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from service.escalation.case import ORIGINATING, Agency
from service.escalation.effects import Mail, ower
from service.escalation.parties import Party
from service.escalation.routing import OWN_TEAM, Holder, Officer
from service.escalation.tasks import people
from service.mail.address import domain_of
from service.seam.desk_ringing import Checking, Ring
from service.store.people import MERGED, ORIGINATOR, Person
from service.telling.errand import Errand
from service.telling.recipients import as_holder, holders_of, recipients

MANY = 6  # of one agency


def to_ring(errand: Errand) -> tuple[Ring, ...]:
    """Whoever of the agencies has the case now or owes something, then the front door of the child's area."""
    found = [holder for holder in _concerned(errand) if holder.telephone and not holder.id.startswith("person:")]
    apart = {(one.telephone, one.name): one for one in found if one.agency not in _own_team(errand)}
    return (*(_ring(one) for one in apart.values()), *front_doors(errand))


def about_feedback(errand: Errand) -> tuple[Ring, ...]:
    """Whoever owes it to the person who raised the case; where that is a coordinator, that person."""
    owed = [duty for duty in errand.case.owed if duty.task == "feedback"]
    owers = [one for duty in owed for one in recipients(errand, Mail("task", ower(duty.id))).holders]
    apart = [one for one in owers if one.agency not in _own_team(errand)]
    found = dict.fromkeys(_ring(one) for one in apart if one.telephone and not one.id.startswith("person:"))
    is_the_teams = len(apart) < len(owers) or not found
    return (*found, *(_as_on_the_form(errand) if is_the_teams else ()))


def _as_on_the_form(errand: Errand) -> Iterator[Ring]:
    """Whoever raised it, and whoever raised a case that goes on as this one."""
    for one in errand.people:
        if one.telephone and (one.role == ORIGINATOR or (one.role, one.slot) == (MERGED, ORIGINATING)):
            ring = _ring(as_holder(errand, one))
            yield replace(ring, who=f"{ring.who} (the number on the form)")


def _own_team(errand: Errand) -> set[str]:
    return {one.agency for one in errand.directory.by_agency.get(OWN_TEAM, ())}


def _concerned(errand: Errand) -> Iterator[Holder]:
    case = errand.case
    for visit in case.open_visits:
        for slot in case.slots:
            for party in people(case.procedure.stage(visit.stage), slot):
                yield from _with_deputies(errand, party, slot)
    for duty in case.owed:
        yield from recipients(errand, Mail("task", ower(duty.id))).holders


def _with_deputies(errand: Errand, party: Party, slot: str) -> Iterator[Holder]:
    for step in (0, 1):
        yield from chain.from_iterable(found.holders for found in holders_of(errand, party, (slot,), step))


def _ring(holder: Holder) -> Ring:
    post = f"{holder.post} (deputy)" if holder.deputy else holder.post
    return Ring(f"{holder.name}, {post}", holder.agency, holder.telephone)


def front_doors(errand: Errand) -> tuple[Ring, ...]:
    its, area = errand.partnership, str(errand.case.facts.get("area", ""))
    doors = ("Children’s services front door", its.front_door_of(area)), ("Out of hours", its.out_of_hours_of(area))
    return tuple(Ring(what, area or its.name, number) for what, number in doors if number)


# Whether a form is theirs whose name it bears


def checking(errand: Errand) -> Checking:
    own, sender = errand.case.originating, errand.person(ORIGINATOR)
    domains = next((one.domains for one in errand.directory.agencies if one.id == own.id), ())
    officers = errand.directory.by_agency.get(own.id, ()) if own.id else ()
    return Checking(
        why=errand.case.being_checked,
        sender=", ".join(filter(None, (sender.name, sender.post))) if sender else "",
        address=sender.email if sender else "",
        agency=own.name,
        domains=domains,
        misfits=tuple(_misfits(errand, own, sender, domains)) if sender else (),
        numbers=tuple(_of_the_agency(errand, officers)),
    )


def _misfits(errand: Errand, own: Agency, sender: Person, domains: tuple[str, ...]) -> Iterator[str]:
    """What does not fit, each in a sentence."""
    domain = domain_of(sender.email)
    if not own.id:
        yield f"{own.name} is not in the directory: nobody here can say which addresses are its own."
    if not sender.email:
        yield "The form gives no email address."
    elif own.id and domain not in domains:
        yield f"The address on the form ends in {domain}. {_its_own(own, domains)}"
    for other in errand.directory.agencies:
        if domain and domain in other.domains and other.id != own.id:
            yield f"{domain} belongs to {other.name}."
    yield from _of_the_number(errand, own, sender)
    for across in errand.case.receiving:
        if not across.id:
            yield f"{across.name}, which is asked to respond, is not in the directory."


def _its_own(own: Agency, domains: Iterable[str]) -> str:
    known = " or ".join(domains)
    return f"Those of {own.name} end in {known}." if known else f"The directory has no address of {own.name}."


def _of_the_number(errand: Errand, own: Agency, sender: Person) -> Iterator[str]:
    officers = errand.directory.by_agency.get(own.id, ()) if own.id else ()
    known = {_digits(number) for one in officers for number in (one.telephone, one.deputy_telephone)}
    if sender.telephone and _digits(sender.telephone) not in known:
        yield "The telephone number on the form is not in the directory. Do not use it to check."


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def _of_the_agency(errand: Errand, officers: Iterable[Officer]) -> Iterator[Ring]:
    """Who can say if it is theirs: first whoever would have it at the stage where it opens."""
    case, opens = errand.case, str(errand.case.facts.get("opens at", ""))
    stage = case.procedure.stage(opens) if opens else None
    parties = people(stage) if stage else ()
    of_the_stage = (found.holders for party in parties for found in holders_of(errand, party, (ORIGINATING,)))
    first = [one for one in chain.from_iterable(of_the_stage) if not one.id.startswith("person:")]
    rings = [_ring(one) for one in first if one.telephone]
    for one in officers:
        if one.telephone and one.is_active(errand.day) and not one.is_away(errand.day):
            rings.append(Ring(f"{one.name}, {one.post}", one.agency, one.telephone))
    yield from list(dict.fromkeys(rings))[:MANY]
