"""`parley`: every subcommand, each in a module of service/commands.

A fault that a person can act on is one clear text on standard error and exit status 1; 2 means that
the words of the command were off.
"""

import argparse
import sys

from service.commands import case, check, directory, held, parts, simulate
from service.errors import ServiceError

SUBCOMMANDS = (parts, check, simulate, directory, case, held)


def main(arguments: list[str] | None = None) -> int:
    """Run one subcommand; its exit status."""
    words = sys.argv[1:] if arguments is None else arguments
    if words[:1] == ["demo"]:
        from service.demo import launcher

        return launcher.main(words[1:])
    parser = argparse.ArgumentParser(prog="parley", description="Escalation procedures: notices, replies, reminders.")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for module in SUBCOMMANDS:
        module.add_to(subparsers)
    subparsers.add_parser("demo", help="run everything on this machine, with fictional people (see ./run demo --help)")
    read = parser.parse_args(words)
    try:
        status: int = read.run(read)
    except ServiceError as fault:
        print(fault, file=sys.stderr)  # noqa: T201
        return 1
    return status


if __name__ == "__main__":
    sys.exit(main())
