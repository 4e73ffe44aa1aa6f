"""When a duty is due, and when its date is reckoned anew.

A date is stored when the duty opens. It changes only with a fact: a typed answer, a risk, a new bank
holiday. The old date stays on record, and a date made earlier is never earlier than that fact.
"""

from dataclasses import replace
from datetime import datetime

from service.escalation.calendar import Calendar, local_day
from service.escalation.case import Case, Risk
from service.escalation.clocks import Clock, Deadline, Known, Unit, ask_for, long_day, reckon
from service.escalation.course import Course
from service.escalation.duty import Duty
from service.escalation.effects import EVERYONE, Mail
from service.escalation.reminding import schedule

TWO_WORKING_DAYS = Clock(Unit.WORKING_DAYS, 2)
SERVICE_CLOCKS = {"agree": (TWO_WORKING_DAYS,)}  # ours: ux.md 3.2, E18


def dated(course: Course, duty: Duty) -> Duty:
    """The duty with its deadline reckoned from what is known now."""
    due = deadline_of(course, duty)
    late = due is not None and due.at is not None and due.at < course.at
    return replace(duty, deadline=due, born_late=late)


def deadline_of(course: Course, duty: Duty) -> Deadline | None:
    if duty.until:
        return _given(course, duty.until)
    clocks = clocks_of(course.case, duty)
    urgent = duty.stage == "urgent"
    due = reckon(clocks, _known(course, duty, urgent)) if clocks else None
    if due is None or due.at is None or duty.task in SERVICE_CLOCKS or duty.task == "acknowledge":
        return due
    instead = _instead_of_all(course.case)
    if instead:
        due = reckon((instead,), _known(course, duty, urgent=True)) or due
    return _not_before(course, due) if instead or urgent else due


def _given(course: Course, until: datetime) -> Deadline:
    """A date that people gave in a plan of theirs: it stands as it is, and what they are asked for lies before it."""
    calendar, why = course.calendar(), "the date that was agreed"
    known = calendar.covers(local_day(until))
    return Deadline(until, ask_for(until, course.at, calendar), why, calendar.version, provisional=not known)


def clocks_of(case: Case, duty: Duty) -> tuple[Clock, ...]:
    if duty.task == "acknowledge":
        return (case.procedure.acknowledge,)
    if duty.task == "conclude":
        return case.procedure.stage(duty.stage).due
    task = case.task(duty)
    return task.due if task else SERVICE_CLOCKS.get(duty.task, ())


def _known(course: Course, duty: Duty, urgent: bool) -> Known:
    case = course.case
    stated = case.moments.get("risk stated")
    return Known(
        opened=stated if urgent and stated else duty.opened,  # a risk is counted from when it was stated
        moment=lambda name: case.moment(name, duty.stage) or course.next_meeting(name, duty.opened),
        calendar=_calendar(course, duty),
        facts=case.known(duty.stage),
        clocks=case.procedure.clocks,
        urgent=urgent,
    )


def _calendar(course: Course, duty: Duty) -> Calendar:
    named = next((clock.calendar for clock in clocks_of(course.case, duty) if clock.calendar), "")
    return course.calendars.of(named) if named else course.calendar_of(duty)


def _instead_of_all(case: Case) -> Clock | None:
    """The one clock that a procedure may put in place of every deadline while the risk stands."""
    return case.procedure.urgent.due if case.risk is Risk.STANDING and case.procedure.urgent else None


def _not_before(course: Course, due: Deadline) -> Deadline:
    """Nobody becomes late in the past: an urgent duty that opens after its date is due now."""
    if due.at is None or due.at >= course.at:
        return due
    return replace(due, at=course.at, ask=course.at, why=f"now: {due.why}, which had passed when this was opened")


def redate(course: Course) -> Course:
    """Reckon the open duties anew, keep the old dates on record, and tell those who were given them."""
    moved = [(duty, fresh) for duty in course.case.owed if (fresh := _redated(course, duty)) != duty]
    for duty, fresh in moved:
        course = schedule(course.duty(fresh), fresh).record(_said(duty, fresh))
    return course.plus(Mail("dates_changed", EVERYONE)) if moved else course


def date_what_waited(course: Course) -> Course:
    """What a duty's date waited for has happened: it has its first date now."""
    for duty in course.case.owed:
        due = deadline_of(course, duty) if duty.deadline and duty.deadline.waits else None
        if due is not None and due.at is not None:
            fresh = replace(duty, deadline=_not_before(course, due))
            course = schedule(course.duty(fresh), fresh).record(_said(duty, fresh))
    return course


def _redated(course: Course, duty: Duty) -> Duty:
    due, old = deadline_of(course, duty), duty.deadline
    if due is None or old is None or (due.at, due.indicative) == (old.at, old.indicative):
        return duty
    if due.at is not None and due.at < course.at and (old.at is None or due.at < old.at):
        if old.at is not None and old.at <= course.at:
            return duty
        due = _not_before(course, due)
    late = duty.born_late and due.at is not None and due.at < course.at
    return replace(duty, deadline=due, born_late=late, superseded=(*duty.superseded, old))


def _said(old: Duty, new: Duty) -> str:
    return f"{new.id} is now due {_day(new)}; before, {_day(old)}"


def _day(duty: Duty) -> str:
    at = duty.deadline.at if duty.deadline else None
    return long_day(local_day(at)) if at else "without a date"
