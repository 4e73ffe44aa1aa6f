"""Where a demo keeps its data, and that no two demos keep it in the same place."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from service.demo.part import ROOT
from service.errors import ServiceError

VAR = ROOT / "var"


class PlaceTaken(ServiceError):
    pass


@dataclass(frozen=True)
class Place:
    """`data` is kept until `clear`; `logs` hold a file a part; `lock` says who is here."""

    data: Path
    logs: Path
    lock: Path

    @property
    def settings(self) -> Path:
        """The file of the demo's settings, while it is up (see `lending`)."""
        return self.data / "settings.env"

    def clear(self) -> None:
        """Remove the data and the logs of earlier demos here."""
        for folder in (self.data, self.logs):
            shutil.rmtree(folder, ignore_errors=True)

    def prepare(self) -> None:
        for folder in (self.data, self.logs):
            folder.mkdir(parents=True, exist_ok=True)


def of_the_demo(var: Path = VAR) -> Place:
    return Place(data=var / "demo", logs=var / "log", lock=var / "demo.lock")


def of_the_story(var: Path = VAR) -> Place:
    """The story has a place of its own, empty each time: a demo that somebody looks at is left alone."""
    return Place(data=var / "story", logs=var / "story-log", lock=var / "story.lock")


def is_taken(place: Place) -> bool:
    """Whether a demo keeps its data there now."""
    try:
        with place.lock.open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        pass
    return False


@contextmanager
def alone_in(place: Place) -> Iterator[None]:
    """Hold the place while the block runs. Raises PlaceTaken naming the process that is here already."""
    place.lock.parent.mkdir(parents=True, exist_ok=True)
    with place.lock.open("a+", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise PlaceTaken(
                f"Another demo (process {lock.read().strip()}) keeps its data in {place.data}."
                " Stop it with Ctrl-C where it runs, then start this one."
            ) from None
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield
