"""Mail of ours that came back, and people who are away: recorded, never answered, and the deputy is asked."""

from sqlalchemy.orm import Session

from service.bootstrap import stored_procedure
from service.errand import Errand
from service.escalation.events import SERVICE, Unavailable
from service.handle import Source, apply
from service.intake.answerer import find_answerer
from service.intake.inbound import Inbound
from service.mail.kinds.bounce import failed_addresses, returned_ids
from service.speaking import actor_of
from service.store import cases, outbox
from service.store.letters import Sent


def bounced(inbound: Inbound) -> None:
    """A report counts only where it names a mail that we sent; anyone could write one."""
    service = inbound.service
    failed = failed_addresses(inbound.mail)
    with service.sessions.begin() as session:
        ids = returned_ids(inbound.mail, service.vault.keys.message_id)
        sent = [found for id in ids if (found := outbox.by_message_id(session, id.lower()))]
        known = next((one for one in sent if failed and one.case_id), None)
        if known is None:
            inbound.end(session, "bounce_recorded", "A delivery report that names no mail of ours.")
            return
        outbox.mark_bounced(session, known.id, service.clock.real())
        _unavailable(inbound, session, known, "returned", "bounce_recorded", "A mail of ours came back.")
    service.bell.ring()


def automatic(inbound: Inbound) -> None:
    """An automatic answer is recorded; where it says that the reader is away, the deputy is asked."""
    service = inbound.service
    with service.sessions.begin() as session:
        answerer = find_answerer(inbound, session)
        if answerer is None:
            inbound.end(session, "auto_recorded", "A machine's mail that answers none of ours.")
            return
        sent = Sent("", answerer.case_id, answerer.holder, answerer.stage, "", "")
        _unavailable(inbound, session, sent, "away", "auto_recorded", "An automatic answer: the reader is away.")
    service.bell.ring()


def _unavailable(inbound: Inbound, session: Session, sent: Sent, why: str, disposition: str, reason: str) -> None:
    assert sent.case_id is not None
    case = cases.load(session, sent.case_id, stored_procedure)
    actor = actor_of(Errand(inbound.service, session, sent.case_id, case, inbound.at), sent.recipient)
    event = Unavailable(inbound.at, SERVICE, sent.recipient, actor.slot, sent.stage, why)

    def take(session: Session, case_id: str) -> bool:
        return inbound.end(session, disposition, reason, case_id)

    apply(inbound.service, session, event, sent.case_id, Source(f"mail {inbound.kept.id}", "the mail room", take))
