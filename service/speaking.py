"""For whom a person speaks in a case: for which agency, and in which capacity."""

from service.errand import Errand
from service.escalation.actors import Actor, Capacity
from service.escalation.case import ORIGINATING
from service.escalation.parties import Party
from service.recipients import acts_for, holders_of


def actor_of(errand: Errand, holder: str, stage: str = "") -> Actor:
    """For which agency, and in which capacity, a holder speaks in this case about that stage.

    Who is named for a case decides though their agency is party to it: a coordinator gave the reason (decision 28).
    """
    from_case = next((one for one in errand.people if f"person:{one.id}" == holder), None)
    if from_case:
        originator = from_case.slot == ORIGINATING
        return Actor(Capacity.ORIGINATOR if originator else Capacity.OFFICER, from_case.slot, holder)
    id = holder.partition(":")[2]
    officer = next((officer for officer in errand.directory.officers if officer.id == id), None)
    agency = next((one for one in errand.case.agencies if officer and one.id and one.id == officer.agency_id), None)
    if _is_authority(errand, holder, stage) and (agency is None or holder in errand.case.named.values()):
        return Actor(Capacity.AUTHORITY, "", holder)
    return Actor(Capacity.OFFICER, agency.slot if agency else acts_for(errand, holder), holder)


def _is_authority(errand: Errand, holder: str, stage: str) -> bool:
    """Whether they hold the authority's role of that stage, while it is open: by their post, or named for this case."""
    role = errand.case.procedure.stage(stage).authority if errand.case.is_at(stage) else ""
    found = holders_of(errand, Party("", role), ()) if role else ()
    return holder in (one.id for each in found for one in each.holders)
