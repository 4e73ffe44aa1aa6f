"""parley case: the coordinator's door until there are pages; every act through the one way in, audited."""

import argparse
from collections.abc import Callable, Mapping
from datetime import date, datetime

from service.bootstrap import Service
from service.commands.opened import opened
from service.commands.say import MISUSED, refuse, say
from service.commands.shown import case_as_json, case_in_words, listed_as_json, listed_in_words
from service.errand import Errand
from service.escalation.calendar import at_close
from service.escalation.events import (
    Actor,
    Closed,
    DateAgreed,
    Decided,
    Done,
    FeedbackGiven,
    Named,
    NotResolved,
    Redirected,
    Released,
    Resolved,
    RiskAnswered,
    RiskLowered,
    Withdrawn,
)
from service.intake import desk
from service.intake.desk import Makes

LIST, SHOW = "list", "show"


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("case", help="list cases, show one, and act as a coordinator")
    parser.add_argument("reference", metavar="REF|list", help="a reference, or the word list")
    parser.add_argument("act", nargs="?", choices=(SHOW, *ACTS), help="what to do; show by default")
    parser.add_argument("--as", dest="name", metavar="NAME", help="the coordinator who acts")
    parser.add_argument("--second", metavar="NAME", help="the second coordinator, where an act needs two")
    parser.add_argument("--why", metavar="TEXT", help="the reason; it is kept with the case")
    parser.add_argument("--all-the-same", metavar="TEXT", default="", help="why somebody of a party is named")
    parser.add_argument("--duty", metavar="ID", default="", help="what is owed, as show names it")
    parser.add_argument("--until", metavar="DATE", help="a date, like 2026-12-04")
    parser.add_argument("--to", metavar="WHO", default="", help="the stage to move to; or a person's address")
    parser.add_argument("--for", dest="slot", metavar="AGENCY", default="o", help="o, r1: whose word is recorded")
    parser.add_argument("--role", metavar="ROLE", default="", help="the role that is somebody else's from now on")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    with opened() as service:
        return _run(service, arguments)


def _run(service: Service, arguments: argparse.Namespace) -> int:
    if arguments.reference == LIST:
        say(listed_as_json(service) if arguments.json else listed_in_words(service))
        return 0
    if arguments.act in (None, SHOW):
        say((case_as_json if arguments.json else case_in_words)(service, arguments.reference))
        return 0
    if not arguments.name or not arguments.why:
        return refuse("Say who acts and why: --as NAME --why TEXT", MISUSED)
    return _act(service, arguments)


def _act(service: Service, arguments: argparse.Namespace) -> int:
    try:
        makes = ACTS[arguments.act](arguments, service)
    except ValueError as fault:
        return refuse(str(fault), MISUSED)
    why = " ".join(filter(None, (arguments.why, arguments.all_the_same)))
    desk.act(service, arguments.reference, arguments.name, why, makes, arguments.slot)
    say(case_in_words(service, arguments.reference))
    return 0


def _until(arguments: argparse.Namespace) -> datetime:
    try:
        return at_close(date.fromisoformat(arguments.until or ""))
    except ValueError:
        raise ValueError("Give the date with --until, like 2026-12-04.") from None


def _second(service: Service, arguments: argparse.Namespace) -> str:
    """The second coordinator's holder id; empty when none is named. Raises NotAllowed for somebody else."""
    return desk.second(service, arguments.reference, arguments.second) if arguments.second else ""


def _move(arguments: argparse.Namespace, service: Service) -> Makes:
    to = tuple(arguments.to.split(",")) if arguments.to else ()
    return lambda at, by, errand: NotResolved(at, by, desk.stage_of(errand), to)


def _resolved(arguments: argparse.Namespace, service: Service) -> Makes:
    return lambda at, by, errand: Resolved(at, by, desk.stage_of(errand))


def _decided(arguments: argparse.Namespace, service: Service) -> Makes:
    return lambda at, by, errand: Decided(at, by, desk.stage_of(errand), arguments.why)


def _agree_date(arguments: argparse.Namespace, service: Service) -> Makes:
    until = _until(arguments)
    return lambda at, by, errand: DateAgreed(at, by, desk.duty_of(errand, arguments.duty), until, arguments.why)


def _redirect(arguments: argparse.Namespace, service: Service) -> Makes:
    slot = "" if arguments.slot == "-" else arguments.slot
    return lambda at, by, errand: Redirected(
        at, by, slot, arguments.role, desk.holder_at(errand, slot, arguments.role, arguments.to)
    )


def _named(arguments: argparse.Namespace, service: Service) -> Makes:
    def makes(at: datetime, by: Actor, errand: Errand) -> Named:
        holder, agency = desk.somebody(errand, arguments.to)
        return Named(at, by, arguments.duty, holder, agency, arguments.all_the_same)

    return makes


def _close(arguments: argparse.Namespace, service: Service) -> Makes:
    second = _second(service, arguments)
    return lambda at, by, errand: Closed(at, by, second)


def _lower_risk(arguments: argparse.Namespace, service: Service) -> Makes:
    second = _second(service, arguments)
    return lambda at, by, errand: RiskLowered(at, by, second)


ACTS: Mapping[str, Callable[[argparse.Namespace, Service], Makes]] = {
    "move": _move,
    "resolved": _resolved,
    "decided": _decided,
    "agree-date": _agree_date,
    "withdraw": lambda arguments, service: lambda at, by, errand: Withdrawn(at, by),
    "redirect": _redirect,
    "close": _close,
    "release": lambda arguments, service: lambda at, by, errand: Released(at, by),
    "done": lambda arguments, service: lambda at, by, errand: Done(at, by, arguments.duty, arguments.why),
    "feedback": lambda arguments, service: lambda at, by, errand: FeedbackGiven(at, by, arguments.duty),
    "name": _named,
    "risk-answered": lambda arguments, service: lambda at, by, errand: RiskAnswered(at, by),
    "lower-risk": _lower_risk,
}
