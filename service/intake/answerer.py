"""Whose answer a mail is: the person that a mail of ours was written to, and what they are in its case.

A token in the address finds person, case and stage; or our own signed Message-ID, the last in the thread (decision 24).
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from service.errand import Errand
from service.escalation.case import ORIGINATING
from service.escalation.events import Actor, Capacity
from service.escalation.parties import Party
from service.intake.inbound import Inbound
from service.mail.address import is_ours, tag_of
from service.recipients import acts_for, holders_of
from service.store import outbox, tokens


@dataclass(frozen=True)
class Answerer:
    """The person that a mail of ours was written to: the case and stage it spoke of, and how that was found."""

    case_id: str
    stage: str
    holder: str
    found_by: str


def find_answerer(inbound: Inbound, session: Session) -> Answerer | None:
    mail, service = inbound.mail, inbound.service
    for box in service.config.mailboxes:
        tag = tag_of(mail.recipients, box.address)
        grant = tokens.look_up(session, tag, service.clock.real()) if tag else None
        if grant:
            return Answerer(grant.case_id, grant.stage, grant.recipient, "token")
    for id in (*mail.in_reply_to, *reversed(mail.references)):  # the thread runs from the first mail to the last
        sent = outbox.by_message_id(session, id.lower()) if is_ours(service.vault.keys.message_id, id) else None
        if sent and sent.case_id:
            return Answerer(sent.case_id, sent.stage, sent.recipient, "message-id")
    return None


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
