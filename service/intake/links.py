"""The page behind a signed link (ux.md 1.6): it shows no child, and changes nothing until an answer and a code come.

The link was made for one person, case and stage; the code goes to that person's address on record.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from service.bootstrap import Service, stored_procedure
from service.carry_out import carry_out
from service.convening import is_for_the_authority
from service.errand import Errand
from service.escalation.actors import Actor
from service.escalation.case import Case
from service.escalation.course import Course
from service.escalation.effects import Mail, person
from service.escalation.ending import undo_until
from service.handle import Source, apply
from service.intake import filled_in
from service.intake.attempts import as_it_is_meant
from service.intake.offers import ANSWERS, CONFIRM, OFFERED_FOR, Offered, Said, event_of
from service.intake.record import may_look, open_record
from service.intake.writing_up import WrittenUp, unconfirmed
from service.pages import AnswerPage, Changed, Expired, Filled, Given, Record, Recorded, WrongCode
from service.recipients import by_id
from service.speaking import actor_of, may_speak_of_the_stage
from service.store import audit, cases, papers, tokens
from service.store.papers import Paper
from service.store.tokens import Grant

FILL_IN = "fill in"  # opens the report with what is known, and records only that it was opened
READ = "read"  # shows what is written about the case, and records only that it was opened


@dataclass(frozen=True)
class Linked:
    """A link as it stands: whose it is, and what they may answer."""

    grant: Grant
    errand: Errand
    actor: Actor
    stage: str

    @property
    def offered(self) -> Offered:
        of_the_stage = may_speak_of_the_stage(self.errand, self.actor, self.grant.stage)
        return Offered(
            self.errand, self.actor, self.stage, self.grant.recipient, self.grant.purpose, stage_is_theirs=of_the_stage
        )

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        offered = self.offered.choices()
        may_read = offered and self.grant.purpose != "prove" and may_look(self.errand, self.actor)
        if not may_read:
            return offered
        report = ((FILL_IN, "Fill in the report: what we know is there already"),)
        owes_it = filled_in.is_owed_by(self.errand, self.grant.recipient)
        return (*offered, *(report if owes_it else ()), (READ, "Show me what is written about this case"))


def find(service: Service, session: Session, token: str, at: datetime) -> Linked | None:
    grant = tokens.look_up(session, token, service.clock.real())
    if grant is None or grant.purpose not in OFFERED_FOR:
        return None
    case = cases.load(session, grant.case_id, stored_procedure)
    errand = Errand(service, session, grant.case_id, case, at, grant.recipient)
    stage = grant.stage or (case.stage.key if case.stage else "")
    return Linked(grant, errand, actor_of(errand, grant.recipient, stage), stage)


def page(service: Service, token: str) -> AnswerPage | Expired | None:
    """What the link shows today; None when nobody knows it. Nothing is changed by looking."""
    at = service.clock.now()
    with service.sessions.begin() as session:
        linked = find(service, session, token, at)
        return _page(linked) if linked else None


def _page(linked: Linked) -> AnswerPage | Expired:
    errand, case = linked.errand, linked.errand.case
    if not linked.choices:
        return Expired(case.partnership, _why_nothing(linked))
    owed = [duty for duty in case.owed_at(linked.stage, "conclude") if duty.deadline]
    due = owed[0].deadline if owed else None
    holder = next(iter(by_id(errand, linked.grant.recipient).holders), None)
    said = cases.last_act(errand.session, errand.case_id, linked.grant.recipient)
    return AnswerPage(
        partnership=case.partnership, reference=case.reference,
        stage_title=_title(case, linked.stage),
        originating=case.originating.name, receiving=" and ".join(agency.name for agency in case.receiving),
        reply_by=due.ask if due else None, why=due.why if due else "",
        role=f"the {holder.post} at {holder.agency}" if holder else "", choices=linked.choices,
        answered=SAID.get(said.event) if said else None, seen_version=case.version, today=errand.day,
        undo_until=_undo_until(linked, said.at) if said else None,
        asks_date=any(value in ASK_A_DATE for value, _ in linked.choices), needs=linked.offered.needs(),
    )  # fmt: skip


ASK_A_DATE = frozenset({"meeting", "more_time"})


def _title(case: Case, key: str) -> str:
    word = case.procedure.stage_word.capitalize()
    return f"{word} {key}: {case.procedure.stage(key).title}" if key else "Being checked"


SAID = {
    "Resolved": "You said that it is resolved.",
    "NotAgreed": "You said that you do not agree.",
    "NotResolved": "You said that it is not resolved.",
    "MoreTimeAsked": "You asked for more time.",
    "Acknowledged": "You said that you have this.",
    "Done": "You said that your part is done.",
}


def _undo_until(linked: Linked, acted_at: datetime) -> datetime:
    errand = linked.errand
    return undo_until(Course(errand.case, errand.at, linked.actor, errand.service.calendars), acted_at)


def _why_nothing(linked: Linked) -> str:
    case = linked.errand.case
    if not case.is_open:
        return f"Case {case.reference} is {case.state.value}: there is nothing left to answer here."
    if case.is_at(linked.stage):
        return f"Nothing in case {case.reference} waits for your answer here. If something should, ring us."
    return f"The {case.procedure.stage_word} that this link was made for has ended."


def send_code(service: Service, token: str) -> None:
    """Six digits to the address on record; nothing when nobody knows the token, and nobody can tell which."""
    at = service.clock.now()
    with service.sessions.begin() as session:
        linked = find(service, session, token, at)
        if linked is None:
            return
        code = tokens.send_code(session, service.vault, tokens.token_hash(token), service.clock.real())
        to = person(linked.grant.recipient)
        carry_out(linked.errand, Mail("code", to, stage=linked.grant.stage, values={"code": code}))
        _audit(linked, "code sent")
    service.bell.ring()


def fresh_link(service: Service, token: str) -> None:
    """A new link to the same address only (ux.md 1.6, L8)."""
    at = service.clock.now()
    with service.sessions.begin() as session:
        linked = find(service, session, token, at)
        if linked is None:
            return
        stage = linked.errand.case.stage
        mail = Mail("fresh_link", person(linked.grant.recipient), stage=stage.key if stage else "")
        carry_out(linked.errand, mail)
        _audit(linked, "fresh link sent")
    service.bell.ring()


def _audit(linked: Linked, action: str) -> None:
    errand = linked.errand
    audit.record(
        errand.session, errand.service.vault, f"case:{errand.case_id}", at=errand.at, actor=linked.grant.recipient,
        action=action,
    )  # fmt: skip


def answer(service: Service, token: str, code: str, given: Given) -> Recorded | Record | Filled | WrongCode | Changed:
    """Record the chosen answer, once the code proves who gives it. Raises ServiceError as `decide` does."""
    at = service.clock.now()
    with service.sessions.begin() as session:
        if not tokens.check_code(session, service.vault, tokens.token_hash(token), code, service.clock.real()):
            return WrongCode()
        linked = find(service, session, token, at)
        shown = _page(linked) if linked else None
        if linked is None or not isinstance(shown, AnswerPage):
            return WrongCode("expired")
        if shown.seen_version != given.seen_version or given.choice not in dict(shown.choices):
            return Changed(shown)
        if given.choice == READ:
            _audit(linked, "opened what is written")
            return open_record(linked.errand, linked.actor)
        if given.choice == FILL_IN:
            _audit(linked, "opened the report, filled in")
            return filled_in.report(linked.errand)
        recorded = _record(linked, given)
    service.bell.ring()
    return recorded


def _record(linked: Linked, given: Given) -> Recorded:
    verb, _, of = given.choice.partition(":")
    errand, by = linked.errand, linked.actor
    if verb == CONFIRM:
        return _confirm(linked, of)
    said = Said(errand.at, by, linked.stage, of, given.detail, given.on, given.clock)
    source = Source("signed link", linked.grant.recipient, lambda s, c: True, lambda s, c: _keep(linked, verb, said))
    event = as_it_is_meant(errand, event_of(verb, said))
    apply(errand.service, errand.session, event, errand.case_id, source)
    return Recorded(ANSWERS[verb].recorded, _undo_until(linked, errand.at))


def _confirm(linked: Linked, id: str) -> Recorded:
    """A form acts, once its person has confirmed it; each of its events by itself, all in one transaction."""
    errand = linked.errand
    kept = next(kept for kept in unconfirmed(errand, linked.grant.recipient, linked.stage) if kept.id == id)
    written_up = WrittenUp(errand, linked.actor, linked.stage, kept)
    for event in written_up.events():
        source = Source(f"form {id}", linked.grant.recipient, lambda s, c: True)
        apply(errand.service, errand.session, event, errand.case_id, source)
    for paper in written_up.papers():
        papers.add(errand.session, errand.service.vault, errand.case_id, paper, errand.at)
    return Recorded("What you wrote is recorded, and acts from now.", _undo_until(linked, errand.at))


def _keep(linked: Linked, verb: str, said: Said) -> None:
    """The words that came with the answer are a paper of the case."""
    errand = linked.errand
    if said.words.strip():
        about = said.of.partition(":")[0]
        words = {"answer": ANSWERS[verb].recorded, "said": said.words}
        kind = "representation" if _is_a_representation(errand.case, about) else ANSWERS[verb].paper
        paper = Paper(kind, said.stage, said.by.slot, linked.grant.recipient, words, about)
        papers.add(errand.session, errand.service.vault, errand.case_id, paper, errand.at)


def _is_a_representation(case: Case, id: str) -> bool:
    """Whether what was done is a text for the authority of its stage: then that reads it, and who wrote it."""
    duty = case.duty(id)
    task = case.task(duty) if duty and duty.stage != "urgent" else None
    if task is None or task.how != "in writing":
        return False
    return is_for_the_authority(task, case.procedure.stage(task.stage))
