"""A reply to one of our mails: whose it is, what it says, and whether it may do that.

`mail.authority` judges; what may not be done by mail alone is asked for by signed link.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from sqlalchemy.orm import Session

from forms.documents import Unread
from service.bootstrap import stored_procedure
from service.carry_out import carry_out
from service.errand import Errand
from service.errors import NotAllowed, NotNow
from service.escalation.actors import Actor, Capacity
from service.escalation.case import ORIGINATING, Case
from service.escalation.course import Course
from service.escalation.effects import COORDINATOR, Mail, person
from service.escalation.ending import undo_until
from service.escalation.events import Done, Event, NotResolvedUnproven, RiskStated, ToldMore
from service.handle import Handled, Source, apply
from service.intake import enclosed, holding
from service.intake.answerer import Answerer, find_answerer
from service.intake.attempts import as_it_is_meant
from service.intake.enclosed import Enclosed
from service.intake.guessing import note_a_guess
from service.intake.inbound import Inbound
from service.intake.reply_acts import (
    OF_NO_STAGE,
    SAID_BY_ANYBODY,
    WORDS,
    paper_of_the_last_act,
    recorded,
    still_needed,
)
from service.mail.authority import RISK, Facts, Outcome, Verdict, judge
from service.mail.replies.acts import Act
from service.mail.replies.reply import Answer, understand
from service.occasion import Occasion
from service.recipients import by_id
from service.speaking import actor_of, may_speak_of_the_stage
from service.store import cases, outbox, papers
from service.store.papers import Paper

CONFIRMED_BY = ("recorded", "acknowledged")  # the mails that say what was recorded


def answer(inbound: Inbound) -> str:
    """Give the reply its end. A reason where it must be held instead; then nothing was done."""
    service = inbound.service
    said, brought = understand(inbound.mail), enclosed.brought_by(inbound)
    with service.sessions.begin() as session:
        answerer = find_answerer(inbound, session)
        if answerer is None:
            note_a_guess(inbound, session)
            return NO_MARK
        case = cases.load(session, answerer.case_id, stored_procedure)
        reading = replace(_reading(inbound, session, case, answerer, said), enclosed=brought)
        if reading.held:
            return reading.verdict.reason
        ENDINGS[reading.verdict.outcome](reading)
        if reading.verdict.outcome is not Outcome.LINK:  # else it waits beside the reply, and is read with it again
            enclosed.take(inbound, _as_it_is_now(reading), brought, reading.stage)
    service.bell.ring()
    return ""


def verdict_on(inbound: Inbound) -> Verdict:
    """What the reply may do as things stand; nothing is done."""
    with inbound.service.sessions.begin() as session:
        answerer = find_answerer(inbound, session)
        if answerer is None:
            return Verdict(Outcome.HOLD, NO_MARK)
        case = cases.load(session, answerer.case_id, stored_procedure)
        return _reading(inbound, session, case, answerer, understand(inbound.mail)).verdict


NO_MARK = "It carries no mark of a mail that we sent."


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
    facts: Facts
    enclosed: Enclosed = None

    @property
    def proven(self) -> bool:
        return self.facts.exact and self.facts.authentication == "pass"

    @property
    def answered_about(self) -> str:
        """The stage that an answer to them is about, and so their next token: as little as that of theirs."""
        return self.stage if self.facts.stage_is_theirs else self.answerer.stage

    @property
    def adds_to(self) -> str:
        """What plain words are kept as that answer what we recorded: what we asked for, or what they forgot."""
        answers = self.proven and self.said.act is Act.UNCLEAR and self.answerer.answers in CONFIRMED_BY
        return paper_of_the_last_act(self.errand, self.answerer.holder) if answers else ""

    @cached_property
    def paper(self) -> Paper | None:
        """What their words are kept as: of a word that acts, or in answer to what we asked for."""
        word = WORDS.get(self.said.act)
        kind = self.adds_to if word is None else word.paper if self.verdict.outcome is Outcome.ACT else ""
        if not kind or not self.said.said.strip():
            return None
        says = {"said": self.said.said, **({"who": self.said.who} if self.said.who else {})}
        return Paper(kind, self.stage, self.actor.slot, self.answerer.holder, says)

    @property
    def held(self) -> bool:
        return Outcome.HOLD in (self.verdict.outcome, self.on_risk.outcome if self.on_risk else None)


def _reading(inbound: Inbound, session: Session, case: Case, answerer: Answerer, said: Answer) -> Reading:
    service = inbound.service
    errand = Errand(service, session, answerer.case_id, case, inbound.at, answerer.holder)
    stage = case.spoken_of(answerer.stage)
    actor = actor_of(errand, answerer.holder, stage)
    found = by_id(errand, answerer.holder).holders
    facts = Facts(
        found_by="token" if answerer.found_by == "token" else "message-id",
        holder_address=found[0].email.lower() if found else None,
        sender=found[0].email.lower() if found and inbound.is_vouched_for else inbound.mail.sender,
        authentication=inbound.proof,
        token_stage=stage,
        current_stage=stage if case.is_at(stage) or not case.is_open or said.act in OF_NO_STAGE else None,
        case_open=case.is_open or said.act is Act.UNDO,
        originating=actor.slot == ORIGINATING,
        stage_is_theirs=may_speak_of_the_stage(errand, actor, answerer.stage),
    )
    on_risk = judge(RISK, facts) if said.risk else None
    return Reading(inbound, session, errand, answerer, said, judge(said.act, facts), on_risk, actor, stage, facts)


def _act(reading: Reading) -> None:
    """What was said takes effect, and is answered with what was recorded and how to undo it."""
    said, at, by = reading.said, reading.inbound.at, reading.actor
    word = WORDS.get(said.act)
    if word is None or (not by.slot and said.act not in SAID_BY_ANYBODY):
        return _answer_in_words(reading)
    event = as_it_is_meant(reading.errand, word.event(at, by, reading.stage, said))
    try:
        with reading.session.begin_nested():
            done = _take(reading, event, "reply_applied", reading.verdict.reason)
    except (NotAllowed, NotNow) as refusal:
        return _note(reading, str(refusal))
    return _confirm(reading, done, event) if done else None


OF_THE_LOG = "That word answers a request for your agency's log. This is about a case."
WHY_NOT: Mapping[Act, str] = {Act.NIL: OF_THE_LOG, Act.CORRECT: OF_THE_LOG}
ANSWERED_BY: Mapping[Act, tuple[str, ...]] = {Act.HELP: ("help",), Act.STOP: ("stop", "stop_asked")}


def _answer_in_words(reading: Reading) -> None:
    """No word that moves anything: they are told the words, or how these mails end; else it is a note."""
    kinds = ANSWERED_BY.get(reading.said.act)
    if kinds is None:
        return _note(reading, WHY_NOT.get(reading.said.act, ""))
    if not _take(reading, ToldMore(reading.inbound.at, reading.actor), "note_added", reading.verdict.reason):
        return None
    for kind, to in zip(kinds, (person(reading.answerer.holder), COORDINATOR), strict=False):
        carry_out(_as_it_is_now(reading), Mail(kind, to, stage=reading.answered_about))
    return None


def _take(reading: Reading, event: Event, disposition: str, reason: str) -> Handled | None:
    """The risk that it speaks of, then what it says; the first of them takes the reply. None: somebody already has."""
    done = None
    for number, one in enumerate((*_risk(reading), event)):
        done = _apply(reading, one, disposition, reason, first=number == 0)
        if done is None:
            return None
    return done


def _risk(reading: Reading) -> tuple[RiskStated, ...]:
    """Alerted though it is not proven; a fact of the case only where it is (decision 20)."""
    if reading.on_risk is None:
        return ()
    provisional = reading.on_risk.outcome is not Outcome.ACT
    return (RiskStated(reading.inbound.at, reading.actor, provisional),)


def _apply(
    reading: Reading, event: Event, disposition: str, reason: str, first: bool = True
) -> Handled | None:
    inbound = reading.inbound

    def take(session: Session, case_id: str) -> bool:
        return not first or inbound.end(session, disposition, f"{reason}{_files(inbound)}", case_id)

    def keep(session: Session, case_id: str) -> None:
        if first and reading.paper:
            papers.add(session, inbound.service.vault, case_id, reading.paper, inbound.at)

    source = Source(f"mail {inbound.kept.id}", reading.answerer.holder, take, keep)
    return apply(inbound.service, reading.session, event, reading.answerer.case_id, source)


def _files(inbound: Inbound) -> str:
    """How many files came with it; their names may name a child."""
    count = len(inbound.mail.attachments)
    return f" It came with {count} {'file' if count == 1 else 'files'}." if count else ""


def _confirm(reading: Reading, done: Handled, event: Event) -> None:
    """Every act by mail is answered with what was recorded, and until when UNDO takes it back (decision 20)."""
    errand = _as_it_is_now(reading)
    course = Course(errand.case, errand.at, reading.actor, errand.service.calendars)
    values = {
        "recorded": _recorded(reading, done, event),
        "undo_until": undo_until(course, errand.at),
        "still_needed": still_needed(errand, reading.actor, reading.stage, reading.said, event),
        "files": len(reading.inbound.mail.attachments),
    }
    kind = "acknowledged" if reading.said.act is Act.SEEN else "recorded"
    carry_out(errand, Mail(kind, person(reading.answerer.holder), stage=reading.answered_about, values=values))


def _recorded(reading: Reading, done: Handled, event: Event) -> str:
    if any(isinstance(effect, Mail) and effect.kind == "undo_asked" for effect in done.effects):
        return "You ask to take your last answer back. It stands until the coordinator decides."
    if isinstance(event, Done):
        return "You say that your own attempt has not settled it. Your managers take it up."
    return recorded(reading.said, reading.stage)


def _provisional(reading: Reading) -> None:
    """An escalation that is not proven: alerted now, nothing moved, and the person asked to confirm."""
    unproven = NotResolvedUnproven(reading.inbound.at, reading.actor, reading.stage)
    if _take(reading, unproven, "note_added", reading.verdict.reason):
        _send_link(reading)


def _link(reading: Reading) -> None:
    """Held, and answered with the signed link, to the address on record and never to From."""
    if not holding.keep(reading.inbound, reading.session, reading.verdict.reason, reading.answerer.case_id):
        return
    for risk in _risk(reading):
        _apply(reading, risk, "", "", first=False)
    _send_link(reading)


def _send_link(reading: Reading) -> None:
    carry_out(_as_it_is_now(reading), Mail("answer_link", person(reading.answerer.holder), stage=reading.stage))


def _note(reading: Reading, why: str = "") -> None:
    """The words are added to the case and change nothing; the person is told so, where it is proven who wrote."""
    if not _take(reading, ToldMore(reading.inbound.at, reading.actor), "note_added", why or reading.verdict.reason):
        return None
    if reading.on_risk and reading.on_risk.outcome is Outcome.PROVISIONAL:
        return _send_link(reading)
    if not reading.facts.exact:
        return _answer_somebody_else(reading)
    if not reading.proven:
        return None
    kind = _answer_to_a_note(reading)
    if kind == "unclear" and isinstance(reading.enclosed, Unread):
        return None  # what they sent is what they say, and they hear why it could not be opened
    if kind == "unclear" and not why and _was_asked_before(reading):
        return carry_out(_as_it_is_now(reading), Mail("not_understood", COORDINATOR, stage=reading.stage))
    to, values = person(reading.answerer.holder), {"say": why}
    return carry_out(_as_it_is_now(reading), Mail(kind, to, stage=reading.answered_about, values=values))


FROM_ANOTHER = "Someone has answered from another address than the one that we wrote to."


def _answer_somebody_else(reading: Reading) -> None:
    """The person we wrote to has said nothing, and is told nothing: a coordinator is, and whoever wrote gets the one
    fixed answer a day, with no word of a case (decision 23)."""
    errand = _as_it_is_now(reading)
    carry_out(errand, Mail("not_understood", COORDINATOR, stage=reading.stage, values={"say": FROM_ANOTHER}))
    occasion = Occasion(errand.service, errand.session, errand.case.partnership, errand.at)
    holding.answer_as_unknown(reading.inbound, occasion)


def _answer_to_a_note(reading: Reading) -> str:
    case = reading.errand.case
    if reading.adds_to:
        return "words_kept"
    if not case.is_open:
        return "case_over"
    if not case.is_at(reading.stage):
        return "stage_past"
    return "answer_link" if reading.actor.capacity is Capacity.AUTHORITY else "unclear"


def _was_asked_before(reading: Reading) -> bool:
    """Whether this person was asked already what they meant, and has said nothing clear since."""
    session, id, holder = reading.session, reading.answerer.case_id, reading.answerer.holder
    question = ("unclear", holder, reading.answered_about)
    asked = (question == (one.kind, one.recipient, one.stage) for one in outbox.of_case(session, id))
    own = [row.event for row in cases.history(session, id) if row.actor == holder]
    return any(asked) and own[-2:] == ["ToldMore", "ToldMore"]


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
