"""Two cases that may be one: linked, kept apart, or merged, which can be taken back for seven days.

Of a pair one case holds what was decided: of two that were merged the one that ended.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from service.errors import NotAllowed, NotNow
from service.escalation.case import Case, State
from service.escalation.coordinating import (
    AgencyCorrected,
    Corrected,
    DeletionAsked,
    FeedbackAsked,
    Merged,
    Paired,
    Parted,
    Restricted,
)
from service.escalation.course import Course
from service.escalation.effects import EVERYONE, Mail
from service.escalation.ending import end_all, restored
from service.escalation.events import CalendarChanged, Event, MessagesDeleted, TimePassed, ToldMore
from service.escalation.tasks import ask_coordinators

REVERSIBLE = timedelta(days=7)
OF_A_MERGED_ONE = (
    *(AgencyCorrected, Corrected, DeletionAsked, MessagesDeleted, Paired, Parted, Restricted),
    *(CalendarChanged, TimePassed, ToldMore),
)


def goes_on_elsewhere(case: Case, event: Event) -> bool:
    """Whether that has to happen to the case that goes on in this one's place."""
    return case.state is State.MERGED and not isinstance(event, OF_A_MERGED_ONE)


def paired(course: Course, event: Paired) -> Course:
    """Linked, or kept apart; the last word counts."""
    if not event.by.coordinates:
        raise NotAllowed(ONLY_COORDINATORS)
    beside, other = course.case.beside, event.other
    linked = tuple(one for one in beside.linked if one != other) + ((other,) if event.linked else ())
    apart = tuple(one for one in beside.apart if one != other) + (() if event.linked else (other,))
    course = course.but(beside=replace(beside, linked=linked, apart=apart))
    return course.record(f"{'Linked with' if event.linked else 'Kept apart from'} {other}")


ONLY_COORDINATORS = "A coordinator says if two cases are the same."


def merged(course: Course, event: Merged) -> Course:
    """It ends, and nothing of it is owed any more; who was told of it is told which case goes on."""
    if not event.by.coordinates:
        raise NotAllowed(ONLY_COORDINATORS)
    if course.case.reference == event.into:
        raise NotAllowed("A case cannot be merged into itself.")
    beside = replace(course.case.beside, merged_into=event.into)
    course = end_all(course, State.MERGED.value).but(being_checked="", beside=beside)
    course = course.but(state=State.MERGED, outcome=State.MERGED.value).moment(State.MERGED.value)
    return course.plus(Mail("merged", EVERYONE, values={"to": event.into})).record(f"Merged into {event.into}")


def feedback_asked(course: Course, event: FeedbackAsked) -> Course:
    """Whoever raised the case that goes on as this one is told by a coordinator what came of it."""
    if not event.by.coordinates:
        raise NotAllowed(ONLY_COORDINATORS)
    told = f"{event.other} goes on here, and whoever raised it is to be told what happened"
    return ask_coordinators(course, "", "feedback").record(told)


def parted(course: Course, event: Parted) -> Course:
    """The case as it stood before it was merged; what was owed then is owed again, by the same dates."""
    if not event.by.coordinates:
        raise NotAllowed(ONLY_COORDINATORS)
    if course.case.state is not State.MERGED or event.before is None:
        raise NotNow("This case is not merged into another one.")
    if event.at > parted_until(course.case):
        raise NotNow("It was merged more than seven days ago, and stays so. Add a case for what is new.")
    other = course.case.beside.merged_into
    course = restored(course, event.before)
    course = course.but(beside=replace(course.case.beside, merged_into=""))
    return course.plus(Mail("correction", EVERYONE)).record(f"It is not the same as {other}: it goes on by itself")


def parted_until(case: Case) -> datetime:
    """Until when a merged case can go on by itself again."""
    return case.moments[State.MERGED.value] + REVERSIBLE
