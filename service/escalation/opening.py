"""A case opens: notified, checked where it must be, routed."""

from service.errors import NotAllowed, NotNow
from service.escalation.case import Case, Risk, State
from service.escalation.checking import REFUSED_BEFORE, checked, may_be_proved
from service.escalation.clocks import Known, reckon
from service.escalation.coordinating import Released
from service.escalation.course import Course
from service.escalation.effects import COORDINATOR, Mail
from service.escalation.effects import ORIGINATOR as THE_ORIGINATOR
from service.escalation.events import Completed, Notified
from service.escalation.facts import is_raised_by
from service.escalation.procedure import Procedure, Track
from service.escalation.recording import ask_for_status, found_status
from service.escalation.risk import alert_the_people, state_risk
from service.escalation.stages import finish, open_stage
from service.escalation.tasks import ask_coordinators


def notified(course: Course, event: Notified) -> Course:
    """Open the case at the stage that its procedure allows, with every moment that its clocks count from."""
    if course.case.state is not State.NEW:
        raise NotNow("This case is open already. Add what you have to say to it, or notify a new disagreement.")
    course = _as_told(course.but(reference=event.reference, partnership=event.partnership, state=State.OPEN), event)
    course = course.plus(Mail("receipt", THE_ORIGINATOR), Mail("new_case", COORDINATOR))
    if event.risk:
        course = state_risk(course, provisional=False, since=event.received)
    return _check_or_route(_to_open(ask_for_status(course), event))


def completed(course: Course, event: Completed) -> Course:
    """While a notification is being checked, what was missing of it comes in; its clocks run from its first arrival."""
    if not course.case.being_checked or not course.case.is_open:
        raise NotNow("This case has gone on since. What you sent is kept with it.")
    had_risk, receipt = bool(course.case.risk.value), course.case.moments["receipt"]
    course = _as_told(course, event.whole).record("What was missing of the notification has come")
    course = course.but(moments={**course.case.moments, "receipt": receipt})
    if course.case.beside.refused_by:
        course = course.but(being_checked=f"{REFUSED_BEFORE} {course.case.being_checked}".strip())
    if event.whole.risk and not had_risk:
        course = state_risk(course, provisional=False)
    return _check_or_route(_to_open(found_status(course), event.whole))


def _as_told(course: Course, event: Notified) -> Course:
    """The case as the notification tells it."""
    track = course.case.procedure.track_of(str(event.facts.get("type", "")))
    received = event.received or event.at
    course = course.but(
        originating=event.originating,
        receiving=event.receiving if _has_another_side(course.case, track) else (),
        track=track.key if track else "",
        facts={**course.case.facts, **course.case.procedure.without_words(event.facts)},
        subjects=event.subjects,
        moments={**course.case.moments, "concern": event.concern or received, "receipt": received},
    )
    return course.but(being_checked=event.checked or _not_admissible(course, track))


def _has_another_side(case: Case, track: Track | None) -> bool:
    return track is None or not track.inside_one_agency or case.procedure.is_between_two(track)


def _to_open(course: Course, event: Notified) -> Course:
    return course.but(facts={**course.case.facts, "opens at": opening_stage(course.case, event)})


def _check_or_route(course: Course) -> Course:
    if not course.case.being_checked:
        return _route(checked(course))
    if not course.case.owed_at("", "check"):
        course = ask_coordinators(course, "", "check")
    return course.record(f"Being checked: {course.case.being_checked}")


def _not_admissible(course: Course, track: Track | None) -> str:
    """A track may say who raises it, and within what time; other cases are held for the coordinator, never refused."""
    if track and track.raised_by and not any(is_raised_by(course.case.facts, role) for role in track.raised_by):
        return "This kind of disagreement is raised by others; a coordinator looks at it first."
    if track and track.raise_within and _is_too_late(course, track):
        return "The time for raising this kind of disagreement has passed; a coordinator looks at it first."
    return ""


def _is_too_late(course: Course, track: Track) -> bool:
    clocks = (track.raise_within,) if track.raise_within else ()
    known = Known(course.at, course.case.moment, course.calendar(), course.case.facts, course.case.procedure.clocks)
    until = reckon(clocks, known)
    return until is not None and until.at is not None and until.at < course.case.moments["receipt"]


def opening_stage(case: Case, event: Notified) -> str:
    """Where it opens: as the urgent clause says, as asked where allowed, else at the first stage of its path."""
    procedure, openings = case.procedure, case.procedure.openings(case.track)
    if event.risk and procedure.urgent and procedure.urgent.opens_at and event.stage not in openings[1:]:
        return _urgently(procedure, case.track)
    return event.stage if event.stage in openings else openings[0]


def _urgently(procedure: Procedure, track: str) -> str:
    """The stage of the urgent clause; on a track that has it not, the first above its practitioners'."""
    path, named = procedure.path(track), procedure.urgent.opens_at if procedure.urgent else ""
    above = (key for key in path if not procedure.stage(key).is_the_practitioners)
    return named if named in path else next(above, path[0])


def released(course: Course, event: Released) -> Course:
    if not course.case.being_checked or not course.case.is_open:
        return course.record("A release came for a case that was not being checked")
    if not event.by.coordinates and not may_be_proved(course.case):
        raise NotAllowed("Your address alone does not send this on: a coordinator decides. Ring them.")
    return _route(checked(course.but(being_checked="")).record("Checked, and routed"))


def _route(course: Course) -> Course:
    track = course.case.procedure.track(course.case.track)
    if track and track.record_only:
        return finish(course, State.RECORDED)
    course = open_stage(course, str(course.case.facts["opens at"]))
    return alert_the_people(course) if course.case.risk is Risk.STANDING else course


def say_what_was_past(before: Case, course: Course) -> Course:
    """A date that had passed when its duty was opened is named to the coordinator; nobody is late (decision 11)."""
    known = {duty.id for duty in before.duties}
    past = [duty for duty in course.case.owed if duty.born_late and duty.id not in known]
    return course.plus(Mail("past_at_receipt", COORDINATOR)) if past else course
