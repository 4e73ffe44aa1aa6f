"""What has not left when something is corrected (C15): it goes to whoever it is for, in the words that stand now.

What is addressed wrongly is held back, whatever it says. It is written anew for the right reader where a mail of its
kind says no more than how the case stands, else a coordinator is told to send it. Nothing is held back for its words.
A worker may have a mail at this moment: if that does not get through, it is not tried again as it was.
"""

from dataclasses import dataclass, field

from service.carry_out import carry_out
from service.escalation.effects import Mail, parties, person
from service.escalation.tasks import people
from service.store import audit, outbox
from service.store.letters import Unsent
from service.store.people import NAMED
from service.store.settling import (
    ADDRESS_WAS_WRONG,
    AGENCY_WAS_WRONG,
    ASKED_FOR_ANEW,
    OF_THE_RIGHT_AGENCY,
    TO_THE_RIGHT_ADDRESS,
    TO_THE_RIGHT_AGENCY,
)
from service.telling.errand import Errand
from service.telling.letter import duty_of
from service.telling.recipients import by_id
from service.telling.rewriting import Slip, mended

PUT_RIGHT, HELD = "put right what had not left", "held back a message"  # as the audit has them
MAY_HAVE_LEFT = "may have left before"
BY_THE_CORRECTION = frozenset({"routed", "routed_own", "act_today", "reminder", "covering"})  # to the right agency
NAMES_AGENCIES = frozenset({"receipt", "routed", "routed_own"})
AS_THE_CASE_STANDS = frozenset(
    ("receipt", "routed", "routed_own", "act_today", "prove", "fresh_link", "agree", "not_agreed", "other_view", "task",
     "feedback", "report_due", "born_late", "date_agreed", "named", "authority", "in_writing", "recommended", "refused",
     "debrief", "withdrawn", "closed", "unsettled", "reopened", "risk_lowered", "correction", "dates_changed")
)  # fmt: skip
OF_WHAT_WAS_SENT = frozenset({"delete_message", "deletion_noted"})  # to whoever had it, right or wrong
CODE, ALERT = "code", "act_today"
FIRST = "r1"  # the agency that somebody named on the form is of


@dataclass(frozen=True)
class Wrong:
    """What was wrong: words, somebody's address, who was told; `agency` where it names another agency than it did."""

    slip: Slip
    address: str = field(repr=False, default="")
    untold: frozenset[str] = frozenset()
    agency: bool = False


def put_right(errand: Errand, wrong: Wrong) -> None:
    """Within the transaction of the correction, once it is saved; audited where there was any."""
    mails = outbox.unsent(errand.session, errand.service.vault, errand.case_id)
    held = {mail.id: why for mail in mails if (why := _why_held(errand, wrong, mail))}
    for mail in mails:
        if mail.id in held:
            _hold(errand, mail, held[mail.id])
    rest = [mail for mail in mails if mail.id not in held]
    reworded = [mail for mail in rest if _reword(errand, wrong, mail)]
    if held or reworded:
        touched = [mail.id for mail in mails if mail.may_have_left and (mail.id in held or mail in reworded)]
        _note(errand, PUT_RIGHT, {
            "written anew": [mail.id for mail in reworded], "held back": [*held], MAY_HAVE_LEFT: touched,
        })  # fmt: skip


def _why_held(errand: Errand, wrong: Wrong, mail: Unsent) -> str:
    """Why it must not leave; empty where it may."""
    if mail.kind in OF_WHAT_WAS_SENT:
        return ""
    again = _can_be_written_again(errand, wrong, mail)
    if mail.recipient in wrong.untold:
        return _of_a_code(mail) or (TO_THE_RIGHT_AGENCY if _is_asked_anew(errand, mail) else AGENCY_WAS_WRONG)
    if wrong.address and _went_to(mail, wrong.address):
        return _of_a_code(mail) or (TO_THE_RIGHT_ADDRESS if again else ADDRESS_WAS_WRONG)
    is_untouched = mail.kind in NAMES_AGENCIES and not mail.tries
    return OF_THE_RIGHT_AGENCY if wrong.agency and is_untouched and again else ""


def _of_a_code(mail: Unsent) -> str:
    return ASKED_FOR_ANEW if mail.kind == CODE else ""


def _is_asked_anew(errand: Errand, mail: Unsent) -> bool:
    """Whether the correction itself writes to the right agency: of what it owes at a stage, and of a risk."""
    duty = errand.case.duty(duty_of(mail))
    return mail.kind in BY_THE_CORRECTION or (duty is not None and duty.is_owed and bool(duty.stage))


def _went_to(mail: Unsent, address: str) -> bool:
    """Whether it is for somebody of the case at that address: an officer's stands in the directory."""
    return mail.recipient.startswith("person:") and mail.rcpt_to.casefold() == address.casefold()


def _can_be_written_again(errand: Errand, wrong: Wrong, mail: Unsent) -> bool:
    """Whether that says the same, to an address that is not the wrong one."""
    addresses = {one.email.casefold() for one in by_id(errand, mail.recipient).holders if one.email}
    return mail.kind in AS_THE_CASE_STANDS and bool(addresses - {wrong.address.casefold()})


def _hold(errand: Errand, mail: Unsent, why: str) -> None:
    outbox.hold_back(errand.session, mail.id, why)
    if why in (TO_THE_RIGHT_ADDRESS, OF_THE_RIGHT_AGENCY):
        carry_out(errand, Mail(mail.kind, person(mail.recipient), stage=mail.stage, duty=duty_of(mail)))
    elif mail.kind == ALERT and why == ADDRESS_WAS_WRONG:
        _alert_whoever_has_their_place(errand, mail)
    _note(errand, HELD, {"why": why}, mail.id)


def _alert_whoever_has_their_place(errand: Errand, mail: Unsent) -> None:
    """Where whoever was named on the form takes no part any more, their post is told; and a coordinator knows."""
    stage = next((one for one in errand.case.procedure.stages if one.key == mail.stage), None)
    named = errand.person(NAMED)
    if stage and named and mail.recipient == f"person:{named.id}":
        carry_out(errand, Mail(ALERT, parties(people(stage, FIRST), (FIRST,)), stage=mail.stage))


def _reword(errand: Errand, wrong: Wrong, mail: Unsent) -> bool:
    mime = mended(errand, mail, wrong.slip)
    if mime is not None:
        outbox.rewrite(errand.session, errand.service.vault, mail, mime)
    return mime is not None


def _note(errand: Errand, action: str, detail: dict[str, object], id: str = "") -> None:
    audit.record(
        errand.session, errand.service.vault, f"case:{errand.case_id}", at=errand.at, actor=errand.actor,
        action=action, object_id=id, detail=detail,
    )  # fmt: skip
