"""Somebody asks for the link to a case by its reference and their address (P19).

The page only keeps what was asked: the clock answers it, by mail, so that nobody learns from the page, or from the time
that it takes, whether there is such a case. One person gets one such link an hour about a case.
"""

from uuid import uuid4

from forms.answers import Answers
from service.bootstrap import Service, stored_procedure
from service.carry_out import carry_out
from service.errors import NoSuchCase
from service.escalation.effects import Mail, person
from service.intake.answering.outcomes import person_of
from service.store import audit, cases, submissions
from service.store.submissions import Submission
from service.telling.errand import Errand

FIND = "find_link"


def ask(service: Service, partnership: str, reference: str, email: str) -> None:
    at = service.clock.now()
    words = Answers(FIND, {"reference": reference, "your_email": email}).as_json()
    with service.sessions.begin() as session:
        kept = Submission(uuid4().hex, FIND, partnership, words, at, "kept", None)
        submissions.keep(session, service.vault, kept)


def answer(service: Service, kept: Submission) -> None:
    """The link, to the address on record of whoever has one by that address in that case; else nothing."""
    at, asked = service.clock.now(), Answers.from_json(kept.words)
    with service.sessions.begin() as session:
        try:
            case_id = cases.goes_on_as(session, cases.id_of(session, asked["reference"]))
        except NoSuchCase:
            return submissions.forget(session, kept.id)
        case = cases.load(session, case_id, stored_procedure)
        errand = Errand(service, session, case_id, case, at)
        holder = person_of(errand, asked["your_email"]) if case.partnership == kept.partnership else ""
        if not holder:
            return submissions.forget(session, kept.id)
        if submissions.take(session, kept.id, case_id):
            stage = case.stage.key if case.stage else ""
            carry_out(errand, Mail("fresh_link", person(holder), stage=stage))
            audit.record(
                session, service.vault, f"case:{case_id}", at=at, actor=holder, action="fresh link sent",
            )  # fmt: skip
    service.bell.ring()
    return None
