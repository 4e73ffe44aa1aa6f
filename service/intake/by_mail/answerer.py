"""Whose answer a mail is: the person that a mail of ours was written to, and what they are in its case.

A token in the address finds person, case and stage; or our own signed Message-ID, the last in the thread (decision 24).
"""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from service.bootstrap import stored_procedure
from service.intake.by_mail.inbound import Inbound
from service.mail.address import is_ours, tag_of
from service.store import cases, outbox, tokens
from service.store.letters import Sent


@dataclass(frozen=True)
class Answerer:
    """The person that a mail of ours was written to: the case and stage it spoke of, how that was found, and, where the
    thread tells, which kind of mail is answered."""

    case_id: str
    stage: str
    holder: str
    found_by: str
    answers: str = ""


def find_answerer(inbound: Inbound, session: Session) -> Answerer | None:
    """Whose answer it is; of a case that was merged, in the case that goes on."""
    found = _find(inbound, session)
    case_id = cases.goes_on_as(session, found.case_id) if found else ""
    if found is None or case_id == found.case_id:
        return found
    case = cases.load(session, case_id, stored_procedure)
    return replace(found, case_id=case_id, stage=found.stage if case.is_at(found.stage) else "")


def _find(inbound: Inbound, session: Session) -> Answerer | None:
    mail, service = inbound.mail, inbound.service
    sent = mail_answered(inbound, session)
    for box in service.config.mailboxes:
        tag = tag_of(mail.recipients, box.address)
        grant = tokens.look_up(session, tag, service.clock.real()) if tag else None
        if grant:
            is_theirs = sent is not None and (sent.case_id, sent.recipient) == (grant.case_id, grant.recipient)
            kind = sent.kind if sent and is_theirs else ""
            return Answerer(grant.case_id, grant.stage, grant.recipient, "token", kind)
    if sent and sent.case_id:
        return Answerer(sent.case_id, sent.stage, sent.recipient, "message-id", sent.kind)
    return None


def mail_answered(inbound: Inbound, session: Session) -> Sent | None:
    """The mail of ours that this one answers, by our own signed Message-ID; the last of its thread."""
    mail, key = inbound.mail, inbound.service.vault.keys.message_id
    for id in (*mail.in_reply_to, *reversed(mail.references)):  # the thread runs from the first mail to the last
        sent = outbox.by_message_id(session, id.lower()) if is_ours(key, id) else None
        if sent:
            return sent
    return None
