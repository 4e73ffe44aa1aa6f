"""Immediate risk: alerted at once until somebody answers, and lowered by two coordinators only (decisions 20, 30)."""

from datetime import datetime

from service.errors import NotAllowed, NotNow
from service.escalation.case import Risk, State
from service.escalation.checking import look_again
from service.escalation.coordinating import RiskLowered
from service.escalation.course import Course
from service.escalation.dating import redate
from service.escalation.duty import Standing
from service.escalation.effects import COORDINATOR, EVERYONE, Mail, parties
from service.escalation.events import RiskAnswered, RiskStated
from service.escalation.tasks import ask_coordinators, cancel_stage, done, no_longer_asked, people, sides_at


def risk_stated(course: Course, event: RiskStated) -> Course:
    """Alert now, whoever said it; a risk that is not proven is provisional: alerted, and nothing else changes.
    What was refused is first looked at again: an alert is about something that somebody owes."""
    if course.case.state is State.REFUSED:
        course = look_again(course)
    if not course.case.is_open:
        return _alert(course).record("Immediate risk was stated on a case that is not open")
    return state_risk(course, event.provisional)


def state_risk(course: Course, provisional: bool, since: datetime | None = None) -> Course:
    """`since`: when it was stated, if that was not now."""
    standing = course.case.risk is Risk.STANDING
    if standing:
        return _alert(course).record("Risk was stated again")
    course = course.but(risk=Risk.PROVISIONAL if provisional else Risk.STANDING)
    if "risk stated" not in course.case.moments or not provisional:
        course = course.given(course.case.with_moment("risk stated", since or course.at))
    return redate(_alert(course).record(f"Immediate risk was stated{', provisionally' if provisional else ''}"))


def _alert(course: Course) -> Course:
    """The coordinators owe an answer, hour by hour; the people of every open stage are told to act today. Whoever asked
    to lower the risk did so before this was known."""
    course = ask_coordinators(no_longer_asked(course, "lower", Standing.CANCELLED), "urgent", "alert")
    stage = course.case.stage.key if course.case.stage else ""
    return alert_the_people(course).plus(Mail("act_today", COORDINATOR, stage=stage))


def alert_the_people(course: Course, only: str = "") -> Course:
    """Those of every open stage; of that agency alone, where one is named."""
    for visit in course.case.open_visits:
        stage = course.case.procedure.stage(visit.stage)
        whom = [parties(people(stage, slot), (slot,)) for slot in sides_at(course.case, stage) if only in ("", slot)]
        course = course.plus(*(Mail("act_today", to, stage=stage.key) for to in whom))
    return course


def risk_answered(course: Course, event: RiskAnswered) -> Course:
    for duty in course.case.owed_at("urgent", "alert"):
        course = done(course, duty)
    return course.record("Somebody has taken up the alert")


def risk_lowered(course: Course, event: RiskLowered) -> Course:
    if not event.by.coordinates or not event.second or event.second == event.by.holder:
        raise NotAllowed("Lowering a risk needs two coordinators: name the second one.")
    must_stand(course)
    course = no_longer_asked(course.but(risk=Risk.NONE), "lower")
    course = cancel_stage(course, "urgent")
    return redate(course.plus(Mail("risk_lowered", EVERYONE)).record("The risk was lowered by two coordinators"))


def must_stand(course: Course) -> None:
    """Raises NotNow where there is no risk to lower."""
    if course.case.risk is Risk.NONE:
        raise NotNow("No risk stands in this case: there is nothing to lower.")
