"""Old-style files written out in a text, from `begin 644 NAME` to `end`, which may be missing (POSIX uuencode)."""

import binascii
import re

BEGIN = re.compile(r"begin [0-7]{3,4} (?P<name>\S.{0,200})$")
LONGEST_LINE = 90


def taken_out(text: str) -> tuple[str, tuple[tuple[str, bytes], ...]]:
    """The text without such files, and the files with their names. A line that is no part of one stays text."""
    lines = text.split("\n")
    kept: list[str] = []
    files: list[tuple[str, bytes]] = []
    at = 0
    while at < len(lines):
        begins = BEGIN.match(lines[at])
        content, used = _content(lines, at + 1) if begins else (b"", 0)
        if begins and used:
            files.append((begins["name"].strip(), content))
            at += 1 + used
        else:
            kept.append(lines[at])
            at += 1
    return "\n".join(kept), tuple(files)


def _content(lines: list[str], start: int) -> tuple[bytes, int]:
    """The bytes that the lines from `start` on stand for, and how many lines they are; 0 where they are none."""
    pieces: list[bytes] = []
    for used, line in enumerate(lines[start:]):
        if line.strip() == "end":
            return b"".join(pieces), used + 1
        piece = _piece(line)
        if piece is None:
            return b"".join(pieces), used if pieces else 0
        pieces.append(piece)
    return b"".join(pieces), len(lines) - start if pieces else 0


def _piece(line: str) -> bytes | None:
    if not line or len(line) > LONGEST_LINE or not line.isascii():
        return b"" if line == "`" else None
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        return None
