"""What a delivery report says of each recipient in the fields made for machines (RFC 3464, 2.3)."""

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from service.mail.reading.limits import children

REPORT_BYTES = 200_000  # the report comes before the mail it returns
ADDRESS = re.compile(r"[!-;=?A-~]{1,64}@[A-Za-z0-9.-]{1,253}")
INTERNATIONAL = re.compile(r"utf-8\s*;\s*<?([\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w.-]{1,253})>?", re.I)  # RFC 6533, 3
ESCAPED = re.compile(r"\\x\{(10[0-9A-F]{4}|[0-9A-F]{2,5})\}", re.I)
IN_TEXT = re.compile(rb"^(?:Final-Recipient|Original-Recipient|Action|Status):[^\n]*(?:\n[ \t][^\n]*)*$", re.I | re.M)
BETWEEN_BLOCKS = re.compile(r"\n\s*\n")
STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")


@dataclass(frozen=True)
class Recipient:
    """One recipient of the mail that was reported on: the address as we wrote it where that is given, else the one it
    was sent on to; empty where none is given whole. `action` in lower case; `status` as in 5.1.1 (RFC 3463)."""

    address: str
    action: str
    status: str


def recipients(raw: bytes) -> tuple[Recipient, ...]:
    """The recipients that the report names, in its order; none where it has no such fields."""
    message = email.message_from_bytes(raw.lstrip(b"\r\n")[:REPORT_BYTES])
    blocks = [block for part in _status_parts(message) for block in _blocks(part)] or _written_out(raw)
    return tuple(_recipient(block) for block in blocks if block.get("Action") or block.get("Final-Recipient"))


def plain(address: str) -> str:
    """`address` in lower case without its brackets and what a link or a sentence adds; empty where it is not whole."""
    bare = address.strip().strip("<>\"'").lower().removeprefix("mailto:").rstrip(".")
    return bare if ADDRESS.fullmatch(bare) and "..." not in bare else ""


def _status_parts(message: Message) -> Iterator[Message]:
    waiting = [message]
    while waiting:
        part = waiting.pop(0)
        if part.get_content_type() in ("message/delivery-status", "message/global-delivery-status"):
            yield part
        elif part.get_content_maintype() != "message":
            waiting += children(part)


def _blocks(part: Message) -> list[Message]:
    """The blocks of fields in a report; of an international one (RFC 6533) the library reads the first alone."""
    first = children(part)
    if len(first) != 1:
        return first
    payload = first[0].get_payload(decode=True)
    rest = payload.decode("utf-8", "replace").replace("\r\n", "\n").strip() if isinstance(payload, bytes) else ""
    return [*first, *(email.message_from_string(block) for block in BETWEEN_BLOCKS.split(rest) if block)]


def _written_out(raw: bytes) -> list[Message]:
    """The same fields standing in plain text, as some hosts send them: a block ends where a field comes again."""
    blocks: list[Message] = []
    for found in IN_TEXT.finditer(raw.replace(b"\r\n", b"\n"), 0, REPORT_BYTES):
        name, _, value = found[0].decode("ascii", "replace").partition(":")
        if not blocks or name in blocks[-1]:
            blocks.append(Message())
        blocks[-1][name] = " ".join(value.split())
    return blocks


def _recipient(block: Message) -> Recipient:
    written = (_written(block, name) for name in ("original-recipient", "final-recipient"))
    address = next(filter(None, map(_address, written)), "")
    status = STATUS.search(str(block.get("Status") or "")) or STATUS.search(str(block.get("Diagnostic-Code") or ""))
    action = re.sub(r"[^a-z].*", "", str(block.get("Action") or "").strip().lower())
    return Recipient(address, action, status[0] if status else "")


def _written(block: Message, name: str) -> str:
    """The first such field, with the letters that no ASCII has."""
    found = next((value for field, value in block.raw_items() if field.lower() == name), "")
    return str(found).encode("utf-8", "surrogateescape").decode("utf-8", "replace").strip()


def _address(field: str) -> str:
    """The address in a field: only what calls itself UTF-8 may have other letters, as they are or by their numbers."""
    if not field.lower().startswith("utf-8"):
        return plain(field.rpartition(";")[2])
    found = INTERNATIONAL.fullmatch(ESCAPED.sub(lambda one: chr(int(one[1], 16)), field))
    return found[1].lower() if found and "..." not in found[1] else ""
