"""When people are reminded: before, on the day, then each working day, at nine in the morning.

A reminder wakes the clock; whether anything is still owed is asked when it comes due. A duty without
a date gets a review, which is never late. `chasing` says whom each reminder goes to.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from service.escalation.calendar import ONE_DAY, Calendar, at_opening, local_day
from service.escalation.clocks import Clock, Deadline, Known, Unit, reckon
from service.escalation.course import Course
from service.escalation.duty import Duty
from service.escalation.effects import Remind

ONE_HOUR = timedelta(hours=1)
OF_A_DATE = ("before", "today", "overdue")


def schedule(course: Course, duty: Duty) -> Course:
    """The wake-ups of a duty that has just been opened or dated anew."""
    wakes = [(at, kind) for at, kind in _wakes(course, duty) if at > course.at]
    return course.plus(*(Remind(at, duty.id, kind) for at, kind in wakes))


def _wakes(course: Course, duty: Duty) -> Iterator[tuple[datetime, str]]:
    calendar, due = course.calendar_of(duty), duty.deadline
    if duty.task == "alert":
        yield next_hour(course.at, calendar), "alert"
    elif duty.task == "acknowledge" and due and due.at:
        yield _in_business_hours(due.at, calendar), "unacknowledged"
    elif due is None or due.at is None or duty.born_late:
        yield next_review(course, duty), "review"
    else:
        yield from _countdown(course, due, calendar)


def _countdown(course: Course, due: Deadline, calendar: Calendar) -> Iterator[tuple[datetime, str]]:
    if due.at is None or due.ask is None:
        return
    yield _before(course.case.procedure.remind_before, due.ask, calendar), "before"
    if calendar.is_working_day(local_day(due.ask)):
        yield at_opening(local_day(due.ask)), "today"
    yield calendar.next_opening(max(due.at, course.at)), "review" if due.indicative else "overdue"


def _before(length: Clock, ask: datetime, calendar: Calendar) -> datetime:
    day = local_day(ask)
    if length.unit is Unit.HOURS:
        return ask - length.amount * ONE_HOUR
    if length.unit is Unit.CALENDAR_DAYS:
        return at_opening(day - length.amount * ONE_DAY)
    return at_opening(calendar.before(day, length.amount * (5 if length.unit is Unit.WORKING_WEEK else 1)))


def is_out_of_date(course: Course, duty: Duty, kind: str) -> bool:
    """Whether a reminder was set for a date that has moved on since. A date agreed beside it is reminded of too."""
    due = duty.deadline
    if kind not in OF_A_DATE or due is None or (kind == "today" and duty.agreed):
        return False
    if kind == "overdue":
        return not duty.is_late(course.at)
    return all(at > course.at for at, of in _countdown(course, due, course.calendar_of(duty)) if of == kind)


def next_review(course: Course, duty: Duty) -> datetime:
    """What is to be done at once is looked at each working morning, the rest as the procedure says."""
    calendar = course.calendar_of(duty)
    if duty.deadline and duty.deadline.is_at_once:
        return calendar.next_opening(course.at)
    return later(course, course.case.procedure.review, calendar)


def later(course: Course, length: Clock, calendar: Calendar) -> datetime:
    """Nine o'clock of the day on which that length, wound now, runs out; never before the next opening."""
    due = reckon((length,), Known(course.at, course.case.moment, calendar))
    soonest = calendar.next_opening(course.at)
    return max(soonest, at_opening(local_day(due.at))) if due and due.at else soonest


def a_week_on(course: Course) -> datetime:
    return at_opening(course.calendar().after(local_day(course.at), 5))


def _in_business_hours(at: datetime, calendar: Calendar) -> datetime:
    return at if calendar.is_open(at) and at >= at_opening(local_day(at)) else calendar.next_opening(at)


def next_hour(at: datetime, calendar: Calendar) -> datetime:
    """An hour on while business is open, else the next opening: out of hours nobody would read it."""
    soon = at + ONE_HOUR
    return soon if _in_business_hours(soon, calendar) == soon else calendar.next_opening(at)
