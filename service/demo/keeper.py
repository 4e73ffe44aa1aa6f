"""Starts programs in order, restarts what dies, and stops all in reverse order.

It stops for Ctrl-C, for SIGTERM and SIGHUP, and when the process that started it has gone.
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from types import FrameType

from service.demo.part import Part, Program, begin, finish
from service.errors import ServiceError

TICK = 0.05
STARTS_WITHIN = 60.0
PAUSES = (0.2, 0.5, 1, 2, 5, 10)  # seconds before the first, second, ... restart
STEADY_AFTER = 30.0  # seconds of running after which a death counts as the first again
LAST_WORDS = 12  # lines of a log that are shown when its program did not start


class DidNotStart(ServiceError):
    pass


class ToldToStop(Exception):
    """Not a fault: the way out of every wait."""


def say(line: str) -> None:
    with suppress(OSError):  # whoever listened has gone
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


class Keeper:
    def __init__(self, logs: Path, environment: Mapping[str, str]) -> None:
        self._logs, self._environment = logs, environment
        self._tell: Callable[[dict[str, int]], None] = lambda pids: None
        self._programs: list[Program] = []
        self._deaths: dict[str, int] = {}
        self._due: dict[str, float] = {}
        self._parent, self._told = os.getppid(), False
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, self._hear)

    def start(self, parts: Iterable[Part]) -> None:
        """Start these, one after the other, without waiting for them."""
        for part in parts:
            self._programs.append(Program(part, self._logs / f"{part.name}.log", self._environment))

    def wait(self) -> None:
        """Until every part is ready. Raises DidNotStart with the last words of the first that did not get so."""
        for program in self._programs:
            until = time.monotonic() + STARTS_WITHIN
            while not program.is_ready():
                if program.end() is not None or time.monotonic() > until:
                    raise _did_not_start(program)
                self._tick()

    def tell(self, listener: Callable[[dict[str, int]], None]) -> None:
        """Call `listener` with the process numbers by part: now, after every restart, and empty at the end."""
        self._tell = listener
        self._tell(self._pids())

    def run(self, part: Part) -> None:
        """Run one to its end. Raises DidNotStart when it fails."""
        program = Program(part, self._logs / f"{part.name}.log", self._environment)
        try:
            while program.end() is None:
                self._tick()
        finally:
            program.stop()
        if program.process.returncode:
            raise _did_not_start(program)

    def keep(self, until: Callable[[], bool] = lambda: False) -> None:
        """Watch over the programs until told to stop (ToldToStop), or `until` says so."""
        while not until():
            self._tick()
            for program in self._programs:
                self._look_at(program)

    def play(self, command: tuple[str, ...]) -> int:
        """Keep the programs running while `command` runs on our own output; its exit code."""
        process = begin(command, self._environment)
        try:
            self.keep(until=lambda: process.poll() is not None)
        finally:
            finish(process)
        return process.returncode

    def stop(self) -> None:
        """Stop everything, the last started first."""
        while self._programs:
            self._programs[-1].stop()
            self._programs.pop()
        self._tell({})

    def _pids(self) -> dict[str, int]:
        return {program.part.name: program.process.pid for program in self._programs}

    def _look_at(self, program: Program) -> None:
        """Restart it if it has died, after a pause that grows as it dies again."""
        name, now, end = program.part.name, time.monotonic(), program.end()
        if end is None:
            return
        if name not in self._due:
            self._deaths[name] = 1 if now - program.began > STEADY_AFTER else self._deaths.get(name, 0) + 1
            self._due[name] = now + PAUSES[min(self._deaths[name], len(PAUSES)) - 1]
            program.stop()  # what it had started may still hold its port
            say(f"{name} {end}. It is started again; {program.log} says more.")
        elif now >= self._due[name]:
            del self._due[name]
            program.start()
            self._tell(self._pids())

    def _tick(self) -> None:
        time.sleep(TICK)
        if self._told or os.getppid() != self._parent:
            raise ToldToStop

    def _hear(self, sign: int, frame: FrameType | None) -> None:
        self._told = True


def _did_not_start(program: Program) -> DidNotStart:
    words = program.words().strip().splitlines()[-LAST_WORDS:]
    how = program.end() or f"was not ready after {STARTS_WITHIN:.0f} seconds"
    return DidNotStart("\n".join([f"{program.part.name} {how}. Its last words ({program.log}):", *words]))
