"""What a signed link offers to whoever it was made for: each answer, the event that it reports, and what it is kept as.

A value names the answer, and, where it is about one duty or one record, which: "done:2.talk", "done:2.talk:1".
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from service.errand import Errand
from service.errors import NotNow
from service.escalation.actors import Actor, Capacity
from service.escalation.calendar import OPENS, at_close, local_day, moment
from service.escalation.case import ORIGINATING, Duty
from service.escalation.clocks import long_day
from service.escalation.events import (
    Acknowledged,
    Considered,
    DebriefAsked,
    Decided,
    Done,
    Event,
    FeedbackGiven,
    GateRefused,
    MeetingSet,
    MoreTimeAsked,
    NotAgreed,
    NotMine,
    NotResolved,
    RecordKept,
    Released,
    Resolved,
    RiskStated,
    StillConcerned,
    ToldMore,
    WithdrawalAsked,
)
from service.escalation.procedure import Task
from service.intake.writing_up import unconfirmed
from service.mail.replies.acts import Act
from service.recipients import is_one_of
from service.reply_words import TO_SETTLE, open_to
from service.wording import rung_in_words, words_of


@dataclass(frozen=True)
class Said:
    """What somebody answered: `of` is the duty or the record, `words` what they added, `on` and `clock` a date and a
    time of day that they gave."""

    at: datetime
    by: Actor
    stage: str
    of: str = ""
    words: str = ""
    on: date | None = None
    clock: time | None = None

    @property
    def begins(self) -> datetime | None:
        """The beginning of a meeting on that date; nine o'clock where no time was given."""
        return moment(self.on, self.clock or OPENS) if self.on else None

    @property
    def until(self) -> datetime | None:
        return at_close(self.on) if self.on else None


@dataclass(frozen=True)
class Answering:
    """One kind of answer. `paper` is what its words are kept as; `needs` names the box that cannot stay empty, and
    what to tell who left it so."""

    label: str
    event: Callable[[Said], Event]
    recorded: str
    paper: str = "outcome"
    needs: tuple[str, str] = ("", "")


OUTCOMES = {"resolved": "resolved", "not_resolved": "not resolved"}  # those that the published form asks about
IN_A_WORD = {  # the answers that a reply by mail gives with its first line
    "resolved": "RESOLVED", "not_resolved": "NOT RESOLVED", "agree": "AGREE", "partly": "NOT AGREED",
    "not_agreed": "NOT AGREED", "more_time": "MORE TIME", "meeting": "MEETING", "seen": "SEEN", "not_me": "NOT ME",
    "withdraw": "WITHDRAW",
}  # fmt: skip
CONFIRM = "confirm"  # what was filled in on a form acts from now (writing_up)
LIVES_ON = timedelta(days=14)
WHY = ("detail", "Enter why")
WHEN = ("on", "Enter the date of the meeting")
DIFFERS = ("detail", "Enter what you do not agree with")

ANSWERS: Mapping[str, Answering] = {
    "resolved": Answering(
        "We have resolved it", lambda said: Resolved(said.at, said.by, said.stage), "You say that it is resolved."
    ),
    "not_resolved": Answering(
        "We have not resolved it", lambda said: NotResolved(said.at, said.by, said.stage),
        "You say that it is not resolved.",
    ),
    "agree": Answering(
        "I agree that it is resolved", lambda said: Resolved(said.at, said.by, said.stage),
        "You agree that it is resolved.",
    ),
    "partly": Answering(
        "I agree in part", lambda said: NotAgreed(said.at, said.by, said.stage),
        "You agree in part, so it is not resolved yet.", paper="view", needs=DIFFERS,
    ),
    "not_agreed": Answering(
        "I do not agree", lambda said: NotAgreed(said.at, said.by, said.stage), "You do not agree that it is resolved.",
        paper="view",
    ),
    "more_time": Answering(
        "We need more time", lambda said: MoreTimeAsked(said.at, said.by, said.stage, said.until),
        "You ask for more time.", paper="reason",
    ),
    "not_me": Answering(
        "I am not the right person", lambda said: NotMine(said.at, said.by, said.stage),
        "This is not for you. The coordinator finds out who has it, and we write to you no more about it.",
        paper="reason", needs=("detail", "Enter who we should ask"),
    ),
    "seen": Answering(
        "I have this, and it is not settled yet", lambda said: Acknowledged(said.at, said.by, said.stage),
        "You have this.", paper="view",
    ),
    "risk": Answering(
        "The child is at immediate risk", lambda said: RiskStated(said.at, said.by),
        "You say that the child is at immediate risk. This is not a referral: ring today.", paper="view",
    ),
    "decided": Answering(
        "I have decided, or said what I recommend", lambda said: Decided(said.at, said.by, said.stage),
        "Your decision or recommendation is recorded.", needs=("detail", "Enter what you decided or recommend"),
    ),
    "done": Answering(
        "Done: {of}", lambda said: Done(said.at, said.by, said.of.partition(":")[0], said.of.partition(":")[2]),
        "Your part is done.", paper="done",
    ),
    "turned": Answering(
        "Not agreed with {of}: on to the next", lambda said: Done(said.at, said.by, said.of, not_agreed=True),
        "The next person is asked.", paper="reason",
    ),
    "considered": Answering(
        "Considered, and not needed: {of}", lambda said: Considered(said.at, said.by, said.of, said.words),
        "You have considered it, and it is not needed.", paper="reason", needs=WHY,
    ),
    "refused": Answering(
        "No: {of}", lambda said: GateRefused(said.at, said.by, said.of, said.words),
        "You say no, with your reason. The person who raised it is told, and the case stays open.",
        paper="reason", needs=WHY,
    ),
    "meeting": Answering(
        "The meeting has a date", lambda said: MeetingSet(said.at, said.by, said.stage, said.begins),
        "Everyone who attends is told the date.", paper="minutes", needs=WHEN,
    ),
    "feedback": Answering(
        "I have told the person who raised it", lambda said: FeedbackGiven(said.at, said.by, said.of),
        "You have told the person who raised it.", paper="feedback",
        needs=("detail", "Enter in your own words what you told them, or on which day you rang"),
    ),
    "on_file": Answering(
        "It is on file: {of}", lambda said: RecordKept(said.at, said.by, said.stage, said.of), "It is on file.",
        paper="done",
    ),
    "debrief": Answering(
        "A debrief would help me", lambda said: DebriefAsked(said.at, said.by, said.stage),
        "Your lead hears that you would like a debrief, and nothing else.", paper="debrief",
    ),
    "prove": Answering(
        "This is my address: send the disagreement on", lambda said: Released(said.at, said.by),
        "Your disagreement is on its way to the other agency.",
    ),
    "add": Answering(
        "I want to add something", lambda said: ToldMore(said.at, said.by), "What you added is kept with the case.",
        paper="view", needs=("detail", "Enter what you want to add"),
    ),
    "withdraw": Answering(
        "I want to withdraw it", lambda said: WithdrawalAsked(said.at, said.by),
        "You ask to withdraw. The coordinator confirms it.", paper="reason",
        needs=("detail", "Enter why you want to withdraw it"),
    ),
    "still_concerned": Answering(
        "I am still concerned", lambda said: StillConcerned(said.at, said.by), "You are still concerned.", paper="view"
    ),
}  # fmt: skip


def event_of(verb: str, said: Said) -> Event:
    """The event that an answer reports. Raises NotNow where it needs words or a date that were not given."""
    answering = ANSWERS[verb]
    box, asked_for = answering.needs
    if box and not {"detail": said.words.strip(), "on": said.on}[box]:
        raise NotNow(f"{asked_for}.")
    return answering.event(said)


@dataclass(frozen=True)
class Offered:
    """What one person may answer at one stage of a case as it stands. `purpose` is that of their link, which lives
    for fourteen days after its stage has ended (ux.md 1.6, L5)."""

    errand: Errand
    actor: Actor
    stage: str
    recipient: str
    purpose: str

    def choices(self) -> tuple[tuple[str, str], ...]:
        """The values and their labels; nothing of them names a child."""
        return tuple(OFFERED_FOR[self.purpose](self))

    def needs(self) -> dict[str, tuple[str, str]]:
        """Of the answers offered, those that need words or a date."""
        offered = ((value, ANSWERS.get(value.partition(":")[0])) for value, _ in self.choices())
        return {value: answering.needs for value, answering in offered if answering and answering.needs[0]}

    def _to_prove(self) -> Iterator[tuple[str, str]]:
        if self.errand.case.being_checked:
            yield _plain("prove")

    def _to_answer(self) -> Iterator[tuple[str, str]]:
        if self.errand.case.is_at(self.stage) and self._takes_part:
            yield _plain("risk")
        for kept in unconfirmed(self.errand, self.recipient, self.stage):
            day = long_day(local_day(kept.received_at))
            yield f"{CONFIRM}:{kept.id}", f"What I told you on the form on {day} is right"
        yield from map(_plain, self._about_the_stage())
        yield from self._to_write_up()
        for duty in self.errand.case.owed:
            if duty.stage == self.stage and self._owes(duty):
                yield from self._about(duty)
        yield from map(_plain, self._besides())

    def _besides(self) -> tuple[str, ...]:
        """What moves no stage: more to be kept, and, for the side that raised it, that it goes no further."""
        case, slot = self.errand.case, self.actor.slot
        if not slot or case.being_checked or not case.is_at(self.stage):
            return ()
        return ("add", "withdraw") if slot == ORIGINATING else ("add",)

    def _about_the_stage(self) -> tuple[str, ...]:
        case, slot = self.errand.case, self.actor.slot
        if case.is_at(self.stage) and slot:
            return (*self._outcomes(), *self._meeting(), *self._not_me())
        if case.is_at(self.stage) and self.actor.capacity is Capacity.AUTHORITY:
            return ("decided", *self._meeting(), *self._not_me())
        return ("still_concerned",) if not case.is_open and slot == ORIGINATING else ()

    def _outcomes(self) -> tuple[str, ...]:
        """What their agency may say of the stage. To agree in part is not to agree yet."""
        said = open_to(self.errand.case, self.actor, self.stage)
        if Act.AGREE in said:
            return (str(Act.AGREE), "partly", str(Act.NOT_AGREED))
        return tuple(str(act) for act in TO_SETTLE if act in said and act is not Act.MEETING)

    def _not_me(self) -> tuple[str, ...]:
        """Whoever raised it stays its originator; everybody else was written to for their post."""
        return () if self.actor.capacity is Capacity.ORIGINATOR else ("not_me",)

    @property
    def _takes_part(self) -> bool:
        return bool(self.actor.slot) or self.actor.capacity is Capacity.AUTHORITY

    def _meeting(self) -> tuple[str, ...]:
        tasks = self.errand.case.procedure.stage(self.stage).tasks
        return ("meeting",) if any(task.done_by.startswith("meeting") for task in tasks) else ()

    def _to_write_up(self) -> Iterator[tuple[str, str]]:
        """Once a stage has ended: what is on file, and whether a debrief would help."""
        case, slot = self.errand.case, self.actor.slot
        visit = case.visit(self.stage) if self.stage else None
        if not slot or visit is None or visit.ended is None or self.errand.at > visit.ended + LIVES_ON:
            return
        for record in case.records(self.stage):
            if not case.is_on_file(self.stage, slot, record):
                yield f"on_file:{record}", ANSWERS["on_file"].label.format(of=record)
        yield _plain("debrief")

    def _about(self, duty: Duty) -> Iterator[tuple[str, str]]:
        task, words = self.errand.case.task(duty), words_of(self.errand, duty)
        if duty.task == "feedback":
            yield _of("feedback", duty)
        elif task is None or not task.answers:
            yield f"done:{duty.id}", f"Yes: {task.gate}" if task and task.gate else f"Done: {words}"
        else:
            yield from ((f"done:{duty.id}:{said}", f"Done: {said}") for said in task.answers)
        if task and task.optional:
            yield f"considered:{duty.id}", ANSWERS["considered"].label.format(of=words)
        if task and task.gate:
            yield f"refused:{duty.id}", ANSWERS["refused"].label.format(of=task.gate)
        if task and len(task.rungs) > 1:
            yield f"turned:{duty.id}", ANSWERS["turned"].label.format(of=rung_in_words(self.errand, duty))

    def _owes(self, duty: Duty) -> bool:
        is_here = _is_done_here(self.errand.case.task(duty), duty)
        return is_here and is_one_of(self.errand, self.recipient, duty.owed_by, duty.slots)


def _is_done_here(task: Task | None, duty: Duty) -> bool:
    """Naming somebody and sending a form are done elsewhere; an outcome by the answer about the stage."""
    if task is None:
        return duty.task == "feedback" or duty.is_planned
    return task.done_by not in ("outcome", "meeting date") and not task.names and not task.form


def _plain(verb: str) -> tuple[str, str]:
    return verb, ANSWERS[verb].label


def _of(verb: str, duty: Duty) -> tuple[str, str]:
    return f"{verb}:{duty.id}", ANSWERS[verb].label


OFFERED_FOR: Mapping[str, Callable[[Offered], Iterator[tuple[str, str]]]] = {
    "answer": Offered._to_answer,
    "prove": Offered._to_prove,
}
