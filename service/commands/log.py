"""parley log: an agency's escalation summary log, filled from its cases, and asking the agencies for theirs."""

import argparse
import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from forms import SummaryLogForm
from service.bootstrap import Service, stored_procedure
from service.commands.opened import opened
from service.commands.say import MISUSED, refuse, say
from service.errand import Errand
from service.escalation.calendar import at_close
from service.intake import desk
from service.notices import notice
from service.occasion import Occasion
from service.store import audit, cases
from service.summary_log import LogRow, keepers_of, rows_of

COLUMNS = tuple(key for part in SummaryLogForm.parts for key in part.keys)


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("partnership", metavar="PARTNERSHIP")
    parser.add_argument("--agency", metavar="NAME", help="whose log: an agency sees its own cases alone")
    parser.add_argument("--as", dest="name", metavar="NAME", required=True, help="the coordinator who looks")
    parser.add_argument("--why", metavar="TEXT", required=True, help="what for; it is kept with the audit")
    parser.add_argument("--ask", metavar="DATE", help="ask for the log by that day; every agency, if none is named")
    parser.add_argument("--json", action="store_true", help="print JSON in place of a table for a spreadsheet")


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
            if not arguments.agency:
                return refuse("Say whose log with --agency, like --agency \"Marram Primary School\".", MISUSED)
            found = tuple(_looked_up(occasion, arguments))
    say(as_json(found) if arguments.json else as_table(found))
    return 0


def _ask_each(occasion: Occasion, arguments: argparse.Namespace) -> int:
    """The agency that is named, or every one of the directory."""
    officer = desk.coordinator(occasion.directory, occasion.service, occasion.its.key, arguments.name)
    until = _until(arguments.ask)
    if until is None:
        return refuse("Say by which day with --ask, like --ask 2027-01-15.", MISUSED)
    names = (arguments.agency,) if arguments.agency else [agency.name for agency in occasion.directory.agencies]
    told = {"ask": until, "say": arguments.why}
    return max([_ask(occasion, f"officer:{officer.id}", name, told) for name in names], default=0)


def _ask(occasion: Occasion, actor: str, agency: str, told: Mapping[str, Any]) -> int:
    """Write to whoever keeps the agency's log, by the procedure: the last of those who fill it in."""
    keepers = keepers_of(occasion, agency)
    for address in keepers:
        notice(occasion, "log_asked", address, f"{agency}:{told['ask']:%Y-%m-%d}:{address}", told)
    audit.record(
        occasion.session, occasion.service.vault, f"partnership:{occasion.its.key}", at=occasion.at, actor=actor,
        action="asked for a summary log", object_id=agency,
    )  # fmt: skip
    if not keepers:
        return refuse(f"The directory names nobody who keeps the log of {agency}.")
    say(f"{agency} is asked for its log: {', '.join(keepers)}.")
    return 0


def _until(written: str) -> datetime | None:
    try:
        return at_close(date.fromisoformat(written))
    except ValueError:
        return None


def _looked_up(occasion: Occasion, arguments: argparse.Namespace) -> Iterator[LogRow]:
    """The rows of the agency; that they were opened is audited before they are shown."""
    service, session, its = occasion.service, occasion.session, occasion.its
    officer = desk.coordinator(occasion.directory, service, its.key, arguments.name)
    audit.record(
        session, service.vault, f"partnership:{its.key}", at=occasion.at, actor=f"officer:{officer.id}",
        action="opened a summary log", object_id=arguments.agency, detail={"why": arguments.why},
    )  # fmt: skip
    for listed in cases.listed(session, its.key):
        errand = _errand(service, session, listed.id)
        yield from (row for row in rows_of(errand) if row.agency.casefold() == arguments.agency.casefold())


def _errand(service: Service, session: Session, case_id: str) -> Errand:
    case = cases.load(session, case_id, stored_procedure)
    return Errand(service, session, case_id, case, case.moments["receipt"])


def as_json(rows: tuple[LogRow, ...]) -> str:
    return json.dumps([dict(row.values) for row in rows], indent=1, ensure_ascii=False)


def as_table(rows: tuple[LogRow, ...]) -> str:
    """CSV with the form's own questions as its heads; a value that a spreadsheet would reckon is kept as text."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    labels = {key: getattr(SummaryLogForm, key).args[0] for key in COLUMNS}
    writer.writerow(labels[key].removesuffix(" (optional)") for key in COLUMNS)
    writer.writerows([_as_text(row.values[key]) for key in COLUMNS] for row in rows)
    return table.getvalue().rstrip("\n")


def _as_text(value: str) -> str:
    return f"'{value}" if value[:1] in tuple("=+-@\t\r") else value
