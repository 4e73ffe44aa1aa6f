"""What is not understood, or not proven, is kept for a person: coordinators are told, the clocks run on."""

from service.escalation.calendar import local_day
from service.intake.inbound import Inbound
from service.mail.authority import authentication
from service.mail.replies.risk import is_stated
from service.notices import notice
from service.occasion import Occasion


def hold(inbound: Inbound, reason: str, answer: bool = True, questions: list[str] | None = None) -> None:
    """Kept for a person: the coordinators are told, and the sender gets one fixed answer a day (decision 23)."""
    service, mail = inbound.service, inbound.mail
    risk = is_stated(mail.text) if mail.text else False
    with service.sessions.begin() as session:
        if not inbound.end(session, "held", f"{reason}{' It may speak of a risk.' if risk else ''}"):
            return
        told = {"check_reason": reason, "held_count": 1, "risk": risk}
        occasion = Occasion(service, session, inbound.partnership, inbound.at)
        for address in occasion.coordinators:
            notice(occasion, "held", address, f"{inbound.kept.id}:{inbound.kept.claim_no}:{address}", told)
        if answer and _may_be_answered(inbound):
            _answer(inbound, occasion, questions)
    service.bell.ring()


def _may_be_answered(inbound: Inbound) -> bool:
    """Never a failed proof, never an unclear sender, never ourselves."""
    mail, service = inbound.mail, inbound.service
    own = {box.address.lower() for box in service.config.mailboxes}
    return mail.sender is not None and mail.sender not in own and authentication(mail, service.receiving_host) != "fail"


def _answer(inbound: Inbound, occasion: Occasion, questions: list[str] | None) -> None:
    sender = inbound.mail.sender
    assert sender is not None
    proven = authentication(inbound.mail, inbound.service.receiving_host) == "pass"
    kind = "form_unreadable" if questions and proven else "held_sender"
    digest = inbound.service.vault.digest("email", sender.encode())
    key = f"{inbound.kept.id}" if kind == "form_unreadable" else f"{digest}:{local_day(inbound.at)}"
    values = {"questions": questions or []} if kind == "form_unreadable" else {}
    notice(occasion, kind, sender, key, values)
