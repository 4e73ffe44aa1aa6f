"""A reply to one of our mails: whose it is, what it says, and whether it may do that.

`mail.authority` judges; what may not be done by mail alone is asked for by signed link.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from service.bootstrap import stored_procedure
from service.carry_out import carry_out
from service.errand import Errand
from service.errors import NotAllowed, NotNow
from service.escalation.calendar import at_close
from service.escalation.case import ORIGINATING, Case
from service.escalation.course import Course
from service.escalation.effects import Mail, person
from service.escalation.ending import undo_until
from service.escalation.events import (
    Acknowledged,
    Actor,
    Capacity,
    Done,
    Event,
    MoreTimeAsked,
    NotAgreed,
    NotResolved,
    NotResolvedUnproven,
    Resolved,
    RiskStated,
    ToldMore,
    Undone,
    WithdrawalAsked,
)
from service.handle import Handled, Source, apply
from service.intake import holding
from service.intake.answerer import Answerer, actor_of, find_answerer
from service.intake.attempts import as_it_is_meant
from service.intake.inbound import Inbound
from service.mail.authority import RISK, Facts, Outcome, Verdict, judge
from service.mail.replies.acts import Act
from service.mail.replies.reply import Answer, understand
from service.recipients import by_id
from service.store import cases, papers
from service.store.papers import Paper

SAID_BY_ANYBODY = (Act.SEEN, Act.UNDO)  # the other words are an agency's; an authority decides by its link


def answer(inbound: Inbound) -> str:
    """Give the reply its end. A reason where it must be held instead; then nothing was done."""
    service = inbound.service
    said = understand(inbound.mail)
    with service.sessions.begin() as session:
        answerer = find_answerer(inbound, session)
        if answerer is None:
            return "It carries no mark of a mail that we sent."
        case = cases.load(session, answerer.case_id, stored_procedure)
        reading = _reading(inbound, session, case, answerer, said)
        if reading.held:
            return reading.verdict.reason
        ENDINGS[reading.verdict.outcome](reading)
    service.bell.ring()
    return ""


@dataclass(frozen=True)
class Reading:
    """A reply, whose it is, and what it may do."""

    inbound: Inbound
    session: Session
    errand: Errand
    answerer: Answerer
    said: Answer
    verdict: Verdict
    on_risk: Verdict | None
    actor: Actor
    stage: str

    @property
    def held(self) -> bool:
        return Outcome.HOLD in (self.verdict.outcome, self.on_risk.outcome if self.on_risk else None)


def _reading(inbound: Inbound, session: Session, case: Case, answerer: Answerer, said: Answer) -> Reading:
    service = inbound.service
    errand = Errand(service, session, answerer.case_id, case, inbound.at, answerer.holder)
    stage = answerer.stage or (case.stage.key if case.stage else "")
    actor = actor_of(errand, answerer.holder, stage)
    found = by_id(errand, answerer.holder).holders
    facts = Facts(
        found_by="token" if answerer.found_by == "token" else "message-id",
        holder_address=found[0].email.lower() if found else None,
        sender=found[0].email.lower() if found and inbound.is_vouched_for else inbound.mail.sender,
        authentication=inbound.proof,
        token_stage=stage,
        current_stage=stage if case.is_at(stage) or not case.is_open or _outlives_its_stage(said.act) else None,
        case_open=case.is_open or said.act is Act.UNDO,
        originating=actor.slot == ORIGINATING,
    )
    on_risk = judge(RISK, facts) if said.risk else None
    return Reading(inbound, session, errand, answerer, said, judge(said.act, facts), on_risk, actor, stage)


def _outlives_its_stage(act: Act) -> bool:
    """Withdrawing is about the case, and undoing about the last act: neither belongs to one stage."""
    return act in (Act.WITHDRAW, Act.UNDO)


def _act(reading: Reading) -> None:
    """What was said takes effect, and is answered with what was recorded and how to undo it."""
    said, at, by = reading.said, reading.inbound.at, reading.actor
    made = EVENTS.get(said.act)
    if made is None or (not by.slot and said.act not in SAID_BY_ANYBODY):
        return _note(reading)
    events = [as_it_is_meant(reading.errand, made(at, by, reading.stage, said))]
    if reading.on_risk:
        events.insert(0, RiskStated(at, by, provisional=reading.on_risk.outcome is not Outcome.ACT))
    try:
        with reading.session.begin_nested():
            done = [
                _apply(reading, event, "reply_applied", reading.verdict.reason, first=event is events[0])
                for event in events
            ]
    except (NotAllowed, NotNow) as refusal:
        return _note(reading, str(refusal))
    return _confirm(reading, done[-1], events[-1])


EVENTS: Mapping[Act, Callable[[datetime, Actor, str, Answer], Event]] = {
    Act.RESOLVED: lambda at, by, stage, said: Resolved(at, by, stage),
    Act.AGREE: lambda at, by, stage, said: Resolved(at, by, stage),
    Act.NOT_AGREED: lambda at, by, stage, said: NotAgreed(at, by, stage),
    Act.NOT_RESOLVED: lambda at, by, stage, said: NotResolved(at, by, stage),
    Act.MORE_TIME: lambda at, by, stage, said: MoreTimeAsked(at, by, stage, _close_of_that_day(said)),
    Act.SEEN: lambda at, by, stage, said: Acknowledged(at, by, stage),
    Act.WITHDRAW: lambda at, by, stage, said: WithdrawalAsked(at, by),
    Act.UNDO: lambda at, by, stage, said: Undone(at, by),
}


PAPERS: Mapping[Act, str] = {
    Act.RESOLVED: "outcome",
    Act.AGREE: "outcome",
    Act.NOT_AGREED: "view",
    Act.NOT_RESOLVED: "outcome",
    Act.MORE_TIME: "reason",
    Act.SEEN: "view",
}


def _close_of_that_day(said: Answer) -> datetime | None:
    return at_close(said.by) if said.by else None


def _apply(
    reading: Reading, event: Event, disposition: str, reason: str, first: bool = True
) -> Handled | None:
    inbound = reading.inbound

    def take(session: Session, case_id: str) -> bool:
        return not first or inbound.end(session, disposition, reason, case_id)

    def keep(session: Session, case_id: str) -> None:
        kind = PAPERS.get(reading.said.act)
        if kind and first and reading.verdict.outcome is Outcome.ACT and reading.said.said.strip():
            words = {"said": reading.said.said}
            paper = Paper(kind, reading.stage, reading.actor.slot, reading.answerer.holder, words)
            papers.add(session, inbound.service.vault, case_id, paper, inbound.at)

    source = Source(f"mail {inbound.kept.id}", reading.answerer.holder, take, keep)
    return apply(inbound.service, reading.session, event, reading.answerer.case_id, source)


def _confirm(reading: Reading, done: Handled | None, event: Event) -> None:
    """Every act by mail is answered with what was recorded, and until when UNDO takes it back (decision 20)."""
    errand = _as_it_is_now(reading)
    course = Course(errand.case, errand.at, reading.actor, errand.service.calendars)
    values = {
        "recorded": _recorded(reading, done, event),
        "undo_until": undo_until(course, errand.at),
    }
    kind = "acknowledged" if reading.said.act is Act.SEEN else "recorded"
    carry_out(errand, Mail(kind, person(reading.answerer.holder), stage=reading.stage, values=values))


def _recorded(reading: Reading, done: Handled | None, event: Event) -> str:
    if done and any(isinstance(effect, Mail) and effect.kind == "undo_asked" for effect in done.effects):
        return "You ask to take your last answer back. It stands until the coordinator decides."
    if isinstance(event, Done):
        return "You say that your own attempt has not settled it. Your managers take it up."
    return RECORDED[reading.said.act].format(stage=reading.stage)


RECORDED: Mapping[Act, str] = {
    Act.RESOLVED: "You say that stage {stage} is resolved.",
    Act.AGREE: "You agree that stage {stage} is resolved.",
    Act.NOT_AGREED: "You do not agree that stage {stage} is resolved.",
    Act.NOT_RESOLVED: "You say that stage {stage} is not resolved.",
    Act.MORE_TIME: "You ask for more time at stage {stage}. The coordinator decides; the date stands until then.",
    Act.SEEN: "You have this, at stage {stage}.",
    Act.WITHDRAW: "You ask to withdraw. The coordinator confirms it.",
    Act.UNDO: "Your last answer was taken back.",
}


def _provisional(reading: Reading) -> None:
    """An escalation or a risk that is not proven: alerted now, nothing moved, and the person asked to confirm."""
    at, by = reading.inbound.at, reading.actor
    if reading.said.act is Act.NOT_RESOLVED:
        event: Event = NotResolvedUnproven(at, by, reading.stage)
    else:
        event = RiskStated(at, by, provisional=True)
    _apply(reading, event, "note_added", reading.verdict.reason)
    if reading.on_risk and isinstance(event, NotResolvedUnproven):
        _apply(reading, RiskStated(at, by, provisional=True), "note_added", "", first=False)
    _send_link(reading)


def _link(reading: Reading) -> None:
    """Held, and answered with the signed link, to the address on record and never to From."""
    _note_risk_first(reading)
    if holding.keep(reading.inbound, reading.session, reading.verdict.reason, reading.answerer.case_id):
        _send_link(reading)


def _send_link(reading: Reading) -> None:
    carry_out(_as_it_is_now(reading), Mail("answer_link", person(reading.answerer.holder), stage=reading.stage))


def _note_risk_first(reading: Reading) -> None:
    if reading.on_risk:
        provisional = reading.on_risk.outcome is not Outcome.ACT
        _apply(reading, RiskStated(reading.inbound.at, reading.actor, provisional), "", "", first=False)


def _note(reading: Reading, why: str = "") -> None:
    """The words are added to the case and change nothing; the sender is told so, where it is proven who they are."""
    _note_risk_first(reading)
    reason = why or reading.verdict.reason
    _apply(reading, ToldMore(reading.inbound.at, reading.actor), "note_added", reason)
    if reading.inbound.proof != "pass":
        return
    values = {"say": why}
    mail = Mail(_answer_to_a_note(reading), person(reading.answerer.holder), stage=reading.stage, values=values)
    carry_out(_as_it_is_now(reading), mail)


def _answer_to_a_note(reading: Reading) -> str:
    case = reading.errand.case
    if not case.is_open:
        return "case_over"
    if not case.is_at(reading.stage):
        return "stage_past"
    return "answer_link" if reading.actor.capacity is Capacity.AUTHORITY else "unclear"


def _as_it_is_now(reading: Reading) -> Errand:
    """The errand with the case as the last event left it."""
    case = cases.load(reading.session, reading.answerer.case_id, stored_procedure)
    return Errand(
        reading.inbound.service, reading.session, reading.answerer.case_id, case, reading.inbound.at,
        reading.answerer.holder,
    )  # fmt: skip


ENDINGS: Mapping[Outcome, Callable[[Reading], None]] = {
    Outcome.ACT: _act,
    Outcome.PROVISIONAL: _provisional,
    Outcome.LINK: _link,
    Outcome.NOTE: _note,
}
