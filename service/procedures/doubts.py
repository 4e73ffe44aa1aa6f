"""What is no fault, but worth knowing before a procedure is relied upon."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from service.escalation.procedure import STAY, Power, Procedure
from service.procedures.clauses import Found, interpretations, tasks
from service.procedures.fault import Fault, quoted
from service.procedures.paths import stages_from
from service.procedures.roles import by_kind


def warnings(procedure: Procedure, today: date | None = None) -> tuple[Fault, ...]:
    """Warnings about a procedure that can be used; without `today`, none about a review date."""
    found = [
        *_kinds_without_a_post(procedure),
        *_last_stages_where_nobody_decides(procedure),
        *_interpretations_of_nothing(procedure),
        *_sides_left_out(procedure),
        *_entered_by_the_order_of_the_file(procedure),
        *_owed_where_nothing_opens(procedure),
        *_past_review(procedure, today),
    ]
    return tuple(Fault(f"{procedure.key}.toml", place, says) for place, says in found)


def _kinds_without_a_post(procedure: Procedure) -> Iterator[Found]:
    for role in procedure.roles.values():
        missing = [kind for kind in procedure.kinds if by_kind(role) and kind not in role.posts]
        if missing:
            yield f"role.{role.key}", f"has no post at: {', '.join(missing)}. Their part falls to the coordinator."


def _last_stages_where_nobody_decides(procedure: Procedure) -> Iterator[Found]:
    for track in ("", *(one.key for one in procedure.tracks if not one.record_only and not one.inside_one_agency)):
        for key in sorted(stages_from(procedure, track, list(procedure.openings(track)))):
            stage, on = procedure.stage(key), procedure.ways_on(key, track)
            if not stage.ends and stage.power is not Power.DECIDES and set(on) <= {STAY}:
                where = f" for track {quoted(track)}" if track else ""
                yield f"stage.{key}", f"is the last stage{where}, and nobody decides there: a case can stay for good."


def _interpretations_of_nothing(procedure: Procedure) -> Iterator[Found]:
    pointed_at = {name for _, name in interpretations(procedure)}
    for one in procedure.interpretations:
        if one.key not in pointed_at:
            yield f"interpretation.{one.key}", "is pointed at by no clause."


def _sides_left_out(procedure: Procedure) -> Iterator[Found]:
    """A role that stands for both sides, written without one: nobody at the partnership holds it."""
    people = {role for stage in procedure.stages for role in stage.people}
    for place, task in tasks(procedure):
        for party in (*task.owed_by, *(rung.party for rung in task.rungs)):
            if not party.side and party.role in people:
                sides = f'Did you mean "originating/{party.role}" or "receiving/{party.role}"?'
                yield place, f"{quoted(party.role)} without a side is the partnership's own. {sides}"


def _entered_by_the_order_of_the_file(procedure: Procedure) -> Iterator[Found]:
    """A stage that only tracks name, and that a case of no track comes to since it stands next in the file."""
    of_tracks = {key for track in procedure.tracks for key in track.stages}
    followed = {pair for track in procedure.tracks for pair in pairwise(track.stages)}
    for before, after in pairwise(procedure.stages):
        leads_on = not before.unresolved and not before.ends and (before.key, after.key) not in followed
        if after.key in of_tracks and leads_on:
            says = f"leads a case of no track on to stage {after.key}, the next in the file."
            yield f"stage.{before.key}", f'{says} Add unresolved = "stay", if it should not.'


def _owed_where_nothing_opens(procedure: Procedure) -> Iterator[Found]:
    """Tasks under a track that only records."""
    opened = {key for track in procedure.tracks if not track.record_only for key in track.stages}
    for track in procedure.tracks:
        for stage in (procedure.stage(key) for key in track.stages if track.record_only and key not in opened):
            if stage.tasks:
                says = f"is recorded only: no stage opens, and nobody will owe what stands under stage {stage.key}."
                yield f"track.{track.key}", says


def _past_review(procedure: Procedure, today: date | None) -> Iterator[Found]:
    review_by = procedure.source.review_by
    if today and review_by and review_by < today:
        yield "source", f"was to be reviewed by {review_by:%-d %B %Y}. Ask its publisher for the present text."
