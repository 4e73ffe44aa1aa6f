"""What people undertake beside the procedure's tasks: actions, what is outstanding, recommendations, learning.

Each becomes a duty with its own date and reminders. It outlives its stage, and the case's end: what was promised
stays owed until somebody says that it is done, and holds no closing up.
"""

from service.errors import NotAllowed, NotNow
from service.escalation.actors import Actor, Capacity
from service.escalation.case import ORIGINATING, Case
from service.escalation.course import Course
from service.escalation.duty import Plan
from service.escalation.effects import Mail, parties
from service.escalation.events import Agreed, DebriefAsked, Undertaken
from service.escalation.parties import Party, Side
from service.escalation.procedure import Stage
from service.escalation.tasks import (
    COORDINATORS,
    DATED_ACTION,
    Owing,
    done,
    has_dated_action,
    open_duty,
    people,
    sides_at,
    slots_for,
)


def agreed(course: Course, event: Agreed) -> Course:
    """What was agreed at a stage that is or was open; each agency's people hear of theirs in one mail."""
    visit = course.case.visit(event.stage)
    if visit is None:
        raise NotNow("That stage was never opened. Say which stage it was agreed at.")
    if not takes_part(course, event.by):
        raise NotAllowed("Only the people of this case can say what was agreed, or a coordinator after a call.")
    stage = course.case.procedure.stage(visit.stage)
    for one in event.undertaken:
        course = _undertake(course, stage, one)
    course = _end_what_waited_for_a_date(course, stage)
    slots = dict.fromkeys(one.slot for one in event.undertaken if one.slot)
    mails = [Mail("task", parties(people(stage, slot), (slot,)), stage=stage.key) for slot in slots]
    course = _pass_on_what_was_learned(course.plus(*mails), event)
    things = "thing was" if len(event.undertaken) == 1 else "things were"
    return course.record(f"{len(event.undertaken)} {things} undertaken at stage {stage.key}")


def _end_what_waited_for_a_date(course: Course, stage: Stage) -> Course:
    """A task that asks for timescales is done once something is undertaken by a date (Lincolnshire 22)."""
    asking = [task.key for task in stage.tasks if task.done_by == DATED_ACTION]
    for duty in course.case.owed if has_dated_action(course.case, stage.key) else ():
        if duty.stage == stage.key and duty.task in asking:
            course = done(course, duty)
    return course


def _pass_on_what_was_learned(course: Course, event: Agreed) -> Course:
    """What is learned once the case is resolved goes where the procedure sends it; before, it goes with the end."""
    case = course.case
    if "resolved" not in case.moments or all(one.plan is not Plan.LEARNING for one in event.undertaken):
        return course
    whom = [who for notice in case.procedure.tells if notice.send == "learning" for who in notice.who]
    return course.plus(*(Mail("learning", parties((who,), slots_for(case, who)), stage=event.stage) for who in whom))


def takes_part(course: Course, by: Actor) -> bool:
    return by.coordinates or by.slot in course.case.slots or by.capacity is Capacity.AUTHORITY


def _undertake(course: Course, stage: Stage, one: Undertaken) -> Course:
    if one.slot and one.slot not in sides_at(course.case, stage):
        raise NotAllowed("Only an agency of this case, or the partnership's own team, can undertake something here.")
    owers = people(stage, one.slot) if one.slot else COORDINATORS
    slots, turn = (one.slot,) if one.slot else (), _turn(course.case, stage.key, one.plan)
    return open_duty(course, Owing(stage.key, one.plan.value, owers, slots, turn=turn, until=one.until))


def _turn(case: Case, stage: str, plan: Plan) -> int:
    return 1 + sum((duty.stage, duty.task) == (stage, plan.value) for duty in case.duties)


def next_planned(case: Case, stage: str, plan: Plan, beyond: int = 0) -> str:
    """The id that the next thing of that kind will have, or one `beyond` it."""
    return Owing(stage, plan.value, (), turn=_turn(case, stage, plan) + beyond).id


def debrief_asked(course: Course, event: DebriefAsked) -> Course:
    """The lead of whoever asks is told that a debrief is wished, and nothing of what it was about (ESCB 3.16)."""
    visit = course.case.visit(event.stage)
    if visit is None or event.by.slot not in course.case.slots:
        raise NotNow("A debrief is asked for by somebody of an agency, at a stage of the case.")
    stage = course.case.procedure.stage(visit.stage)
    slot = ORIGINATING if course.case.between_two else event.by.slot  # two colleagues have one line above them
    lead = _next_people(course, stage, slot) if stage.is_the_practitioners else people(stage, slot)
    return course.plus(Mail("debrief", parties(lead, (slot,)), stage=stage.key)).record("A debrief is wished")


def _next_people(course: Course, stage: Stage, slot: str) -> tuple[Party, ...]:
    """At a practitioners' stage the lead is whoever has the next one."""
    path = course.case.procedure.path(course.case.track)
    above = path[path.index(stage.key) + 1 :] if stage.key in path else ()
    if above:
        return people(course.case.procedure.stage(above[0]), slot)
    side = Side.ORIGINATING if slot == ORIGINATING else Side.RECEIVING
    return tuple(Party(side, role) for role in stage.people)
