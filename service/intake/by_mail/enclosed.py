"""A form that came with a reply is taken beside it, as if it had come by itself from that sender.

One mail has one end (decision 18): the reply's, whose reason says what became of the form too. What cannot be taken
is shown to the coordinators; a file that cannot be opened is answered as one that came by itself is (E34).
"""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from forms.documents import Filled, Unread
from service.bootstrap import stored_procedure
from service.carry_out import carry_out
from service.errors import NotAllowed, NotNow
from service.escalation.effects import COORDINATOR, Mail, person
from service.intake.by_mail import form_files, form_mails
from service.intake.by_mail.answerer import Answerer, find_answerer
from service.intake.by_mail.home_area import read_at_home
from service.intake.by_mail.inbound import Inbound
from service.intake.by_mail.mailed_form import MailedForm
from service.intake.by_mail.unread import IN_WORDS
from service.store import cases
from service.telling.errand import Errand

Enclosed = MailedForm | Unread | None


def brought_by(inbound: Inbound) -> Enclosed:
    """The form among the files of a reply, or why one could not be opened. It takes its time: ask before a transaction
    begins."""
    sender = inbound.mail.sender
    found = form_files.form_in_files(inbound) if sender else None
    if not isinstance(found, Filled) or sender is None:
        return found if isinstance(found, Unread) else None
    return read_at_home(inbound, found, sender)


def in_place_of_words(inbound: Inbound) -> bool:
    """Give a reply that says nothing plain, and brings a form, the end of that form; False, and nothing done, where it
    brings none, or only tells once more of its own case."""
    found = form_files.form_in(inbound) if inbound.mail.attachments else None
    if not isinstance(found, Filled):
        return False
    form = read_at_home(inbound, found, "")
    with inbound.service.sessions.begin() as session:
        answerer = find_answerer(inbound, session)
        if answerer and is_its_own(_errand(inbound, session, answerer), form):
            return False
    return form_mails.receive(inbound, answerer.case_id if answerer else "")


def _errand(inbound: Inbound, session: Session, answerer: Answerer) -> Errand:
    case = cases.load(session, answerer.case_id, stored_procedure)
    return Errand(inbound.service, session, answerer.case_id, case, inbound.at, answerer.holder)


def take(inbound: Inbound, errand: Errand, enclosed: Enclosed, stage: str, proven: bool) -> None:
    """Take what came with a reply of `errand.actor` about that stage; the reply has its end, in this transaction.

    A file that cannot be opened is kept. `proven`: they wrote it themselves, and are told so in plain words, with
    other ways.
    """
    beside = replace(inbound, has_its_end=True)
    if isinstance(enclosed, Unread):
        reason = f"A file that came with it could not be opened: {enclosed.why}."
        beside.end(errand.session, "", reason, errand.case_id)
        if proven:
            told = {"recorded": IN_WORDS[enclosed.why]}
            carry_out(errand, Mail("file_unreadable", person(errand.actor), stage=stage, values=told))
    elif enclosed is not None:
        _take(beside, errand, replace(enclosed, stage=stage))


def _take(beside: Inbound, errand: Errand, form: MailedForm) -> None:
    why = SAME_CHILD if is_its_own(errand, form) else NOT_TAKEN[form.form]
    try:
        with errand.session.begin_nested():
            is_taken = why != SAME_CHILD and bool(form_mails.take(errand.session, beside, form, errand.case_id))
    except (NotAllowed, NotNow) as refusal:
        is_taken, why = False, str(refusal)
    if not is_taken:
        reason = f"{form_mails.CALLED[form.form]} came with a reply. {why}"
        beside.end(errand.session, "", reason, errand.case_id)
        carry_out(errand, Mail("held", COORDINATOR, values={"check_reason": reason, "held_count": 1}))


def is_its_own(errand: Errand, form: MailedForm) -> bool:
    """Whether a notification tells of a child of that very case: sent along once more, it begins nothing new."""
    known = {" ".join(one.name.casefold().split()) for one in errand.subjects}
    return form.form == "notification" and " ".join(form.answers.get("child_name", "").casefold().split()) in known


SAME_CHILD = "It is about a child of this case, and opened nothing."
NOT_TAKEN: Mapping[str, str] = {
    "notification": "It opened no case: too little is known, or another partnership or procedure is for it.",
    "stage_outcome": "It names no case that we know.",
    "resolution_report": "It names no case that we know.",
    "summary_log": "Its sender is nobody whom the directory lists at that agency.",
}
