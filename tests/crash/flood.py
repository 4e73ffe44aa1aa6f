"""A flood of mail poured into one mailbox, poison among it, and the account of what became of every mail."""

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

import pytest
from sqlalchemy import text

from service import config
from service.demo import preparing
from service.demo.part import ROOT
from service.store import Keys, Sessions, Vault, filed, migrate, open_engine
from tests.intake.house import SEFTON, mail
from tests.mail import dovecot

STRANGER = "mary.tern@away.example"


def letter(number: int) -> bytes:
    """An ordinary mail, each from somebody else."""
    words = f"Good morning. This is letter {number}.\r\n" + "We met, and we talked about the plan.\r\n" * 20
    return mail(f"reader-{number}@away.example", words, proof="none", subject=f"Letter {number}")


def nested(depth: int) -> str:
    head = "".join(f'--b{n}\r\nContent-Type: multipart/mixed; boundary="b{n + 1}"\r\n\r\n' for n in range(depth))
    return f"{head}--b{depth}\r\n\r\nthe innermost\r\n"


def parts(number: int) -> str:
    return "".join(f"--b0\r\nContent-Type: text/plain; name=n{n}.txt\r\n\r\npart\r\n" for n in range(number)) + "--b0--"


MIXED = 'multipart/mixed; boundary="b0"'
POISON: tuple[Callable[[str], bytes], ...] = (  # each is told its subject
    lambda subject: mail(STRANGER, nested(400), subject=subject, Content_Type=MIXED),
    lambda subject: mail(STRANGER, parts(3000), subject=subject, Content_Type=MIXED),
    lambda subject: mail(STRANGER, "x", subject=subject, To="a@b.example, " * 5_000),
    lambda subject: mail(STRANGER, "x", subject=subject, References="<x@y.example> " * 5_000),
    lambda subject: mail("=?utf-8?q?" + "=41" * 3_000 + f"?= <{STRANGER}>", "x", subject=subject),
    lambda subject: mail(STRANGER, "x", subject=subject, Date="9" * 5_000),
    lambda subject: mail(STRANGER, "x", subject=subject, To="(" * 5_000),
    lambda subject: mail(STRANGER, "<div>" * 20_000, subject=subject, Content_Type="text/html"),
    lambda subject: mail(STRANGER, "\x01\x02=?", subject=subject, Content_Type="text/plain; charset=x-none"),
    lambda subject: mail(STRANGER, "=" * 100_000, subject=subject, Content_Transfer_Encoding="quoted-printable"),
    lambda subject: mail(STRANGER, "!" * 100_000, subject=subject, Content_Transfer_Encoding="base64"),
    lambda subject: mail(STRANGER, "x", subject=subject, Content_Type="text/plain" + "".join(
        f"; name*{n}=x" for n in range(2_000))),
)  # fmt: skip


class Place(Protocol):
    """A server with Sefton's mailbox in it."""

    port: int

    def deliver(self, *mails: bytes) -> None: ...


@dataclass(frozen=True)
class Flood:
    """So many mails, no two alike. The first is number 1, and the last of every `one_in` is poisoned."""

    number: int
    one_in: int

    @cached_property
    def mails(self) -> list[bytes]:
        return [
            letter(n) if n % self.one_in else POISON[n // self.one_in % len(POISON)](f"Poison {n}")
            for n in range(1, self.number + 1)
        ]

    @property
    def good(self) -> int:
        return self.number - self.number // self.one_in


@dataclass(frozen=True)
class Account:
    """What became of a flood. Times are in seconds from its beginning, memory in MB at its most."""

    kept: Counter[bytes]
    ends: Counter[str]
    all_kept: float
    good_ended: float
    all_ended: float
    memory: float

    def __str__(self) -> str:
        return (
            f"{sum(self.kept.values())} mails: kept in {self.all_kept:.1f} s, the good ones read in "
            f"{self.good_ended:.1f} s, all in {self.all_ended:.1f} s; the mailbox took {self.memory:.0f} MB; "
            f"{dict(self.ends)}"
        )


class Mailbox:
    """`parley mailbox` as a process of its own, on a database that is asked how far it has come."""

    def __init__(self, settings: Mapping[str, str], process: subprocess.Popen[bytes]) -> None:
        self.settings, self.process, self.memory = settings, process, 0.0
        self.engine = open_engine(settings["PARLEY_DATABASE_URL"])

    def count(self, which: str) -> int:
        with self.engine.connect() as connection:
            return int(connection.execute(text(f"SELECT count(*) FROM inbound WHERE {which}")).scalar_one())

    def until(self, which: str, number: int, seconds: float) -> float:
        """How long it took until so many mails were as described."""
        began = time.monotonic()
        while (found := self.count(which)) < number:
            assert self.process.poll() is None, "the mailbox died"
            assert time.monotonic() - began < seconds, f"{found} of {number}"
            self.measure()
            time.sleep(0.2)
        return time.monotonic() - began

    def measure(self) -> None:
        """Its largest resident memory so far; what it started itself is not counted."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        peak = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
        self.memory = int(peak.split()[1]) / 1024

    def kept(self) -> Counter[bytes]:
        """Every mail as it is stored, and how many times it came."""
        vault = Vault(Keys.read(Path(self.settings["PARLEY_KEY_FILE"])))
        with Sessions(self.engine).begin() as session:
            rows = session.execute(text("SELECT id, arrivals FROM inbound")).all()
            return Counter({filed.open_raw(session, vault, id): arrivals for id, arrivals in rows})

    def ends(self) -> Counter[str]:
        with self.engine.connect() as connection:
            return Counter(connection.execute(text("SELECT disposition FROM inbound")).scalars())


@contextmanager
def running(settings: Mapping[str, str], provider: Place) -> Iterator[Mailbox]:
    """The process over Sefton's mailbox there."""
    boxes = f'[{{"partnership":"sefton","address":"{SEFTON}","user":"{SEFTON}","password":"{dovecot.PASSWORD}"}}]'
    own = {**settings, "PARLEY_IMAP_PORT": str(provider.port), "PARLEY_IMAP_POLL": "2", "PARLEY_MAILBOXES": boxes}
    engine = open_engine(own["PARLEY_DATABASE_URL"])
    migrate(engine)
    engine.dispose()
    with pytest.MonkeyPatch.context() as here:
        for name, value in own.items():
            here.setenv(name, value)
        preparing.load(config.read())
    outside = {name: value for name, value in os.environ.items() if not name.startswith("PARLEY_")}
    with subprocess.Popen(
        [sys.executable, "-m", "service.cli", "mailbox"], cwd=ROOT, env={**outside, **own},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        mailbox = Mailbox(own, process)
        try:
            yield mailbox
        finally:
            process.terminate()
            process.wait(30)
            mailbox.engine.dispose()


def poured(flood: Flood, settings: Mapping[str, str], provider: Place, seconds: float) -> Account:
    """Lay it into the mailbox, let the process begin, and wait until each mail has its end."""
    provider.deliver(*flood.mails)
    began = time.monotonic()
    with running(settings, provider) as mailbox:
        mailbox.until("1 = 1", flood.number, seconds)
        all_kept = time.monotonic() - began
        mailbox.until(f"state = 'ended' AND uid % {flood.one_in} <> 0", flood.good, seconds)
        good_ended = time.monotonic() - began
        mailbox.until("state = 'ended'", flood.number, seconds)
        all_ended = time.monotonic() - began
        mailbox.measure()
        return Account(mailbox.kept(), mailbox.ends(), all_kept, good_ended, all_ended, mailbox.memory)
