"""What happens to the people and the calendar of a case, not to its course."""

from service.errors import NotAllowed
from service.escalation.case import ORIGINATING
from service.escalation.coordinating import Redirected
from service.escalation.course import Course
from service.escalation.dating import redate
from service.escalation.effects import COORDINATOR, Mail, ower, person
from service.escalation.events import CalendarChanged, NotMine, Unavailable
from service.escalation.tasks import PRACTITIONER

ITS_TWO_PEOPLE = "It is between two colleagues, and nobody answers for either. Withdraw it, or move it up."


def redirected(course: Course, event: Redirected) -> Course:
    """From now on that role at that agency is somebody else; they are written to about what they owe."""
    if not event.by.coordinates:
        raise NotAllowed("A coordinator says who is asked instead.")
    if course.case.between_two and (event.role == PRACTITIONER or event.slot != ORIGINATING):
        raise NotAllowed(ITS_TWO_PEOPLE)
    role = f"{event.slot}/{event.role}"
    course = course.but(redirected={**course.case.redirected, role: event.holder_named})
    stage = course.case.stage.key if course.case.stage else ""
    return course.plus(Mail("routed", person(event.holder_named), stage=stage)).record(f"{role} is somebody else now")


def unavailable(course: Course, event: Unavailable) -> Course:
    """Away, or mail to them came back: the deputy stands in (decision 28), once for each role that owes anything."""
    course = _covered(course, event.stage, event.slot, event.why)
    kind = "not_delivered" if event.why == "returned" else "officer_away"
    values = {"to": event.whom, "say": event.says, "how": event.remedy}
    told = Mail(kind, COORDINATOR, stage=event.stage, values=values)
    return course.plus(told).record(f"Somebody who owes a part is {event.why}")


def not_theirs(course: Course, event: NotMine) -> Course:
    """They are written to no more; the deputy stands in until a coordinator says who has it (ux.md 1.7, NOT ME)."""
    course = course.but(not_theirs=tuple(dict.fromkeys((*course.case.not_theirs, event.by.holder))))
    course = _covered(course, event.stage, event.by.slot, "not theirs")
    return course.plus(Mail("not_me", COORDINATOR, stage=event.stage)).record("Somebody says that this is not for them")


def _covered(course: Course, stage: str, slot: str, why: str) -> Course:
    owed = [duty for duty in course.case.owed if duty.stage == stage and slot in duty.slots]
    roles = {tuple(sorted(party.role for party in duty.owed_by)): duty for duty in reversed(owed)}
    return course.plus(
        *(
            Mail("covering", ower(duty.id, step=1), stage=duty.stage, duty=duty.id, values={"why": why})
            for duty in roles.values()
        )
    )


def calendar_changed(course: Course, event: CalendarChanged) -> Course:
    return redate(course.record("The calendar changed"))
