"""The page behind a signed link (ux.md 1.6): it shows no child, and changes nothing until an answer and a code come.

The link was made for one person, case and stage; the code goes to that person's address on record.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from service.bootstrap import Service, stored_procedure
from service.carry_out import carry_out
from service.errand import Errand
from service.escalation.case import Case, Duty
from service.escalation.course import Course
from service.escalation.effects import Mail, person
from service.escalation.ending import undo_until
from service.escalation.events import (
    Acknowledged,
    Actor,
    Capacity,
    Decided,
    Done,
    Event,
    FeedbackGiven,
    MoreTimeAsked,
    NotAgreed,
    NotResolved,
    Released,
    Resolved,
    StillConcerned,
)
from service.handle import Source, apply
from service.intake.answerer import actor_of
from service.pages import AnswerPage, Changed, Expired, Recorded, WrongCode
from service.recipients import by_id, holders_of
from service.store import audit, cases, tokens
from service.store.tokens import Grant
from service.wording import words_of

Made = Callable[[datetime, Actor, str, str], Event]

ANSWERS: Mapping[str, tuple[str, Made, str]] = {
    "resolved": (
        "We have resolved it", lambda at, by, stage, of: Resolved(at, by, stage), "You say that it is resolved."
    ),
    "not_resolved": (
        "We have not resolved it", lambda at, by, stage, of: NotResolved(at, by, stage),
        "You say that it is not resolved.",
    ),
    "agree": (
        "I agree that it is resolved", lambda at, by, stage, of: Resolved(at, by, stage),
        "You agree that it is resolved.",
    ),
    "not_agreed": (
        "I do not agree", lambda at, by, stage, of: NotAgreed(at, by, stage), "You do not agree that it is resolved."
    ),
    "more_time": (
        "We need more time", lambda at, by, stage, of: MoreTimeAsked(at, by, stage), "You ask for more time."
    ),
    "seen": (
        "I have this, and it is not settled yet", lambda at, by, stage, of: Acknowledged(at, by, stage),
        "You have this.",
    ),
    "decided": (
        "I have decided, or said what I recommend", lambda at, by, stage, of: Decided(at, by, stage),
        "Your decision or recommendation is recorded.",
    ),
    "done": ("", lambda at, by, stage, of: Done(at, by, of), "Your part is done."),
    "feedback": ("", lambda at, by, stage, of: FeedbackGiven(at, by, of), "You have told the person who raised it."),
    "prove": (
        "This is my address: send the disagreement on", lambda at, by, stage, of: Released(at, by),
        "Your disagreement is on its way to the other agency.",
    ),
    "still_concerned": (
        "I am still concerned", lambda at, by, stage, of: StillConcerned(at, by), "You are still concerned."
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Linked:
    """A link as it stands: whose it is, and what they may answer."""

    grant: Grant
    errand: Errand
    actor: Actor

    @property
    def stage(self) -> str:
        case = self.errand.case
        return self.grant.stage or (case.stage.key if case.stage else "")

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        case, slot = self.errand.case, self.actor.slot
        if self.grant.purpose == "prove":
            return (("prove", ANSWERS["prove"][0]),) if case.being_checked else ()
        offered: list[str] = []
        if case.is_at(self.stage) and slot:
            asked = any(slot in duty.slots for duty in case.owed_at(self.stage, "agree"))
            offered = ["agree", "not_agreed"] if asked else ["resolved", "not_resolved", "more_time", "seen"]
        elif case.is_at(self.stage) and self.actor.capacity is Capacity.AUTHORITY:
            offered = ["decided"]
        elif not case.is_open and slot == "o":
            offered = ["still_concerned"]
        return (*((value, ANSWERS[value][0]) for value in offered), *self._own_tasks())

    def _own_tasks(self) -> tuple[tuple[str, str], ...]:
        mine = [duty for duty in self.errand.case.owed if duty.stage == self.stage and self._owes(duty)]
        return tuple((f"{_verb(duty)}:{duty.id}", f"Done: {words_of(self.errand, duty)}") for duty in mine)

    def _owes(self, duty: Duty) -> bool:
        task = self.errand.case.task(duty)
        if duty.task != "feedback" and (task is None or task.done_by == "outcome" or task.names or task.gate):
            return False
        found = (one for party in duty.owed_by for one in holders_of(self.errand, party, duty.slots))
        own = self.grant.recipient.partition(":")[2]
        return any(holder.id.partition(":")[2] == own for each in found for holder in each.holders)


def _verb(duty: Duty) -> str:
    return "feedback" if duty.task == "feedback" else "done"


def find(service: Service, session: Session, token: str, at: datetime) -> Linked | None:
    grant = tokens.look_up(session, token, service.clock.real())
    if grant is None or grant.purpose not in ("answer", "prove"):
        return None
    case = cases.load(session, grant.case_id, stored_procedure)
    errand = Errand(service, session, grant.case_id, case, at, grant.recipient)
    return Linked(grant, errand, actor_of(errand, grant.recipient))


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
        answered=SAID.get(said.event) if said else None, seen_version=case.version,
        undo_until=_undo_until(linked, said.at) if said else None,
    )  # fmt: skip


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


def answer(
    service: Service, token: str, code: str, choice: str, detail: str, seen_version: int
) -> Recorded | WrongCode | Changed:
    """Record the chosen answer, once the code proves who gives it. Raises ServiceError as `decide` does."""
    at = service.clock.now()
    with service.sessions.begin() as session:
        if not tokens.check_code(session, service.vault, tokens.token_hash(token), code, service.clock.real()):
            return WrongCode()
        linked = find(service, session, token, at)
        shown = _page(linked) if linked else None
        if linked is None or not isinstance(shown, AnswerPage):
            return WrongCode("expired")
        if shown.seen_version != seen_version or choice not in dict(shown.choices):
            return Changed(shown)
        recorded = _record(linked, choice, detail)
    service.bell.ring()
    return recorded


def _record(linked: Linked, choice: str, detail: str) -> Recorded:
    verb, _, of = choice.partition(":")
    _, made, sentence = ANSWERS[verb]
    errand = linked.errand
    event = made(errand.at, linked.actor, linked.stage, of)
    source = Source("signed link", linked.grant.recipient, lambda s, c: True, lambda s, c: _keep(linked, detail))
    apply(errand.service, errand.session, event, errand.case_id, source)
    return Recorded(sentence, _undo_until(linked, errand.at))


def _keep(linked: Linked, detail: str) -> None:
    """The words that came with the answer, sealed in the case's history."""
    errand = linked.errand
    if detail.strip():
        audit.record(
            errand.session, errand.service.vault, f"case:{errand.case_id}", at=errand.at,
            actor=linked.grant.recipient, action="words", detail={"said": detail},
        )  # fmt: skip
