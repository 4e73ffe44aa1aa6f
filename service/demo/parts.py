"""The programs of the demo, in their order, each with its command and how it says that it is ready.

The neighbours come first (Valkey, mail room), then the parts of Parley itself, started as the Procfile
starts them in a deployment; only the settings differ.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from service.demo.part import Part, page_answers, ports_answer
from service.demo.ports import free_ports

READY_BY_WORD = ("mailbox", "worker", "clock")  # they have no port: each writes the line `ready` once it works


@dataclass(frozen=True)
class Ports:
    web: int
    redis: int
    imap: int
    smtp: int


def choose_ports(web: int) -> Ports:
    """The given port for the pages (0: a free one), free ones for the rest."""
    spare, redis, imap, smtp = free_ports(4)
    return Ports(web or spare, redis, imap, smtp)


def neighbours(ports: Ports, data: Path, accounts: Path) -> tuple[Part, ...]:
    valkey = _python("service.demo.valkey", ports.redis, data / "valkey")
    room = ("--accounts", accounts, "--imap-port", ports.imap, "--smtp-port", ports.smtp, "--ready", data / "room.json")
    return (
        Part("valkey", valkey, ports_answer(ports.redis)),
        Part("mail_room", _python("service.demo.mailroom", *room), ports_answer(ports.imap, ports.smtp)),
    )


def preparation() -> Part:
    """What is run to its end before the parts of Parley start."""
    return Part("prepare", _python("service.demo.hooks", "prepare"))


def parley(ports: Ports) -> tuple[Part, ...]:
    web = Part("web", _python("service.cli", "web"), page_answers(ports.web, "/healthz"))
    return (web, *(Part(name, _python("service.cli", name)) for name in READY_BY_WORD))


def story(urls: Path, names: Iterable[str]) -> tuple[str, ...]:
    return _python("service.demo.hooks", "play", urls, *names)


def _python(module: str, *words: object) -> tuple[str, ...]:
    return (sys.executable, "-m", module, *map(str, words))
