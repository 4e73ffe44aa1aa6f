"""A meeting of a stage: its date, who attends, and what the date does."""

from service.errors import NotAllowed, NotNow
from service.escalation.course import Course
from service.escalation.dating import redate
from service.escalation.effects import Mail, parties
from service.escalation.events import MeetingSet
from service.escalation.parties import Party
from service.escalation.planning import takes_part
from service.escalation.resolving import acknowledge
from service.escalation.tasks import done, people, sides_at


def meeting_set(course: Course, event: MeetingSet) -> Course:
    """Whoever takes part may say the date; a task that asks for one is done by it, and all who attend are told."""
    if event.when is None:
        raise NotNow("Give the date of the meeting.")
    if not takes_part(course, event.by):
        raise NotAllowed("Only the people of this case set the date of its meeting, or a coordinator after a call.")
    course = course.given(course.case.with_moment(f"{event.stage}.meeting date", event.when))
    for duty in course.case.owed:
        task = course.case.task(duty)
        if duty.stage == event.stage and task and task.done_by == "meeting date":
            course = done(course, duty)
    course = redate(acknowledge(course, event.stage, event.by.slot))
    if event.when <= course.at:
        return course.record("The meeting was held")
    return tell_who_attends(course, event.stage).record("The meeting has a date")


def tell_who_attends(course: Course, key: str) -> Course:
    stage = course.case.procedure.stage(key)
    when = course.case.moment(f"{stage.key}.meeting date")
    whom = [parties(people(stage, slot), (slot,)) for slot in sides_at(course.case, stage)]
    whom += [parties((Party("", stage.authority),))] * bool(stage.authority)
    return course.plus(*(Mail("meeting", to, stage=stage.key, values={"when": when}) for to in whom))
