"""Roles that nobody holds: where a procedure, as it stands, would find no officer to write to."""

from collections.abc import Iterator
from datetime import date

from service.escalation.case import Agency
from service.escalation.facts import Facts
from service.escalation.parties import Party, Post, Role, Side
from service.escalation.procedure import Procedure, Stage, Task
from service.escalation.routing import PARTNERSHIP, Asking, Directory, find, role_of

EITHER_SIDE = frozenset({Side.ORIGINATING, Side.RECEIVING, Side.BOTH, Side.EACH, Side.OWN})


def vacancies(directory: Directory, procedure: Procedure, day: date) -> tuple[str, ...]:
    """A sentence for every role at every agency where nobody could be asked on that day."""
    agencies = [Agency("", agency.id, agency.name, agency.kind) for agency in directory.agencies]
    found: dict[str, None] = {}
    for party in sorted({party for _, party in _parties(procedure)}, key=str):
        role = role_of(procedure, party.role)
        for agency in [one for one in agencies if party.side in EITHER_SIDE | {one.kind}] if party.side else [None]:
            found |= dict.fromkeys(_unfilled(directory, procedure, role, agency, day))
    return tuple(found)


def roles_at(procedure: Procedure, kind: str) -> dict[str, tuple[str, ...]]:
    """The roles that it asks or tells something at an agency of that kind, in its order, and at which stages."""
    sides = {Side.PARTNERSHIP} if kind == PARTNERSHIP else EITHER_SIDE | {kind}
    found: dict[str, dict[str, None]] = {}
    for stage, party in _parties(procedure):
        if party.side in sides:
            found.setdefault(party.role, {}).update({stage: None} if stage else {})
    return {role: tuple(stages) for role, stages in found.items()}


def _unfilled(
    directory: Directory, procedure: Procedure, role: Role, agency: Agency | None, day: date
) -> Iterator[str]:
    post = role.post(agency.kind if agency else PARTNERSHIP)
    if post and not post.named_by:
        found = (find(directory, role, agency, Asking(day, facts)) for facts in facts_of(procedure, post))
        yield from (one.why for one in found if one.why)


def facts_of(procedure: Procedure, post: Post) -> list[Facts]:
    """Every answer that could choose between several services' posts."""
    options = next((question.options for question in procedure.questions if question.key == post.of), ())
    return [{post.of: option} for option in options] or [{}]


def _parties(procedure: Procedure) -> Iterator[tuple[str, Party]]:
    """Everybody whom the procedure asks or tells something, after the key of the stage, or nothing outside of one."""
    for stage in procedure.stages:
        yield from ((stage.key, party) for party in _of_stage(stage))
    for task in procedure.urgent.tasks if procedure.urgent else ():
        yield from (("", party) for party in _of_task(task))
    for tell in procedure.tells:
        yield from (("", party) for party in tell.who)
    for form in procedure.forms:
        yield from (("", Party("", role)) for role in form.to)


def _of_stage(stage: Stage) -> Iterator[Party]:
    yield from (Party(Side.BOTH, role) for role in stage.people)
    yield from (Party("", role) for role in (stage.authority,) if role)
    yield from (party for party in (stage.feedback_by, stage.chosen_by) if party)
    for task in stage.tasks:
        yield from _of_task(task)


def _of_task(task: Task) -> Iterator[Party]:
    yield from task.owed_by
    yield from (rung.party for rung in task.rungs)
    if task.advice:
        yield task.advice
