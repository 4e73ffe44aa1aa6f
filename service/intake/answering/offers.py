"""What a signed link offers to whoever it was made for: those of all `answers` that would take effect now."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from service.escalation.actors import Actor, Capacity
from service.escalation.calendar import local_day
from service.escalation.case import ORIGINATING
from service.escalation.checking import may_be_proved
from service.escalation.clocks import long_day
from service.escalation.duty import Duty
from service.escalation.procedure import Task
from service.intake.answering.answers import ANSWERS, CONFIRM, LIVES_ON
from service.intake.answering.writing_up import unconfirmed
from service.mail.authority import needs_the_stage
from service.mail.replies.acts import Act
from service.telling.chronicle import stage_in_words
from service.telling.errand import Errand
from service.telling.recipients import is_one_of
from service.telling.reply_words import TO_SETTLE, open_to
from service.telling.wording import rung_in_words, words_of


@dataclass(frozen=True)
class Offered:
    """What one person may answer at one stage of a case as it stands. `purpose` is that of their link, which lives
    for fourteen days after its stage has ended (ux.md 1.6, L5). `stage_is_theirs`: it was made for that stage, or
    they are of its people."""

    errand: Errand
    actor: Actor
    stage: str
    recipient: str
    purpose: str
    stage_is_theirs: bool

    def choices(self) -> tuple[tuple[str, str], ...]:
        """The values and their labels; nothing of them names a child."""
        return tuple(OFFERED_FOR[self.purpose](self))

    def needs(self) -> dict[str, tuple[str, str]]:
        """Of the answers offered, those that need words or a date."""
        offered = ((value, ANSWERS.get(value.partition(":")[0])) for value, _ in self.choices())
        return {value: answering.needs for value, answering in offered if answering and answering.needs[0]}

    def _to_prove(self) -> Iterator[tuple[str, str]]:
        if may_be_proved(self.errand.case):
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
            if self._is_asked_here(duty) and self._owes(duty):
                yield from self._about(duty)
        yield from map(_plain, self._besides())

    def _is_asked_here(self, duty: Duty) -> bool:
        """Of their stage; of any, where the case has ended and it is feedback, or one of what people undertook."""
        outlives = duty.is_planned or duty.task == "feedback"
        return duty.stage == self.stage or (outlives and bool(duty.stage) and not self.errand.case.is_open)

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

    def _is_heard(self, act: Act) -> bool:
        return self.stage_is_theirs or not needs_the_stage(act, self.actor.slot == ORIGINATING)

    def _outcomes(self) -> tuple[str, ...]:
        """What their agency may say of the stage. To agree in part is not to agree yet."""
        said = [act for act in open_to(self.errand.case, self.actor, self.stage) if self._is_heard(act)]
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
        if not self._is_heard(Act.MEETING):
            return ()
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
        yield _plain("learned")
        yield _plain("debrief")

    def _about(self, duty: Duty) -> Iterator[tuple[str, str]]:
        task, words = self.errand.case.task(duty), words_of(self.errand, duty)
        if duty.task == "feedback":
            procedure = self.errand.case.procedure
            where = "" if duty.stage == self.stage else f", about {stage_in_words(procedure, duty.stage)}"
            yield f"feedback:{duty.id}", f"{ANSWERS['feedback'].label}{where}"
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


OFFERED_FOR: Mapping[str, Callable[[Offered], Iterator[tuple[str, str]]]] = {
    "answer": Offered._to_answer,
    "prove": Offered._to_prove,
}
