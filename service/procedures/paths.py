"""The ways through a procedure: each stage can be reached, and none is due before an earlier one."""

from collections.abc import Iterator

from service.escalation.clocks import Unit
from service.escalation.procedure import AGAIN, STAY, Procedure, Stage
from service.procedures.clauses import Found, tasks
from service.procedures.fault import did_you_mean, plain, quoted
from service.procedures.stages import URGENT
from service.procedures.tables import STAGE_PART

EXIT = "exit "
RESERVED = (AGAIN, STAY, EXIT.strip(), URGENT)


def unknown_stages(procedure: Procedure) -> Iterator[Found]:
    """Every place that names a stage, or a way on, that the file does not have."""
    known = [stage.key for stage in procedure.stages]
    if not known:
        yield "", "has no stages. Add [stage.1]."
    for key in (one for one in known if one in RESERVED):
        yield f"stage.{key}", f"{quoted(key)} means something else as a way on. Give the stage another name."
    for place, key, named in _stages_named(procedure):
        if named and named not in known:
            yield place, f"{key} = {quoted(named)}: there is no such stage. Known here: {_listed(known)}."
    for stage in procedure.stages:
        yield from _unknown_ways_on(procedure, stage, [*known, AGAIN, STAY])


def _listed(known: list[str]) -> str:
    return ", ".join(map(plain, sorted(known)))


def _stages_named(procedure: Procedure) -> Iterator[tuple[str, str, str]]:
    yield "", "partnership_reads_from", procedure.partnership_reads_from
    yield from (("", "opens_at", stage) for stage in procedure.opens_at)
    if procedure.urgent:
        yield "urgent", "opens_at", procedure.urgent.opens_at
    for track in procedure.tracks:
        yield from ((f"track.{track.key}", "stages", stage) for stage in track.stages)
        yield from ((f"track.{track.key}", "opens_at", stage) for stage in track.opens_at)
    for form in procedure.forms:
        for part in form.filled:
            match = STAGE_PART.fullmatch(part)
            yield f"form.{form.key}", "filled", match[1] if match else ""


def _unknown_ways_on(procedure: Procedure, stage: Stage, known: list[str]) -> Iterator[Found]:
    exits = {f"{EXIT}{leaving.key}" for leaving in procedure.exits}
    for way in stage.unresolved:
        if way.startswith(EXIT) and way not in exits:
            yield (
                f"stage.{stage.key}",
                f"unresolved = {quoted(way)}: there is no such exit. Add [exit.{plain(way[5:])}].",
            )
        elif way not in known and way not in exits:
            says = f"there is no such stage. Known here: {_listed(known)}."
            yield f"stage.{stage.key}", f"unresolved = {quoted(way)}: {says}"


def unreachable_stages(procedure: Procedure) -> Iterator[Found]:
    reached = _reached(procedure)
    for stage in procedure.stages:
        if stage.key not in reached:
            says = "no path leads here. Name it in unresolved, in a track, or in opens_at."
            yield f"stage.{stage.key}", says


def _reached(procedure: Procedure) -> set[str]:
    reached: set[str] = set()
    for track in ("", *(one.key for one in procedure.tracks)):
        reached |= stages_from(procedure, track, [*_openings(procedure, track), *_opened_by_silence_or_risk(procedure)])
    return reached


def _openings(procedure: Procedure, track: str) -> tuple[str, ...]:
    return procedure.openings(track) if procedure.path(track) else ()


def stages_from(procedure: Procedure, track: str, ahead: list[str]) -> set[str]:
    """The stages that a case of this track may come to, from those `ahead`."""
    known = {stage.key for stage in procedure.stages}
    seen: set[str] = set()
    while ahead:
        key = ahead.pop()
        if key in known and key not in seen:
            seen.add(key)
            ahead += procedure.ways_on(key, track)
    return seen


def _opened_by_silence_or_risk(procedure: Procedure) -> list[str]:
    by_silence = [way for _, task in tasks(procedure) for way in task.if_silent]
    return [*by_silence, *([procedure.urgent.opens_at] if procedure.urgent else [])]


def _paths(procedure: Procedure) -> list[tuple[str, ...]]:
    return [procedure.path(), *(track.stages for track in procedure.tracks)]


def days_out_of_order(procedure: Procedure) -> Iterator[Found]:
    """Stages that are due by a day of the whole case, and by an earlier one than a stage before them."""
    told: set[str] = set()
    for path in _paths(procedure):
        latest, before = 0, ""
        for stage in (one for key in path for one in procedure.stages if one.key == key):
            day = _day_of(stage)
            if day and day < latest and stage.key not in told:
                told.add(stage.key)
                says = f"is due by day {day}, before stage {before}, which is due by day {latest}."
                yield f"stage.{stage.key}", says
            if day > latest:
                latest, before = day, stage.key


def _day_of(stage: Stage) -> int:
    return next((clock.amount for clock in reversed(stage.due) if clock.unit is Unit.BY_DAY), 0)


def types_of_tracks(procedure: Procedure) -> Iterator[Found]:
    """Types that no [type] declares, and those that would take two paths at once."""
    taken: dict[str, str] = {}
    for track in procedure.tracks:
        for kind in track.types:
            if kind not in procedure.types:
                named = next((key for key, words in procedure.types.items() if words == kind), kind)
                says = f"there is no type {quoted(kind)}.{did_you_mean(named, procedure.types)} Add it under [type]."
                yield f"track.{track.key}", says
            elif kind in taken:
                yield f"track.{track.key}", f"type {quoted(kind)} already belongs to track {quoted(taken[kind])}."
            taken.setdefault(kind, track.key)


def exits_to_nowhere(procedure: Procedure) -> Iterator[Found]:
    for leaving in procedure.exits:
        if not (leaving.say or leaving.ring or leaving.procedure):
            yield f"exit.{leaving.key}", "leads nowhere. Add say, ring or procedure."
        if leaving.at_stage and not leaving.procedure:
            yield f"exit.{leaving.key}", "at_stage is a stage of another procedure: add procedure, or take it out."
