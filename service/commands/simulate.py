"""parley simulate: who owes what by when under a procedure, and why then, before anybody has a case.

Needs no settings and no database. Moments without a zone, and all that is printed, are in London's time.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from service.commands.answers import facts
from service.commands.asked import Asked, Unclear, asked, listed
from service.commands.say import MISUSED, refuse, say
from service.escalation.calendar import LONDON
from service.escalation.procedure import Procedure
from service.escalation.simulate import Owed, simulate
from service.procedures import load, shipped
from service.procedures.calendars import calendars

STDIN, URGENT = "-", "urgent"
FACT = "what the form says: the type of disagreement, or the answer to one of the procedure's questions"
NOTHING_OWED = "what this says is recorded, and nobody owes anything."
WHOM_TO_RING = "Ring first: 999 if a child is in immediate danger, else the children's services front door."


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("procedure", nargs="?", metavar="PROCEDURE", help="its key, which is the name of its file")
    parser.add_argument("--from", dest="since", metavar="MOMENT", help="when the concern arose: 2026-12-17T10:00")
    parser.add_argument("--urgent", action="store_true", help="a child is at immediate risk")
    parser.add_argument("--fact", action="append", default=[], metavar="NAME=VALUE", help=FACT)
    parser.add_argument("--cases", metavar="FILE", help='a JSON list of {"procedure", "from", "urgent"}; - reads it')
    parser.add_argument("--folder", type=Path, metavar="FOLDER", help="the procedures of another folder")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> int:
    found, known_days = load(arguments.folder) if arguments.folder else shipped(), calendars()
    procedures = found.procedures
    try:
        cases = _cases(arguments, procedures)
    except Unclear as fault:
        return refuse(str(fault), MISUSED)
    owed = [simulate(procedures[case.procedure], case.beginning, known_days) for case in cases]
    if not arguments.json:
        say("\n\n".join(_told(procedures[case.procedure], case, one) for case, one in zip(cases, owed, strict=True)))
    elif arguments.cases:
        say(json.dumps(list(map(_worked, cases, owed)), indent=1))
    else:
        say(json.dumps({**_worked(cases[0], owed[0]), "owed": list(map(_in_full, owed[0]))}, indent=1))
    return 0


def _cases(arguments: argparse.Namespace, known: Mapping[str, Procedure]) -> tuple[Asked, ...]:
    alone = bool(arguments.procedure and arguments.since)
    if alone == bool(arguments.cases) or (arguments.cases and (arguments.procedure or arguments.fact)):
        raise Unclear("Give a procedure and --from, or --cases alone: parley simulate sefton --from 2026-12-17T10:00")
    if alone:
        return (_with_facts(asked(arguments.procedure, arguments.since, arguments.urgent, known), arguments, known),)
    return listed(_text(arguments.cases), known)


def _with_facts(case: Asked, arguments: argparse.Namespace, known: Mapping[str, Procedure]) -> Asked:
    try:
        given = facts(arguments.fact, known[case.procedure])
    except ValueError as fault:
        raise Unclear(str(fault)) from None
    return replace(case, beginning=replace(case.beginning, facts=given))


def _text(file: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes()
        return raw.decode("utf-8-sig")
    except OSError as fault:
        raise Unclear(f"{file} cannot be read: {fault.strerror}.") from None
    except UnicodeDecodeError:
        raise Unclear(f"{file} is not UTF-8. Save it so, and try again.") from None


def _worked(case: Asked, owed: tuple[Owed, ...]) -> dict[str, object]:
    """The dated lines alone, in the form that worked dates are kept in."""
    dated = [{"stage": one.stage, "what": one.what, "due": _iso(one.due)} for one in owed if one.due]
    return {"procedure": case.procedure, "from": case.written, "urgent": case.urgent, "deadlines": dated}


def _in_full(one: Owed) -> dict[str, str | None]:
    return {
        "stage": one.stage,
        "what": one.what,
        "do": one.do,
        "who": one.who,
        "ask": _iso(one.ask),
        "due": _iso(one.due),
        "why": one.why,
        "cite": one.cite,
    }


def _iso(at: datetime | None) -> str | None:
    return at.astimezone(LONDON).isoformat() if at else None


def _told(procedure: Procedure, case: Asked, owed: tuple[Owed, ...]) -> str:
    table = _table(case, owed) if owed else f"{case.procedure}: {NOTHING_OWED}"
    return "\n".join([table, *_paths(procedure), *_readings(procedure, owed)])


def _paths(procedure: Procedure) -> Iterator[str]:
    """Where types of disagreement take paths of their own: each, and the stages it takes."""
    for track in procedure.tracks:
        stages = ", ".join(track.stages)
        yield f"path {track.key}: {track.title}, {procedure.stage_word} {stages}"


def _readings(procedure: Procedure, owed: tuple[Owed, ...]) -> Iterator[str]:
    """What a line rests on that the source leaves open, and how it is read here."""
    rests_on = {_interpretation_of(procedure, one) for one in owed}
    for one in procedure.interpretations:
        if one.key in rests_on:
            yield f"“{one.source}” is read as: {one.read_as}"


def _interpretation_of(procedure: Procedure, one: Owed) -> str:
    stage = next((stage for stage in procedure.stages if stage.key == one.stage), None)
    task = stage.task(one.what) if stage else None
    return (task.interpretation if task else "") or (stage.interpretation if stage else "")


def _table(case: Asked, owed: tuple[Owed, ...]) -> str:
    risk = ", with an immediate risk" if case.urgent else ""
    rows = [("stage", "what", "who", "ask", "due", "why"), *map(_row, owed)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    head = f"{case.procedure}, from {_moment(case.beginning.since)}{risk}"
    return "\n".join([head, *(_before_any_date(owed) if case.urgent else ()), *_lined_up(rows, widths)])


def _before_any_date(owed: tuple[Owed, ...]) -> Iterator[str]:
    """What a person needs at an immediate risk, in words: whom to ring, and what cannot wait."""
    yield WHOM_TO_RING
    for one in owed:
        if one.stage == URGENT:
            yield f"{one.do}: {_moment(one.ask) if one.ask else one.why}"


def _lined_up(rows: list[tuple[str, ...]], widths: list[int]) -> Iterator[str]:
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield "  ".join([*cells, row[-1]])


def _row(one: Owed) -> tuple[str, ...]:
    return (one.stage, one.what, one.who, _moment(one.ask), _moment(one.due), one.why)


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(LONDON):%a %d %b %Y %H:%M}" if at else "-"
