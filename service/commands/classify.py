"""parley classify: what a mail is and says, the rule that decided, and what would become of it here."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from service.commands.opened import opened
from service.commands.say import say
from service.errors import ConfigError
from service.intake.by_mail.foreseeing import foreseen
from service.mail.describe import described
from service.mail.reading.message import InboundMail, read

NO_DEPLOYMENT = {"takes_effect": None, "outcome": "", "because": "No deployment is set up here to ask."}


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, help="a mail as it came; without it, standard input")


def run(arguments: argparse.Namespace) -> int:
    mail = read(arguments.file.read_bytes() if arguments.file else sys.stdin.buffer.read())
    say(json.dumps({**described(mail), **_foreseen(mail)}, indent=1, ensure_ascii=False))
    return 0


def _foreseen(mail: InboundMail) -> dict[str, Any]:
    try:
        with opened() as service:
            return asdict(foreseen(service, mail))
    except ConfigError:
        return NO_DEPLOYMENT
