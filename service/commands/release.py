"""parley release: send held mails through reading once more."""

import argparse

from service.commands.opened import opened
from service.commands.say import WRONG, refuse, say
from service.intake import desk


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", nargs="+", metavar="ID")
    parser.add_argument("--as", dest="name", required=True, metavar="NAME", help="the coordinator who decides it")


def run(arguments: argparse.Namespace) -> int:
    with opened() as service:
        done = desk.release(service, tuple(arguments.ids), arguments.name)
    unknown = [id for id, released in done if not released]
    for id, released in done:
        if released:
            say(f"{id} is read once more.")
    return refuse(f"Not held, and left alone: {', '.join(unknown)}", WRONG) if unknown else 0
