"""Moments: what clocks count from, and what tasks and notices open at."""

import re
from collections.abc import Iterable, Iterator

from service.escalation.clocks import Unit
from service.escalation.procedure import Procedure
from service.procedures.clauses import Found, clocks, tasks
from service.procedures.fault import near, quoted
from service.procedures.stages import URGENT
from service.procedures.vocabulary import FREE_MOMENTS, MEETING_DATE, STAGE_OPENED

OF_A_STAGE = re.compile(r"stage (\S+) (?:opened|ended|resolved)")
DONE = re.compile(r"(?:([^. ]+)\.)?([^. ]+) done")
IN_GENERAL = "stage N opened, stage N ended, stage N resolved, TASK done, N.TASK done"


def unknown_moments(procedure: Procedure) -> Iterator[Found]:
    """Every `after` and `on` that nothing in the file can bring about."""
    for place, clock, stage in clocks(procedure):
        yield from _unknown(procedure, place, clock.after, stage)
    for place, task in tasks(procedure):
        yield from _unknown(procedure, place, task.on, task.stage)
    for tell in procedure.tells:
        yield from _unknown(procedure, f"tell.{tell.key}", tell.on, "")


def _unknown(procedure: Procedure, place: str, moments: Iterable[str], stage: str) -> Iterator[Found]:
    for moment in moments:
        if not _is_known(procedure, moment, stage):
            yield place, f"{quoted(moment)} is no moment. {_known(procedure, moment, stage)}"


def _is_known(procedure: Procedure, moment: str, stage: str) -> bool:
    if of_a_stage := OF_A_STAGE.fullmatch(moment):
        return of_a_stage[1] in (known.key for known in procedure.stages)
    if done := DONE.fullmatch(moment):
        return bool(done[1] or stage) and (done[1] or stage, done[2]) in _task_names(procedure)
    return moment in _said_alone(procedure, stage)


def _said_alone(procedure: Procedure, stage: str) -> tuple[str, ...]:
    within = (STAGE_OPENED,) if stage not in ("", URGENT) else ()
    return (*FREE_MOMENTS, *within, *_dates(procedure))


def _task_names(procedure: Procedure) -> set[tuple[str, str]]:
    return {(task.stage, task.key) for _, task in tasks(procedure)}


def _dates(procedure: Procedure) -> tuple[str, ...]:
    return tuple(question.key for question in procedure.questions if question.kind == "date")


def _known(procedure: Procedure, moment: str, stage: str) -> str:
    alone = _said_alone(procedure, stage)
    done = [f"{key} done" for of, key in sorted(_task_names(procedure)) if of == stage]
    of_stages = [f"stage {one.key} {what}" for one in procedure.stages for what in ("opened", "ended", "resolved")]
    guess = near(moment, (*alone, *done, *of_stages))
    mean = f" Did you mean {quoted(guess)}?" if guess else ""
    return f"A moment is: {', '.join((*alone[:6], STAGE_OPENED))}, {IN_GENERAL}, or a [question] of kind date.{mean}"


def unknown_dates(procedure: Procedure) -> Iterator[Found]:
    """Clocks that rest on a date which nobody is asked for."""
    dates = _dates(procedure)
    for place, clock, _ in clocks(procedure):
        if clock.unit is Unit.DATE and clock.date not in (*dates, MEETING_DATE):
            says = f'is no date. A date is "{MEETING_DATE}", or a [question] with kind = "date".'
            yield place, f"{quoted(clock.date)} {says}"
        if clock.or_sooner and clock.or_sooner not in (*dates, *procedure.clocks):
            yield place, f"or_sooner = {quoted(clock.or_sooner)} is neither a [clock] nor a [question] of kind date."
