"""Whose NOT RESOLVED is about their own attempt: a worker's, at a stage that other people have.

It ends the attempt as not agreed, and what waits for that opens; the stage is not theirs to move (Liverpool 171-172).
"""

from service.escalation.case import ORIGINATING
from service.escalation.duty import Duty
from service.escalation.events import Done, Event, NotResolved
from service.escalation.parties import Side
from service.escalation.procedure import Task
from service.escalation.tasks import people
from service.telling.errand import Errand
from service.telling.recipients import is_one_of

ACROSS = frozenset({Side.BOTH, Side.EACH, Side.ORIGINATING, Side.RECEIVING})


def as_it_is_meant(errand: Errand, event: Event) -> Event:
    """The event itself, unless its words are about the person's own attempt."""
    if not isinstance(event, NotResolved) or event.by.slot != ORIGINATING or not errand.case.is_at(event.stage):
        return event
    stage = errand.case.procedure.stage(event.stage)
    if is_one_of(errand, event.by.holder, people(stage), (ORIGINATING,)):
        return event
    own = next((duty for duty in errand.case.owed if _is_their_attempt(errand, duty, event)), None)
    return Done(event.at, event.by, own.id, not_agreed=True) if own else event


def _is_their_attempt(errand: Errand, duty: Duty, event: NotResolved) -> bool:
    task = errand.case.task(duty)
    is_one = duty.stage == event.stage and task is not None and _is_an_attempt(task)
    return is_one and is_one_of(errand, event.by.holder, duty.owed_by, duty.slots)


def _is_an_attempt(task: Task) -> bool:
    """To talk it over with the other agency, from the opening of the stage on."""
    across = not task.rungs or any(rung.party.side in ACROSS for rung in task.rungs)
    return across and not (task.on or task.done_by or task.form or task.names or task.gate or task.optional)
