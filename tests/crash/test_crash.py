"""The parts killed one after another while the story is played, and Redis emptied: nothing is lost, nothing doubled.

These take minutes: ./run test --all
"""

import json
import os
import signal
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.message import Message
from pathlib import Path

import pytest
import redis

from service.demo.addresses import POST_ROOM
from service.demo.part import ROOT
from service.demo.walker import Reader, text_of

pytestmark = pytest.mark.skipif(not os.environ.get("PARLEY_ALL"), reason="takes minutes; to run it: ./run test --all")

PARTS = ("web", "mailbox", "worker", "clock", "valkey")
LEASE = {"PARLEY_LEASE": "10", "PARLEY_REPEATS": "[2,5,10]"}
AT_MOST = 400.0  # seconds; a lease has to run out after each death


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


@contextmanager
def playing(folder: Path, *words: str) -> Iterator[Play]:
    told = folder / "urls.json"
    command = [sys.executable, "-m", "service.cli", "demo", "--var", str(folder / "var"), "--urls", str(told), *words]
    settings = {**os.environ, **LEASE}
    with subprocess.Popen(
        command, cwd=ROOT, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
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


def harm_while_it_plays(folder: Path, harm: Callable[[Play, int], None]) -> list[Message]:
    """Play the story, do `harm` twice a while apart, and see it to its end; the mails that left, as last seen."""
    seen: list[Message] = []
    with playing(folder, "--story") as play:
        until(lambda: bool(play.pid("clock")))
        began, done = time.monotonic(), 0
        while play.process.poll() is None and time.monotonic() - began < AT_MOST:
            with suppress(Exception):
                seen = play.left() or seen
            if done < 2 and len(seen) > (3, 16)[done]:
                harm(play, done)
                done += 1
            time.sleep(0.1)
        said = play.process.stdout.read() if play.process.stdout else ""
        assert done == 2, said
        assert said.splitlines()[-1] == "story: ok", said
        assert play.process.wait(30) == 0
    return seen


def nothing_is_doubled(mails: list[Message]) -> None:
    """A mail that left twice did so as itself; no two mails of different identity say the same to one reader."""
    once = {str(mail["Message-ID"]): mail for mail in mails}
    said = Counter((str(mail["To"]), str(mail["Subject"]), _words(mail)) for mail in once.values())
    assert [what[:2] for what, times in said.items() if times > 1] == []


def _words(mail: Message) -> str:
    """The text without its link, which is a new one in every mail, and without a code."""
    return "\n".join(line for line in text_of(mail).splitlines() if "/r/" not in line and "code is" not in line)


@pytest.mark.parametrize("part", PARTS)
def test_the_story_is_played_to_its_end_though_a_part_is_killed(part: str, tmp_path: Path) -> None:
    def kill(play: Play, time_no: int) -> None:
        pid = play.pid(part)
        assert pid
        os.kill(pid, signal.SIGKILL)

    nothing_is_doubled(harm_while_it_plays(tmp_path, kill))


def test_the_story_is_played_to_its_end_though_redis_is_emptied(tmp_path: Path) -> None:
    def empty(play: Play, time_no: int) -> None:
        with redis.Redis.from_url(str(play.urls["redis"])) as bell:
            bell.flushall()

    nothing_is_doubled(harm_while_it_plays(tmp_path, empty))


def test_a_mail_is_answered_within_two_seconds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    took = []
    with playing(tmp_path, "--no-browser", "--port", "0") as play:
        until(lambda: bool(play.pid("clock")))
        box = next(str(box) for box in play.urls["mailbox"])  # type: ignore[attr-defined]
        for number in range(20):
            writer = Reader(play.urls, "elsewhere")
            writer.address = f"reader-{number}@away.example"
            began = time.time()
            writer.write(box, "A question", "Whom do I ask?", as_owner=False)
            found = answered(play, writer.address)
            took.append(found - began)
    with capsys.disabled():
        sys.stdout.write(f"\nmail in by SMTP to its answer accepted: median {statistics.median(took):.2f} s of 20\n")
    assert statistics.median(took) <= 2.0


def answered(play: Play, address: str) -> float:
    def there() -> bool:
        return any(address in str(mail["To"]) for mail in play.left())

    until(there, 30)
    return time.time()
