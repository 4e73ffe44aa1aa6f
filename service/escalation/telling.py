"""The procedure's own notices: whom it tells of what, each time that it happens, once. What is told in one mail."""

from dataclasses import replace

from service.escalation.case import Case, Subject
from service.escalation.course import Course
from service.escalation.effects import Effect, Mail, parties
from service.escalation.procedure import Notification
from service.escalation.tasks import slots_for

ABOUT_ONE = frozenset({"status", "subject"})  # facts of one child: a notice that asks for them is told of each


def tell(course: Course) -> Course:
    """Write each notice whose moment has come and whose condition holds."""
    for notice in course.case.procedure.tells:
        for subject in _told_of(course.case, notice):
            for key in _moments(course.case, notice, subject):
                if key not in course.case.told and notice.when.holds(course.case.known(about=subject)):
                    course = course.but(told=(*course.case.told, key)).plus(*_mails(course.case, notice, subject))
    return course


def _told_of(case: Case, notice: Notification) -> tuple[Subject | None, ...]:
    """Each of the subjects, where the notice rests on what is in place for one; else the case as a whole."""
    return case.subjects if case.subjects and ABOUT_ONE & set(notice.when.names) else (None,)


def _moments(case: Case, notice: Notification, subject: Subject | None) -> tuple[str, ...]:
    """What it is told of, each with its instant: a stage that opens again is a moment of its own."""
    keys = []
    for name in notice.on:
        if name == "any stage opened":
            keys += [f"{notice.key}: stage {visit.stage} opened, turn {visit.turn}" for visit in case.visits]
        elif at := case.moment(name):
            keys.append(f"{notice.key}: {name} {at.isoformat()}")
    return tuple(f"{key} {subject.key} {subject.status}" if subject else key for key in keys)


def _mails(case: Case, notice: Notification, subject: Subject | None) -> tuple[Mail, ...]:
    say = notice.say or f"This is for your information: {notice.key.replace('_', ' ')}."
    values = {"say": say, "subject": subject.key if subject else ""}
    stage = case.stage.key if case.stage else ""
    kind = "learning" if notice.send == "learning" else "review_child" if subject else "told"
    return tuple(Mail(kind, parties((who,), slots_for(case, who)), stage=stage, values=values) for who in notice.who)


TELLS_AN_END = ("outcome", "moved_on", "unsettled", "handed_over")


def in_one_mail(effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """The effects, but that whoever owes feedback on an end is asked for it in the mail that tells them of that end.

    It stands before that mail to the others, of which each reader has one.
    """
    mails = [effect for effect in effects if isinstance(effect, Mail)]
    asking = [(mail, end) for mail in mails if mail.kind == "feedback" and (end := _end_beside(mail, mails))]
    alone = {id(mail) for mail, _ in asking}
    found: list[Effect] = []
    for effect in effects:
        found += [replace(end, to=mail.to, duty=mail.duty) for mail, end in asking if end is effect]
        found += [effect] if id(effect) not in alone else []
    return tuple(found)


def _end_beside(asks: Mail, mails: list[Mail]) -> Mail | None:
    """The first mail that tells of the end which that feedback is about."""
    ends = (mail for mail in mails if mail.kind in TELLS_AN_END and mail.stage in ("", asks.stage))
    return next(ends, None)
