"""A meeting as calendars take it in: iCalendar (RFC 5545), published to its reader. It names no child.

The same `uid` with a later `edition` moves the entry that is there already.
"""

import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime

from service.mail.sending.compose import address

CRLF = "\r\n"
LONGEST_LINE = 75  # octets, without the line break (3.1)
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})  # 3.3.11
AN_HOUR = "PT1H"  # nobody has said how long it takes, and without a length calendars show a stroke


@dataclass(frozen=True)
class Meeting:
    """`begins` and `written` are aware; `organiser` is one plain mail address, else UnsafeHeader."""

    uid: str
    edition: int
    title: str
    begins: datetime
    written: datetime
    organiser: str


def calendar(meeting: Meeting) -> str:
    """The calendar's text, its lines folded and ended as they travel."""
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Parley//Parley//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{_text(meeting.uid)}",
        f"SEQUENCE:{meeting.edition}",
        f"DTSTAMP:{_utc(meeting.written)}",
        f"DTSTART:{_utc(meeting.begins)}",
        f"DURATION:{AN_HOUR}",
        f"SUMMARY:{_text(meeting.title)}",
        f"ORGANIZER:mailto:{address(meeting.organiser)}",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(_folded(line) + CRLF for line in lines)


def _utc(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("A meeting must say its time zone.")
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    plain = words.replace("\r\n", "\n").replace("\r", "\n")
    printed = (sign for sign in plain if sign == "\n" or unicodedata.category(sign) not in UNPRINTED)
    return "".join(printed).translate(ESCAPED)


UNPRINTED = frozenset({"Cc", "Cs", "Zl", "Zp"})


def _folded(line: str) -> str:
    """Broken before the octet that is too many, never within a letter; what goes on begins with a blank."""
    rows, octets = [""], 0
    for sign in line:
        width = len(sign.encode())
        if octets + width > LONGEST_LINE:
            rows.append(" ")
            octets = 1
        rows[-1] += sign
        octets += width
    return CRLF.join(rows)
