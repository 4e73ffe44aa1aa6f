"""A reply to one of our mails: whose it is, what it says, and whether it may do that.

`mail.authority` judges; what may not be done by mail alone is asked for by signed link.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from forms.documents import Unread
from service.bootstrap import stored_procedure
from service.carry_out import carry_out
from service.errors import NotAllowed, NotNow
from service.escalation.actors import Capacity
from service.escalation.case import State
from service.escalation.course import Course
from service.escalation.effects import COORDINATOR, Mail, person
from service.escalation.ending import undo_until
from service.escalation.events import Done, Event, NotResolvedUnproven, RiskStated, ToldMore
from service.handle import Handled, Source, apply
from service.intake.answering.attempts import as_it_is_meant
from service.intake.answering.recording import told_of
from service.intake.by_mail import enclosed, holding
from service.intake.by_mail.answerer import find_answerer
from service.intake.by_mail.guessing import note_a_guess
from service.intake.by_mail.inbound import Inbound
from service.intake.by_mail.reply_acts import SAID_BY_ANYBODY, WORDS, recorded, still_needed
from service.intake.by_mail.understood import Reading, reading_of
from service.mail.authority import Outcome, Verdict
from service.mail.replies.acts import Act
from service.mail.replies.reply import understand
from service.store import cases, outbox, papers
from service.telling.errand import Errand
from service.telling.occasion import Occasion


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
        reading = replace(reading_of(inbound, session, case, answerer, said), enclosed=brought)
        if reading.why_held:
            _alert(reading)
        elif ENDINGS[reading.verdict.outcome](reading):
            enclosed.take(inbound, _as_it_is_now(reading), brought, reading.stage, reading.proven)
    service.bell.ring()
    return reading.why_held


def verdict_on(inbound: Inbound) -> Verdict:
    """What the reply may do as things stand; nothing is done."""
    with inbound.service.sessions.begin() as session:
        answerer = find_answerer(inbound, session)
        if answerer is None:
            return Verdict(Outcome.HOLD, NO_MARK)
        case = cases.load(session, answerer.case_id, stored_procedure)
        return reading_of(inbound, session, case, answerer, understand(inbound.mail)).verdict


NO_MARK = "It carries no mark of a mail that we sent."


# Each end of a reply says whether it took it, and what it brings with it: no, where somebody already has


def _act(reading: Reading) -> bool:
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
    if done:
        _confirm(reading, done, event)
    return done is not None


OF_THE_LOG = "That word answers a request for your agency's log. This is about a case."
WHY_NOT: Mapping[Act, str] = {Act.NIL: OF_THE_LOG, Act.CORRECT: OF_THE_LOG}
ANSWERED_BY: Mapping[Act, tuple[str, ...]] = {Act.HELP: ("help",), Act.STOP: ("stop", "stop_asked")}


def _answer_in_words(reading: Reading) -> bool:
    """No word that moves anything: they are told the words, or how these mails end; else it is a note."""
    kinds = ANSWERED_BY.get(reading.said.act)
    if kinds is None:
        return _note(reading, WHY_NOT.get(reading.said.act, ""))
    if not _take(reading, ToldMore(reading.inbound.at, reading.actor), "note_added", reading.verdict.reason):
        return False
    for kind, to in zip(kinds, (person(reading.answerer.holder), COORDINATOR), strict=False):
        carry_out(_as_it_is_now(reading), Mail(kind, to, stage=reading.answered_about))
    return True


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
        return not first or inbound.end(session, disposition, f"{reason}{inbound.files_in_words}", case_id)

    def keep(session: Session, case_id: str) -> None:
        if first and reading.paper:
            papers.add(session, inbound.service.vault, case_id, reading.paper, inbound.at)

    source = Source(f"mail {inbound.kept.id}", reading.answerer.holder, take, keep)
    return apply(inbound.service, reading.session, event, reading.answerer.case_id, source)


def _confirm(reading: Reading, done: Handled, event: Event) -> None:
    """Every act by mail is answered with what was recorded, and until when UNDO takes it back (decision 20)."""
    errand = _as_it_is_now(reading)
    course = Course(errand.case, errand.at, reading.actor, errand.service.calendars)
    values = {
        "recorded": _recorded(reading, done, event),
        "undo_until": undo_until(course, errand.at),
        "still_needed": still_needed(errand, reading.actor, reading.stage, reading.said, event),
        "told": [f"{who[:1].upper()}{who[1:]}." for who in told_of(errand, [done], reading.answerer.holder)],
        "files": len(reading.inbound.mail.attachments),
    }
    kind = CONFIRMED_BY.get(reading.said.act, "recorded")
    carry_out(errand, Mail(kind, person(reading.answerer.holder), stage=reading.answered_about, values=values))


CONFIRMED_BY: Mapping[Act, str] = {Act.SEEN: "acknowledged", Act.DELETED: "deletion_noted"}


def _recorded(reading: Reading, done: Handled, event: Event) -> str:
    if any(isinstance(effect, Mail) and effect.kind == "undo_asked" for effect in done.effects):
        return "You ask to take your last answer back. It stands until the coordinator decides."
    if isinstance(event, Done):
        return "You say that your own attempt has not settled it. Your managers take it up."
    return recorded(reading.said, reading.stage)


def _provisional(reading: Reading) -> bool:
    """An escalation that is not proven: alerted now, nothing moved, and the person asked to confirm."""
    unproven = NotResolvedUnproven(reading.inbound.at, reading.actor, reading.stage)
    if not _take(reading, unproven, "note_added", reading.verdict.reason):
        return False
    _send_link(reading)
    return True


def _alert(reading: Reading) -> None:
    """Whatever else must wait, a risk does not, unless it is the risk that must."""
    if reading.on_risk and reading.on_risk.outcome is not Outcome.HOLD:
        for risk in _risk(reading):
            _apply(reading, risk, "", "", first=False)


def _link(reading: Reading) -> bool:
    """Held, and answered with the signed link, to the address on record and never to From; what it brings waits too."""
    if not holding.keep(reading.inbound, reading.session, reading.verdict.reason, reading.answerer.case_id):
        return False
    _alert(reading)
    _send_link(reading)
    return False


def _send_link(reading: Reading) -> None:
    carry_out(_as_it_is_now(reading), Mail("answer_link", person(reading.answerer.holder), stage=reading.stage))


def _note(reading: Reading, why: str = "") -> bool:
    """The words are added to the case and change nothing."""
    if not _take(reading, ToldMore(reading.inbound.at, reading.actor), "note_added", why or reading.verdict.reason):
        return False
    _answer_to_the_note(reading, why)
    return True


def _answer_to_the_note(reading: Reading, why: str) -> None:
    """The person is told so, where it is proven who wrote."""
    if reading.on_risk and reading.on_risk.outcome is Outcome.PROVISIONAL:
        return _send_link(reading)
    if not reading.facts.exact:
        return _answer_somebody_else(reading)
    if not reading.proven:
        return None
    kind = _told_of_a_note(reading)
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


def _told_of_a_note(reading: Reading) -> str:
    case = reading.errand.case
    if reading.adds_to or case.state is State.REFUSED:
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
    return replace(reading.errand, case=case)


ENDINGS: Mapping[Outcome, Callable[[Reading], bool]] = {
    Outcome.ACT: _act,
    Outcome.PROVISIONAL: _provisional,
    Outcome.LINK: _link,
    Outcome.NOTE: _note,
}
