"""parley held: the mails that wait for a person."""

import argparse
import json

from service.commands.opened import opened
from service.commands.say import say
from service.store import inbox


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> int:
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
