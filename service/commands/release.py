"""parley release: what a coordinator decides about a mail that waits; and what was decided, put back."""

import argparse
from collections.abc import Callable, Mapping

from service.bootstrap import Service
from service.commands.opened import opened
from service.commands.say import MISUSED, WRONG, refuse, say
from service.errors import NotNow
from service.intake.by_desk import releasing

Decides = Callable[[Service, str, str, str], str]
DECISIONS: Mapping[str, tuple[str, Decides]] = {
    "accept": ("accept the reply as if the person whom we wrote to had sent it", releasing.accept),
    "as-new": ("it is a notification: open a case, or ask its sender for what is missing", releasing.open_new),
    "refuse": ("close it; nothing more is to be done", releasing.refuse),
    "undo": ("put back what was filed or closed", releasing.put_back),
}
WITH_A_REASON = ("accept", "as-new", "refuse")


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", nargs="+", metavar="ID", help="as `parley held` names it; read once more by default")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--to", metavar="REF", help="file it with that case, which moves nothing")
    for name, (words, _) in DECISIONS.items():
        which.add_argument(f"--{name}", action="store_const", const=name, dest="decision", help=words)
    parser.add_argument("--why", metavar="TEXT", default="", help="the reason; it is kept, sealed")
    parser.add_argument("--as", dest="name", required=True, metavar="NAME", help="the coordinator who decides it")


def run(arguments: argparse.Namespace) -> int:
    if arguments.decision in WITH_A_REASON and not arguments.why:
        return refuse(f"Say why: --{arguments.decision} --why TEXT", MISUSED)
    with opened() as service:
        return max([_decided(service, id, arguments) for id in arguments.ids])


def _decided(service: Service, id: str, arguments: argparse.Namespace) -> int:
    """Raises NotAllowed where the coordinator is none of that mailbox, or what was accepted waits still."""
    try:
        say(_decide(service, id, arguments))
    except NotNow as fault:
        return refuse(str(fault), WRONG)
    return 0


def _decide(service: Service, id: str, arguments: argparse.Namespace) -> str:
    if arguments.to:
        return releasing.file_with(service, id, arguments.to, arguments.name, arguments.why)
    if arguments.decision:
        return DECISIONS[arguments.decision][1](service, id, arguments.name, arguments.why)
    return releasing.again(service, id, arguments.name)
