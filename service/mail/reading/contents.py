"""What a file is by its content, whatever it calls itself; and whether opening it could do harm.

Nothing is opened or unpacked to find out: the first bytes tell, and for what is packed, the names inside.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

import filetype

FIRST = 8 * 1024
UNKNOWN = "application/octet-stream"
LEGACY_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHORTCUT = b"L\x00\x00\x00\x01\x14\x02\x00"
PROLOGUE = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s+|<\?[^>]*>|<!--.*?-->|<!doctype[^>]*>)*", re.I | re.S)
DISC_MARK, DISC_AT = b"CD001", 0x8001


class Content(NamedTuple):
    """A MIME type (RFC 2045), and whether the file could run: a program, a macro, a script, a page with one."""

    type: str
    could_run: bool


def _starts(*beginnings: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(beginnings)


def _holds(name: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(b"PK\x03\x04") and name in content


def _is_markup(*tags: bytes) -> Callable[[bytes], bool]:
    """Whether the first element is one of these, behind what may stand before it (XML 1.0, 2.8)."""
    found = re.compile(rb"<(?:" + b"|".join(tags) + rb")\b", re.I)
    return lambda content: bool(found.match(PROLOGUE.sub(b"", content[:FIRST], count=1)))


def _is_text(content: bytes) -> bool:
    try:
        return "\0" not in content[:FIRST].decode("utf-8", "strict")
    except UnicodeDecodeError as fault:
        return fault.start > FIRST - 4 and b"\0" not in content[:FIRST]


OFFICE = "application/vnd.openxmlformats-officedocument."
SIGNS: tuple[tuple[Callable[[bytes], bool], str, bool], ...] = (
    (_starts(b"MZ", b"\x7fELF"), "application/x-msdownload", True),
    (_starts(SHORTCUT), "application/x-ms-shortcut", True),
    (_starts(b"#!"), "text/x-script", True),
    (_holds(b"vbaProject.bin"), "application/vnd.ms-office.macro", True),
    (_holds(b"word/document.xml"), f"{OFFICE}wordprocessingml.document", False),
    (_holds(b"xl/workbook.xml"), f"{OFFICE}spreadsheetml.sheet", False),
    (_holds(b"ppt/presentation.xml"), f"{OFFICE}presentationml.presentation", False),
    (_holds(b"application/vnd.oasis.opendocument.text"), "application/vnd.oasis.opendocument.text", False),
    (_starts(LEGACY_OFFICE), "application/x-ole-storage", True),
    (_starts(b"%PDF-"), "application/pdf", False),
    (lambda content: content[DISC_AT : DISC_AT + len(DISC_MARK)] == DISC_MARK, "application/x-iso9660-image", True),
    (_is_markup(b"svg"), "image/svg+xml", True),
    (_is_markup(b"html", b"head", b"body", b"script"), "text/html", True),
    (_starts(b"BEGIN:VCALENDAR"), "text/calendar", False),
)
RUNS_IN_A_PDF = re.compile(rb"/(?:JavaScript|JS|Launch|OpenAction)\b")
RUNS_BY_NAME = re.compile(
    r"\.(?:exe|scr|com|bat|cmd|ps1|vbs?|jse?|wsf|hta|msi|jar|lnk|iso|img|reg|dll|html?|svg|xht(?:ml)?)$", re.I
)
ARCHIVES = ("application/zip", "application/x-7z-compressed", "application/x-rar-compressed", "application/vnd.rar")


def is_locked(content: bytes) -> bool:
    """Whether it is a zip archive that a password is needed for (APPNOTE 4.4.4, bit 0)."""
    return content.startswith(b"PK\x03\x04") and bool(content[6:7]) and bool(content[6] & 1)


def of(content: bytes, name: str = "") -> Content:
    """What these bytes are. A file whose name would make a machine run it could run, whatever it holds."""
    kind, could_run = next(((kind, runs) for sign, kind, runs in SIGNS if sign(content)), ("", False))
    kind = kind or filetype.guess_mime(content[:FIRST]) or ("text/plain" if content and _is_text(content) else UNKNOWN)
    if kind == "application/pdf":
        could_run = bool(RUNS_IN_A_PDF.search(content))
    return Content(kind, could_run or kind in ARCHIVES or bool(RUNS_BY_NAME.search(name)))
