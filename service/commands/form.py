"""parley form: a published form as a file to fill in. Without settings, or for no partnership, it names no agencies."""

import argparse
from pathlib import Path

from forms import PUBLISHED, Choices
from forms.documents import KINDS
from service.bootstrap import Clock
from service.commands.opened import opened
from service.commands.say import MISUSED, refuse, say
from service.escalation.calendar import local_day
from service.intake.by_page.blanks import blank
from service.store import Sessions


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help=f"which form: {', '.join(PUBLISHED)}")
    parser.add_argument("--as", dest="kind", choices=tuple(KINDS), required=True, help="which kind of file")
    parser.add_argument("-o", dest="file", type=Path, metavar="FILE", required=True, help="where to write it")
    parser.add_argument("--partnership", metavar="KEY", help="whose agencies, areas and stages it offers")


def run(arguments: argparse.Namespace) -> int:
    name = arguments.name.replace("-", "_")
    if name not in PUBLISHED:
        return refuse(f"There is no form {arguments.name}. Choose from {', '.join(PUBLISHED)}.", MISUSED)
    if not arguments.partnership:
        form = PUBLISHED[name].asking(nobodys_choices())
        return _write(arguments.file, KINDS[arguments.kind].make(form, ""))
    with opened() as service:
        if arguments.partnership not in service.partnerships:
            known = ", ".join(service.partnerships)
            return refuse(f"There is no partnership {arguments.partnership}. Choose from {known}.", MISUSED)
        content = blank(service, arguments.partnership, name, arguments.kind)
    return _write(arguments.file, content or b"")


def nobodys_choices() -> Choices:
    """What a form offers that belongs to no partnership: lists of its own, and any words elsewhere."""
    return Choices(today=local_day(Clock(Sessions(), False).real()))


def _write(file: Path, content: bytes) -> int:
    try:
        file.write_bytes(content)
    except OSError as fault:
        return refuse(f"{file} could not be written: {fault.strerror}.")
    say(f"{file} is written.")
    return 0
