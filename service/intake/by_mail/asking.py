"""The answer to a mail that asked for answers by number: they are put to the form that lacked them."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from forms import Choices
from forms.as_text import numbered
from service.bootstrap import stored_procedure
from service.carry_out import carry_out
from service.errors import NotNow
from service.escalation.effects import Mail, person
from service.escalation.events import RiskStated
from service.handle import Source, apply
from service.intake.by_mail import case_forms, form_mails, home_area
from service.intake.by_mail.answerer import Answerer, find_answerer
from service.intake.by_mail.inbound import Inbound
from service.intake.by_mail.mailed_form import MailedForm
from service.intake.raising import notifications
from service.intake.raising.choices import offered
from service.mail.address import is_ours
from service.mail.replies.quoted import Written
from service.mail.replies.reply import understand
from service.store import cases, filed, held, outbox, submissions
from service.store.inbox import Ending
from service.store.submissions import Submission
from service.telling.errand import Errand
from service.telling.occasion import Occasion
from service.telling.recipients import by_id
from service.telling.speaking import actor_of

HELD = "form_unreadable"


def answered(inbound: Inbound) -> bool:
    """Take the numbered answers of a reply to what we asked; False, and nothing done, where it gives none of them."""
    if inbound.proof == "fail" or inbound.mail.sender is None:
        return False
    choices = offered(inbound.service, inbound.partnership)
    return _of_a_case(inbound, choices) or _of_a_held_mail(inbound)


Offered = Mapping[str, Choices]  # by the key of the form


def _with_more(inbound: Inbound, waiting: Submission, choices: Offered) -> MailedForm | None:
    """The form with what this mail answers of it; None where it answers nothing that was asked for."""
    form = MailedForm.kept(waiting, choices[waiting.form])
    more = numbered(Written(inbound.mail.text).said, form.asking, waiting.asked)
    return form.with_more(more) if more else None


# Of a case


def _of_a_case(inbound: Inbound, choices: Offered) -> bool:
    with inbound.service.sessions.begin() as session:
        answerer = find_answerer(inbound, session)
        if answerer is None:
            return False
        case = cases.load(session, answerer.case_id, stored_procedure)
        errand = Errand(inbound.service, session, answerer.case_id, case, inbound.at, answerer.holder)
        waiting = _waiting(errand, answerer, inbound.mail.sender or "")
        form = _with_more(inbound, waiting, choices) if waiting else None
        done = form is not None and _take(inbound, errand, answerer, form)
    if done:
        inbound.service.bell.ring()
    return done


def _take(inbound: Inbound, errand: Errand, answerer: Answerer, form: MailedForm) -> bool:
    if form.form != "notification":
        done = case_forms.keep_with(errand, inbound, form)
    else:
        done = _complete(inbound, errand, answerer, form)
    if done and understand(inbound.mail).risk:
        _alert(inbound, errand)
    return done


def _alert(inbound: Inbound, errand: Errand) -> None:
    """A risk that is stated beside the answers is alerted at once, whoever wrote (decision 20)."""
    event = RiskStated(errand.at, actor_of(errand, errand.actor), provisional=inbound.proof != "pass")
    source = Source(f"mail {inbound.kept.id}", errand.actor, lambda session, case_id: True)
    apply(errand.service, errand.session, event, errand.case_id, source)


def _waiting(errand: Errand, answerer: Answerer, sender: str) -> Submission | None:
    """The last form of the case that this very person filled in, if something of it is asked for."""
    own = {holder.email.casefold() for holder in by_id(errand, answerer.holder).holders}
    kept = [one for one in submissions.of_case(errand.session, errand.service.vault, errand.case_id) if one.came]
    last = {one.form: one for one in kept if sender in own}
    return next((one for one in reversed(last.values()) if one.asked), None)


def _complete(inbound: Inbound, errand: Errand, answerer: Answerer, form: MailedForm) -> bool:
    """The case stands as if the whole form had come at once; what is still missing is asked for again."""
    session, service = errand.session, errand.service
    occasion = Occasion(service, session, errand.case.partnership, errand.at)
    by = actor_of(errand, answerer.holder)
    reason = f"Answers to what was asked for. {form.count}"
    try:
        with session.begin_nested():
            handled = notifications.complete(
                occasion, errand.case_id, form.answers, form_mails.sender_of(inbound, form), by,
                lambda s, case_id: inbound.end(s, "note_added", reason, case_id),
            )  # fmt: skip
            form.keep(occasion, f"mail-{inbound.kept.id}", errand.case_id)
    except NotNow:
        return False
    if handled:
        receipt = Mail("form_received", person(answerer.holder), values=form_mails.receipt(form))
        carry_out(replace(errand, case=handled.case), receipt)
    return True


# Of a mail that is held


def _of_a_held_mail(inbound: Inbound) -> bool:
    """Too little was known for a case. Whoever sent that form, and nobody else, may add to it."""
    with inbound.service.sessions.begin() as session:
        id = _asked_about(inbound, session)
        waiting = submissions.find(session, inbound.service.vault, f"mail-{id}") if id else None
    if waiting is None or waiting.state != "held":
        return False
    form = _with_more(inbound, waiting, offered(inbound.service, waiting.partnership))
    if form is None or form.sender != inbound.mail.sender:
        return False
    form = home_area.moved_home(inbound.service, form)
    with inbound.service.sessions.begin() as session:
        case_id = form_mails.take(session, inbound, form)
        if case_id:
            ending = Ending("note_added", "A later mail completed it.", case_id)
            filed.decide(session, inbound.service.vault, id, ending)
            held.end(session, id)
    if not case_id:
        form_mails.not_taken(inbound, form)
    return True


def _asked_about(inbound: Inbound, session: Session) -> str:
    """The held mail that our mail spoke of which this one answers."""
    key = inbound.service.vault.keys.message_id
    for id in (*inbound.mail.in_reply_to, *reversed(inbound.mail.references)):
        about = outbox.about(session, id.lower(), HELD) if is_ours(key, id) else ""
        if about:
            return about
    return ""
