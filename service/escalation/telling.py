"""The procedure's own notices: whom it tells of what, each time that it happens, once."""

from service.escalation.case import Case
from service.escalation.course import Course
from service.escalation.effects import Mail, parties
from service.escalation.procedure import Notification
from service.escalation.tasks import slots_for


def tell(course: Course) -> Course:
    """Write each notice whose moment has come and whose condition holds."""
    for notice in course.case.procedure.tells:
        for key in _moments(course.case, notice):
            if key not in course.case.told and notice.when.holds(course.case.known()):
                course = course.but(told=(*course.case.told, key)).plus(*_mails(course.case, notice))
    return course


def _moments(case: Case, notice: Notification) -> tuple[str, ...]:
    """What it is told of, each with its instant: a stage that opens again is a moment of its own."""
    keys = []
    for name in notice.on:
        if name == "any stage opened":
            keys += [f"{notice.key}: stage {visit.stage} opened, turn {visit.turn}" for visit in case.visits]
        elif at := case.moment(name):
            keys.append(f"{notice.key}: {name} {at.isoformat()}")
    return tuple(keys)


def _mails(case: Case, notice: Notification) -> tuple[Mail, ...]:
    values = {"say": notice.say or f"This is for your information: {notice.key.replace('_', ' ')}."}
    stage = case.stage.key if case.stage else ""
    return tuple(Mail("told", parties((who,), slots_for(case, who)), stage=stage, values=values) for who in notice.who)
