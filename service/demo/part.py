"""One program of the demo, from its start to its end: a process group of its own that dies with its launcher.

A part is ready when its port answers or, having none, when it has written the line `ready`.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import BinaryIO

from service.demo import ports

ROOT = Path(__file__).resolve().parents[2]
SET_PARENT_DEATH_SIGNAL = 1  # prctl(2); Linux only, elsewhere only an orderly end takes the parts along
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
STOPS_WITHIN = 15.0  # seconds between asking and killing

Ready = Callable[[str], bool]


def says_ready(log: str) -> bool:
    return "ready" in log.splitlines()


def ports_answer(*numbers: int) -> Ready:
    return lambda log: all(map(ports.answers, numbers))


def page_answers(port: int, path: str) -> Ready:
    """Ready once the page is served with any answer but a fault of the server."""

    def ready(log: str) -> bool:
        with closing(HTTPConnection("127.0.0.1", port, timeout=2)) as line:
            try:
                line.request("GET", path)
                return line.getresponse().status < 500
            except (OSError, HTTPException):
                return False

    return ready


@dataclass(frozen=True)
class Part:
    """`ready` is asked with what the part has written since it was started."""

    name: str
    command: tuple[str, ...]
    ready: Ready = says_ready


class Program:
    """A part that has been started at least once."""

    def __init__(self, part: Part, log: Path, environment: Mapping[str, str]) -> None:
        self.part, self.log, self._environment = part, log, environment
        log.write_bytes(b"")
        self.start()

    def start(self) -> None:
        """Begin, or begin again, once nothing is left of the last time."""
        with self.log.open("ab") as log:
            self._offset = log.tell()
            self.process = begin(self.part.command, self._environment, log)
        self.began = time.monotonic()

    def is_ready(self) -> bool:
        return self.part.ready(self.words())

    def words(self) -> str:
        """What it has written since it was last started."""
        with self.log.open("rb") as log:
            log.seek(self._offset)
            return log.read().decode("utf-8", "replace")

    def end(self) -> str | None:
        """How it ended, in words; None while it runs."""
        code = self.process.poll()
        if code is None:
            return None
        return f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"

    def stop(self) -> None:
        """Ask it to end, then make it, and whatever it started with it."""
        finish(self.process)


def begin(
    command: tuple[str, ...], environment: Mapping[str, str], output: BinaryIO | None = None
) -> subprocess.Popen[bytes]:
    """Start a command at the head of its own process group; its output goes to a file, or to ours."""
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
        cwd=ROOT,
        env={**environment, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        start_new_session=True,
        preexec_fn=partial(_die_with, os.getpid()),  # safe: the launcher has one thread
    )


def finish(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(STOPS_WITHIN)
    with suppress(ProcessLookupError, PermissionError):  # the whole group has gone; macOS says it the second way
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _die_with(launcher: int) -> None:
    if LIBC is not None:
        LIBC.prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)
        if os.getppid() != launcher:  # it died while this process was being born
            os._exit(1)
