"""parley held: the mails that wait for a person, the urgent first; one of them opened; the balance of all mail."""

import argparse
import json
from pathlib import Path
from typing import Any

from service.bootstrap import Service
from service.commands.opened import opened
from service.commands.say import MISUSED, WRONG, refuse, say
from service.escalation.calendar import LONDON
from service.intake.by_clock import balancing
from service.intake.by_desk import releasing
from service.intake.by_desk.releasing import Looked
from service.store import filed, held


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", nargs="?", metavar="ID", help="open this one; that it was opened is audited")
    parser.add_argument("--as", dest="name", metavar="NAME", help="the coordinator who opens it")
    parser.add_argument("--why", metavar="TEXT", default="", help="the reason; it is kept, sealed")
    parser.add_argument("--save", type=Path, metavar="FILE", help="write the mail as it came into this file")
    parser.add_argument("--file", type=int, metavar="N", help="with --save: its N-th file in place of the whole mail")
    parser.add_argument("--balance", action="store_true", help="how many mails came in, and what became of each")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> int:
    if arguments.id and not arguments.name:
        return refuse("Say who opens it: --as NAME", MISUSED)
    with opened() as service:
        if arguments.id:
            return _open(service, arguments)
        if arguments.balance:
            return _balance(service)
        waiting = _waiting(service)
    if arguments.json:
        say(json.dumps(waiting, indent=1))
    else:
        say("\n".join(_in_words(one) for one in waiting) or "No mail is held.")
    return 0


def _waiting(service: Service) -> list[dict[str, Any]]:
    with service.sessions.begin() as session:
        return [
            {
                "id": one.id, "mailbox": one.mailbox, "reason": one.reason, "arrived_at": one.arrived_at.isoformat(),
                "urgent": one.urgent,
                "suggestions": [
                    {"case": reference, "why": why} for reference, why in held.suggestions(session, one.id)
                ],
            }
            for one in filed.held(session, [box.address for box in service.config.mailboxes])
        ]  # fmt: skip


def _in_words(one: dict[str, Any]) -> str:
    urgent = "  READ IT NOW." if one["urgent"] else ""
    lines = [f"{one['id']}  {one['arrived_at'][:16].replace('T', ' ')}  {one['mailbox']}{urgent}  {one['reason']}"]
    return "\n".join([*lines, *(f"    perhaps {case['case']}: {case['why']}" for case in one["suggestions"])])


def _balance(service: Service) -> int:
    """A line for each partnership; WRONG where one does not balance."""
    wrong = 0
    for key in service.partnerships:
        with service.sessions.begin() as session:
            found = balancing.of_partnership(service, session, key)
        parts = " + ".join(f"{many} {place}" for place, many in found.places.items())
        say(f"{key}: {found.received} received = {parts}")
        for id in found.late:
            say(f"    {id} has not been read. Is the mailbox process running?")
        for id in found.lost:
            say(f"    {id} says that it moved a case, and no case knows of it.")
        wrong = wrong or (0 if found.holds else WRONG)
    return wrong


def _open(service: Service, arguments: argparse.Namespace) -> int:
    looked = releasing.look(service, arguments.id, arguments.name, arguments.why)
    if arguments.save:
        arguments.save.write_bytes(looked.file(arguments.file) if arguments.file else looked.mail.raw)
        say(f"Written to {arguments.save}, as it came.")
    else:
        say(_shown(looked))
    return 0


def _shown(looked: Looked) -> str:
    """All that it says; it may name a child, and is printed for whoever asked for it by name."""
    mail = looked.mail
    date = mail.date.astimezone(LONDON).strftime("%Y-%m-%d %H:%M") if mail.date else "not given"
    head = [f"From: {mail.sender or 'in doubt'}", f"Date: {date}", f"Subject: {mail.subject}"]
    files = [
        f"File {number}: {file.name} ({file.kind}, {len(file.content)} bytes, {looked.found_in(number)})"
        f"{' Opening it could do harm.' if file.could_run else ''}"
        for number, file in enumerate(mail.attachments, start=1)
    ]
    return "\n".join([*head, *files, *mail.defects, "", mail.text])
