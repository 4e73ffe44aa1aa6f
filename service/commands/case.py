"""parley case: the coordinator's door until there are pages; every act through the one way in, audited."""

import argparse

from service.bootstrap import Service
from service.commands.acts import ACTS, OPTIONS, PAPERS
from service.commands.opened import opened
from service.commands.say import MISUSED, refuse, say
from service.commands.shown import (
    case_as_json,
    case_in_words,
    listed_as_json,
    listed_in_words,
    record_in_words,
    reports_in_words,
)
from service.intake.by_desk import desk

LIST, REPORTS, SHOW, READ = "list", "reports", "show", "read"


def add_to(parser: argparse.ArgumentParser) -> None:
    which = "a reference; or all cases; or the reports whose outcome the board has not been told of"
    parser.add_argument("reference", metavar="REF|list|reports", help=which)
    parser.add_argument("act", nargs="?", choices=(SHOW, READ, *ACTS), help="what to do; show by default")
    parser.add_argument("--as", dest="name", metavar="NAME", help="the coordinator who acts")
    parser.add_argument("--second", metavar="NAME", help="the second coordinator, where an act needs two")
    parser.add_argument("--why", metavar="TEXT", help="the reason; it is kept with the case")
    whose = "whose word is recorded: o, r1; - for nobody's"
    parser.add_argument("--for", dest="slot", metavar="AGENCY", default="o", help=whose)
    for option, stands_for, words in OPTIONS:
        parser.add_argument(option, metavar=stands_for, default="", help=words)
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> int:
    with opened() as service:
        return _run(service, arguments)


def _run(service: Service, arguments: argparse.Namespace) -> int:
    if arguments.reference == LIST:
        say(listed_as_json(service) if arguments.json else listed_in_words(service))
        return 0
    if arguments.reference == REPORTS:
        say(reports_in_words(service))
        return 0
    if arguments.act in (None, SHOW):
        say((case_as_json if arguments.json else case_in_words)(service, arguments.reference))
        return 0
    if not arguments.name or not arguments.why:
        return refuse("Say who acts and why: --as NAME --why TEXT", MISUSED)
    if arguments.act == READ:
        say(record_in_words(desk.read(service, arguments.reference, arguments.name, arguments.why)))
        return 0
    return _act(service, arguments)


def _act(service: Service, arguments: argparse.Namespace) -> int:
    try:
        makes = ACTS[arguments.act](arguments, service)
    except ValueError as fault:
        return refuse(str(fault), MISUSED)
    why = " ".join(filter(None, (arguments.why, arguments.all_the_same)))
    words = desk.Words(why, PAPERS.get(arguments.act, ""), arguments.stage)
    desk.act(service, arguments.reference, arguments.name, words, makes, arguments.slot.replace("-", ""))
    say(case_in_words(service, arguments.reference))
    return 0
