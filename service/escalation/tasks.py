"""Tasks become duties when their moment comes, and duties end: done, considered, cancelled."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from service.escalation.case import ORIGINATING, Case, Risk, Visit
from service.escalation.course import Course
from service.escalation.dating import dated
from service.escalation.duty import Duty, Plan, Standing
from service.escalation.effects import Mail, ower
from service.escalation.facts import is_raised_by
from service.escalation.parties import Party, Side
from service.escalation.procedure import Stage, Task
from service.escalation.reminding import schedule

COORDINATORS = (Party("", "coordinator"),)
CONFIRMED_AS = {"close": "confirm-close", "lower": "confirm-lower"}  # an act that takes two -> what the second owes
PRACTITIONER = "practitioner"
DATED_ACTION = "dated action"  # what a task is done by

Share = tuple[str, tuple[Party, ...], tuple[str, ...]]  # the suffix of the duty's id, who owes it, at which agencies


def slots_for(case: Case, party: Party) -> tuple[str, ...]:
    """The agencies of this case that a party stands for; none for the partnership's own team. Between two colleagues
    the second side is one person: whoever has another role there has it for the agency of both, once."""
    slots = _slots_for(case, party)
    return slots if not case.between_two or party.role == PRACTITIONER else tuple(s for s in slots if s == ORIGINATING)


def _slots_for(case: Case, party: Party) -> tuple[str, ...]:
    sides = {
        Side.ORIGINATING: (ORIGINATING,),
        Side.RECEIVING: case.across,
        Side.BOTH: case.slots,
        Side.EACH: case.slots,
        Side.PARTNERSHIP: (),
    }
    if party.side in sides:
        return sides[Side(party.side)]
    return tuple(agency.slot for agency in case.agencies if agency.kind == party.side)


def shares(case: Case, owed_by: tuple[Party, ...]) -> tuple[Share, ...]:
    """A task is one duty, or one for each side, or one for each of several receiving agencies."""
    sides = {party.side for party in owed_by}
    slots = tuple(slot for slot in case.slots if any(slot in slots_for(case, party) for party in owed_by))
    apart = Side.EACH in sides or (sides == {Side.RECEIVING} and len(slots) > 1)
    if apart:
        return tuple((f"@{slot}", owed_by, (slot,)) for slot in slots)
    if not slots and sides & {Side.RECEIVING}:
        return ()
    return (("", owed_by, slots),)


def open_waiting(course: Course, opening: Visit | None = None) -> Course:
    """Open every task whose moment has come and whose condition holds, unless it was opened before.

    `opening` is the visit that is being opened: its tasks count from its beginning, all others from now.
    """
    for task, visit in _waiting(course):
        turn = visit.turn if visit else _turn_of_the_risk(course.case, task)
        since = visit.opened if visit and visit == opening and not task.on else None
        for suffix, owed_by, slots in shares(course.case, task.owed_by):
            asked_before = task.before_closing and _owed_since_an_earlier_turn(course.case, task, slots)
            if not asked_before and not _is_their_own(course.case, task, slots):
                course = open_duty(course, Owing(task.stage, task.key, owed_by, slots, suffix, turn, since))
    return course


def _turn_of_the_risk(case: Case, task: Task) -> int:
    """A risk that was lowered and is stated again opens its tasks again."""
    stated = case.moments["risk stated"]
    before = [duty for duty in case.duties if (duty.stage, duty.task) == ("urgent", task.key) and duty.opened < stated]
    return 1 + len({duty.opened for duty in before})


def _owed_since_an_earlier_turn(case: Case, task: Task, slots: tuple[str, ...]) -> bool:
    return any(duty.slots == slots for duty in case.owed_at(task.stage, task.key))


def _is_their_own(case: Case, task: Task, slots: tuple[str, ...]) -> bool:
    """Whether the task takes it to a post that whoever raised it holds: then it is there already."""
    if slots != (ORIGINATING,) or any(party.role != PRACTITIONER for party in task.owed_by):
        return False
    return any(rung.party.side == Side.OWN and is_raised_by(case.facts, rung.party.role) for rung in task.rungs)


def _waiting(course: Course) -> Iterator[tuple[Task, Visit | None]]:
    case = course.case
    for visit in case.visits:
        for task in case.procedure.stage(visit.stage).tasks:
            if _has_come(course, task, visit) and task.when.holds(case.known(visit.stage)) and not _is_met(case, task):
                yield task, visit
    if case.risk is Risk.STANDING and case.procedure.urgent and case.is_open:
        yield from ((task, None) for task in case.procedure.urgent.tasks if _is_urgent_now(case, task))


def _is_met(case: Case, task: Task) -> bool:
    """Whether what the task asks for was there before it."""
    return task.done_by == DATED_ACTION and has_dated_action(case, task.stage)


def has_dated_action(case: Case, stage: str) -> bool:
    return any((duty.stage, duty.task) == (stage, Plan.ACTION) and duty.until for duty in case.duties)


def _is_urgent_now(case: Case, task: Task) -> bool:
    has_come = not task.on or any(case.moment(name, "urgent") for name in task.on)
    return has_come and any(task.when.holds(case.known(visit.stage)) for visit in case.open_visits)


def _has_come(course: Course, task: Task, visit: Visit) -> bool:
    moments = [course.case.moment(name, visit.stage) for name in task.on]
    if visit.is_open:
        return not task.on or any(at is not None for at in moments)
    return any(at == course.at for at in moments) and course.case.visit(visit.stage) == visit


@dataclass(frozen=True)
class Owing:
    """Who is to owe which task of which stage. `turn` counts the times that it is asked for; `suffix` tells apart the
    shares of one task; `since` is when it began to count, if that was not now; `until` a date that people gave it."""

    stage: str
    task: str
    owed_by: tuple[Party, ...]
    slots: tuple[str, ...] = ()
    suffix: str = ""
    turn: int = 1
    since: datetime | None = None
    until: datetime | None = None

    @property
    def id(self) -> str:
        return f"{self.stage}.{self.task}{f'#{self.turn}' if self.turn > 1 else ''}{self.suffix}"


def open_duty(course: Course, owing: Owing) -> Course:
    """Someone owes it from now on, unless they were asked before; its date and its reminders are set."""
    if course.case.duty(owing.id):
        return course
    opened = owing.since or course.at
    new = Duty(owing.id, owing.stage, owing.task, owing.owed_by, owing.slots, opened, until=owing.until)
    duty = dated(course, new)
    course = schedule(course.duty(duty), duty)
    if duty.born_late:
        course = course.record(f"{duty.id} was past its date when it was opened; nobody is late")
        return course.plus(Mail("born_late", ower(duty.id), stage=duty.stage, duty=duty.id))
    if not _told_apart(course, duty):
        return course
    task = course.case.task(duty)
    kind = "report_due" if task and task.form else "task"
    return course.plus(Mail(kind, ower(duty.id), stage=duty.stage, duty=duty.id))


def ask_coordinators(course: Course, stage: str, task: str) -> Course:
    """The coordinators owe `task`, again if they have done it before, once if they still owe it."""
    if course.case.owed_at(stage, task):
        return course
    earlier = sum((duty.stage, duty.task) == (stage, task) for duty in course.case.duties)
    return open_duty(course, Owing(stage, task, COORDINATORS, turn=earlier + 1))


def _told_apart(course: Course, duty: Duty) -> bool:
    """Whether its ower hears of it in a mail of its own; the people of a stage read it in the mail that opens it."""
    task = course.case.task(duty)
    if task is None:
        return False
    if task.on or duty.stage == "urgent":
        return True
    return not any(party.role in course.case.procedure.stage(duty.stage).people for party in duty.owed_by)


def people(stage: Stage, slot: str = ORIGINATING) -> tuple[Party, ...]:
    """The people of a stage at that agency."""
    side = Side.ORIGINATING if slot == ORIGINATING else Side.RECEIVING
    return tuple(Party(side, role) for role in stage.people)


def sides_at(case: Case, stage: Stage) -> tuple[str, ...]:
    """The sides whose people a stage is for, and whose word settles it: all, but between two colleagues above their
    own stage, which is their agency's alone."""
    alone = case.between_two and not stage.is_the_practitioners
    return (ORIGINATING,) if alone else case.slots


def end(course: Course, duty: Duty, standing: Standing = Standing.DONE, answer: str = "") -> Course:
    return course.duty(replace(duty, standing=standing, ended=course.at, answer=answer))


def no_longer_asked(course: Course, act: str, standing: Standing = Standing.DONE) -> Course:
    """No second coordinator needs to confirm that act any more."""
    for duty in course.case.owed_at("", CONFIRMED_AS[act]):
        course = end(course, duty, standing)
    return course


def cancel_stage(course: Course, stage: str) -> Course:
    """Its stage has ended: what is neither planned nor to be done before closing is no longer owed."""
    for duty in course.case.owed:
        task = course.case.task(duty)
        stays = duty.task == "feedback" or duty.is_planned or (task is not None and task.before_closing)
        if duty.stage == stage and not stays:
            course = end(course, duty, Standing.CANCELLED)
    return course


def done(course: Course, duty: Duty, answer: str = "", standing: Standing = Standing.DONE) -> Course:
    """The duty is done; once every side has done its part, the task is, and what waits for it opens."""
    course = end(course, duty, standing, answer).record(f"{duty.id} is {standing.value}")
    if not course.case.owed_at(duty.stage, duty.task):
        course = course.moment(f"{duty.stage}.{duty.task} done")
    return course
