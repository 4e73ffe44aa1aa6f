"""How large a mail's shape may be before anybody takes it apart.

A header of 400 KB costs 24 seconds of reading and a mail nested a thousand deep ends the reader, so the
raw bytes are measured first, with searches that cost next to nothing, and the parsed tree once more.
A mail over a limit is kept and held for a person; it is never dropped and never cut in silence. Headers that grow
with the number of readers and of hosts may fill the whole block; a mail attached to another is measured when it is
read itself.
"""

import re
from email.message import Message
from typing import NamedTuple

RAW = 50 * 1024 * 1024
HEADER_BLOCK = 64 * 1024
HEADER = 8 * 1024
DEPTH = 30
PARTS = 500
TEXT = 1_000_000  # characters: no person writes more in a mail
FILES = 100

GROWS = re.compile(r"(?:to|cc|references|x-(?:ms|microsoft)-[\w-]+)\s*$", re.I)
END_OF_HEADERS = re.compile(rb"\r\n\r\n|\n\n|\r\r")
LINE_END = re.compile(rb"\r\n|\n|\r")
CONTENT_TYPE = re.compile(rb"\ncontent-type:[^\n]*(?:\n[ \t][^\n]*)*")
BOUNDARY = re.compile(rb"boundary\s*=\s*(?:\"([^\"\n]+)|([^\s;\"]+))")
DIVIDER = re.compile(rb"\n--([^\n]{1,80})")


def breach(raw: bytes) -> str | None:
    """What is too large in the raw bytes, as a sentence; None when they are safe to parse."""
    if len(raw) > RAW:
        return f"The mail is larger than {RAW // 1024**2} MB; it was not taken apart."
    head = head_of(raw)
    if len(head) > HEADER_BLOCK:
        return f"The header is larger than {HEADER_BLOCK // 1024} KB; the mail was not taken apart."
    if max((len(line) for line in header_lines(head) if not _may_grow(line)), default=0) > HEADER:
        return f"One header line is larger than {HEADER // 1024} KB; the mail was not taken apart."
    flat = b"\n" + raw.lower().replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    declared = [found[0] for found in CONTENT_TYPE.finditer(flat)]
    if max(map(len, declared), default=0) > HEADER:
        return f"A part's Content-Type is larger than {HEADER // 1024} KB; the mail was not taken apart."
    boundaries = {quoted or plain for found in declared for quoted, plain in BOUNDARY.findall(found)}
    if sum(found[1].strip() in boundaries for found in DIVIDER.finditer(flat)) > PARTS:
        return f"The mail has more than {PARTS} parts; it was not taken apart."
    return None


def breach_in_tree(message: Message) -> str | None:
    """What is too deep, too many or too large in a parsed mail, as a sentence; None when it may be read."""
    tree = _walk(message)
    if len(tree) > PARTS:
        return f"The mail has more than {PARTS} parts; it was not taken apart."
    if max(place.depth for place in tree) > DEPTH:
        return f"The mail is nested more than {DEPTH} deep; it was not taken apart."
    inside = [place.part for place in tree[1:] if not place.is_of_another]
    values = [value for name, value in message.raw_items() if not GROWS.match(name)]
    if any(len(value) > HEADER for value in (*values, *(value for part in inside for _, value in part.raw_items()))):
        return f"A part has a header line larger than {HEADER // 1024} KB; the mail was not taken apart."
    return None


def head_of(raw: bytes) -> bytes:
    """The bytes before the first empty line; one byte more than allowed when there is none that near."""
    found = END_OF_HEADERS.search(raw, 0, HEADER_BLOCK + 4)
    return raw[: found.start()] if found else raw[: HEADER_BLOCK + 1]


def header_lines(head: bytes) -> list[bytes]:
    """Header lines with their continuation lines joined on by one space."""
    lines: list[list[bytes]] = []
    for line in LINE_END.split(head):
        if line[:1] in (b" ", b"\t") and lines:
            lines[-1].append(line.strip())
        else:
            lines.append([line])
    return [b" ".join(line) for line in lines]


def children(part: Message) -> list[Message]:
    """The parts directly inside `part`; none in a part that holds text or a file."""
    inside = part.get_payload()
    return [child for child in inside if isinstance(child, Message)] if isinstance(inside, list) else []


class _Place(NamedTuple):
    """Where a part stands, from depth 1; `is_of_another`: in a mail that is attached."""

    part: Message
    depth: int
    is_of_another: bool


def _may_grow(line: bytes) -> bool:
    return bool(GROWS.match(line.partition(b":")[0].decode("ascii", "replace")))


def _walk(message: Message) -> list[_Place]:
    """The parts with their places; it stops one part over the limit."""
    tree: list[_Place] = []
    waiting = [_Place(message, 1, False)]
    while waiting and len(tree) <= PARTS:
        place = waiting.pop()
        tree.append(place)
        is_of_another = place.is_of_another or place.part.get_content_maintype() == "message"
        waiting += [_Place(child, place.depth + 1, is_of_another) for child in children(place.part)]
    return tree
