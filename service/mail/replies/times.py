"""A time of day as people write it in a reply: "2pm", "14.30", "1430hrs", "half past ten", "noon", "10-11am".

Without am or pm the working day is meant: 1 to 6 are in the afternoon, 8 to 12 as they stand, and 7 is nobody's to
say. Two different times are none; of a span of time its beginning counts.
"""

import re
from datetime import time

HALF = r"(?P<half>[ap])\.?m\b\.?"
NO_HALF = r"(?!\s*(?:[ap]\.?m|h(?:rs|ours)?)\b)"
ALONE = r"(?<![\d/.:-])"
TO = r"\s*(?:-|–|—|to|until)\s*"
SPAN = re.compile(rf"(?P<from>\d{{1,2}}(?:[:.]\d\d)?){TO}(?P<to>\d{{1,2}})(?:[:.]\d\d)?\s*{HALF}", re.I)
FULL_SPAN = re.compile(
    rf"(?P<from>\d{{1,2}}(?:[:.]\d\d)?\s*(?:[ap]\.?m)|\d{{1,2}}:\d\d){TO}\d{{1,2}}(?::\d\d|(?:[:.]\d\d)?\s*[ap]\.?m)\b",
    re.I,
)
WRITTEN = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"{ALONE}(?P<hour>\d{{1,2}})(?:[:.](?P<minute>[0-5]\d))?\s*{HALF}",
        rf"{ALONE}(?P<hour>[012]?\d):(?P<minute>[0-5]\d)(?![\d:]){NO_HALF}",
        rf"{ALONE}(?P<hour>[012]?\d)[:.]?(?P<minute>[0-5]\d)\s*h(?:rs|ours)?\b",
        rf"\b(?:at|from)\s+(?P<hour>[012]?\d)\.(?P<minute>[0-5]\d)(?![\d.]){NO_HALF}",
        rf"{ALONE}(?<!at )(?<!from )(?P<hour>[012]?\d)\.(?P<minute>1[35]|[2-5]\d)(?![\d.]){NO_HALF}",
        rf"\b(?:at|from)\s+(?P<hour>1?\d)(?![\d:./]|st\b|nd\b|rd\b|th\b|\s*o'){NO_HALF}(?!\s+[a-z]+(?:uary|ber|ril)\b)",
        rf"{ALONE}(?P<hour>1?\d)\s*o'?\s?clock\b",
    )
)
HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
HOUR = rf"(?P<hour>{'|'.join(HOURS)}|1?\d)"
TURNED = re.compile(rf"\b(?P<part>half|quarter)\s+(?P<side>past|to)?\s*{HOUR}(?:\s*(?P<half>[ap])\.?m\b|\b)", re.I)
NOON = re.compile(r"\b(?:noon|midday|12 noon)\b", re.I)


def time_in(text: str) -> time | None:
    """The one time of day that `text` names; None where it names none, or nobody could be sure."""
    text = FULL_SPAN.sub(lambda span: span["from"], SPAN.sub(_beginning, text.replace("\u2019", "'")))
    rest = TURNED.sub(" ", NOON.sub(" ", text))
    found = {_written(match) for pattern in WRITTEN for match in pattern.finditer(rest)}
    found |= {_turned(match) for match in TURNED.finditer(text)}
    found |= {time(12)} if NOON.search(text) else set()
    return found.pop() if len(found) == 1 else None


def _beginning(span: re.Match[str]) -> str:
    """10-11am begins at 10am, 11-1pm at 11am."""
    half = span["half"]
    begins, ends = int(re.split("[:.]", span["from"])[0]), int(span["to"])
    turns = half.lower() == "p" and begins != 12 and (ends == 12 or begins > ends)
    return f"{span['from']}{'a' if turns else half}m"


def _written(match: re.Match[str]) -> time | None:
    parts = match.groupdict()
    return _at(int(match["hour"]), int(parts.get("minute") or 0), parts.get("half") or "", bool(parts.get("minute")))


def _turned(match: re.Match[str]) -> time | None:
    named = match["hour"].lower()
    hour = HOURS.index(named) + 1 if named in HOURS else int(named)
    half = (match["half"] or "").lower()
    if match["part"].lower() == "half":
        return _at(hour, 30, half) if (match["side"] or "past").lower() == "past" else None
    if match["side"] is None:
        return None
    return _at(hour, 15, half) if match["side"].lower() == "past" else _at(hour - 1 or 12, 45, half)


def _at(hour: int, minute: int, half: str, exact: bool = False) -> time | None:
    half = half.lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + 12 * (half == "p")
    elif hour == 7 and not exact:
        return None
    elif 1 <= hour <= 6:
        hour += 12
    return time(hour, minute) if hour < 24 else None
