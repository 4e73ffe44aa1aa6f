"""A case played to its end before anybody has one: who owes what by when, and why then.

Every stage runs to its own deadline and ends unresolved, along the first way on. The real `decide`
plays it, so that what is printed is what a case would be given.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from service.escalation.actors import Actor, Capacity
from service.escalation.calendar import Calendars
from service.escalation.case import ORIGINATING, Agency, Case, Visit
from service.escalation.coordinating import Released
from service.escalation.decide import decide
from service.escalation.duty import Duty
from service.escalation.events import Done, Event, Named, Notified, NotResolved
from service.escalation.facts import Answer
from service.escalation.parties import Party
from service.escalation.procedure import Procedure

COORDINATOR = Actor(Capacity.COORDINATOR, ORIGINATING, "a coordinator")
SERVICE_TASKS = frozenset({"acknowledge", "agree", "feedback", "close", "choose", "check", "alert"})
AT_MOST = 200  # events; a procedure is a few stages of a few tasks


@dataclass(frozen=True)
class Owed:
    """One line of the simulation. `stage` is "urgent" for what a stated risk adds."""

    stage: str
    what: str
    do: str
    owed_by: tuple[Party, ...]
    due: datetime | None
    ask: datetime | None
    why: str
    cite: str

    @property
    def who(self) -> str:
        return ", or ".join(map(str, self.owed_by))


@dataclass(frozen=True)
class Beginning:
    """A disagreement that arises, and is received, at `since`; `facts` are what its form says."""

    since: datetime
    urgent: bool = False
    facts: Mapping[str, Answer] = field(default_factory=dict)


def simulate(procedure: Procedure, beginning: Beginning, calendars: Calendars) -> tuple[Owed, ...]:
    """Everything owed along the unresolved path of a disagreement that begins so."""
    case = play(procedure, beginning, calendars)
    order = {"urgent": -1, **{visit.stage: number for number, visit in enumerate(case.visits)}}
    told: dict[tuple[str, str], Owed] = {}
    for duty in case.duties:
        if not _is_the_services(case, duty) and duty.stage in order:
            told.setdefault((duty.stage, duty.task), _line(case, duty))
    return tuple(sorted(told.values(), key=lambda owed: (order[owed.stage], _place(procedure, owed))))


def _is_the_services(case: Case, duty: Duty) -> bool:
    return case.task(duty) is None and duty.task in SERVICE_TASKS


def _place(procedure: Procedure, owed: Owed) -> int:
    """Tasks in the order of the file, the stage's own outcome last."""
    if owed.stage == "urgent":
        return 0
    keys = [task.key for task in procedure.stage(owed.stage).tasks]
    return keys.index(owed.what) if owed.what in keys else len(keys)


def _line(case: Case, duty: Duty) -> Owed:
    task, due = case.task(duty), duty.deadline
    return Owed(
        stage=duty.stage,
        what=duty.task,
        do=task.do if task else "Say whether this stage has resolved it",
        owed_by=duty.owed_by,
        due=due.at if due else None,
        ask=due.ask if due else None,
        why=due.why if due else "no time limit is stated; it is reviewed",
        cite=task.cite if task else case.procedure.stage(duty.stage).cite,
    )


def play(procedure: Procedure, beginning: Beginning, calendars: Calendars) -> Case:
    kind = next(iter(procedure.types), "")
    case, now = Case(procedure), beginning.since
    first: Event = Notified(
        at=now,
        reference="SIMULATED",
        originating=Agency(ORIGINATING, "1", "The originating agency", "school"),
        receiving=(Agency("r1", "2", "The receiving agency", "childrens_services"),),
        concern=now,
        risk=beginning.urgent,
        facts={"type": _usual_type(procedure, kind), **beginning.facts},
    )
    case, _ = decide(case, first, calendars)
    for _step in range(AT_MOST):
        event = next(_next(case, now), None)
        if event is None:
            break
        now = event.at
        case, _ = decide(case, event, calendars)
    return case


def _usual_type(procedure: Procedure, kind: str) -> str:
    """A type of no track, or of the first track that crosses between agencies."""
    crossing = [track for track in procedure.tracks if not track.inside_one_agency and not track.record_only]
    return crossing[0].types[0] if crossing else kind


def _next(case: Case, now: datetime) -> Iterator[Event]:
    """Let it in; do what is owed at the stage, each when it is due; then say that it is not resolved."""
    if case.being_checked:
        yield Released(now, COORDINATOR)
    visit = next((visit for visit in case.open_visits), None)
    if visit is None or any(duty.task == "decide-how-to-go-on" for duty in case.owed):
        return
    owed = [duty for duty in case.owed if duty.stage == visit.stage and not _is_the_services(case, duty)]
    for duty in owed:
        task = case.task(duty)
        if task is not None and task.done_by != "outcome" and not task.before_closing:
            at = _due(duty, now)
            yield Named(at, COORDINATOR, duty.id, "somebody") if task.names else Done(at, COORDINATOR, duty.id)
    yield _end(case, visit, max([now, *(_due(duty, now) for duty in _of(case, visit))]))


def _of(case: Case, visit: Visit) -> list[Duty]:
    return [duty for duty in case.duties if duty.stage == visit.stage and not _is_the_services(case, duty)]


def _due(duty: Duty, now: datetime) -> datetime:
    return max(now, duty.deadline.at) if duty.deadline and duty.deadline.at else now


def _end(case: Case, visit: Visit, at: datetime) -> NotResolved:
    return NotResolved(at, COORDINATOR, visit.stage, case.procedure.ways_on(visit.stage, case.track)[:1])
