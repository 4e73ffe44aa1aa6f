"""How the stages of a procedure work, in plain words, with an example worked out in dates (ux.md, P33)."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from functools import lru_cache

from service.bootstrap import Service
from service.escalation.calendar import Calendars, local_day, moment
from service.escalation.clocks import long_day
from service.escalation.parties import Party, Side
from service.escalation.procedure import Procedure, Stage
from service.escalation.simulate import Beginning, Owed, simulate
from service.escalation.tasks import people
from service.intake.raising.choices import own_procedures
from service.procedures import Procedures
from service.seam.pages import DatedStep, ProcedurePage, StageShown
from service.store import directory, reading
from service.telling.wording import act_at_once

TEN = time(10)
OF = {
    Side.ORIGINATING: "of the agency that raised it",
    Side.RECEIVING: "of the other agency",
    Side.BOTH: "of both agencies, together",
    Side.EACH: "of each agency",
    Side.PARTNERSHIP: "of the partnership",
}


def page(service: Service, partnership: str, key: str) -> ProcedurePage | None:
    """The partnership's procedure, or one that stands beside it; None where there is none of that key."""
    at = service.clock.now()
    main = service.procedure_of(partnership)
    beside = {one.key: one for one in _beside(service, partnership, main) if one.key != main.key}
    shown = beside.get(key) if key not in ("", main.key) else main
    if shown is None:
        return None
    since = _next_monday(at)
    others = (one for one in (main, *beside.values()) if one.key != shown.key)
    return ProcedurePage(
        name=shown.name, edition=f"Version {shown.version}, in force since {long_day(shown.in_force_from)}",
        source=shown.source.title, outdated=_outdated(shown, at), act_at_once=act_at_once(shown), since=since,
        stages=_worked_out(service.procedures, service.calendars, shown.key, since),
        paths=tuple((track.title, tuple(shown.stage(stage).title for stage in track.stages)) for track in shown.tracks),
        others=tuple((one.key, one.name) for one in others),
    )  # fmt: skip


def _beside(service: Service, partnership: str, main: Procedure) -> Iterator[Procedure]:
    """Those of single agencies here, and all that any of them is to be read with."""
    with reading(service.sessions) as session:
        own = own_procedures(service, partnership, directory.agencies(session, partnership))
    yield from own
    known = service.procedures.procedures
    for one in (main, *own):
        yield from (known[key] for key in one.source.read_with if key in known)


def _next_monday(at: datetime) -> datetime:
    today = local_day(at)
    return moment(today + timedelta(days=7 - today.weekday()), TEN)


def _outdated(procedure: Procedure, at: datetime) -> str:
    until = procedure.source.review_by
    if until is None or until >= local_day(at):
        return ""
    return f"This text was to be reviewed by {long_day(until)}. Ask its publisher for the present one."


@lru_cache(maxsize=64)
def _worked_out(procedures: Procedures, calendars: Calendars, key: str, since: datetime) -> tuple[StageShown, ...]:
    """The same for everybody from one Monday to the next: the whole procedure is played once for it."""
    procedure = procedures.procedures[key]
    return tuple(_stages(procedure, simulate(procedure, Beginning(since), calendars)))


def _stages(procedure: Procedure, owed: Iterable[Owed]) -> Iterator[StageShown]:
    lines = tuple(owed)
    for stage in procedure.stages:
        played = tuple(_dated(procedure, one) for one in lines if one.stage == stage.key and _is_its_own(stage, one))
        yield StageShown(
            title=_heading(procedure, stage), people=_people(procedure, stage),
            steps=played or _undated(procedure, stage),
            decided_by=f"{_title(procedure, stage.authority)} {stage.power.value}" if stage.authority else "",
        )  # fmt: skip


def _is_its_own(stage: Stage, one: Owed) -> bool:
    return one.what == "conclude" or stage.task(one.what) is not None


def _heading(procedure: Procedure, stage: Stage) -> str:
    """Its number and title, or, where its key is no number, its title."""
    return f"{procedure.stage_word.capitalize()} {stage.key}: {stage.title}" if len(stage.key) < 3 else stage.title


def _people(procedure: Procedure, stage: Stage) -> str:
    if any(track.inside_one_agency and stage.key in track.stages for track in procedure.tracks):
        return f"{', or '.join(_title(procedure, role) for role in stage.people)} of the one agency"
    return _who(procedure, _both(stage))


def _both(stage: Stage) -> tuple[Party, ...]:
    return tuple(Party(Side.BOTH, role) for role in stage.people)


def _dated(procedure: Procedure, one: Owed) -> DatedStep:
    return DatedStep(one.do, _who(procedure, one.owed_by), one.due, one.ask, one.why)


def _undated(procedure: Procedure, stage: Stage) -> tuple[DatedStep, ...]:
    """What is owed at a stage that the example does not come to."""
    owers = ((task.do, task.owed_by or people(stage)) for task in stage.tasks)
    return tuple(DatedStep(do, _who(procedure, owed_by), None, None, "") for do, owed_by in owers)


def _who(procedure: Procedure, parties: Iterable[Party]) -> str:
    return ", or ".join(f"{_title(procedure, party.role)} {_side(procedure, party)}" for party in parties)


def _side(procedure: Procedure, party: Party) -> str:
    return OF[Side(party.side)] if party.side in OF else f"of {procedure.kinds.get(party.side, party.side)}"


def _title(procedure: Procedure, key: str) -> str:
    """The post, where one does the job at every agency; else the role."""
    role = procedure.roles.get(key)
    titles = role.posts["any"].titles if role and set(role.posts) == {"any"} else (key.replace("_", " "),)
    return " or ".join(titles)
