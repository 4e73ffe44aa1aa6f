"""parley log: an agency's escalation summary log, filled from its cases, and asking the agencies for theirs."""

import argparse
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from forms import Choices, SummaryLogForm
from forms.documents import as_csv
from service.commands.opened import opened
from service.commands.say import MISUSED, refuse, say
from service.escalation.calendar import at_close, local_day
from service.intake.by_clock import log_requests
from service.intake.by_desk import desk
from service.intake.logs import opening
from service.intake.raising.choices import with_stages
from service.telling.log_sheet import SHEETS
from service.telling.occasion import Occasion
from service.telling.returns import asked_for
from service.telling.summary_log import COLUMNS, LogRow


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("partnership", metavar="PARTNERSHIP")
    parser.add_argument("--agency", metavar="NAME", help="whose log: an agency sees its own cases alone")
    parser.add_argument("--as", dest="name", metavar="NAME", required=True, help="the coordinator who looks")
    parser.add_argument("--why", metavar="TEXT", required=True, help="what for; it is kept with the audit")
    parser.add_argument("--ask", metavar="DATE", help="ask for the log by that day; every agency, if none is named")
    parser.add_argument("--returns", action="store_true", help="who was asked by when, and what they returned")
    parser.add_argument("--json", action="store_true", help="print JSON in place of a table for a spreadsheet")
    parser.add_argument("-o", dest="file", type=Path, metavar="FILE", help="write the log as a sheet: .xlsx or .csv")


def run(arguments: argparse.Namespace) -> int:
    """Raises NotAllowed for somebody who does not coordinate that partnership."""
    with opened() as service:
        if arguments.partnership not in service.partnerships:
            known = ", ".join(service.partnerships)
            return refuse(f"There is no partnership {arguments.partnership}. Choose from {known}.")
        with service.sessions.begin() as session:
            occasion = Occasion(service, session, arguments.partnership, service.clock.now())
            if arguments.ask:
                return _ask_each(occasion, arguments)
            if arguments.returns:
                desk.coordinator(occasion.directory, service, occasion.its.key, arguments.name)
                say("\n".join(_returned(occasion)) or "Nobody was asked for a log.")
                return 0
            if arguments.file and arguments.file.suffix.removeprefix(".") not in SHEETS:
                return refuse(f"Name the file with one of .{', .'.join(SHEETS)}, like -o log.xlsx.", MISUSED)
            if not arguments.agency:
                return refuse("Say whose log with --agency, like --agency \"Marram Primary School\".", MISUSED)
            found, choices = _looked_up(occasion, arguments), with_stages(occasion.procedure, occasion.day)
    if arguments.file:
        kind = arguments.file.suffix.removeprefix(".")
        arguments.file.write_bytes(SHEETS[kind](choices, [row.values for row in found]))
        say(f"Wrote {arguments.file} with {len(found)} rows. It names children.")
        return 0
    say(as_json(found) if arguments.json else as_table(found, choices))
    return 0


def _ask_each(occasion: Occasion, arguments: argparse.Namespace) -> int:
    """The agency that is named, or every one of the directory."""
    officer = desk.coordinator(occasion.directory, occasion.service, occasion.its.key, arguments.name)
    until = _until(arguments.ask)
    if until is None:
        return refuse("Say by which day with --ask, like --ask 2027-01-15.", MISUSED)
    names = (arguments.agency,) if arguments.agency else [agency.name for agency in occasion.directory.agencies]
    actor = f"officer:{officer.id}"
    return max([_ask(occasion, actor, name, until, arguments.why) for name in names], default=0)


def _ask(occasion: Occasion, actor: str, agency: str, until: datetime, say_so: str) -> int:
    asked = log_requests.ask(occasion, actor, agency, until, say_so)
    if not asked:
        return refuse(f"The directory names nobody who keeps the log of {agency}.")
    say(f"{agency} is asked for its log: {', '.join(asked)}.")
    return 0


def _returned(occasion: Occasion) -> Iterator[str]:
    """A line for each request: the agency, the day, and what stands of it; nothing that names a child."""
    for asked in asked_for(occasion):
        one, due = asked.stands, asked.request.due_at
        day = f"by {local_day(due)}" if due else "unasked"
        faults = f", {len(one.faulty)} to check" if one and one.faulty else ""
        came = f"{one.kind}, {len(one.rows)} rows{faults}, {local_day(one.at)}, mail {one.source}" if one else "nothing"
        yield f"{asked.request.agency}  {day}: {came}"
        if one and one.recorded:
            yield f"  {one.recorded}"


def _until(written: str) -> datetime | None:
    try:
        return at_close(date.fromisoformat(written))
    except ValueError:
        return None


def _looked_up(occasion: Occasion, arguments: argparse.Namespace) -> tuple[LogRow, ...]:
    """The rows of the agency; that they were opened is audited before they are shown."""
    officer = desk.coordinator(occasion.directory, occasion.service, occasion.its.key, arguments.name)
    return opening.opened(occasion, f"officer:{officer.id}", arguments.agency, arguments.why)


def as_json(rows: tuple[LogRow, ...]) -> str:
    return json.dumps([dict(row.values) for row in rows], indent=1, ensure_ascii=False)


def as_table(rows: tuple[LogRow, ...], choices: Choices) -> str:
    """CSV with the form's own questions as its heads; a value that a spreadsheet would reckon is kept as text."""
    return as_csv(SummaryLogForm.asking(choices), COLUMNS, (row.values for row in rows)).rstrip("\n")
