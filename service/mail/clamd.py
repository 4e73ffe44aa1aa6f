"""Asking ClamAV whether a file is infected (clamd's INSTREAM), where a deployment has it.

The file goes there in pieces and comes back as one line: `stream: OK`, or `stream: NAME FOUND`. Whatever else happens
the file counts as not scanned, and the record says so.
"""

import socket
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

PIECE = 64 * 1024
LONGEST_ANSWER = 4096


class Verdict(StrEnum):
    CLEAN = "scanned"
    INFECTED = "infected"
    NOT_SCANNED = "not scanned"


@dataclass(frozen=True)
class Scan:
    """`what` is the name of what was found, or why it was not scanned."""

    verdict: Verdict
    what: str = ""

    def __str__(self) -> str:
        return f"{self.verdict}: {self.what}" if self.what else self.verdict.value


class Scanner(Protocol):
    def scan(self, content: bytes) -> Scan: ...


@dataclass(frozen=True)
class NoScanner:
    """Where no ClamAV is configured."""

    def scan(self, content: bytes) -> Scan:
        return Scan(Verdict.NOT_SCANNED, "no scanner is set up")


@dataclass(frozen=True)
class Clamd:
    """A clamd at a socket's path, or at host:port; `seconds` for each step of talking to it."""

    address: str
    seconds: float = 30

    def scan(self, content: bytes) -> Scan:
        """Never raises: a scanner that fails has not scanned."""
        try:
            with self._line() as line:
                line.sendall(b"zINSTREAM\0")
                for start in range(0, len(content), PIECE):
                    piece = content[start : start + PIECE]
                    line.sendall(len(piece).to_bytes(4, "big") + piece)
                line.sendall(bytes(4))
                return _understood(line.recv(LONGEST_ANSWER))
        except OSError as fault:
            return Scan(Verdict.NOT_SCANNED, f"the scanner did not answer ({type(fault).__name__})")

    def _line(self) -> socket.socket:
        if self.address.startswith("/"):
            return _local(self.address, self.seconds)
        host, _, port = self.address.rpartition(":")
        return socket.create_connection((host, int(port)), self.seconds)


def _local(path: str, seconds: float) -> socket.socket:
    line = socket.socket(socket.AF_UNIX)
    try:
        line.settimeout(seconds)
        line.connect(path)
    except OSError:
        line.close()
        raise
    return line


def _understood(answer: bytes) -> Scan:
    said = answer.decode("ascii", "replace").strip("\0\n ").removeprefix("stream: ")
    if said == "OK":
        return Scan(Verdict.CLEAN)
    if said.endswith(" FOUND"):
        return Scan(Verdict.INFECTED, said.removesuffix(" FOUND"))
    return Scan(Verdict.NOT_SCANNED, f"the scanner says: {said[:80]}")
