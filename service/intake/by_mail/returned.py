"""Mail of ours that came back, and people who are away: recorded, never answered, and the deputy is asked.

What only reads like that, and nothing proves, may be a person's: it is held for a person.

An address that is none is known the next time, too: whoever stands in is written to at once. A full mailbox, or a
server that is down, leaves the address as it is.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from service.bootstrap import Service, stored_procedure
from service.escalation.actors import SERVICE
from service.escalation.calendar import local_day
from service.escalation.events import Unavailable
from service.handle import Source, apply
from service.intake.by_mail.answerer import find_answerer
from service.intake.by_mail.holding import hold
from service.intake.by_mail.inbound import Inbound
from service.intake.directories import SUGGESTED
from service.mail.kinds import bounce, proof
from service.mail.kinds.absence import Absence, absence
from service.mail.kinds.automatic import is_an_absence, is_proven, may_bring_a_form, takes_no_answer
from service.mail.kinds.bounce import Report, Tries
from service.mail.reading.message import InboundMail
from service.mail.sending.templates import long_date
from service.store import addresses, audit, cases, held, outbox
from service.store.letters import Sent
from service.store.people import address_digest
from service.telling.errand import Errand
from service.telling.recipients import as_roles, by_id
from service.telling.speaking import actor_of

RECORDED, AWAY = "bounce_recorded", "auto_recorded"
NO_REPORT = "It reads like a report that a mail did not arrive, but a person may have written it."
NO_MACHINE = "It reads like an automatic answer, but a person may have written it."
MAY_BRING_A_FORM = "A program sent it of its own accord: a person may have written it in a web form."
SAYS = {
    "dead": "There is no such address, or it takes no mail from us.",
    "refused": "It was refused. The address itself may be good.",
    "full": "The mailbox is full, or could not be reached. The address itself may be good.",
}
ON_THE_PAGE = "At your desk: Directory, then Away and deputies. These days\nare suggested there."
REMEDY = {
    "dead": "Ring them, and put their address right in the directory.",
    "refused": "Ring them. Ask whoever runs their mail why it refuses ours.",
    "full": "Ring them. Ask them to make room in their mailbox.",
}


def bounced(inbound: Inbound) -> None:
    """A report counts only where it names a mail that we sent: anyone could write one. What is late may yet come."""
    service, report, doubt = inbound.service, bounce.report(inbound.mail), doubted_report(inbound)
    if doubt:
        _hold(inbound, doubt)
        return
    with service.sessions.begin() as session:
        sent = _sent(inbound, session)
        if sent is None or report is None:
            inbound.end(session, RECORDED, "A delivery report that names no mail of ours.")
        elif report.tries is Tries.DELAY:
            inbound.end(session, RECORDED, "A mail of ours is late, and is still tried.", sent.case_id)
        else:
            _came_back(inbound, session, sent, report)
    service.bell.ring()


def doubted_report(inbound: Inbound) -> str:
    """Why a person must look at what reads like a report; empty where a mail system wrote it. Whoever looks after mail
    by hand writes as `postmaster`, too: that is enough only where a mail of ours is named."""
    mail, service = inbound.mail, inbound.service
    if not bounce.is_proven(mail):
        return NO_REPORT
    with service.sessions.begin() as session:
        return "" if proof.of_a_machine(mail) or _sent(inbound, session) else NO_REPORT


def _sent(inbound: Inbound, session: Session) -> Sent | None:
    """The mail of ours that the report names: the first that is of a case, else the first."""
    ids = bounce.returned_ids(inbound.mail, inbound.service.vault.keys.message_id)
    sent = [found for id in ids if (found := outbox.by_message_id(session, id.lower()))]
    return next((one for one in sent if one.case_id), next(iter(sent), None))


def _hold(inbound: Inbound, doubt: str) -> None:
    """It is answered as what else is held, for a person may wait; but not where an answer would reach nobody."""
    hold(inbound, doubt, answer=not takes_no_answer(inbound.mail))


def _came_back(inbound: Inbound, session: Session, sent: Sent, report: Report) -> None:
    why = "dead" if report.dead else "full" if report.tries is Tries.SOFT else "refused"
    outbox.mark_bounced(session, sent.id, inbound.service.clock.real(), SAYS[why])
    if report.dead:
        _note_the_dead(inbound, session, sent, report)
    if sent.case_id is None:
        inbound.end(session, RECORDED, f"A mail of ours that is of no case came back. {SAYS[why]}")
    else:
        _unavailable(inbound, session, sent, Absent("returned", SAYS[why], REMEDY[why]))


def _note_the_dead(inbound: Inbound, session: Session, sent: Sent, report: Report) -> None:
    """The address that the mail was written to, if that is the one which failed; a report names any it likes."""
    vault, at = inbound.service.vault, inbound.at
    for address in report.addresses:
        digest = address_digest(vault, address)
        if outbox.went_to(session, sent.id, digest) and addresses.dies(session, digest, SAYS["dead"], at):
            held.tell_again(session, inbound.partnership)  # it may have been a coordinator's


def automatic(inbound: Inbound) -> None:
    """An automatic answer is recorded; where it says that the reader is away, the deputy is asked."""
    service, doubt = inbound.service, doubted_answer(inbound)
    if doubt:
        _hold(inbound, doubt)
        return
    with service.sessions.begin() as session:
        answerer = find_answerer(inbound, session)
        if answerer is None:
            inbound.end(session, AWAY, "A machine's mail that answers none of ours.")
            return
        sent = Sent("", answerer.case_id, answerer.holder, answerer.stage, "", "")
        absent = _absent(inbound)
        _unavailable(inbound, session, sent, absent)
        _suggest(inbound, session, sent, absent)
    service.bell.ring()


def doubted_answer(inbound: Inbound) -> str:
    """Why a person must look at what reads like a machine's mail; empty where its headers prove that nobody wrote it,
    or where it says in answer to us that somebody is away: that is told to the coordinator."""
    mail = inbound.mail
    with inbound.service.sessions.begin() as session:
        answers_us = find_answerer(inbound, session) is not None
    if is_proven(mail):
        return MAY_BRING_A_FORM if may_bring_a_form(mail) and not answers_us else ""
    return "" if answers_us and (is_an_absence(mail) or _days_of(mail).last) else NO_MACHINE


@dataclass(frozen=True)
class Absent:
    """Why somebody cannot be asked now: "returned" or "away"; what is known of it, and what puts it right."""

    why: str
    says: str = ""
    remedy: str = ""
    first: date | None = None
    last: date | None = None


def _absent(inbound: Inbound) -> Absent:
    """With the days that the notice names, and where they are noted in the directory: on its page, or by a command."""
    mail = inbound.mail
    found = _days_of(mail)
    if found.last is None:
        return Absent("away", "Their notice does not say for how long.")
    since = f" --from {found.first}" if found.first else ""
    command = f"parley directory away {mail.sender or 'ADDRESS'}\n {since} --until {found.last} --as NAME"
    remedy = f"{ON_THE_PAGE}\nAt the command line: {command}"
    return Absent("away", _days(found), remedy, found.first, found.last)


def _days_of(mail: InboundMail) -> Absence:
    return absence(mail.subject, mail.text, local_day(mail.date) if mail.date else None)


def _days(found: Absence) -> str:
    assert found.last is not None
    since = f"from {long_date(found.first)} " if found.first else ""
    return f"Their notice says: away {since}until {long_date(found.last)}."


def _unavailable(inbound: Inbound, session: Session, sent: Sent, absent: Absent) -> None:
    disposition, reason = ENDS[absent.why]

    def take(session: Session, case_id: str) -> bool:
        return inbound.end(session, disposition, f"{reason} {absent.says}".strip(), case_id)

    source = Source(f"mail {inbound.kept.id}", "the mail room", take)
    event = unavailable(inbound.service, session, sent, absent, inbound.at)
    apply(inbound.service, session, event, sent.case_id or "", source)


def _suggest(inbound: Inbound, session: Session, sent: Sent, absent: Absent) -> None:
    """To whoever keeps the directory, where the notice of one of its officers names a last day."""
    if absent.last and sent.recipient.startswith("officer:"):
        assert sent.case_id is not None
        key = cases.load(session, sent.case_id, stored_procedure).partnership
        first = absent.first or local_day(inbound.at)
        audit.record(
            session, inbound.service.vault, f"partnership:{key}", at=inbound.at, actor="the mail room",
            action=SUGGESTED, object_id=sent.recipient,
            detail={"first": first.isoformat(), "last": absent.last.isoformat()},
        )  # fmt: skip


def unavailable(service: Service, session: Session, sent: Sent, absent: Absent, at: datetime) -> Unavailable:
    """The event that whoever a mail was written to cannot be asked now."""
    assert sent.case_id is not None
    case = cases.load(session, sent.case_id, stored_procedure)
    errand = Errand(service, session, sent.case_id, case, at)
    found = by_id(errand, sent.recipient)
    whom = [*as_roles((found,)), *(holder.email for holder in found.holders)]
    slot = actor_of(errand, sent.recipient).slot
    return Unavailable(
        at, SERVICE, sent.recipient, slot, sent.stage, absent.why, "\n".join(whom), absent.says, absent.remedy
    )


ENDS = {
    "returned": (RECORDED, "A mail of ours came back."),
    "away": (AWAY, "An automatic answer: the reader is away."),
}
