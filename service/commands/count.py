"""parley count: how many cases a partnership had in a time, by agency, stage, type and result; nobody is named."""

import argparse
import json
from collections.abc import Mapping
from datetime import date

from service.bootstrap import Service, stored_procedure
from service.commands.opened import opened
from service.commands.say import MISUSED, refuse, say
from service.escalation.calendar import local_day
from service.escalation.case import Case
from service.intake.answering import experience
from service.store import cases, papers
from service.telling.counting import counts, experiences
from service.telling.summary_log import NOT_CASES


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("partnership", metavar="PARTNERSHIP")
    first = "the first day that a case may have reached us"
    parser.add_argument("--from", dest="since", metavar="DATE", default="0001-01-01", help=first)
    parser.add_argument("--until", metavar="DATE", default="9999-12-31", help="and the last")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> int:
    try:
        days = date.fromisoformat(arguments.since), date.fromisoformat(arguments.until)
    except ValueError:
        return refuse("Give the days like --from 2026-04-01 --until 2027-03-31.", MISUSED)
    with opened() as service:
        if arguments.partnership not in service.partnerships:
            known = ", ".join(service.partnerships)
            return refuse(f"There is no partnership {arguments.partnership}. Choose from {known}.")
        found, said = _received(service, arguments.partnership, days)
    counted = {**counts(found), "how it went": experiences(said)}
    say(json.dumps({"cases": len(found), **counted}, indent=1) if arguments.json else _in_words(len(found), counted))
    return 0


def _received(
    service: Service, partnership: str, days: tuple[date, date]
) -> tuple[list[Case], list[Mapping[str, str]]]:
    """The partnership's cases that reached us on one of those days, and what was said of how they went."""
    first, last = days
    found: list[Case] = []
    said: list[Mapping[str, str]] = []
    with service.sessions.begin() as session:
        for listed in cases.listed(session, partnership):
            case = cases.load(session, listed.id, stored_procedure)
            is_one = case.state not in NOT_CASES
            if is_one and first <= local_day(case.moments["receipt"]) <= last:
                found.append(case)
                written = papers.of_case(session, service.vault, listed.id)
                said += [paper.says for paper in written if paper.kind == experience.KIND]
    return found, said


def _in_words(total: int, counted: Mapping[str, Mapping[str, int]]) -> str:
    lines = [f"Cases: {total}"]
    for what, values in ((what, values) for what, values in counted.items() if values):
        lines += [f"{what.capitalize()}:", *(f"  {count:>4}  {value}" for value, count in values.items())]
    return "\n".join(lines)
