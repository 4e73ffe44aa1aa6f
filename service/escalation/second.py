"""What takes two coordinators (decision 20): one asks for it, and nothing happens until another confirms it."""

from collections.abc import Callable, Mapping

from service.errors import NotAllowed, NotNow
from service.escalation.coordinating import SecondAsked, SecondDeclined
from service.escalation.course import Course
from service.escalation.duty import Standing
from service.escalation.effects import COORDINATOR, Mail
from service.escalation.ending import may_end_without_agreement
from service.escalation.risk import must_stand
from service.escalation.tasks import CONFIRMED_AS, ask_coordinators, no_longer_asked

WHAT = {"close": "End this disagreement without agreement", "lower": "Lower the immediate risk"}
MAY_BE_ASKED: Mapping[str, Callable[[Course], None]] = {"close": may_end_without_agreement, "lower": must_stand}


def second_asked(course: Course, event: SecondAsked) -> Course:
    """Asked for only where one more coordinator could do it now."""
    if not event.by.coordinates:
        raise NotAllowed("Only a coordinator asks another one to confirm an act.")
    MAY_BE_ASKED[event.act](course)
    if course.case.owed_at("", CONFIRMED_AS[event.act]):
        raise NotNow("Another coordinator has been asked already, and has not answered yet.")
    course = ask_coordinators(course, "", CONFIRMED_AS[event.act])
    told = Mail("second_asked", COORDINATOR, values={"say": f"{WHAT[event.act]}."})
    return course.plus(told).record(f"Asked of a second coordinator: {WHAT[event.act]}")


def second_declined(course: Course, event: SecondDeclined) -> Course:
    """Another coordinator declines it, or whoever asked takes that back."""
    if not event.by.coordinates:
        raise NotAllowed("Only a coordinator declines what another one asked for.")
    if not course.case.owed_at("", CONFIRMED_AS[event.act]):
        raise NotNow("Nobody asks for that any more. Look at the case again.")
    course = no_longer_asked(course, event.act, Standing.CANCELLED)
    told = Mail("second_declined", COORDINATOR, values={"say": f"{WHAT[event.act]}."})
    return course.plus(told).record(f"Declined, or taken back: {WHAT[event.act]}")
