"""Walks over a procedure: every clause with its place, so that a check is one loop."""

from collections.abc import Iterator

from service.escalation.clocks import Clock
from service.escalation.facts import When
from service.escalation.parties import Party
from service.escalation.procedure import Procedure, Task

Found = tuple[str, str]  # a place, and what is wrong with it


def tasks(procedure: Procedure) -> Iterator[tuple[str, Task]]:
    for stage in procedure.stages:
        for task in stage.tasks:
            yield f"stage.{stage.key}.{task.key}", task
    for task in procedure.urgent.tasks if procedure.urgent else ():
        yield f"urgent.{task.key}", task


def clocks(procedure: Procedure) -> Iterator[tuple[str, Clock, str]]:
    """Every clock where it is written, with the stage that it stands in; the named ones once, under [clock]."""
    for name, clock in procedure.clocks.items():
        yield f"clock.{name}", clock, ""
    written = [
        *((f"stage.{stage.key}.due", stage.due, stage.key) for stage in procedure.stages),
        *((f"{place}.due", task.due, task.stage) for place, task in tasks(procedure)),
        *((f"track.{track.key}.raise_within", (track.raise_within,), "") for track in procedure.tracks),
        ("urgent.due", (procedure.urgent.due if procedure.urgent else None,), ""),
    ]
    for place, several, stage in written:
        yield from ((place, clock, stage) for clock in several if clock and not clock.name)


def parties(procedure: Procedure) -> Iterator[tuple[str, Party]]:
    for place, task in tasks(procedure):
        several = (*task.owed_by, *(rung.party for rung in task.rungs), task.advice)
        yield from ((place, party) for party in several if party)
    for stage in procedure.stages:
        several = (stage.chosen_by, stage.feedback_by)
        yield from ((f"stage.{stage.key}", party) for party in several if party)
    for tell in procedure.tells:
        yield from ((f"tell.{tell.key}", party) for party in tell.who)
    if procedure.feedback_by:
        yield "", procedure.feedback_by


def conditions(procedure: Procedure) -> Iterator[tuple[str, When]]:
    for place, task in tasks(procedure):
        yield f"{place}.when", task.when
        yield from ((f"{place}.with.when", rung.when) for rung in task.rungs)
    for place, clock, _ in clocks(procedure):
        yield f"{place}.when", clock.when
    for question in procedure.questions:
        yield f"question.{question.key}.when", question.when
    for tell in procedure.tells:
        yield f"tell.{tell.key}.when", tell.when


def interpretations(procedure: Procedure) -> Iterator[Found]:
    """Each clause that points at an interpretation, and which."""
    for stage in procedure.stages:
        yield f"stage.{stage.key}", stage.interpretation
    for place, task in tasks(procedure):
        yield place, task.interpretation
    for form in procedure.forms:
        yield f"form.{form.key}", form.interpretation
