"""What happens to the people and the calendar of a case, not to its course."""

from service.errors import NotAllowed
from service.escalation.course import Course
from service.escalation.dating import redate
from service.escalation.effects import COORDINATOR, Mail, ower, person
from service.escalation.events import CalendarChanged, Redirected, Unavailable


def redirected(course: Course, event: Redirected) -> Course:
    """From now on that role at that agency is somebody else; they are written to about what they owe."""
    if not event.by.coordinates:
        raise NotAllowed("A coordinator says who is asked instead.")
    role = f"{event.slot}/{event.role}"
    course = course.but(redirected={**course.case.redirected, role: event.holder_named})
    stage = course.case.stage.key if course.case.stage else ""
    return course.plus(Mail("routed", person(event.holder_named), stage=stage)).record(f"{role} is somebody else now")


def unavailable(course: Course, event: Unavailable) -> Course:
    """Away, or mail to them came back: the deputy stands in (decision 28), once for each role that owes anything."""
    owed = [duty for duty in course.case.owed if duty.stage == event.stage and event.slot in duty.slots]
    roles = {tuple(sorted(party.role for party in duty.owed_by)): duty for duty in reversed(owed)}
    mails = [
        Mail("covering", ower(duty.id, step=1), stage=duty.stage, duty=duty.id, values={"why": event.why})
        for duty in roles.values()
    ]
    kind = "not_delivered" if event.why == "returned" else "officer_away"
    values = {"to": event.whom, "say": event.says, "how": event.remedy}
    told = Mail(kind, COORDINATOR, stage=event.stage, values=values)
    return course.plus(*mails, told).record(f"Somebody who owes a part is {event.why}")


def calendar_changed(course: Course, event: CalendarChanged) -> Course:
    return redate(course.record("The calendar changed"))
