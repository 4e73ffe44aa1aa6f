"""Withdrawn, closed, reopened, handed over, taken back. Silence never closes."""

from datetime import datetime

from service.errors import NotAllowed, NotNow
from service.escalation.case import ORIGINATING, Case, State
from service.escalation.checking import look_again, never_sent_on
from service.escalation.coordinating import Closed, HandedOver, Withdrawn
from service.escalation.course import Course
from service.escalation.duty import Duty, Standing
from service.escalation.effects import COORDINATOR, EVERYONE, Mail, ower
from service.escalation.events import StillConcerned, Undone, WithdrawalAsked
from service.escalation.reminding import schedule
from service.escalation.stages import end_stage, finish, open_stage
from service.escalation.tasks import ask_coordinators, end, no_longer_asked

NOT_TAKEN_BACK = ("version", "told", "beside", "originating", "receiving")
TAKEN_BACK_APART = ("Merged", "FeedbackAsked", "Parted")
TO_A_COORDINATOR = frozenset({"NotResolved", "NotResolvedUnproven", "RiskStated"})


def withdrawal_asked(course: Course, event: WithdrawalAsked) -> Course:
    """Only the side that raised it asks; a coordinator confirms."""
    if event.by.slot != ORIGINATING and not event.by.coordinates:
        raise NotAllowed("Only the side that raised it can ask to withdraw it. If it is settled, say so.")
    course = ask_coordinators(course, "", "confirm-withdrawal")
    return course.plus(Mail("withdrawal_asked", COORDINATOR)).record("The originating side asks to withdraw")


def withdrawn(course: Course, event: Withdrawn) -> Course:
    if not event.by.coordinates:
        raise NotAllowed("A coordinator confirms a withdrawal; the originating side asks for it.")
    _must_be_open(course)
    course = end_all(course, "withdrawn").but(being_checked="")
    return finish(course, State.WITHDRAWN).plus(Mail("withdrawn", EVERYONE)).record("Withdrawn")


def _must_be_open(course: Course) -> None:
    if not course.case.is_open:
        raise NotNow(f"This case is {course.case.state.value} already. Look at it again.")


def end_all(course: Course, outcome: str) -> Course:
    """Every open stage ends so, and nothing of the case is owed any longer."""
    for visit in course.case.open_visits:
        course = end_stage(course, visit, outcome)
    for duty in course.case.owed:
        course = end(course, duty, Standing.CANCELLED)
    return course


def closed(course: Course, event: Closed) -> Course:
    """A coordinator; two, where the sides have not agreed; never while feedback or a report is owed."""
    if not event.by.coordinates:
        raise NotAllowed("Only a coordinator closes a case.")
    if course.case.state is State.CLOSED:
        raise NotNow("This case is closed already.")
    never_sent_on(course)
    if course.case.is_open and (not event.second or event.second == event.by.holder):
        raise NotAllowed("This case is not resolved. Closing it without agreement needs a second coordinator.")
    _nothing_may_hold_it(course)
    if course.case.open_visits:
        return _end_without_agreement(course)
    for duty in course.case.owed:
        if not duty.is_planned:
            course = end(course, duty, Standing.DONE if duty.task == "close" else Standing.CANCELLED)
    course = course.but(state=State.CLOSED, being_checked="").moment("closed")
    return course.plus(Mail("closed", EVERYONE)).record("Closed")


def _nothing_may_hold_it(course: Course) -> None:
    holding = [duty.id for duty in course.case.owed if holds_the_close(course.case, duty)]
    if holding:
        raise NotNow(f"Before this case can be closed, these are owed: {', '.join(holding)}.")


def may_end_without_agreement(course: Course) -> None:
    """Raises NotNow where two coordinators could not end it now."""
    _must_be_open(course)
    _nothing_may_hold_it(course)


def _end_without_agreement(course: Course) -> Course:
    """Two coordinators end it; it is closed once the person who raised it has been told why (decision 31)."""
    for visit in course.case.open_visits:
        course = end_stage(course, visit, State.UNSETTLED.value)
    course = finish(no_longer_asked(course, "close"), State.UNSETTLED)
    course = course.plus(Mail("unsettled", EVERYONE))
    return course.record("Ended without agreement by two coordinators; it is closed once feedback is given")


def holds_the_close(case: Case, duty: Duty) -> bool:
    """Feedback, an alert that nobody answered, what is to be done before closing, what the resolution opened."""
    task = case.task(duty)
    opened_by_the_end = task is not None and any(moment.endswith("resolved") for moment in task.on)
    return duty.task in ("feedback", "alert") or bool(task and task.before_closing) or opened_by_the_end


def still_concerned(course: Course, event: StillConcerned) -> Course:
    """It reopens any ended case at the stage where it ended; on an open one it is passed on."""
    course = course.plus(Mail("still_concerned", COORDINATOR)).record("The originator is still concerned")
    if course.case.state is State.REFUSED:
        return look_again(course)
    if course.case.is_open or course.case.state is State.NEW or not course.case.visits:
        return course
    for duty in course.case.owed_at("", "close"):
        course = end(course, duty, Standing.CANCELLED)
    last = course.case.visits[-1].stage
    course = open_stage(course.but(state=State.OPEN, outcome=""), last)
    return course.plus(Mail("reopened", EVERYONE, stage=last)).record(f"Reopened at stage {last}")


def handed_over(course: Course, event: HandedOver) -> Course:
    """By an exit: it ends here, or goes on under that procedure from its concern, its risk and its facts; by one that
    is taken alongside it stays as it is."""
    if not event.by.coordinates:
        raise NotAllowed("A coordinator hands a case over.")
    _must_be_open(course)
    if any(leaving.key == event.exit and leaving.alongside for leaving in course.case.procedure.exits):
        return course.record(f"The exit {event.exit} was taken alongside; the case goes on here")
    course = end_all(course, "handed over").but(being_checked="")
    how = f"by the exit {event.exit}" if event.exit else f"to {event.to}"
    told = Mail("handed_over", EVERYONE, values={"to": event.to, "say": event.say} if event.to else {})
    course = course.plus(told).record(f"Handed over {how}")
    course = finish(course, State.HANDED_OVER) if event.procedure is None else _go_on_under(course, event)
    course = ask_coordinators(course, "", "feedback")
    id = course.case.owed_at("", "feedback")[-1].id
    return course.plus(Mail("feedback", ower(id), duty=id))


def _go_on_under(course: Course, event: HandedOver) -> Course:
    """Stages and tasks are the procedure's own: those of the old one stay in the earlier versions of the case."""
    procedure, case = event.procedure or course.case.procedure, course.case
    track = procedure.track_of(str(case.facts.get("type", "")))
    kept = {name: case.moments[name] for name in ("concern", "receipt", "risk stated") if name in case.moments}
    case = case.but(procedure=procedure, track=track.key if track else "", visits=(), duties=(), moments=kept)
    course = course.given(case).moment(State.HANDED_OVER.value)
    return open_stage(course, event.stage or procedure.path(case.track)[0])


def undone(course: Course, event: Undone) -> Course:
    """The last act is taken back within a working day; an escalation or a risk only by a coordinator."""
    if event.before is None or event.acted_at is None:
        raise NotNow("There is nothing to take back.")
    if event.act in TAKEN_BACK_APART:
        raise NotNow("That is taken back on the page of the case, and not by an undoing.")
    if event.act in TO_A_COORDINATOR and not event.by.coordinates:
        return course.plus(Mail("undo_asked", COORDINATOR)).record(f"Taking back {event.act} is asked of a coordinator")
    if not event.by.coordinates and event.at > undo_until(course, event.acted_at):
        return course.plus(Mail("undo_asked", COORDINATOR)).record("Taking back was asked for too late")
    course = restored(course, event.before)
    return course.plus(Mail("correction", EVERYONE)).record(f"Taken back: {event.act}")


def restored(course: Course, before: Case) -> Course:
    """The case as it stood; what is owed again is reminded of again."""
    ended = {duty.id for duty in before.owed} - {duty.id for duty in course.case.owed}
    kept = {name: getattr(course.case, name) for name in NOT_TAKEN_BACK}
    course = course.given(before.but(**kept))
    for duty in before.owed:
        course = schedule(course, duty) if duty.id in ended else course
    return course


def undo_until(course: Course, acted_at: datetime) -> datetime:
    """The same time of day, one working day on."""
    return course.calendar().same_time_after(acted_at, 1)
