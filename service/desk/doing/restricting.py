"""Who of the partnership's own team may see a case, where somebody of it has a conflict of interest (C15)."""

from collections.abc import Iterator
from datetime import datetime

from service.errors import NotAllowed
from service.escalation.actors import Actor
from service.escalation.coordinating import Restricted
from service.escalation.routing import Officer
from service.seam.desk_acts import Act, Option
from service.telling.errand import Errand

NEEDS_ONE = "Choose at least one coordinator who is at work, or nobody at all: then all of you may see it."


def options(errand: Errand) -> Iterator[Option]:
    """Whoever of the team reads cases, each once."""
    for one in _staff(errand):
        now = "May see it now, by name" if f"officer:{one.id}" in errand.case.beside.restricted_to else ""
        yield Option(f"officer:{one.id}", f"{one.name}, {one.post}", now)


def _staff(errand: Errand) -> list[Officer]:
    its, known = errand.partnership, dict[str, Officer]()
    for post in (its.coordinator_post, its.manager_post):
        for one in errand.directory.officers:
            if not one.agency_id and post and one.has_post(post) and one.is_active(errand.day):
                known.setdefault(one.email.casefold(), one)
    return list(known.values())


def restrict(act: Act, at: datetime, by: Actor, errand: Errand) -> Restricted:
    """Raises NotAllowed where no coordinator is among them: somebody works with the case."""
    post, day = errand.partnership.coordinator_post, errand.day
    chosen = [one for one in _staff(errand) if f"officer:{one.id}" in act.chosen]
    if chosen and not any(one.has_post(post) and not one.is_away(day) for one in chosen):
        raise NotAllowed(NEEDS_ONE)
    return Restricted(at, by, act.chosen)
