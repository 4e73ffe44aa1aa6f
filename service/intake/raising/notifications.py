"""A filled notification, from the web or from a mail, opens a case and is routed, or is checked first.

Raising a concern needs no proof; what is sent to another agency does (decision 20): the sender's
address is at the domain of the agency that they name.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from forms.answers import Answers
from forms.reference import check_symbol
from service.carry_out import carry_out
from service.escalation.actors import Actor
from service.escalation.calendar import at_opening, moment
from service.escalation.checking import ANOTHER_ADDRESS, NOT_THEIR_ADDRESS, may_be_proved
from service.escalation.effects import ORIGINATOR as THE_ORIGINATOR
from service.escalation.effects import Effect, Mail
from service.escalation.events import Completed, Notified
from service.escalation.facts import Answer
from service.escalation.procedure import Procedure
from service.escalation.routing import Asking, ladder
from service.handle import Beside, Handled, Source, Take, apply, open_within
from service.intake.raising import concerned
from service.mail.address import domain_of
from service.store import cases, submissions
from service.telling.errand import Errand
from service.telling.occasion import Occasion

Telling = Callable[[Effect], Effect]
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
NO_ADDRESS = "It gives no address of whoever raises it, so nobody has proved that they are of that agency."
NO_COLLEAGUE = "It is inside one agency, and names no colleague at an address of that agency."
TOO_MANY = "More forms than usual came within the hour."
AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Sender:
    """Where the notification came from: `brought_by` names the form or the mail, `mail_from` is the exact From of a
    mail, empty for the web. `missing` says what is asked for first, in a sentence; `came` how it came, for its record.
    Where a coordinator took it down for somebody, `taken_down_by` is their id, `received` when it reached us.
    """

    brought_by: str
    mail_from: str = ""
    missing: str = ""
    came: Mapping[str, str] = field(default_factory=dict)
    taken_down_by: str = ""
    received: datetime | None = None


def open_from(
    occasion: Occasion, answers: Answers, sender: Sender, take: Take, told: Telling = lambda effect: effect
) -> Handled | None:
    """Open the case that these answers notify, within the caller's transaction. None: taken before."""
    actor = sender.taken_down_by or "originator"
    source = Source(sender.brought_by, actor, take, _beside(occasion, answers, sender), told)
    reference = free_reference(occasion.session, concerned.procedure(occasion, answers).prefix)
    event = _event(occasion, answers, sender, reference)
    return _asked_for_proof(occasion, open_within(occasion.service, occasion.session, event, source))


def complete(
    occasion: Occasion, case_id: str, answers: Answers, sender: Sender, by: Actor, take: Take
) -> Handled | None:
    """What was missing of a notification has come. Raises NotNow where its case has gone on since."""
    source = Source(sender.brought_by, by.holder, take, _beside(occasion, answers, sender))
    event = Completed(occasion.at, by, whole=_event(occasion, answers, sender, ""))
    return _asked_for_proof(occasion, apply(occasion.service, occasion.session, event, case_id, source))


def _beside(occasion: Occasion, answers: Answers, sender: Sender) -> Beside:
    return lambda session, case_id: concerned.keep(occasion, case_id, answers, sender.came)


def _asked_for_proof(occasion: Occasion, handled: Handled | None) -> Handled | None:
    if handled and may_be_proved(handled.case):
        errand = Errand(occasion.service, occasion.session, handled.case_id, handled.case, occasion.at)
        carry_out(errand, Mail("prove", THE_ORIGINATOR))
    return handled


def _event(occasion: Occasion, answers: Answers, sender: Sender, reference: str) -> Notified:
    own, received = concerned.originating(occasion, answers), sender.received or occasion.at
    return Notified(
        at=occasion.at,
        reference=reference,
        partnership=occasion.partnership,
        originating=own,
        receiving=concerned.receiving(occasion, answers),
        concern=min(_arose(answers) or received, received),
        stage=answers.get("stage", "").replace("unsure", ""),
        facts=_facts(concerned.procedure(occasion, answers), answers) | _raised_by(occasion, answers),
        risk=answers.get("risk") in ("yes", "unsure"),
        checked=why_checked(occasion, answers, sender),
        subjects=concerned.of_the_core(concerned.subjects(answers)),
        received=sender.received,
    )


def _arose(answers: Answers) -> datetime | None:
    """When the concern arose: the time of that day where it is known, else nine o'clock (decision 9)."""
    if "concern_on" not in answers:
        return None
    day, said = date.fromisoformat(answers["concern_on"]), answers.get("concern_at", "")
    return moment(day, time.fromisoformat(said)) if said else at_opening(day)


def _raised_by(occasion: Occasion, answers: Answers) -> dict[str, Answer]:
    """The roles of the procedure that whoever raises it holds at their own agency, by the directory."""
    own, email = concerned.originating(occasion, answers), answers.get("your_email", "").casefold()
    asking = Asking(occasion.day)
    held = tuple(
        role.key for role in concerned.procedure(occasion, answers).roles.values()
        for one in ladder(occasion.directory, role, own, asking)
        if email and one.email.casefold() == email and not one.deputy
    )  # fmt: skip
    return {"raised_by": tuple(dict.fromkeys(held))} if held else {}


def _facts(procedure: Procedure, answers: Answers) -> dict[str, Answer]:
    facts: dict[str, Answer] = {key: answers[key] for key in ("type", "area") if key in answers}
    for question in procedure.questions:
        said = answers.get(f"further_{question.key}")
        if said is not None:
            facts[question.key] = (said == "yes") if question.kind == "yes or no" else said
    return facts


def why_checked(occasion: Occasion, answers: Answers, sender: Sender) -> str:
    """Why a coordinator looks before anything goes to another agency; empty: nobody needs to."""
    if sender.missing:
        return sender.missing
    if not sender.taken_down_by and _too_many_came(occasion):
        return TOO_MANY
    own = concerned.originating(occasion, answers)
    if not own.id:
        return "The agency that raises it is not in the directory."
    if "your_email" not in answers:
        return NO_ADDRESS
    if domain_of(answers["your_email"]) not in concerned.domains_of(occasion, own):
        return NOT_THEIR_ADDRESS
    if sender.mail_from and sender.mail_from != answers["your_email"].lower():
        return ANOTHER_ADDRESS
    others = concerned.receiving(occasion, answers)
    if concerned.is_between_two(occasion, answers):
        return "" if others else NO_COLLEAGUE
    if not others and not concerned.is_inside(occasion, answers):
        return "It names no other agency."
    unlisted = [agency.name for agency in others if not agency.id]
    return "The other agency is not in the directory." if unlisted else ""


def _too_many_came(occasion: Occasion) -> bool:
    """Whether somebody may be pouring in forms (T58): none is refused, and none sets off mail to strangers."""
    came = submissions.received_since(occasion.session, occasion.partnership, occasion.at - AN_HOUR)
    return came > occasion.service.config.forms_an_hour


def free_reference(session: Session, prefix: str) -> str:
    """A reference that nobody has: seven random symbols, and a check that is a letter or a digit (decision 27)."""
    while True:
        symbols = "".join(secrets.choice(CROCKFORD) for _ in range(7))
        reference = f"{prefix}-{symbols[:4]}-{symbols[4:]}{check_symbol(symbols)}"
        if reference[-1].isalnum() and cases.reference_is_free(session, reference):
            return reference
