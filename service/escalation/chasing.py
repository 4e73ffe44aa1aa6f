"""What follows when a reminder comes due: who hears of it, and what silence does.

Late: the ower, then the deputy, then the coordinator each working day. Unacknowledged: the deputy,
the next in line, the coordinator. Silence moves a case only where a task has `if_silent`, along one
way; where it names several the coordinator chooses. It never settles and never closes.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from service.escalation.course import Course
from service.escalation.duty import Duty
from service.escalation.effects import COORDINATOR, Mail, Remind, ower
from service.escalation.effects import ORIGINATOR as THE_ORIGINATOR
from service.escalation.events import TimePassed
from service.escalation.reminding import a_week_on, is_out_of_date, later, next_hour, next_review
from service.escalation.stages import move_on
from service.escalation.tasks import COORDINATORS, Owing, open_duty

GRAVITY = ("review", "before", "today", "overdue", "unacknowledged", "alert")
WEEKLY = "progress"  # tells the originator; it stands beside what the ower is told


def time_passed(course: Course, event: TimePassed) -> Course:
    """Each duty is spoken of once to its ower, by the gravest of the reminders that have come due; the gravest first,
    for what one person hears of several duties at one moment is one mail, and the first one counts."""
    gravest: dict[str, str] = {}
    for id, kind in event.reminders:
        if kind != WEEKLY and GRAVITY.index(kind) >= GRAVITY.index(gravest.get(id, "review")):
            gravest[id] = kind
    weekly = dict.fromkeys(one for one in event.reminders if one[1] == WEEKLY)
    for id, kind in (*sorted(gravest.items(), key=_gravity, reverse=True), *weekly):
        duty = course.case.duty(id)
        if duty is None or not duty.is_owed:
            course = course.record(f"A reminder for {id} came due; it is no longer owed, and nothing was sent")
        elif is_out_of_date(course, duty, kind):
            course = course.record(f"A reminder for {id} came due; its date has moved, and nothing was sent")
        else:
            course = CHASED[kind](course, duty, kind)
    return course


def _gravity(reminder: tuple[str, str]) -> int:
    return GRAVITY.index(reminder[1])


def _remind(course: Course, duty: Duty, kind: str) -> Course:
    if duty.is_late(course.at):
        return course.record(f"A reminder for {duty.id} came due; it is late, and is chased as such")
    return course.plus(Mail("reminder", ower(duty.id), stage=duty.stage, duty=duty.id, values={"kind": kind}))


def _review(course: Course, duty: Duty, kind: str) -> Course:
    if duty.deadline and duty.deadline.can_be_late and not duty.born_late:
        return course.record(f"A review of {duty.id} came due; it has a date now, and is reminded of by that")
    return _remind(course, duty, kind).plus(Remind(next_review(course, duty), duty.id, "review"))


def _overdue(course: Course, duty: Duty, kind: str) -> Course:
    """The first working day the ower, the second the deputy, from the third the coordinator."""
    times = duty.passed_on + 1
    course = course.duty(replace(duty, passed_on=times))
    again = Remind(course.calendar_of(duty).next_opening(course.at), duty.id, "overdue")
    return _silence(course.plus(*_said_of_lateness(duty, times), again), duty)


def _said_of_lateness(duty: Duty, days: int) -> tuple[Mail, ...]:
    """On the third day the coordinator and whoever is next in line hear how late it is (ux.md 3.2, E14)."""
    if days == 3:
        whom = (COORDINATOR, ower(duty.id, step=2))
        return tuple(Mail("late", to, stage=duty.stage, duty=duty.id, values={"days": days}) for to in whom)
    to = COORDINATOR if days > 3 else ower(duty.id, step=days - 1)
    return (Mail("reminder", to, stage=duty.stage, duty=duty.id, values={"kind": "overdue"}),)


def _silence(course: Course, duty: Duty) -> Course:
    task = course.case.task(duty)
    visit = next((visit for visit in course.case.open_visits if visit.stage == duty.stage), None)
    if task is None or not task.if_silent or visit is None:
        return course
    if len(task.if_silent) == 1:
        return move_on(course.record(f"Nobody answered: {duty.id}"), visit, task.if_silent, "nobody answered")
    if course.case.owed_at(duty.stage, "choose"):
        return course
    course = open_duty(course, Owing(duty.stage, "choose", COORDINATORS, suffix="@coordinator", turn=visit.turn))
    return course.plus(Mail("choose", COORDINATOR, stage=duty.stage, duty=duty.id)).record(
        f"Nobody answered {duty.id}; the coordinator is asked which way it goes on"
    )


def _unacknowledged(course: Course, duty: Duty, kind: str) -> Course:
    times = duty.passed_on + 1
    course = course.duty(replace(duty, passed_on=times))
    if times > 2:
        return course.plus(Mail("unacknowledged", COORDINATOR, stage=duty.stage, duty=duty.id))
    length = course.case.procedure.acknowledge
    again = Remind(later(course, length, course.calendar_of(duty)), duty.id, "unacknowledged")
    covering = Mail("covering", ower(duty.id, step=times), stage=duty.stage, duty=duty.id, values={"why": "silence"})
    return course.plus(covering, again)


def _alert(course: Course, duty: Duty, kind: str) -> Course:
    again = Remind(next_hour(course.at, course.calendar()), duty.id, "alert")
    return course.plus(Mail("act_today", COORDINATOR, stage=duty.stage, duty=duty.id), again)


def _progress(course: Course, duty: Duty, kind: str) -> Course:
    """A week without a move: whoever raised it hears that it is not forgotten (ux.md 3.2, E27)."""
    weekly = Mail("progress", THE_ORIGINATOR, stage=duty.stage, duty=duty.id, values={"kind": "weekly"})
    return course.plus(weekly, Remind(a_week_on(course), duty.id, WEEKLY))


CHASED: Mapping[str, Callable[[Course, Duty, str], Course]] = {
    "before": _remind,
    "today": _remind,
    "review": _review,
    "overdue": _overdue,
    "unacknowledged": _unacknowledged,
    "alert": _alert,
    WEEKLY: _progress,
}
