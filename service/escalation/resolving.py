"""Both sides, and who ends it (decision 21): resolved by all of them, or decided by an authority."""

from service.errors import NotAllowed, NotNow
from service.escalation.actors import Actor, Capacity
from service.escalation.case import State, View, Visit
from service.escalation.course import Course
from service.escalation.effects import COORDINATOR, EVERYONE, Mail, parties
from service.escalation.events import Decided, NotAgreed, Resolved
from service.escalation.procedure import Power
from service.escalation.stages import end_stage, finish
from service.escalation.tasks import Owing, done, open_duty, people, sides_at


def resolved(course: Course, event: Resolved) -> Course:
    """One side says so; the others are asked; when all have said so, the stage is resolved."""
    if event.by.capacity is Capacity.AUTHORITY and _decides(course, event.stage):
        return decided(course, Decided(event.at, event.by, event.stage))
    slot = _speaks_for(course, event.by)
    course, visit = with_view(course, event.stage, slot, "resolved")
    sides = sides_at(course.case, course.case.procedure.stage(visit.stage))
    waiting = [slot for slot in sides if visit.says(slot) != "resolved"]
    if not waiting:
        return _settle(course, visit, "resolved")
    for other in waiting:
        course = _ask_to_agree(course, visit, other)
    return course.record(f"{name_of(course, slot)} says that stage {visit.stage} is resolved")


def _decides(course: Course, stage: str) -> bool:
    return course.case.procedure.stage(stage).power is Power.DECIDES


def _speaks_for(course: Course, by: Actor) -> str:
    """The agency whose word it is. Raises NotAllowed where it is none that is party to the disagreement."""
    if by.slot in course.case.slots:
        return by.slot
    raise NotAllowed("Only the agencies that disagree can say so. A coordinator names the one that was rung.")


def _ask_to_agree(course: Course, visit: Visit, slot: str) -> Course:
    if any(slot in duty.slots for duty in course.case.owed_at(visit.stage, "agree")):
        return course
    owers = people(course.case.procedure.stage(visit.stage), slot)
    this = (visit.stage, "agree", (slot,))
    before = sum((duty.stage, duty.task, duty.slots) == this for duty in course.case.duties)
    course = open_duty(course, Owing(visit.stage, "agree", owers, (slot,), f"@{slot}", before + 1))
    return course.plus(Mail("agree", parties(owers, (slot,)), stage=visit.stage))


def with_view(course: Course, stage: str, slot: str, says: str) -> tuple[Course, Visit]:
    """The view of one agency put on record; having a view is having agreed or not, and shows that they have it."""
    visit = open_visit(course, stage)
    changed = Visit(visit.stage, visit.turn, visit.opened, views={**visit.views, slot: View(says, course.at)})
    course = course.given(course.case.with_visit(changed))
    for duty in course.case.owed_at(stage, "agree"):
        if slot in duty.slots:
            course = done(course, duty, says)
    return acknowledge(course, stage, slot), changed


def open_visit(course: Course, stage: str) -> Visit:
    return next(visit for visit in course.case.open_visits if visit.stage == stage)


def acknowledge(course: Course, stage: str, slot: str) -> Course:
    """Any sign of life from an agency's people shows that they have the case."""
    for duty in course.case.owed_at(stage, "acknowledge"):
        if slot in duty.slots:
            course = done(course, duty)
    return course


def _settle(course: Course, visit: Visit, how: str) -> Course:
    """The disagreement is over at every open stage, but for one that only refers what was learned."""
    ends = {stage.key for stage in course.case.procedure.stages if stage.ends}
    for open_one in course.case.open_visits:
        if open_one.stage == visit.stage or open_one.stage not in ends:
            course = end_stage(course, open_one, "resolved")
    told = Mail("outcome", EVERYONE, stage=visit.stage, values=_in_words(course, visit, how))
    course = course.but(outcome=how).plus(told)
    return course if course.case.open_visits else finish(course, State.RESOLVED).but(outcome=how)


def _in_words(course: Course, visit: Visit, how: str) -> dict[str, str]:
    """How it ended, for those who hear of it: above two colleagues it is their agency's line that said so."""
    stage = course.case.procedure.stage(visit.stage)
    by_their_line = how == "resolved" and len(sides_at(course.case, stage)) < len(course.case.slots)
    return {"how": "by their line" if by_their_line else how}


def not_agreed(course: Course, event: NotAgreed) -> Course:
    """The other agency does not agree: nothing is resolved, those who said so are told, and the stage goes on."""
    course, visit = with_view(course, event.stage, _speaks_for(course, event.by), "not agreed")
    said_so = [slot for slot in visit.views if visit.says(slot) == "resolved"]
    views = {slot: view for slot, view in visit.views.items() if slot not in said_so}
    course = course.given(course.case.with_visit(Visit(visit.stage, visit.turn, visit.opened, views=views)))
    stage = course.case.procedure.stage(visit.stage)
    mails = [Mail("not_agreed", parties(people(stage, slot), (slot,)), stage=stage.key) for slot in said_so]
    return course.plus(*mails, Mail("not_agreed", COORDINATOR, stage=stage.key)).record("Not agreed to be resolved")


def decided(course: Course, event: Decided) -> Course:
    """The stage's authority: where its power decides, that ends the disagreement; else it is recorded and told."""
    if event.by.capacity is not Capacity.AUTHORITY and not event.by.coordinates:
        raise NotAllowed("Only the authority of this stage decides it, or a coordinator who records its decision.")
    if not course.case.procedure.stage(event.stage).authority:
        raise NotNow(f"Stage {event.stage} has nobody who decides it. Record what the agencies say, or move it on.")
    if _decides(course, event.stage):
        return _settle(course, open_visit(course, event.stage), "decided")
    told = Mail("recommended", EVERYONE, stage=event.stage)
    return course.plus(told).record(f"The authority of stage {event.stage} spoke")


def name_of(course: Course, slot: str) -> str:
    agency = course.case.agency(slot)
    return agency.name if agency else "The coordinator"
