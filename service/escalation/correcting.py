"""What was written wrongly: put right for the future. What is owed stays owed, and by the same dates."""

from dataclasses import replace

from service.errors import NotAllowed
from service.escalation.case import ORIGINATING, Agency, Case, Risk
from service.escalation.coordinating import AgencyCorrected, Corrected, DeletionAsked
from service.escalation.course import Course
from service.escalation.effects import Mail, ower, person
from service.escalation.events import MessagesDeleted
from service.escalation.risk import alert_the_people

ONLY_COORDINATORS = "A coordinator corrects what is written."
BOTH_THERE = "Both people are of that agency. Withdraw this case, and have it raised anew"


def corrected(course: Course, event: Corrected) -> Course:
    if not event.by.coordinates:
        raise NotAllowed(ONLY_COORDINATORS)
    return course.record("Something that was written was corrected")


def agency_corrected(course: Course, event: AgencyCorrected) -> Course:
    """Whoever is right owes what the wrong one owed, and is written to; the wrong one hears no more."""
    if not event.by.coordinates:
        raise NotAllowed(ONLY_COORDINATORS)
    if course.case.between_two:
        raise NotAllowed(f"{BOTH_THERE}.")
    slot, before = event.agency.slot, course.case.agency(event.agency.slot)
    if before is None or event.agency.id in {one.id for one in course.case.agencies if one.slot != slot}:
        raise NotAllowed("An agency stands in a case once. Name the one that it should be.")
    case = course.case.but(
        beside=replace(course.case.beside, untold=tuple(dict.fromkeys((*course.case.beside.untold, *event.untold)))),
        redirected={key: who for key, who in course.case.redirected.items() if not key.startswith(f"{slot}/")},
    )
    course = course.given(_with(case, event.agency))
    return _written_to(course, slot).record(f"The agency is {event.agency.name}, and not {before.name}")


def _with(case: Case, agency: Agency) -> Case:
    if agency.slot == ORIGINATING:
        return case.but(originating=agency)
    return case.but(receiving=tuple(agency if one.slot == agency.slot else one for one in case.receiving))


def _written_to(course: Course, slot: str) -> Course:
    """Once for each duty that is theirs now, each person once; of a risk that stands they are told too."""
    if course.case.being_checked:
        return course
    owed = [duty for duty in course.case.owed if slot in duty.slots and duty.stage]
    kind = "routed_own" if slot == ORIGINATING else "routed"
    course = course.plus(*(Mail(kind, ower(duty.id), stage=duty.stage) for duty in owed))
    return course if course.case.risk is Risk.NONE else alert_the_people(course, slot)


def deletion_asked(course: Course, event: DeletionAsked) -> Course:
    """Each is written to with no more than when it was that we wrote (L0)."""
    if not event.by.coordinates:
        raise NotAllowed(ONLY_COORDINATORS)
    mails = (Mail("delete_message", person(who), values={"when_sent": sent}) for who, sent in event.asked)
    return course.plus(*mails).record(f"How many were asked to delete a message: {len(event.asked)}")


def messages_deleted(course: Course, event: MessagesDeleted) -> Course:
    return course.record("Somebody says that they have deleted the message")
