"""A notification that is being checked is refused: nothing goes to the other agency. It can be looked at again.

Whoever sent it can ask for that in a word of theirs, for a refusal lowers attention (decision 20): see checking.
"""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from service.errors import NotAllowed, NotNow
from service.escalation.case import Case, Risk, State
from service.escalation.checking import look_again
from service.escalation.coordinating import LookedAtAgain, Refused
from service.escalation.course import Course
from service.escalation.effects import ORIGINATOR, Mail
from service.escalation.ending import end_all


class Refusal(StrEnum):
    """Why a notification is not sent on."""

    FALSE = "false"
    TWICE = "sent twice"
    PUBLIC = "from the public"
    ELSEWHERE = "belongs elsewhere"
    OTHER = "other"


IN_WORDS: Mapping[str, str] = {
    Refusal.FALSE: "It is false, or abusive: nobody at that agency sent it",
    Refusal.TWICE: "It was sent twice",
    Refusal.PUBLIC: "A member of the public sent it",
    Refusal.ELSEWHERE: "It is not for this procedure",
    Refusal.OTHER: "Something else",
}
NOT_TOLD = (Refusal.FALSE,)  # the address on it is somebody else's, or its sender writes to do harm
ALERT_FIRST = "It states an immediate risk, and nobody has taken up the alert yet. Take it up first."
RISK_FIRST = "It states an immediate risk. Two coordinators lower the risk first; then it can be refused."


def refused(course: Course, event: Refused) -> Course:
    """It ends before anybody across has heard of it. Never while an immediate risk stands: what would lower that takes
    two coordinators (decision 20)."""
    if not event.by.coordinates:
        raise NotAllowed("Only a coordinator refuses a notification.")
    if not course.case.being_checked or not course.case.is_open:
        raise NotNow("This notification is not being checked any more. Look at the case again.")
    if event.reason not in IN_WORDS:
        raise NotAllowed(f"Say why it is not sent on: {', '.join(IN_WORDS)}.")
    if held := risk_first(course.case):
        raise NotNow(held)
    beside = replace(course.case.beside, refused_by=event.by.holder, refused_as=event.reason)
    course = end_all(course, State.REFUSED.value).but(being_checked="", beside=beside)
    course = course.but(state=State.REFUSED, outcome=State.REFUSED.value).moment(State.REFUSED.value)
    if event.reason not in NOT_TOLD:
        course = course.plus(Mail("not_sent_on", ORIGINATOR, values={"how": event.reason}))
    return course.record(f"Not sent on: {IN_WORDS[event.reason]}")


def risk_first(case: Case) -> str:
    """What is done about an immediate risk before its form may be refused; empty: none stands."""
    if case.owed_at("urgent", "alert"):
        return ALERT_FIRST
    return "" if case.risk is Risk.NONE else RISK_FIRST


def looked_at_again(course: Course, event: LookedAtAgain) -> Course:
    if not event.by.coordinates:
        raise NotAllowed("Only a coordinator takes a refusal back.")
    if course.case.state is not State.REFUSED:
        raise NotNow("This case is not refused. Look at it again.")
    return look_again(course)
