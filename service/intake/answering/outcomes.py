"""The stage outcome and the resolution report: anyone can fill them in, so they never act by themselves.

A person of the case gets a signed link, to their address on record, to confirm what they said.
"""

from dataclasses import dataclass, replace
from functools import partial

from forms.answers import Answers
from service.bootstrap import Service, stored_procedure
from service.carry_out import carry_out
from service.errors import NoSuchCase
from service.escalation.actors import SERVICE
from service.escalation.effects import COORDINATOR, Mail, person
from service.escalation.events import RiskStated, ToldMore
from service.handle import Handled, Source, Take, apply
from service.seam.pages import OutcomeReceipt
from service.store import cases, submissions
from service.telling.errand import Errand
from service.telling.notices import notice
from service.telling.occasion import Occasion
from service.telling.recipients import by_id, has_a_part
from service.telling.speaking import actor_of

CALLED = {"stage_outcome": "A stage outcome", "resolution_report": "A report"}
CHECKED = "If you are a person of this case, we have sent you a link to confirm it. Nothing has changed yet."


def receive(service: Service, partnership: str, submission_id: str, answers: Answers) -> OutcomeReceipt:
    """Keep the words with the case; the answer is the same whether or not the case or the person is known."""
    at = service.clock.now()
    reference = answers["reference"]
    with service.sessions.begin() as session:
        try:
            case_id = cases.goes_on_as(session, cases.id_of(session, reference))
        except NoSuchCase:
            _hold(Occasion(service, session, partnership, at), submission_id, CALLED[answers.form])
        else:
            case = cases.load(session, case_id, stored_procedure)
            brought = Brought(f"form {submission_id}", lambda s, id: submissions.take(s, submission_id, id))
            keep_with(Errand(service, session, case_id, case, at), brought, answers)
    service.bell.ring()
    return OutcomeReceipt(partnership, reference, CHECKED)


def _hold(occasion: Occasion, submission_id: str, called: str) -> None:
    """What is said of no case that we know waits for a person, who is told."""
    reason = f"{called} names no case that we know."
    submissions.hold(occasion.session, submission_id, reason)
    for address in occasion.coordinators:
        told = {"check_reason": reason, "held_count": 1}
        notice(occasion, "held", address, f"{submission_id}:{address}", told)


@dataclass(frozen=True)
class Brought:
    """How a form came: its name for the record, how it is taken once, and what is asked for, in words, if anything.

    `stage` is the one that it speaks of; empty: the one that its case is at.
    """

    name: str
    take: Take
    asked: tuple[str, ...] = ()
    told: str = ""
    stage: str = ""


def keep_with(errand: Errand, brought: Brought, answers: Answers) -> Handled | None:
    """Taken once, whoever wrote it; a person of the case gets a link, or is asked for what is missing, of anybody else
    the coordinator is told. None: taken before."""
    holder = person_of(errand, answers.get("your_email", ""))
    by = actor_of(errand, holder) if holder else SERVICE
    event = RiskStated(errand.at, by, provisional=True) if _speaks_of_risk(answers) else ToldMore(errand.at, by)
    source = Source(brought.name, holder or "unknown", brought.take)
    handled = apply(errand.service, errand.session, event, errand.case_id, source)
    if handled is None:
        return None
    mail = _to_its_writer(holder, brought) if holder else _to_check(answers)
    stage = handled.case.spoken_of(brought.stage)
    carry_out(replace(errand, case=handled.case), replace(mail, stage=stage))
    return handled


def _to_its_writer(holder: str, brought: Brought) -> Mail:
    if not brought.asked:
        return Mail("answer_link", person(holder))
    return Mail("form_unreadable", person(holder), values={"questions": [*brought.asked], "recorded": brought.told})


def _to_check(answers: Answers) -> Mail:
    reason = f"{CALLED[answers.form]} from an address that is nobody's in this case."
    return Mail("held", COORDINATOR, values={"check_reason": reason, "held_count": 1})


def _speaks_of_risk(answers: Answers) -> bool:
    return answers.get("risk") == "immediate"


def person_of(errand: Errand, address: str) -> str:
    """The holder, among those who were written to about this case and have a part in it, whose address this is."""
    for id in filter(partial(has_a_part, errand), errand.written_to):
        for holder in by_id(errand, id).holders:
            if holder.email.lower() == address.lower():
                return holder.id
    return ""
