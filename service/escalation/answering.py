"""What the people of a case do about their own part: acknowledge, do, consider, refuse, ask for time."""

from dataclasses import replace

from service.errors import NotAllowed, NotNow
from service.escalation.actors import Actor
from service.escalation.calendar import at_opening, local_day
from service.escalation.case import Case
from service.escalation.checking import heard_again
from service.escalation.coordinating import WrittenTo
from service.escalation.course import Course
from service.escalation.dating import redate
from service.escalation.duty import Duty, Standing
from service.escalation.effects import COORDINATOR, Mail, Remind, ower, parties, person
from service.escalation.effects import ORIGINATOR as THE_ORIGINATOR
from service.escalation.events import (
    Acknowledged,
    Answered,
    Considered,
    DateAgreed,
    Done,
    FeedbackGiven,
    GateRefused,
    MoreTimeAsked,
    Named,
    ToldMore,
)
from service.escalation.meeting import tell_who_attends
from service.escalation.parties import Party, Rung
from service.escalation.procedure import Task
from service.escalation.resolving import acknowledge, name_of
from service.escalation.tasks import DATED_ACTION, ask_coordinators, done, end, slots_for

IN_WRITING = "in writing"
DONE_BY_ITS_OWN_ACT = {
    "conclude": "ends with the stage: say whether it is resolved.",
    "outcome": "ends with the stage: say whether it is resolved.",
    DATED_ACTION: "ends once an outcome says what will be done by when.",
    "agree": "is answered by agreeing, or not, that it is resolved.",
    "choose": "is answered by choosing the way on.",
    "acknowledge": "is answered by saying that you have the case.",
    "feedback": "is answered by saying when the person who raised it was told.",
    "check": "ends when the notification is released, refused or withdrawn.",
    "close": "ends when the case is closed.",
    "confirm-close": "is confirmed or declined by another coordinator.",
    "confirm-lower": "is confirmed or declined by another coordinator.",
}


def acknowledged(course: Course, event: Acknowledged) -> Course:
    course = acknowledge(course, event.stage, event.by.slot)
    return course.record(f"Acknowledged at stage {event.stage}")


def told_more(course: Course, event: ToldMore) -> Course:
    return heard_again(course.record("Words were added to the case"))


def written_to(course: Course, event: WrittenTo) -> Course:
    if not event.by.coordinates:
        raise NotAllowed("Only a coordinator writes to the people of a case from here.")
    course = course.plus(*(Mail("message", person(holder)) for holder in event.to))
    return course.record(f"A coordinator wrote to people of this case: {len(event.to)}")


def _owed(course: Course, id: str) -> Duty:
    duty = course.case.duty(id)
    if duty is None or not duty.is_owed:
        raise NotNow(f"{id or 'That'} is not owed in this case. Look at what is owed, and name one of those.")
    return duty


def _is_own(course: Course, by: Actor, duty: Duty) -> bool:
    """Each acts for their own part only; a coordinator records what was said in a call."""
    for_the_partnership = not duty.slots and not by.slot and course.case.task(duty) is not None
    return by.coordinates or by.slot in duty.slots or for_the_partnership


def _own(course: Course, event: Done | Considered | GateRefused, duty: Duty) -> None:
    if not _is_own(course, event.by, duty):
        raise NotAllowed("Only the agency that owes this can answer it, or a coordinator after a call.")


def task_done(course: Course, event: Done) -> Course:
    duty = _owed(course, event.duty)
    _own(course, event, duty)
    _is_done_by_saying_so(course, duty)
    if event.not_agreed:
        return _next_rung(course, duty)
    task = course.case.task(duty)
    answer = event.answer if task and event.answer in task.answers else ""  # nobody's own words: a case holds none
    course = acknowledge(done(course, duty, answer), duty.stage, event.by.slot)
    course = _say_that_it_came(course, task) if task and task.form else course
    course = _pass_on_what_was_recommended(course, duty, task) if task and task.answers else course
    if not event.when or not course.case.is_at(duty.stage):
        return course
    course = redate(course.given(course.case.with_moment(f"{duty.stage}.meeting date", event.when)))
    return tell_who_attends(course, duty.stage) if event.when > course.at else course


def _say_that_it_came(course: Course, task: Task) -> Course:
    """A form goes to those whom the procedure names for it (Liverpool 128, 211, 364)."""
    form = next((form for form in course.case.procedure.forms if form.key == task.form), None)
    whom = parties(tuple(Party("", role) for role in form.to)) if form and form.to else None
    says = {"say": f"{form.title}: it has been completed." if form else ""}
    return course.plus(Mail("told", whom, stage=task.stage, values=says)) if whom else course


def _pass_on_what_was_recommended(course: Course, duty: Duty, task: Task) -> Course:
    """What a stage's authority recommends goes to those whom its task is with (Liverpool 120-121)."""
    authority = course.case.procedure.stage(duty.stage).authority if duty.stage != "urgent" else ""
    if not authority or Party("", authority) not in duty.owed_by:
        return course
    whom = [parties((rung.party,), slots_for(course.case, rung.party)) for rung in task.rungs]
    return course.plus(*(Mail("recommended", to, stage=duty.stage) for to in whom))


def how_else_done(case: Case, duty: Duty) -> str:
    """How it is done, in the rest of a sentence, where saying so does not do it; else empty."""
    task = case.task(duty)
    if task and task.names:
        return "is answered by naming somebody."
    kind = task.done_by if task else duty.task
    return DONE_BY_ITS_OWN_ACT.get(kind, "")


def _is_done_by_saying_so(course: Course, duty: Duty) -> None:
    otherwise = how_else_done(course.case, duty)
    if otherwise:
        raise NotNow(f"{duty.id} {otherwise}")


def _next_rung(course: Course, duty: Duty) -> Course:
    """Not agreed by the one who was asked: the ladder turns to the next (those whose condition holds)."""
    task = course.case.task(duty)
    rungs = [rung for rung in task.rungs if rung.when.holds(course.case.known(duty.stage))] if task else []
    if duty.rung + 1 >= len(rungs):
        return done(course, duty, "not agreed by anybody on the ladder")
    course = course.duty(replace(duty, rung=duty.rung + 1))
    course = course.plus(Mail("task", ower(duty.id), stage=duty.stage, duty=duty.id))
    return _put_in_writing(course, duty.stage, rungs[duty.rung + 1]).record(f"{duty.id}: the next is asked")


def _put_in_writing(course: Course, stage: str, rung: Rung) -> Course:
    """Where the ladder says so, whoever is asked now is written to as well (Longmoor 68-71)."""
    if IN_WRITING not in rung.how:
        return course
    to = parties((rung.party,), slots_for(course.case, rung.party))
    return course.plus(Mail("in_writing", to, stage=stage))


def considered(course: Course, event: Considered) -> Course:
    duty = _owed(course, event.duty)
    _own(course, event, duty)
    task = course.case.task(duty)
    if task is None or not task.optional or not event.because:
        raise NotNow("Only an optional task can be considered and left, and it needs a reason.")
    return done(course, duty, standing=Standing.CONSIDERED)


def gate_refused(course: Course, event: GateRefused) -> Course:
    """A no at a gate needs a reason, tells the originator and the coordinator, and never closes (decision 21)."""
    duty = _owed(course, event.duty)
    _own(course, event, duty)
    task = course.case.task(duty)
    if task is None or not task.gate or not event.because:
        raise NotNow("Only a gate can be refused, and a refusal needs a reason.")
    course = end(course, duty, Standing.REFUSED)
    told = (Mail("refused", THE_ORIGINATOR, stage=duty.stage), Mail("refused", COORDINATOR, stage=duty.stage))
    return course.plus(*told).record(f"{duty.id} was refused, with a reason")


def answered(course: Course, event: Answered) -> Course:
    """A fact became known: what rests on it is dated anew."""
    known = {**course.case.facts, **course.case.procedure.without_words(event.facts)}
    return redate(course.but(facts=known).record(f"Known now: {', '.join(event.facts)}"))


def feedback_given(course: Course, event: FeedbackGiven) -> Course:
    asked = {event.duty, *event.also} - {""}
    owed = [duty for duty in course.case.owed if duty.task == "feedback" and (not asked or duty.id in asked)]
    if not owed:
        raise NotNow("No feedback is owed in this case.")
    owed = [duty for duty in owed if _is_own(course, event.by, duty)]
    if not owed:
        raise NotAllowed("Feedback is given by those who owe it, or recorded by a coordinator after a call.")
    for duty in owed:
        course = done(course, duty)
    where = "somebody" if event.by.coordinates else "somebody there"
    told = {"say": f"{name_of(course, event.by.slot)} tells us that {where} has told you."}
    return course.plus(Mail("feedback_given", THE_ORIGINATOR, stage=owed[0].stage, values=told)).record(
        "The person who raised it was told in somebody's own words"
    )


def named(course: Course, event: Named) -> Course:
    """Someone of no party's agency, unless a coordinator gives a reason (decision 28)."""
    duty = _owed(course, event.duty)
    task = course.case.task(duty)
    if task is None or not task.names or not event.by.coordinates:
        raise NotAllowed("Naming a person is for a coordinator, where the procedure asks for one to be named.")
    party = event.agency_of_named and event.agency_of_named in {agency.id for agency in course.case.agencies}
    if party and not event.because:
        raise NotAllowed(
            "That person's agency is party to the disagreement. Name somebody else, or say why it is them all the same."
        )
    if party:
        course = course.record(f"The {task.names} is of an agency that is party to it; a coordinator gave the reason")
    course = course.but(named={**course.case.named, task.names: event.holder_named})
    return done(course, duty).plus(Mail("named", person(event.holder_named), stage=duty.stage, duty=duty.id))


def date_agreed(course: Course, event: DateAgreed) -> Course:
    """A date beside the procedure's own, with a reason; both show, and no clock pauses (decision 10)."""
    duty = _owed(course, event.duty)
    if not event.by.coordinates or event.until is None or not event.because:
        raise NotAllowed("Agreeing a date is for a coordinator, with the date and a reason.")
    agreed = replace(duty, agreed=event.until)
    morning = at_opening(local_day(course.calendar_of(duty).last_working_moment(event.until)))
    course = course.duty(agreed).plus(Remind(max(morning, event.at), duty.id, "today"))
    for asked in course.case.owed_at(duty.stage, "consider-more-time"):
        course = done(course, asked)
    return course.plus(Mail("date_agreed", ower(duty.id), stage=duty.stage, duty=duty.id)).record(
        f"A date was agreed for {duty.id}, beside the procedure's"
    )


def more_time_asked(course: Course, event: MoreTimeAsked) -> Course:
    """The coordinator is asked; the clock runs on and says so."""
    course = acknowledge(course, event.stage, event.by.slot)
    course = ask_coordinators(course, event.stage, "consider-more-time")
    return course.plus(Mail("more_time", COORDINATOR, stage=event.stage)).record("More time was asked for")
