"""What is not understood, or not proven, is kept for a person: coordinators are told, the clocks run on.

The sender gets one fixed answer a day, the same whether we know them or not (reliability-security.md, T24), and never
a word of any case. Whose name was used in a mail that failed its proof is told so, at the address in the directory
(T01). `watching` sees to it that somebody looks.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from service.escalation.calendar import local_day
from service.intake.by_clock import watching
from service.intake.by_mail.inbound import Inbound
from service.intake.by_mail.suggesting import suggestions
from service.mail.kinds.sift import Known, answers_us
from service.mail.replies.risk import is_stated
from service.store import held
from service.telling.notices import notice
from service.telling.occasion import Occasion

Letter = tuple[str, Mapping[str, Any]]  # the kind of a mail, and its values


def hold(
    inbound: Inbound, reason: str, answer: bool = True, letter: Letter | None = None, risk: bool = False
) -> None:
    """Kept for a person: the coordinators are told, and the sender gets one fixed answer a day (decision 23).

    Whoever is proven gets `letter` in its place: what is asked for, or why a file could not be opened. `risk`: one is
    stated in a file.
    """
    service = inbound.service
    with service.sessions.begin() as session:
        if not keep(inbound, session, reason, risk=risk):
            return
        occasion = Occasion(service, session, inbound.partnership, inbound.at)
        if answer and letter and inbound.proof == "pass" and may_be_answered(inbound):
            kind, values = letter
            notice(occasion, kind, inbound.mail.sender or "", inbound.kept.id, values)
        elif answer:
            answer_as_unknown(inbound, occasion)
        if inbound.proof == "fail":
            _warn_whoever_is_named(inbound, occasion)
    service.bell.ring()


def keep(
    inbound: Inbound, session: Session, reason: str, case_id: str | None = None, risk: bool = False
) -> bool:
    """End it as held, with the cases that it may belong to, and tell the coordinators; False when it has its end."""
    risk = risk or speaks_of_risk(inbound)
    if not inbound.end(session, "held", f"{reason}{' It may speak of a risk.' if risk else ''}", case_id):
        return False
    occasion = Occasion(inbound.service, session, inbound.partnership, inbound.at)
    held.begin(session, watching.begun(occasion, inbound.kept.id, risk or _may_be_a_new_concern(inbound)))
    held.suggest(session, inbound.kept.id, suggestions(inbound, occasion))
    watching.tell(occasion, reason, inbound.kept.id, risk)
    return True


def speaks_of_risk(inbound: Inbound) -> bool:
    mail = inbound.mail
    return any(is_stated(words) for words in (mail.subject, mail.text) if words)


def _may_be_a_new_concern(inbound: Inbound) -> bool:
    """Somebody writes of their own accord, and not with somebody else's address (decision 18)."""
    return inbound.proof != "fail" and not answers_us(inbound.mail, _us(inbound))


def _us(inbound: Inbound) -> Known:
    service = inbound.service
    return Known(service.vault.keys.message_id, frozenset(box.address.lower() for box in service.config.mailboxes))


def may_be_answered(inbound: Inbound) -> bool:
    """Never a failed proof, never an unclear sender, never ourselves."""
    mail = inbound.mail
    return mail.sender is not None and mail.sender not in _us(inbound).own_addresses and inbound.proof != "fail"


def answer_as_unknown(inbound: Inbound, occasion: Occasion) -> None:
    """The one fixed answer a day, if any may be given: it says nothing of a case, nor whether we know them."""
    if may_be_answered(inbound):
        told = {"ask": watching.promised(occasion), "nobody_reads": not occasion.is_read_now}
        notice(occasion, "held_sender", inbound.mail.sender or "", _once_a_day(inbound), told)


def _warn_whoever_is_named(inbound: Inbound, occasion: Occasion) -> None:
    sender = inbound.mail.sender or ""
    if occasion.holders_at(sender):
        notice(occasion, "in_your_name", sender, _once_a_day(inbound), {})


def _once_a_day(inbound: Inbound) -> str:
    return f"{inbound.marks['sender']}:{local_day(inbound.at)}"
