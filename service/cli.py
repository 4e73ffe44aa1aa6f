"""`parley`: every subcommand in a module of its own, which is imported only when it is the one asked for.

A module offers run(arguments), the exit code, and add_to(parser) where the command takes words. A fault that a person
can act on is one clear text on standard error and exit status 1; 2 means that the words of the command were off.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module

from service.errors import ServiceError

COMMANDS: Mapping[str, tuple[str, str]] = {  # by name: its module, and what it is for
    "keys": ("service.commands.keys", "make the file of keys that seal what is stored"),
    "migrate": ("service.commands.migrate", "bring the database's tables up to date"),
    "settings": ("service.commands.settings", "every setting, with what it is for"),
    "web": ("service.commands.web", "serve the pages"),
    "mailbox": ("service.commands.mailbox", "collect mail and read it"),
    "worker": ("service.commands.worker", "send what the outbox holds"),
    "clock": ("service.commands.clock", "send reminders when they come due"),
    "check": ("service.commands.check", "what is wrong with the procedures and the directory"),
    "simulate": ("service.commands.simulate", "who owes what by when under a procedure, and why then"),
    "form": ("service.commands.form", "a form as a file to fill in: Word, PDF or text"),
    "read-form": ("service.commands.read_form", "what is filled in in such a file, and what is missing"),
    "directory": ("service.commands.directory", "who holds which post at which agency"),
    "invite": ("service.commands.invite", "a link that sets up somebody's sign-in to the desk"),
    "case": ("service.commands.case", "list cases, show one, and act as a coordinator"),
    "log": ("service.commands.log", "an agency's summary log, filled from its cases"),
    "count": ("service.commands.count", "how many cases there were, by agency, stage, type and result"),
    "held": ("service.commands.held", "the mails that wait for a person, oldest first"),
    "classify": ("service.commands.classify", "what a mail is and says, and what would become of it"),
    "release": ("service.commands.release", "decide about a held mail: read again, file, accept, open, refuse"),
    "doctor": ("service.commands.doctor", "try every mailbox, and say in words what is wrong"),
    "demo": ("service.demo.launcher", "run everything on this machine, with fictional people"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand; its exit status."""
    words = sys.argv[1:] if arguments is None else arguments
    read = _parser(asked_for=next((word for word in words if not word.startswith("-")), "")).parse_args(words)
    try:
        status: int = read.run(read)
    except ServiceError as fault:
        print(fault, file=sys.stderr)  # noqa: T201
        return 1
    return status


def _parser(asked_for: str) -> argparse.ArgumentParser:
    """Knows every command by name, and one of them whole."""
    parser = argparse.ArgumentParser(prog="parley", description="Escalation procedures: notices, replies, reminders.")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (module, purpose) in COMMANDS.items():
        command = subparsers.add_parser(name, help=purpose, description=purpose)
        if name == asked_for:
            _complete(command, module)
    return parser


def _complete(command: argparse.ArgumentParser, module: str) -> None:
    """Give the command the words that it takes, and what it runs."""
    offered = import_module(module)
    if hasattr(offered, "add_to"):
        offered.add_to(command)
    command.set_defaults(run=offered.run)


if __name__ == "__main__":
    sys.exit(main())
