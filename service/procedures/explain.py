"""`parley check --explain`: what a procedure comes to, with every default that its file leaves unsaid."""

from collections.abc import Iterator

from service.escalation.clocks import Clock
from service.escalation.parties import Party, Side
from service.escalation.procedure import ONE_WORKING_DAY, STAY, THREE_WORKING_DAYS, Procedure, Source, Stage, Task
from service.procedures.besides import BESIDES
from service.procedures.phrases import (
    UNSAID,
    due_in_words,
    in_words,
    ladder_in_words,
    parties_in_words,
    when_in_words,
)
from service.procedures.vocabulary import KINDS, RISK_STATED, STAGE_OPENED


def explain(procedure: Procedure) -> str:
    """The whole of a procedure in plain lines; `(unsaid)` marks what the file does not say and Parley does."""
    lines = [*_top(procedure)]
    for stage in procedure.stages:
        lines += ["", *_stage(procedure, stage)]
    if procedure.urgent:
        lines += ["", "immediate risk", *_urgent(procedure)]
    for heading, beside in BESIDES.items():
        told = [f"  {line}" for line in beside(procedure)]
        lines += ["", heading, *told] if told else []
    return "\n".join(lines) + "\n"


def _top(procedure: Procedure) -> Iterator[str]:
    yield f"{procedure.name} ({procedure.key}, {procedure.prefix}, version {procedure.version})"
    until = f" until {procedure.in_force_until:%-d %B %Y}" if procedure.in_force_until else ""
    yield f"  source: {_source(procedure.source)}"
    yield f"  in force: from {procedure.in_force_from:%-d %B %Y}{until}"
    yield f"  areas: {', '.join(procedure.areas)}; subjects: {_or_unsaid(procedure.subjects, ('child',))}"
    yield f"  whose working days: {procedure.calendar}"
    openings = [(track.title, procedure.openings(track.key)) for track in procedure.tracks] or [
        ("", procedure.openings())
    ]
    for title, stages in openings:
        yield f"  opens at{f' ({title})' if title else ''}: {', '.join(stages)}"
    yield f"  the partnership reads from: {procedure.partnership_reads_from}"
    yield f"  a task without a deadline is looked at again: {_length(procedure.review, THREE_WORKING_DAYS)}"
    yield f"  reminded before a deadline: {_length(procedure.remind_before, ONE_WORKING_DAY)}"
    yield f"  shown to have been seen, or the deputy is written to: {_length(procedure.acknowledge, ONE_WORKING_DAY)}"
    yield f"  feedback: {procedure.feedback_by or f'the originating people of each stage{UNSAID}'}"
    yield f"  kinds of agency: {', '.join(procedure.kinds)}{UNSAID * (set(procedure.kinds) == set(KINDS))}"


def _source(source: Source) -> str:
    review = f"; to be reviewed by {source.review_by:%-d %B %Y}" if source.review_by else ""
    beside = f"; to be read with {', '.join(source.read_with)}" if source.read_with else ""
    return f"{source.title}{review}{beside}"


def _length(clock: Clock, unsaid: Clock) -> str:
    return in_words(clock) + UNSAID * (clock == unsaid)


def _or_unsaid(several: tuple[str, ...], unsaid: tuple[str, ...]) -> str:
    return ", ".join(several) + UNSAID * (several == unsaid)


def _stage(procedure: Procedure, stage: Stage) -> Iterator[str]:
    yield f"{procedure.stage_word} {stage.key}: {stage.title} [{stage.cite}]"
    yield f"  people, on both sides: {', '.join(stage.people)}"
    if not stage.ended_by_a_task and not stage.ends:
        owers = parties_in_words(Party(Side.ORIGINATING, role) for role in stage.people)
        yield f"  outcome: owed by {owers}; {due_in_words(stage.due)}"
    if stage.authority:
        yield f"  {stage.authority} {stage.power}"
    yield f"  if it is not settled: {_ways_on(procedure, stage)}"
    yield f"  feedback by: {stage.feedback_by or procedure.feedback_by or _feedback(stage) + UNSAID}"
    for task in stage.tasks:
        yield from _task(task, stage)


def _feedback(stage: Stage) -> str:
    side = Side.RECEIVING if stage.people == ("practitioner",) else Side.ORIGINATING
    return parties_in_words(Party(side, role) for role in stage.people)


def _ways_on(procedure: Procedure, stage: Stage) -> str:
    if stage.ends:
        return f"ends, {stage.ends}"
    tracks = [track.key for track in procedure.tracks if stage.key in track.stages] or [""]
    found = {way for track in tracks for way in procedure.ways_on(stage.key, track)}
    if not found or found == {STAY}:
        return f"stays here, with the coordinator{UNSAID * (not stage.unresolved)}"
    chosen = f", {stage.choose}, chosen by {stage.chosen_by or 'the originating side'}" if len(found) > 1 else ""
    again = ", or this again" if stage.repeats else ""
    return f"{', '.join(sorted(found))}{chosen}{again}{UNSAID * (not stage.unresolved)}"


def _urgent(procedure: Procedure) -> Iterator[str]:
    urgent = procedure.urgent
    if urgent and urgent.due:
        yield f"  every deadline becomes: {in_words(urgent.due)}"
    if urgent and urgent.opens_at:
        yield f"  a case opens at: {urgent.opens_at}"
    if urgent and urgent.say:
        yield f"  said: {urgent.say}"
    for task in urgent.tasks if urgent else ():
        yield from _task(task, None)


def _task(task: Task, stage: Stage | None) -> Iterator[str]:
    opening = STAGE_OPENED if stage else RISK_STATED
    usual = stage and task.owed_by == tuple(Party(Side.ORIGINATING, role) for role in stage.people)
    yield f"  {task.key}: {task.do} [{task.cite}]"
    yield f"    opens: {' or '.join(task.on) or opening + UNSAID}{when_in_words(task.when)}"
    yield f"    owed by: {parties_in_words(task.owed_by)}{UNSAID if usual else ''}"
    yield f"    with: {ladder_in_words(task.rungs) or _across(task) + UNSAID}"
    yield f"    due: {due_in_words(task.due)}"
    yield f"    done by: {_done_by(task)}"
    if task.if_silent:
        chosen = ", as the coordinator chooses" if len(task.if_silent) > 1 else ""
        yield f"    if nobody answers: {' or '.join(task.if_silent)}{chosen}"


def _across(task: Task) -> str:
    return "the same people across" if any(party.side for party in task.owed_by) else "both sides' people"


def _done_by(task: Task) -> str:
    if task.form and not task.done_by:
        way = f"the arrival of the form {task.form}"
    elif task.names:
        way = f"naming the {task.names}"
    else:
        way = task.done_by or f"its ower's answer{UNSAID}"
    optional = ", or saying why it is not needed" if task.optional else ""
    return way + optional + (", and the close waits for it" if task.before_closing else "")
