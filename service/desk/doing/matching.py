"""Cases that may be one, as long as nobody has decided about them: all of the desk, and those beside one case."""

from collections.abc import Iterator

from service.desk.looking.looking import Look
from service.escalation.calendar import local_day
from service.escalation.case import Case, State
from service.escalation.clocks import long_day
from service.seam.desk_acts import Perhaps
from service.store import people
from service.telling.errand import Errand


def likely(seen: Look) -> list[tuple[str, str]]:
    """The pairs of cases that are not over and are about the same child, of which nobody has decided yet."""
    known = {id: errand.case for id, errand in seen.each()}
    pairs = people.about_the_same(seen.session, seen.partnership)
    found = [(known[one], known[other]) for one, other in pairs if one in known and other in known]
    return [(one.reference, other.reference) for one, other in found if not _decided(one, other)]


def matches(seen: Look, errand: Errand) -> Iterator[Perhaps]:
    """The cases that this one may be, the oldest first: none that whoever looks may not see."""
    pairs = people.about_the_same(seen.session, seen.partnership)
    for id in [one for pair in pairs if errand.case_id in pair for one in pair if one != errand.case_id]:
        other = seen.of_id(id)
        if other and not _decided(errand.case, other.case):
            yield Perhaps(other.case.reference, _speaks_for_it(seen, errand.case, other.case))


def _decided(one: Case, other: Case) -> bool:
    of_one, of_other = one.beside, other.beside
    return other.reference in (*of_one.linked, *of_one.apart) or one.reference in (*of_other.linked, *of_other.apart)


def _speaks_for_it(seen: Look, here: Case, there: Case) -> str:
    """When it was raised, and by whom; and that it has ended, where it has."""
    day = local_day(there.moments["receipt"])
    when = "today" if day == local_day(seen.at) else f"on {long_day(day)}"
    own, its = here.originating, there.originating
    whom = "the same agency" if (own.id, own.name) == (its.id, its.name) else its.name
    ended = "" if there.is_open else f". It {'is resolved' if there.state is State.RESOLVED else 'has ended'} already"
    return f"raised {when} by {whom} about the same child{ended}"
