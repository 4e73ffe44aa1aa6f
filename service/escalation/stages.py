"""Stages open, end and lead on; and somebody always owes what comes next."""

from service.errors import NotAllowed
from service.escalation.case import ORIGINATING, Case, State, Visit
from service.escalation.course import Course
from service.escalation.duty import Duty, Standing
from service.escalation.effects import COORDINATOR, Mail, Remind, ower, parties
from service.escalation.effects import ORIGINATOR as THE_ORIGINATOR
from service.escalation.parties import Party
from service.escalation.procedure import AGAIN, STAY, Stage
from service.escalation.reminding import a_week_on
from service.escalation.tasks import (
    PRACTITIONER,
    Owing,
    ask_coordinators,
    cancel_stage,
    no_longer_asked,
    open_duty,
    open_waiting,
    people,
    sides_at,
    slots_for,
)


def open_stage(course: Course, key: str) -> Course:
    """Both sides' people are written to; its tasks open; somebody owes its outcome."""
    case, stage = course.case, course.case.procedure.stage(key)
    earlier = case.visit(key)
    since = case.moments["receipt"] if _is_the_first(case) else course.at
    visit = Visit(key, earlier.turn + 1 if earlier else 1, since)
    moments = {name: at for name, at in case.moments.items() if not _is_of_the_last_turn(name, key)}
    course = course.given(case.with_visit(visit).but(moments={**moments, f"stage {key} opened": since}))
    course = _owe(course, stage, visit)
    course = _tell_weekly(open_waiting(course, visit), key)
    return _write_to_its_people(course, stage).record(f"Stage {key} opened")


def _tell_weekly(course: Course, key: str) -> Course:
    """Whoever raised it hears every week that it stands where it stood, for as long as its outcome is owed."""
    owed = [duty for duty in course.case.owed if duty.stage == key and _is_the_outcome(course.case, duty)]
    return course.plus(*(Remind(a_week_on(course), duty.id, "progress") for duty in owed[:1]))


def _is_the_outcome(case: Case, duty: Duty) -> bool:
    task = case.task(duty)
    return duty.task == "conclude" or (task is not None and task.done_by == "outcome")


def _is_the_first(case: Case) -> bool:
    return not case.visits and "handed over" not in case.moments


def _is_of_the_last_turn(moment: str, stage: str) -> bool:
    return moment.startswith(f"{stage}.") or moment in (f"stage {stage} ended", f"stage {stage} resolved", *OVER)


OVER = tuple(state.value for state in (State.RESOLVED, State.LEARNING, State.WITHDRAWN, State.UNSETTLED, State.CLOSED))


def _owe(course: Course, stage: Stage, visit: Visit) -> Course:
    """The service's own duties: the outcome, and on each side a sign that somebody has the case."""
    if not stage.ended_by_a_task and not stage.ends:
        owing = Owing(stage.key, "conclude", people(stage), (ORIGINATING,), turn=visit.turn, since=visit.opened)
        course = open_duty(course, owing)
    for slot in sides_at(course.case, stage):
        if slot == ORIGINATING and PRACTITIONER in stage.people:
            continue
        owing = Owing(stage.key, "acknowledge", people(stage, slot), (slot,), f"@{slot}", visit.turn)
        course = open_duty(course, owing)
    return course


def _write_to_its_people(course: Course, stage: Stage) -> Course:
    for slot in sides_at(course.case, stage):
        own = slot == ORIGINATING
        if own and PRACTITIONER in stage.people:
            continue
        whom = parties(people(stage, slot), (slot,))
        course = course.plus(Mail("routed_own" if own else "routed", whom, stage=stage.key))
    if stage.authority and not course.case.procedure.roles[stage.authority].named_by:
        authority = Party("", stage.authority)
        course = course.plus(Mail("authority", parties((authority,)), stage=stage.key))
    return course


def end_stage(course: Course, visit: Visit, outcome: str) -> Course:
    """The stage ends; its duties with it, but what is before closing; feedback is owed (decision 31)."""
    key = visit.stage
    ended = Visit(key, visit.turn, visit.opened, course.at, outcome, visit.views)
    course = course.given(course.case.with_visit(ended)).moment(f"stage {key} ended")
    if outcome == "resolved":
        course = course.moment(f"stage {key} resolved").moment("resolved")
    course = cancel_stage(course, key).record(f"Stage {key} ended: {outcome}")
    return course if outcome in NOBODYS_TO_EXPLAIN else _owe_feedback(course, visit)


# the originating side's own wish; the coordinator's, who tells; it goes on as another case, of which they are told
NOBODYS_TO_EXPLAIN = ("withdrawn", "handed over", State.MERGED.value)


def _owe_feedback(course: Course, visit: Visit) -> Course:
    stage = course.case.procedure.stage(visit.stage)
    owers = feedback_owers(course.case, stage)
    slots = tuple(slot for slot in course.case.slots if any(slot in slots_for(course.case, party) for party in owers))
    owing = Owing(stage.key, "feedback", owers, slots, turn=visit.turn)
    course = open_duty(course, owing)
    return course.plus(Mail("feedback", ower(owing.id), stage=stage.key, duty=owing.id))


def feedback_owers(case: Case, stage: Stage) -> tuple[Party, ...]:
    """The originating side's people of the stage; at a practitioners' stage the other side's; or as the file says."""
    said = stage.feedback_by or case.procedure.feedback_by
    if said:
        return (said,)
    across = stage.is_the_practitioners and case.receiving
    return people(stage, case.across[0] if across else ORIGINATING)


def move_on(course: Course, visit: Visit, to: tuple[str, ...], outcome: str = "unresolved") -> Course:
    """The stage is not resolved: the next one opens, or several; those who had it are told, and the originator."""
    if STAY in to or any(leads_out(way) for way in to):
        return _go_nowhere(course, visit, to)
    stage = course.case.procedure.stage(visit.stage)
    course = end_stage(course, visit, outcome)
    for way in to:
        key = visit.stage if way == AGAIN else way
        course = course if course.case.is_at(key) else open_stage(course, key)
    told = {"to": ", ".join(course.case.procedure.stage(v.stage).title for v in course.case.open_visits)}
    whom = [*(parties(people(stage, slot), (slot,)) for slot in sides_at(course.case, stage))]
    mails = [Mail("moved_on", to_whom, stage=visit.stage, values=told) for to_whom in whom]
    return course.plus(*mails, Mail("progress", THE_ORIGINATOR, stage=visit.stage, values=told))


def leads_out(way: str) -> bool:
    return way.startswith("exit ")


def _go_nowhere(course: Course, visit: Visit, to: tuple[str, ...]) -> Course:
    """The stage stays open: nothing stands above it, or the way on is an exit, which a coordinator takes."""
    if len(to) > 1:
        raise NotAllowed(f"{' and '.join(to)} cannot be chosen together. Choose one.")
    return stay(course, visit)


def stay(course: Course, visit: Visit) -> Course:
    """The coordinator decides how to go on: by the stage again, by an exit, or by closing."""
    course = ask_coordinators(course, visit.stage, "decide-how-to-go-on")
    return course.plus(Mail("nothing_above", COORDINATOR, stage=visit.stage)).record(f"Stage {visit.stage} stays open")


def ends_without_settling(course: Course) -> Course:
    """A stage with `ends` has its tasks done: the disagreement ends so, and is not called resolved."""
    for visit in course.case.open_visits:
        stage = course.case.procedure.stage(visit.stage)
        if stage.ends and not _still_to_do(course.case, stage):
            course = end_stage(course, visit, stage.ends)
            if not course.case.open_visits:
                course = _finish_as_it_was_settled(course)
    return course


def _still_to_do(case: Case, stage: Stage) -> bool:
    tasks = [case.task(duty) for duty in case.owed if duty.stage == stage.key]
    return any(task is not None and not task.before_closing for task in tasks)


def _finish_as_it_was_settled(course: Course) -> Course:
    """Where a choice opened several stages, one may have settled it while the learning went on."""
    how = course.case.outcome
    return finish(course, State.RESOLVED).but(outcome=how) if how else finish(course, State.LEARNING)


def finish(course: Course, state: State) -> Course:
    """The disagreement is over; the coordinator owes its closing, and nobody is asked to end it without agreement."""
    course = no_longer_asked(course, "close", Standing.CANCELLED)
    course = course.but(state=state, outcome=state.value).moment(state.value)
    return ask_coordinators(course, "", "close")
