"""The story, played while something is broken on purpose, and the account of what came of it.

Each play begins on the same Wednesday morning of business time, so that two of them owe the same things on the same
days, and their accounts can be laid side by side.
"""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from itertools import groupby
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from service.demo.addresses import POST_ROOM
from service.demo.part import ROOT
from service.demo.walker import Reader, text_of
from service.store import Sessions, keeping, migrate, open_engine
from tests.intake.house import WEDNESDAY

LEASE = {"PARLEY_LEASE": "10", "PARLEY_REPEATS": "[2,5,10]"}
AT_MOST = 400.0  # seconds; a lease has to run out after each death
PLAYED = ("sefton", "liverpool")
HARMED_AFTER = (3, 16, 80)  # mails that have left when something is broken: twice in Sefton, once in Liverpool


class Play:
    """A demo that is being played; `urls` are read anew each time, for a part that was restarted has a new number."""

    def __init__(self, process: subprocess.Popen[str], told: Path) -> None:
        self.process, self.told = process, told

    @property
    def urls(self) -> dict[str, object]:
        with suppress(FileNotFoundError, json.JSONDecodeError):
            return dict(json.loads(self.told.read_text(encoding="utf-8")))
        return {}

    def pid(self, part: str) -> int | None:
        pids = self.urls.get("pids", {})
        return pids.get(part) if isinstance(pids, dict) else None

    def left(self) -> list[Message]:
        """Every mail that has left the service so far, a copy for each time that it did."""
        return [mail for _, mail in Reader(self.urls, POST_ROOM).mails()]


Harm = Callable[[Play], None]


@contextmanager
def playing(folder: Path, *words: str, **settings: str) -> Iterator[Play]:
    told = folder / "urls.json"
    command = [sys.executable, "-m", "service.cli", "demo", "--var", str(folder / "var"), "--urls", str(told), *words]
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **LEASE, **settings}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True,
    ) as process:  # fmt: skip
        try:
            yield Play(process, told)
        finally:
            process.terminate()
            process.communicate()


def until(looks: Callable[[], bool], seconds: float = 60.0) -> None:
    ends = time.monotonic() + seconds
    while not looks():
        assert time.monotonic() < ends
        time.sleep(0.02)


@dataclass(frozen=True)
class Account:
    """What a play came to: each mail that left as (kind, reader, stage), and each case as (procedure, state, stage,
    history); the history without times, and without how often the clock woke in a row.

    Held mail is told of again each time that the clock wakes to it. The story turns days forward in one step, so how
    many wakings fall into a step depends on the second in which the clock looked: these notices count once a reader.
    """

    mails: Counter[tuple[str, str, str]]
    cases: list[tuple[str, str, str, tuple[tuple[str, str], ...]]]


def play_the_story(folder: Path, database: str, harm: Harm | None = None) -> Account:
    """See it to its end, with `harm` done three times, a while apart."""
    _begin_on_a_wednesday(database)
    seen: list[Message] = []
    with playing(folder, "--story", *PLAYED, PARLEY_DATABASE_URL=database) as play:
        until(lambda: bool(play.pid("clock")))
        began, waiting = time.monotonic(), list(HARMED_AFTER)
        while play.process.poll() is None and time.monotonic() - began < AT_MOST:
            with suppress(Exception):
                seen = play.left() or seen
            if harm and waiting and len(seen) > waiting[0]:
                harm(play)
                del waiting[0]
            time.sleep(0.1)
        said = play.process.stdout.read() if play.process.stdout else ""
        assert not (harm and waiting), said
        assert said.splitlines()[-1] == "story: ok", said
        assert play.process.wait(30) == 0
    return account_of(database, seen)


def _begin_on_a_wednesday(database: str) -> None:
    engine = open_engine(database)
    migrate(engine)
    with Sessions(engine).begin() as session:
        keeping.turn(session, WEDNESDAY - datetime.now(UTC))
    engine.dispose()


def account_of(database: str, left: list[Message]) -> Account:
    """From the database as it was left behind, and the copies of the mails that left."""
    _nothing_is_doubled(left)
    readers = {str(mail["Message-ID"]): str(mail["To"]) for mail in left}
    engine = open_engine(database)
    with Sessions(engine).begin() as session:
        written = session.execute(text("SELECT message_id, kind, stage, state FROM outbox")).all()
        assert {(id, state) for id, _, _, state in written} == {(id, "sent") for id in readers}
        mails = Counter((kind, readers[id], stage) for id, kind, stage, _ in written)
        account = Account(_by_wakings(mails), _cases(session))
    engine.dispose()
    return account


def _by_wakings(mails: Counter[tuple[str, str, str]]) -> Counter[tuple[str, str, str]]:
    return Counter({mail: 1 if mail[0] == "held" else times for mail, times in mails.items()})


def _nothing_is_doubled(left: list[Message]) -> None:
    """A mail that left twice did so as itself; no two mails of different identity say the same to one reader."""
    once = {str(mail["Message-ID"]): mail for mail in left}
    assert len({(mail["Message-ID"], mail["To"], mail["Subject"], text_of(mail)) for mail in left}) == len(once)
    said = Counter((str(mail["To"]), str(mail["Subject"]), _words(mail)) for mail in once.values())
    assert [what[:2] for what, times in said.items() if times > 1] == []


def _words(mail: Message) -> str:
    """The text without its link, which is a new one in every mail. A code stays: each was asked for anew."""
    return "\n".join(line for line in text_of(mail).splitlines() if "/r/" not in line)


def _cases(session: Session) -> list[tuple[str, str, str, tuple[tuple[str, str], ...]]]:
    """In the order in which they were opened."""
    people, versions = _people(session), "SELECT event, actor FROM case_versions WHERE case_id = :id ORDER BY version"
    cases = session.execute(text("SELECT id, procedure, state, stage FROM cases ORDER BY opened_at")).all()
    return [
        (procedure, state, stage, _history(people, session.execute(text(versions), {"id": id}).all()))
        for id, procedure, state, stage in cases
    ]


def _history(people: dict[str, str], versions: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """What is due within a second the clock takes at once or one after the other: that is one waking here."""
    lines = [(event, people.get(actor, actor)) for event, actor in versions]
    return tuple(line for line, several in groupby(lines) for _ in (several if line[0] != "TimePassed" else (1,)))


def _people(session: Session) -> dict[str, str]:
    """Who is behind an actor's id, which is another one in each play."""
    officers = session.execute(text("SELECT id, email, deputy_email FROM officers")).all()
    people = session.execute(text("SELECT id, side, role FROM people")).all()
    return {
        **{f"officer:{id}": email for id, email, _ in officers},
        **{f"deputy:{id}": email for id, _, email in officers},
        **{f"person:{id}": f"{role} of {side}" for id, side, role in people},
    }
