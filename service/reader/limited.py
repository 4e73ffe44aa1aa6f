"""The reader whose work is done by a child that can be killed. One child serves many mails."""

import multiprocessing
import pickle
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from typing import Any, Self, TypeVar

from service.errors import Unreadable
from service.mail.reading.message import InboundMail
from service.reader import child, wire
from service.reader.allowance import Allowance
from service.reader.reading import Found, Offered

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload([child.__name__])
SECONDS_TO_END = 5
Answer = TypeVar("Answer")


class LimitedReader:
    """Reads within an allowance; for one thread alone. A child that failed is replaced when the next mail comes."""

    def __init__(self, allowance: Allowance) -> None:
        self._allowance = allowance
        self._child: ForkServerProcess | None = None
        self._line: Connection | None = None

    def mail(self, raw: bytes) -> InboundMail:
        """The mail in `raw`. Raises Unreadable, with the reason, where that takes more than the allowance."""
        return self._asked("mail", [raw], lambda said, blobs: wire.to_mail(raw, said, blobs))

    def forms(self, text: str, files: Sequence[bytes], offered: Offered) -> Found:
        """What the text holds, then each file. Raises Unreadable, as `mail` does."""
        blobs = [text.encode(errors="replace"), pickle.dumps(dict(offered)), *files]
        return self._asked("forms", blobs, lambda said, _: wire.to_forms(said))

    def _asked(
        self, task: str, content: wire.Blobs, understood: Callable[[dict[str, Any], wire.Blobs], Answer]
    ) -> Answer:
        line = self._open_line()
        cpu = self._allowance.seconds_for(sum(map(len, content)))
        try:
            wire.send(line, ({"task": task, "cpu": cpu}, content))
            if not line.poll(self._allowance.wall):
                raise Unreadable(f"It could not be read within {self._allowance.wall:g} seconds.")
            said, blobs = wire.receive(line)
            if not said.get("broken"):
                return understood(said, blobs)
        except (EOFError, OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
            self.close()
            raise Unreadable(f"It could not be read within {cpu:.2g} seconds of work.") from fault
        except Unreadable:
            self.close()
            raise
        self.close()
        raise Unreadable(self._in_words(said["broken"]))

    def _in_words(self, broken: str) -> str:
        if broken == MemoryError.__name__:
            return f"It takes more than {self._allowance.memory // 1024**2} MB to read."
        return f"It could not be read ({broken})."

    def close(self) -> None:
        """End the child; the next mail gets a new one."""
        was, line, self._child, self._line = self._child, self._line, None, None
        if line is not None:
            with suppress(OSError):
                line.close()
        if was is not None:
            was.kill()
            was.join(SECONDS_TO_END)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *of: object) -> None:
        self.close()

    def _open_line(self) -> Connection:
        if self._line is None or self._child is None or not self._child.is_alive():
            self.close()
            self._line, theirs = PROCESSES.Pipe()
            self._child = PROCESSES.Process(
                target=child.serve, args=(theirs, self._allowance.memory), daemon=True, name="reader"
            )
            self._child.start()
            theirs.close()
        return self._line
