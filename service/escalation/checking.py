"""A notification is checked before it goes on, and again where it was refused: the other side knows nothing yet."""

from service.errors import NotNow
from service.escalation.case import Case, State
from service.escalation.course import Course
from service.escalation.effects import COORDINATOR, Mail
from service.escalation.tasks import ask_coordinators, end

NOT_THEIR_ADDRESS = "The sender's address is not one of that agency's."
ANOTHER_ADDRESS = "The mail came from another address than the one it names."
PROVABLE = (NOT_THEIR_ADDRESS, ANOTHER_ADDRESS)  # a code sent to the address proves it (decision 20)
REFUSED_BEFORE = "It was refused, and is to be looked at again."


def may_be_proved(case: Case) -> bool:
    """Whether a code that was sent to its sender's address sends it on: it does not where somebody has refused it."""
    return case.being_checked in PROVABLE and not case.beside.refused_by


def checked(course: Course) -> Course:
    """Nobody needs to look at it any more before it goes on."""
    for duty in course.case.owed_at("", "check"):
        course = end(course, duty)
    return course


def look_again(course: Course) -> Course:
    """What was refused is checked once more, and the coordinators owe that."""
    course = course.but(state=State.OPEN, outcome="", being_checked=REFUSED_BEFORE)
    return ask_coordinators(course, "", "check").record("The refusal is taken back: it is checked again")


def heard_again(course: Course) -> Course:
    """Whoever sent what was refused has written once more: it is looked at again, and the coordinator is told."""
    if course.case.state is not State.REFUSED or course.by.coordinates:
        return course
    return look_again(course).plus(Mail("still_concerned", COORDINATOR))


def never_sent_on(course: Course) -> None:
    """Raises NotNow where it was refused: that is its end, and nothing more is to be ended."""
    if course.case.state is State.REFUSED:
        raise NotNow("This form was not sent on, and that ended it. Check it again, if it is to go on.")
