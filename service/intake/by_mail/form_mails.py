"""A form that came by mail, in its text or as a file: it becomes what the page would have made of it.

What is missing or unclear is asked for by number in one mail, and the case exists meanwhile where it is known who
raises it, for which agency, about which child. `asking` takes the answer to that mail.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from sqlalchemy.orm import Session

from forms.choices import EXIT
from forms.documents import Unread, Why
from forms.notification.agencies import agency_words
from service.escalation.effects import Effect, Mail
from service.intake.answering import outcomes
from service.intake.by_mail import case_forms, form_files, home_area, log_answers
from service.intake.by_mail.holding import hold
from service.intake.by_mail.inbound import Inbound
from service.intake.by_mail.mailed_form import TAKEN_BEFORE, MailedForm
from service.intake.by_mail.unread import IN_WORDS
from service.intake.raising import exits, notifications
from service.intake.raising.notifications import Sender
from service.telling.notices import notice
from service.telling.occasion import Occasion

ENOUGH = ("your_name", "your_agency", "child_name", "your_email")  # with these a case can be opened
MISSING = "Answers are missing; its writer has been asked for them."


def receive(inbound: Inbound, case_id: str = "") -> bool:
    """Give a mail that brings a form its end; False, and nothing done, for one that brings none.

    `case_id`: the case that it speaks of by its thread, where it is a reply.
    """
    found = form_files.form_in(inbound) or form_files.in_free_words(inbound)
    if found is None:
        return False
    if inbound.proof == "fail" or inbound.mail.sender is None:
        hold(inbound, "A form whose sender could not be trusted.", answer=False)
    elif isinstance(found, Unread):
        _not_opened(inbound, found.why)
    else:
        _end(inbound, home_area.read_at_home(inbound, found, inbound.mail.sender), case_id)
    return True


def _end(inbound: Inbound, form: MailedForm, case_id: str) -> None:
    with inbound.service.sessions.begin() as session:
        taken = take(session, inbound, form, case_id)
    if taken:
        inbound.service.bell.ring()
    else:
        not_taken(inbound, form)


def take(session: Session, inbound: Inbound, form: MailedForm, case_id: str = "") -> str:
    """Give the mail its end with the case that the form opens or speaks of; the case's id, empty where too little is
    known for either."""
    return TAKES[form.form](session, inbound, form, case_id)


def not_taken(inbound: Inbound, form: MailedForm) -> None:
    """What the form is about has no case: another procedure is for it, or it is held and its answers are asked for."""
    elsewhere = home_area.is_elsewhere(form)
    if elsewhere:
        letter = ("different_procedure", home_area.whom_to_turn_to(elsewhere))
        hold(inbound, home_area.ELSEWHERE, letter=letter, risk=_states_a_risk(form))
    elif _leaves(form):
        _another_procedure(inbound, form)
    elif form.form == "summary_log":
        hold(inbound, "An agency's summary log, from nobody whom the directory lists at that agency.")
    else:
        _hold_for_answers(inbound, form)


def _not_opened(inbound: Inbound, why: Why) -> None:
    """Held whole, and its sender told in plain words, with other ways (E34)."""
    told = {"recorded": IN_WORDS[why]}
    hold(inbound, f"A file could not be opened: {why}.", letter=("file_unreadable", told))


# A notification


def _notification(session: Session, inbound: Inbound, form: MailedForm, case_id: str) -> str:
    """The case of a form with enough of its answers; what is missing is asked for."""
    if _leaves(form) or home_area.is_elsewhere(form) or (form.asked and not form.answers.keys() >= {*ENOUGH}):
        return ""
    occasion = Occasion(inbound.service, session, form.partnership, inbound.at)

    def ended(session: Session, case_id: str) -> bool:
        sent_on = " It is of another area than this mailbox's." if form.partnership != inbound.partnership else ""
        if not inbound.end(session, "case_created", f"A notification by mail.{sent_on} {form.count}", case_id):
            return False
        form.keep(occasion, f"mail-{inbound.kept.id}", case_id)
        return True

    told = partial(_received, form)
    opened = notifications.open_from(occasion, form.answers, sender_of(inbound, form), ended, told)
    return opened.case_id if opened else TAKEN_BEFORE


def _leaves(form: MailedForm) -> bool:
    """Whether it goes another way: by an exit, or inside one agency, where no colleague is named who can be asked."""
    kind = form.answers.get("type", "")
    return kind.startswith(EXIT) or (kind in form.choices.between_two and "their_email" not in form.answers)


def _states_a_risk(form: MailedForm) -> bool:
    return form.answers.get("risk") in ("yes", "unsure", "immediate")


def sender_of(inbound: Inbound, form: MailedForm) -> Sender:
    missing = MISSING if form.asked else ""
    return Sender(f"mail {inbound.kept.id}", inbound.mail.sender or "", missing, form.came)


def _received(form: MailedForm, effect: Effect) -> Effect:
    """The receipt of a form that was read says how much of it was, and asks for the rest (E02)."""
    if not isinstance(effect, Mail) or effect.kind != "receipt":
        return effect
    return replace(effect, kind="form_received", values=receipt(form))


def receipt(form: MailedForm) -> Mapping[str, object]:
    return {"recorded": form.count, "questions": [*form.questions]}


def _hold_for_answers(inbound: Inbound, form: MailedForm) -> None:
    """Held, and kept as far as it could be read: the answers by number complete it (E03). A reference that is of no
    case we know is asked for anew."""
    form = form if form.asked else form.with_more({"reference": ""})
    reason = f"{CALLED[form.form]} with {len(form.asked)} answers to be asked for."
    with inbound.service.sessions.begin() as session:
        occasion = Occasion(inbound.service, session, form.partnership, inbound.at)
        form.keep(occasion, f"mail-{inbound.kept.id}", why_held=reason)
    told = {**receipt(form), "say": NOT_STARTED}
    hold(inbound, reason, letter=("form_unreadable", told), risk=_states_a_risk(form))


NOT_STARTED = "We have not started yet: too little is known."
CALLED = {"notification": "A notification", "summary_log": "A summary log", **outcomes.CALLED}


def _another_procedure(inbound: Inbound, form: MailedForm) -> None:
    """Nothing goes to the agency concerned (decision 22): kept for the coordinator alone, and told where to turn."""
    service, key = inbound.service, form.answers["type"].removeprefix(EXIT)
    own = service.procedure_for(form.partnership, agency_words(form.asking, "your_agency"))
    page = exits.page(service.procedure_of(form.partnership), key) or exits.page(own, key)
    risk = _states_a_risk(form)
    reason = "A notification of what another procedure is for. It goes to no agency from here."
    hold(inbound, reason, answer=False, risk=risk)
    if page is None or inbound.mail.sender is None:
        return
    says = {"to": page.title, "say": " ".join(filter(None, (page.say, page.ring, *page.turn_to)))}
    with service.sessions.begin() as session:
        occasion = Occasion(service, session, inbound.partnership, inbound.at)
        notice(occasion, "different_procedure", inbound.mail.sender, inbound.kept.id, says)


TAKES: Mapping[str, Callable[[Session, Inbound, MailedForm, str], str]] = {
    "notification": _notification,
    "stage_outcome": case_forms.take,
    "resolution_report": case_forms.take,
    "summary_log": log_answers.take,
}
