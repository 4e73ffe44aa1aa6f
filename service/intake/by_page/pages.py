"""All that the web pages ask for, in one value: a form is kept first, then acted on."""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass

from forms.answers import Answers
from forms.choices import Choices
from service.bootstrap import Service, stored_procedure
from service.config import Config
from service.escalation.checking import NOT_THEIR_ADDRESS
from service.intake.answering import outcomes, standing_in
from service.intake.answering.asked import asked_of
from service.intake.by_page import copies, finding, links, poster
from service.intake.by_page.blanks import blank
from service.intake.by_page.entries import EntriesOf
from service.intake.by_page.experiences import ExperiencesOf
from service.intake.by_page.logs import LogsOf
from service.intake.raising import exits, taken_down
from service.intake.raising.choices import choices, outcome_choices, report_choices
from service.intake.raising.drafts import DraftsOf
from service.intake.raising.notifications import Sender, open_from
from service.seam.link_pages import Expired, FormCopy, Given, StandIn, WrongCode
from service.seam.pages import (
    Answered,
    AnswerPage,
    DatedStep,
    ExitPage,
    OutcomeReceipt,
    Partnership,
    ProcedurePage,
    Receipt,
)
from service.signing.door import SigningInOf
from service.store import cases, documents, submissions
from service.store.people import ORIGINATOR
from service.store.submissions import Submission
from service.telling.errand import Errand
from service.telling.occasion import Occasion
from service.telling.wording import act_at_once, asked_words, next_dates, own_words

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PagesOf:
    """The door of the web pages (service.seam.pages.Pages says what each promises)."""

    service: Service

    @property
    def partnerships(self) -> Mapping[str, Partnership]:
        return self.service.partnerships

    @property
    def config(self) -> Config:
        return self.service.config

    @property
    def signing(self) -> SigningInOf:
        return SigningInOf(self.service)

    @property
    def drafts(self) -> DraftsOf:
        return DraftsOf(self.service)

    @property
    def logs(self) -> LogsOf:
        return LogsOf(self.service)

    @property
    def experiences(self) -> ExperiencesOf:
        return ExperiencesOf(self.service)

    @property
    def entries(self) -> EntriesOf:
        return EntriesOf(self.service)

    def ready(self) -> bool:
        return self.service.ready()

    def notification_choices(self, partnership: str) -> Choices:
        return choices(self.service, partnership)

    def outcome_choices(self, partnership: str) -> Choices:
        return outcome_choices(self.service, partnership)

    def report_choices(self, partnership: str) -> Choices:
        return report_choices(self.service, partnership)

    def blank(self, partnership: str, form: str, kind: str) -> bytes | None:
        return blank(self.service, partnership, form, kind)

    def exit_page(self, partnership: str, key: str) -> ExitPage | None:
        return exits.page(self.service.procedure_of(partnership), key)

    def procedure_page(self, partnership: str, key: str) -> ProcedurePage | None:
        return poster.page(self.service, partnership, key)

    def submit_notification(self, partnership: str, submission_id: str, answers: Answers) -> Receipt:
        """Keep the form, open its case, and say what is already true of it. Twice the same id: the same receipt."""
        keep(self.service, partnership, submission_id, answers)
        act_on(self.service, submission_id)
        receipt = self.receipt(submission_id)
        assert receipt is not None  # it has just been kept and acted on
        return receipt

    def receipt(self, submission_id: str) -> Receipt | None:
        at = self.service.clock.now()
        with self.service.sessions.begin() as session:
            submission = submissions.find(session, self.service.vault, submission_id)
            if submission is None or submission.case_id is None or submission.form != "notification":
                return None
            case = cases.load(session, submission.case_id, stored_procedure)
            return _receipt(Errand(self.service, session, submission.case_id, case, at), submission_id)

    def submit_outcome(self, partnership: str, submission_id: str, answers: Answers) -> OutcomeReceipt:
        keep(self.service, partnership, submission_id, answers)
        return outcomes.receive(self.service, partnership, submission_id, answers)

    def submit_report(self, partnership: str, submission_id: str, answers: Answers) -> OutcomeReceipt:
        return self.submit_outcome(partnership, submission_id, answers)

    def answer_page(self, token: str) -> AnswerPage | Expired | None:
        return links.page(self.service, token)

    def send_code(self, token: str) -> None:
        links.send_code(self.service, token)

    def answer(self, token: str, code: str, given: Given) -> Answered:
        return links.answer(self.service, token, code, given)

    def copy(self, token: str, code: str, kind: str) -> FormCopy | WrongCode | None:
        return copies.copy(self.service, token, code, kind)

    def find_link(self, partnership: str, reference: str, email: str) -> None:
        finding.ask(self.service, partnership, reference, email)

    def answer_for(self, token: str, by: StandIn, given: Given) -> bool:
        return standing_in.answer_for(self.service, token, by, given)

    def fresh_link(self, token: str) -> None:
        links.fresh_link(self.service, token)


def keep(service: Service, partnership: str, id: str, answers: Answers, taken_down_by: str = "") -> None:
    """From here it cannot be lost: the form is kept, word for word, before anything is made of it."""
    at, words = service.clock.now(), answers.as_json()
    if taken_down_by:
        words = json.dumps(json.loads(words) | {"taken_down_by": taken_down_by}, ensure_ascii=False)
    kept = Submission(id, answers.form, partnership, words, at, "kept", None)
    with service.sessions.begin() as session:
        submissions.keep(session, service.vault, kept)


def act_on(service: Service, id: str) -> None:
    """Open the case of a kept notification, unless that has been done: its first clock is its arrival."""
    with service.sessions.begin() as session:
        kept = submissions.find(session, service.vault, id)
        if kept is None or kept.state != "kept" or kept.form != "notification":
            return
        own = (Answers.from_json(kept.words), Sender(f"form {id}"))
        answers, sender = taken_down.read(kept) if kept.taken_down_by else own
        handled = open_from(
            Occasion(service, session, kept.partnership, kept.received_at), answers, sender,
            lambda s, case_id: submissions.take(s, id, case_id),
        )  # fmt: skip
        if handled is not None:
            documents.give_to_case(session, service.vault, id, handled.case_id)
    service.bell.ring()


def act_on_waiting(service: Service) -> bool:
    """Act on forms whose process died between keeping and acting; whether any could be. One that fails waits on."""
    with service.sessions.begin() as session:
        waiting = submissions.waiting(session, service.vault)
    acted = [_act_if_it_can(service, one) for one in waiting]
    return any(acted)


def _act_if_it_can(service: Service, kept: Submission) -> bool:
    try:
        if kept.form == "notification":
            act_on(service, kept.id)
        elif kept.form == finding.FIND:
            finding.answer(service, kept)
        else:
            outcomes.receive(service, kept.partnership, kept.id, Answers.from_json(kept.words))
    except Exception as fault:
        log.error("form %s could not be acted on: %s", kept.id, type(fault).__name__)
        return False
    return True


WHY_IT_WAITS: Mapping[str, str] = {  # as whoever sent it reads it
    NOT_THEIR_ADDRESS: "We do not know your email address at the agency that you named. We have emailed you a link:"
    " open it, enter the code that we send you, and it goes on at once. Until then a coordinator checks it first.",
}


def _receipt(errand: Errand, submission_id: str) -> Receipt:
    case = errand.case
    asked = [f"{words[:1].upper()}{words[1:]} has been asked to answer." for words in asked_words(errand)]
    told = [*asked, *(f"{words[:1].upper()}{words[1:]} has been told." for words in own_words(errand))]
    originator = errand.person(ORIGINATOR)
    address, raiser = (originator.email, f"person:{originator.id}") if originator else ("", "")
    others = [step for step in next_dates(errand, raiser) if not step.is_yours]
    steps = [DatedStep(step.said, "", None, step.ask, step.why) for step in others]
    stage = case.stage.key if case.stage else ""
    return Receipt(
        partnership=case.partnership, reference=case.reference, submission_id=submission_id, told=tuple(told),
        dates=tuple(steps), being_checked=WHY_IT_WAITS.get(case.being_checked, case.being_checked) or None,
        receipt_to=_masked(address) if address else "", act_at_once=act_at_once(case.procedure),
        asked=asked_of(errand, raiser, stage, "receipt"),
    )  # fmt: skip


def _masked(address: str) -> str:
    local, _, domain = address.partition("@")
    return f"{local[:1]}•••@{domain}"
