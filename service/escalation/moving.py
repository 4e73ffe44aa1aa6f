"""Not resolved: who moves a case up, who only says how they see it, and who chooses the way on (decision 21)."""

from service.errors import NotAllowed
from service.escalation.actors import Actor, Capacity
from service.escalation.case import ORIGINATING, Case, Visit
from service.escalation.course import Course
from service.escalation.effects import COORDINATOR, Mail, ower, parties
from service.escalation.events import NotResolved, NotResolvedUnproven
from service.escalation.parties import Party, Side
from service.escalation.procedure import AGAIN, Stage
from service.escalation.resolving import name_of, open_visit, with_view
from service.escalation.stages import move_on, stay
from service.escalation.tasks import Owing, open_duty, people, slots_for


def not_resolved(course: Course, event: NotResolved) -> Course:
    """From the originating side, its chooser or a coordinator the case moves up; from the other side it is a view."""
    visit, by = open_visit(course, event.stage), event.by
    if by.slot in course.case.slots:
        course, visit = with_view(course, event.stage, by.slot, "not resolved")
    stage = course.case.procedure.stage(visit.stage)
    if by.slot == ORIGINATING or (by.coordinates and not by.slot) or (event.to and chooses(course.case, stage, by)):
        return _move(course, visit, stage, event)
    asked = parties(people(stage), (ORIGINATING,))
    return course.plus(Mail("other_view", asked, stage=stage.key)).record(
        f"{name_of(course, by.slot)} says that stage {stage.key} is not resolved; the originating side is asked"
    )


def chooses(case: Case, stage: Stage, by: Actor) -> bool:
    """Whether they may choose among several ways: `chosen_by`, else the originating side; or a coordinator."""
    if by.coordinates:
        return True
    slots = slots_for(case, _chooser(stage))
    return by.slot in slots if slots else by.capacity is Capacity.AUTHORITY


def _chooser(stage: Stage) -> Party:
    return stage.chosen_by or Party(Side.ORIGINATING, stage.people[0])


def _move(course: Course, visit: Visit, stage: Stage, event: NotResolved) -> Course:
    offered = _offered(course, stage, event.by)
    if not offered:
        return stay(course, visit)
    if not event.to and len(offered) == 1:
        return move_on(course, visit, offered)
    if not event.to or not chooses(course.case, stage, event.by):
        return _ask_for_a_choice(course, visit, stage)
    missed = _missed_out(course.case, stage, event)
    if missed:
        return move_on(course.record(f"Missed out, for a reason: {', '.join(missed)}"), visit, event.to)
    if not set(event.to) <= set(offered) or (len(event.to) > 1 and stage.choose == "one"):
        raise NotAllowed(f"From stage {stage.key} the ways on are: {', '.join(offered)}. Choose {stage.choose}.")
    return move_on(course, visit, event.to)


def _missed_out(case: Case, stage: Stage, event: NotResolved) -> tuple[str, ...]:
    """The stages that a coordinator leaves out, with a reason, by going further up the path at once."""
    path = case.procedure.path(case.track)
    if not event.by.coordinates or len(event.to) != 1 or event.to[0] not in path or stage.key not in path:
        return ()
    return path[path.index(stage.key) + 1 : path.index(event.to[0])]


def _offered(course: Course, stage: Stage, by: Actor) -> tuple[str, ...]:
    """The ways on; after silence, to a coordinator, those too that the silence leaves open."""
    ways = course.case.procedure.ways_on(stage.key, course.case.track)
    late = [duty for duty in course.case.owed if duty.stage == stage.key and duty.is_late(course.at)]
    silent = [way for duty in late if (task := course.case.task(duty)) for way in task.if_silent]
    again = (AGAIN,) if stage.repeats else ()
    return tuple(dict.fromkeys((*ways, *again, *(silent if by.coordinates else ()))))


def _ask_for_a_choice(course: Course, visit: Visit, stage: Stage) -> Course:
    """Several ways lead on: whoever chooses is asked, and owes the choice."""
    chooser = _chooser(stage)
    course = open_duty(course, Owing(stage.key, "choose", (chooser,), slots_for(course.case, chooser), turn=visit.turn))
    id = course.case.owed_at(stage.key, "choose")[-1].id
    course = course.plus(Mail("choose", ower(id), stage=stage.key, duty=id))
    return course.record("Not resolved; the way on is asked for")


def not_resolved_unproven(course: Course, event: NotResolvedUnproven) -> Course:
    """Provisional (decision 20): alerted, nothing moved, until the person confirms by the signed link."""
    return course.plus(Mail("unproven", COORDINATOR, stage=event.stage)).record(
        "A reply that could not be proven says that it is not resolved; the person is asked to confirm"
    )
