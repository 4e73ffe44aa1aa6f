"""The parts killed one after another while the story is played, and Redis emptied: nothing is lost, nothing doubled.

These take minutes: ./run test --all
"""

import os
import signal
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import redis

from service.demo.walker import Reader
from tests.crash.drill import Account, Harm, Play, play_the_story, playing, until

pytestmark = pytest.mark.skipif(not os.environ.get("PARLEY_ALL"), reason="takes minutes; to run it: ./run test --all")


def kill(part: str) -> Harm:
    def harm(play: Play) -> None:
        pid = play.pid(part)
        assert pid
        os.kill(pid, signal.SIGKILL)

    return harm


def empty_redis(play: Play) -> None:
    with redis.Redis.from_url(str(play.urls["redis"])) as bell:
        bell.flushall()


HARMS = {part: kill(part) for part in ("web", "mailbox", "worker", "clock", "valkey")} | {"redis emptied": empty_redis}

Say = Callable[[str], None]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    def aloud(line: str) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\n{line}\n")

    return aloud


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Account:
    """The account of a play in which nothing breaks."""
    folder = tmp_path_factory.mktemp("undisturbed")
    return play_the_story(folder, f"sqlite:///{folder}/parley.db")


@pytest.mark.parametrize("broken", HARMS)
def test_the_story_comes_to_the_same_though_something_is_broken_three_times(
    broken: str, undisturbed: Account, empty_database: str, tmp_path: Path, say: Say
) -> None:
    began = time.monotonic()
    account = play_the_story(tmp_path, empty_database, HARMS[broken])
    say(f"{broken} on {empty_database.partition(':')[0]}: {time.monotonic() - began:.0f} s")
    assert difference(account.mails, undisturbed.mails) == ({}, {})
    assert account.cases == undisturbed.cases


def difference(mails: Counter, usual: Counter) -> tuple[dict, dict]:  # type: ignore[type-arg]
    """What left more often than usual, and what less often."""
    return dict(mails - usual), dict(usual - mails)


def test_a_mail_is_answered_within_two_seconds(tmp_path: Path, say: Say) -> None:
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
    say(f"mail in by SMTP to its answer accepted: median {statistics.median(took):.2f} s of 20")
    assert statistics.median(took) <= 2.0


def answered(play: Play, address: str) -> float:
    def there() -> bool:
        return any(address in str(mail["To"]) for mail in play.left())

    until(there, 30)
    return time.time()
