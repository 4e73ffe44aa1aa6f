"""A day as people write it in a reply, read relative to the day the reply was written.

Days come before months, as in the United Kingdom; a year of two figures is in this century. Where people
could mean two different days, no day is read: "next Friday", or "Friday 4 December" when that is a Saturday.
"""

import re
from datetime import date, timedelta

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?:,?\s+(?P<year>\d{4})\b)?"
WEEKDAY = re.compile(
    r"\b(?:(?P<which>next|last|this|following)\s+)?(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b",
    re.I,
)
WRITTEN = (
    re.compile(r"\b(?P<year>20\d\d)-(?P<number>\d{1,2})-(?P<day>\d{1,2})\b"),
    re.compile(r"\b(?P<day>\d{1,2})[/.-](?P<number>\d{1,2})[/.-](?P<year>(?:20)?\d\d)\b"),
    re.compile(rf"\b{DAY}\s+(?:of\s+)?{MONTH}{YEAR}", re.I),
    re.compile(rf"\b{MONTH}\s+(?:the\s+)?{DAY}\b{YEAR}", re.I),
    re.compile(r"\b(?P<day>\d{1,2})/(?P<number>\d{1,2})\b(?!/)"),
)
RELATIVE = {"today": 0, "tonight": 0, "tomorrow": 1}
UNTIL = re.compile(r"\b(?:until|till|by|to|before)\b", re.I)


def day_in(text: str, written_on: date | None) -> date | None:
    """The one day that `text` names, the one after "until" or "by" where there are more; None when in doubt.

    A day without a year is the next such day from `written_on`, a weekday the next after it; without
    `written_on` only a full date is read.
    """
    limit = UNTIL.split(text, maxsplit=1)
    return (len(limit) == 2 and _only_day(limit[1], written_on)) or _only_day(text, written_on)


def _only_day(text: str, written_on: date | None) -> date | None:
    for pattern in WRITTEN:
        found = {_day(match.groupdict(), written_on) for match in pattern.finditer(text)}
        if found:
            day = found.pop() if len(found) == 1 else None
            return day if day and _fits_weekday(day, text) else None
    return _relative_day(text, written_on)


def _day(parts: dict[str, str | None], written_on: date | None) -> date | None:
    number = parts.get("number")
    month = int(number) if number else MONTHS.index((parts["month"] or "")[:3].lower()) + 1
    year = int(parts.get("year") or 0)
    try:
        if year:
            return date(year + 2000 * (year < 100), month, int(parts["day"] or 0))
        if written_on is None:
            return None
        day = date(written_on.year, month, int(parts["day"] or 0))
        return day if day >= written_on else day.replace(year=day.year + 1)
    except ValueError:
        return None


def _fits_weekday(day: date, text: str) -> bool:
    named = {DAYS.index(found[2][:3].lower()) for found in WEEKDAY.finditer(text)}
    return not named or named == {day.weekday()}


def _relative_day(text: str, written_on: date | None) -> date | None:
    named = [found for found in WEEKDAY.finditer(text) if (found["which"] or "").lower() != "last"]
    words = [days for word, days in RELATIVE.items() if re.search(rf"\b{word}\b", text, re.I)]
    if written_on is None or len(named) + len(words) != 1:
        return None
    if words:
        return written_on + timedelta(days=words[0])
    if (named[0]["which"] or "").lower() in ("next", "following"):
        return None
    ahead = (DAYS.index(named[0][2][:3].lower()) - written_on.weekday() - 1) % 7 + 1
    return written_on + timedelta(days=ahead)
