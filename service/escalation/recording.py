"""What is put on record beside the course of a case: the child's file, the status of a child, the office's part."""

from dataclasses import replace

from service.errors import NotAllowed, NotNow
from service.escalation.case import OnFile
from service.escalation.course import Course
from service.escalation.dating import clocks_of, redate
from service.escalation.duty import Duty
from service.escalation.effects import Mail, ower
from service.escalation.events import OfficeNoted, RecordKept, StatusChanged
from service.escalation.planning import takes_part
from service.escalation.tasks import ask_coordinators, done

NOT_KNOWN = "not known"
OFFICE = ("received", "notified")


def record_kept(course: Course, event: RecordKept) -> Course:
    """Each agency ticks for itself, at each stage that the case has been at."""
    visit, slot = course.case.visit(event.stage), event.by.slot
    if visit is None or slot not in course.case.slots:
        raise NotNow("A record is ticked by an agency of this case, at a stage that it has been at.")
    known = course.case.records(event.stage)
    if event.record not in known:
        raise NotNow(f"There is no such record. At this stage there are: {'; '.join(known) or 'none'}.")
    if course.case.is_on_file(event.stage, slot, event.record):
        return course.record(f"{event.record}: ticked before")
    kept = OnFile(event.stage, slot, event.record, course.at)
    return course.but(on_file=(*course.case.on_file, kept)).record(f"{event.record}: on file at stage {event.stage}")


def status_changed(course: Course, event: StatusChanged) -> Course:
    """What rests on a child's status is dated and told anew: a plan that starts mid-case is told like one before."""
    if not takes_part(course, event.by):
        raise NotAllowed("Only the people of this case, or a coordinator, say what is in place for a child.")
    if event.subject not in {subject.key for subject in course.case.subjects} or not event.status:
        keys = ", ".join(subject.key for subject in course.case.subjects)
        raise NotNow(f"Say for whom, and what is in place now. This case is about: {keys or 'nobody by a key'}.")
    changed = (
        replace(subject, status=event.status) if subject.key == event.subject else subject
        for subject in course.case.subjects
    )
    course = course.but(subjects=tuple(changed)).record(f"What is in place for {event.subject} is known anew")
    return redate(found_status(course))


def found_status(course: Course) -> Course:
    """Once what is in place for every child is known, nobody needs to find it out."""
    for duty in course.case.owed_at("", "find-status") if not _unknown(course) else ():
        course = done(course, duty)
    return course


def ask_for_status(course: Course) -> Course:
    """Where a notice rests on a status that nobody knows, a coordinator finds it out (LIV 186-188)."""
    rests = any("status" in notice.when.names for notice in course.case.procedure.tells)
    return _ask(course, "find-status") if rests and _unknown(course) else course


def _ask(course: Course, task: str) -> Course:
    """The coordinators owe it, and hear of it in a mail of its own."""
    if course.case.owed_at("", task):
        return course
    course = ask_coordinators(course, "", task)
    id = course.case.owed_at("", task)[-1].id
    return course.plus(Mail("task", ower(id), duty=id))


def _unknown(course: Course) -> bool:
    return any(subject.status in ("", NOT_KNOWN) for subject in course.case.subjects)


def office_noted(course: Course, event: OfficeNoted) -> Course:
    """The office's part of a report: received, and notified to the board."""
    if not event.by.coordinates:
        raise NotAllowed("The office part is for the partnership's own team.")
    if event.what not in OFFICE or event.on is None:
        raise NotNow("Say what the office notes, received or notified, and on which day.")
    return course.but(office={**course.case.office, event.what: event.on}).record(f"The office noted: {event.what}")


def ask_for_dates(course: Course) -> Course:
    """Where something waits for a date that the partnership keeps, such as its group's next meeting, its coordinators
    are asked for it; once nothing waits, they owe it no longer."""
    waiting = any(_waits_for_the_partnership(course, duty) for duty in course.case.owed)
    if waiting:
        return _ask(course, "give-date")
    for duty in course.case.owed_at("", "give-date"):
        course = done(course, duty)
    return course


def _waits_for_the_partnership(course: Course, duty: Duty) -> bool:
    kept = {question.key for question in course.case.procedure.questions if question.form == "partnership"}
    waits = duty.deadline is not None and duty.deadline.waits
    return waits and any(clock.date in kept for clock in clocks_of(course.case, duty))
