"""parley held, parley release: mails that wait for a person, and sending them through reading once more."""

import argparse
import json

from service.commands.opened import opened
from service.commands.say import WRONG, refuse, say
from service.intake import desk
from service.store import inbox


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    held = subparsers.add_parser("held", help="the mails that wait for a person, oldest first")
    held.add_argument("--json", action="store_true", help="print JSON")
    held.set_defaults(run=_list)
    release = subparsers.add_parser("release", help="read held mails once more")
    release.add_argument("ids", nargs="+", metavar="ID")
    release.add_argument("--as", dest="name", required=True, metavar="NAME", help="the coordinator who decides it")
    release.set_defaults(run=_release)


def _list(arguments: argparse.Namespace) -> int:
    with opened() as service, service.sessions.begin() as session:
        waiting = inbox.held(session, [box.address for box in service.config.mailboxes])
    if arguments.json:
        say(json.dumps([{"id": one.id, "mailbox": one.mailbox, "reason": one.reason,
                         "arrived_at": one.arrived_at.isoformat()} for one in waiting], indent=1))  # fmt: skip
        return 0
    for one in waiting:
        say(f"{one.id}  {one.arrived_at:%Y-%m-%d %H:%M}  {one.mailbox}  {one.reason}")
    if not waiting:
        say("No mail is held.")
    return 0


def _release(arguments: argparse.Namespace) -> int:
    with opened() as service:
        done = desk.release(service, tuple(arguments.ids), arguments.name)
    unknown = [id for id, released in done if not released]
    for id, released in done:
        if released:
            say(f"{id} is read once more.")
    return refuse(f"Not held, and left alone: {', '.join(unknown)}", WRONG) if unknown else 0
