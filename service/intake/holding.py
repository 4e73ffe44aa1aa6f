"""What is not understood, or not proven, is kept for a person: coordinators are told, the clocks run on."""

from collections.abc import Mapping
from typing import Any

from service.escalation.calendar import local_day
from service.intake.inbound import Inbound
from service.mail.replies.risk import is_stated
from service.notices import notice
from service.occasion import Occasion

Letter = tuple[str, Mapping[str, Any]]  # the kind of a mail, and its values


def hold(inbound: Inbound, reason: str, answer: bool = True, letter: Letter | None = None) -> None:
    """Kept for a person: the coordinators are told, and the sender gets one fixed answer a day (decision 23).

    Whoever is proven gets `letter` in its place: what is asked for, or why a file could not be opened.
    """
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
            _answer(inbound, occasion, letter)
    service.bell.ring()


def _may_be_answered(inbound: Inbound) -> bool:
    """Never a failed proof, never an unclear sender, never ourselves."""
    mail, service = inbound.mail, inbound.service
    own = {box.address.lower() for box in service.config.mailboxes}
    return mail.sender is not None and mail.sender not in own and inbound.proof != "fail"


def _answer(inbound: Inbound, occasion: Occasion, letter: Letter | None) -> None:
    sender = inbound.mail.sender
    assert sender is not None
    if letter and inbound.proof == "pass":
        kind, values = letter
        return notice(occasion, kind, sender, inbound.kept.id, values)
    digest = inbound.service.vault.digest("email", sender.encode())
    return notice(occasion, "held_sender", sender, f"{digest}:{local_day(inbound.at)}", {})
