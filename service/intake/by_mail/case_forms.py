"""A stage outcome or a report that came by mail: it waits for the link of its person, as one from the page does."""

from dataclasses import replace

from sqlalchemy.orm import Session

from forms import reference
from service.bootstrap import stored_procedure
from service.carry_out import carry_out
from service.errors import NoSuchCase
from service.escalation.case import Case
from service.escalation.effects import COORDINATOR, Mail, parties
from service.escalation.parties import Party
from service.intake.answering import outcomes
from service.intake.answering.outcomes import CALLED, Brought
from service.intake.by_mail.inbound import Inbound
from service.intake.by_mail.mailed_form import TAKEN_BEFORE, MailedForm
from service.store import cases
from service.telling.errand import Errand
from service.telling.occasion import Occasion


def take(session: Session, inbound: Inbound, form: MailedForm, case_id: str) -> str:
    """It waits for the link of the person whose address it names, as from the page. Its case is the one that it names,
    or that of its thread, or of the reference in the subject."""
    found = _case_of(session, form) or case_id or _case_of(session, _named_in_the_subject(inbound, form))
    if not found:
        return ""
    case = cases.load(session, found, stored_procedure)
    whole = replace(form.with_more({"reference": case.reference}), stage=case.spoken_of(form.stage))
    errand = Errand(inbound.service, session, found, case, inbound.at)
    return found if keep_with(errand, inbound, whole) else TAKEN_BEFORE


def _case_of(session: Session, form: MailedForm) -> str:
    try:
        return cases.goes_on_as(session, cases.id_of(session, form.answers["reference"]))
    except (KeyError, NoSuchCase):
        return ""


def _named_in_the_subject(inbound: Inbound, form: MailedForm) -> MailedForm:
    named = next(filter(None, map(reference.read, inbound.mail.subject.replace(":", " ").split())), "")
    return form.with_more({"reference": named})


def keep_with(errand: Errand, inbound: Inbound, form: MailedForm) -> bool:
    """Keep it with its case, taken once with its mail."""
    occasion = Occasion(errand.service, errand.session, errand.case.partnership, errand.at)
    came = f"{CALLED[form.form]} by mail, as {form.came['came as']}. {form.count}"

    def once(session: Session, case_id: str) -> bool:
        if not inbound.end(session, "note_added", came, case_id):
            return False
        form.keep(occasion, f"mail-{inbound.kept.id}", case_id)
        return True

    brought = Brought(f"mail {inbound.kept.id}", once, form.questions, form.count, form.stage)
    handled = outcomes.keep_with(errand, brought, form.answers)
    if handled and form.is_foreign:
        carry_out(replace(errand, case=handled.case), _told_to_its_readers(handled.case, form, came))
    return handled is not None


def _told_to_its_readers(case: Case, form: MailedForm, came: str) -> Mail:
    """Whoever holds the roles today that the procedure sends this form to; its old copies name a mailbox of others."""
    roles = [role for use in case.procedure.forms if use.uses == form.form for role in use.to]
    whom = parties(tuple(Party("", role) for role in roles)) if roles else COORDINATOR
    return Mail("held", whom, values={"check_reason": came, "held_count": 1})
