"""For whom a person speaks in a case: for which agency, and in which capacity."""

from service.escalation.actors import Actor, Capacity
from service.escalation.case import ORIGINATING
from service.escalation.parties import Party
from service.escalation.tasks import people
from service.telling.errand import Errand
from service.telling.recipients import acts_for, has_a_part, holders_of, is_one_of


def actor_of(errand: Errand, holder: str, stage: str = "") -> Actor:
    """For which agency, and in which capacity, a holder speaks in this case about that stage.

    Who is named for a case decides though their agency is party to it: a coordinator gave the reason (decision 28).
    Between two colleagues whoever has no part in it speaks for nobody.
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
    slot = agency.slot if agency else acts_for(errand, holder)
    return Actor(Capacity.OFFICER, slot if has_a_part(errand, holder) else "", holder)


def may_speak_of_the_stage(errand: Errand, by: Actor, mail_of: str) -> bool:
    """Whether their words about the open stage count, in answer to a mail that was about `mail_of`.

    A mail about that very stage asked them. One about the whole case, such as a receipt, asked nobody about a stage:
    then it is for the stage's people and its authority alone (decision 20: of this person, case and stage).
    """
    stage = errand.case.spoken_of(mail_of)
    if stage == mail_of or not errand.case.is_at(stage) or by.capacity is Capacity.AUTHORITY:
        return True
    return is_one_of(errand, by.holder, people(errand.case.procedure.stage(stage), by.slot), (by.slot,))


def _is_authority(errand: Errand, holder: str, stage: str) -> bool:
    """Whether they hold the authority's role of that stage, while it is open: by their post, or named for this case."""
    role = errand.case.procedure.stage(stage).authority if errand.case.is_at(stage) else ""
    found = holders_of(errand, Party("", role), ()) if role else ()
    return holder in (one.id for each in found for one in each.holders)
