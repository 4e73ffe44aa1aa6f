"""A day as people write it in a reply, read relative to the day the reply was written.

Days come before months, as in the United Kingdom; a year of two figures is in this century. Where people
could mean two different days, no day is read: "next Friday", or "Friday 4 December" when that is a Saturday.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?:,?\s+(?P<year>\d{4})\b)?"
NAMED = r"(?:mon|tues?|wed(?:nes|s)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
WEEKDAY = re.compile(rf"\b(?:(?P<which>next|last|this|following)\s+)?(?P<name>{NAMED})\b", re.I)
WRITTEN = (
    re.compile(r"\b(?P<year>20\d\d)-(?P<number>\d{1,2})-(?P<day>\d{1,2})\b"),
    re.compile(r"\b(?P<day>\d{1,2})[/.-](?P<number>\d{1,2})[/.-](?P<year>(?:20)?\d\d)\b"),
    re.compile(rf"\b{DAY}\s+(?:of\s+)?{MONTH}{YEAR}", re.I),
    re.compile(rf"\b{MONTH}\s+(?:the\s+)?{DAY}\b{YEAR}", re.I),
    re.compile(r"\b(?P<day>\d{1,2})/(?P<number>\d{1,2})\b(?!/)"),
    re.compile(r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)\b", re.I),
)
TWO_DAYS = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s*(?:or|/|and)\s*\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}", re.I)
RELATIVE = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}
WEEK_ON = re.compile(rf"\b(?:week on (?P<on>{NAMED})|(?P<before>{NAMED}) week)\b", re.I)
END_OF = re.compile(rf"\bend of (?:(?P<next>next )|(?:the|this) )?(?:(?P<week>week)|month\b|{MONTH})", re.I)
NUMBERS = {"a": 1, "an": 1, "one": 1, "another": 1, "further": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}
COUNT = rf"(?P<count>{'|'.join(NUMBERS)}|\d{{1,2}})"
SPELL = re.compile(rf"\b{COUNT}\s+(?:more |extra |further )?(?P<unit>weeks?|fortnight|days?)\b(?! (?:or|on)\b)", re.I)
LENGTHS = {"w": 7, "f": 14, "d": 1}
FRIDAY = 4
UNTIL = re.compile(r"\b(?:until|till|by|to|before)\b", re.I)


def limit_in(text: str, written_on: date | None) -> date | None:
    """The day until which `text` asks for time: the one behind "until" or "by", where it names more than one."""
    limit = UNTIL.split(text, maxsplit=1)
    return (len(limit) == 2 and day_in(limit[1], written_on)) or day_in(text, written_on)


def day_in(text: str, written_on: date | None, past: bool = False) -> date | None:
    """The one day that `text` names; None when in doubt.

    A day without a year is the next such day from `written_on`, a weekday the next after it, or, where it is told of
    as `past`, the last before it; without `written_on` only a full date is read.
    """
    if TWO_DAYS.search(text):
        return None
    for pattern in WRITTEN:
        found = {_day(match.groupdict(), written_on, past) for match in pattern.finditer(text)}
        if found:
            day = found.pop() if len(found) == 1 else None
            return day if day and _fits_weekday(day, text) else None
    try:
        return _reckoned(text, written_on, past) if written_on else None
    except OverflowError:  # a mail may say that it was written on the last day there is
        return None


def names_a_day(text: str) -> bool:
    """Whether a day or a length of time is spoken of, be it in doubt which."""
    return any(pattern.search(text) for pattern in (*WRITTEN, WEEKDAY, WEEK_ON, END_OF, SPELL)) or bool(
        re.search(r"\b(?:tomorrow|tonight)\b", text, re.I)
    )


def _day(parts: dict[str, str | None], written_on: date | None, past: bool) -> date | None:
    number, named, year = parts.get("number"), parts.get("month"), int(parts.get("year") or 0)
    try:
        if not number and not named:
            return _next_numbered(int(parts["day"] or 0), written_on)
        month = int(number) if number else MONTHS.index((named or "")[:3].lower()) + 1
        if year:
            return date(year + 2000 * (year < 100), month, int(parts["day"] or 0))
        if written_on is None:
            return None
        day = date(written_on.year, month, int(parts["day"] or 0))
        return day if past or day >= written_on else day.replace(year=day.year + 1)
    except ValueError:
        return None


def _next_numbered(number: int, written_on: date | None) -> date | None:
    """The next day of that number: of this month, or of the one after it."""
    if written_on is None:
        return None
    first = written_on.replace(day=1)
    month = first if number >= written_on.day else first + timedelta(days=32)
    return month.replace(day=number)


def _fits_weekday(day: date, text: str) -> bool:
    named = {_number(found["name"]) for found in WEEKDAY.finditer(text)}
    return not named or named == {day.weekday()}


def _number(weekday: str) -> int:
    return DAYS.index(weekday[:3].lower())


def _reckoned(text: str, written_on: date, past: bool) -> date | None:
    """A day that is counted from the day of writing."""
    week_on, end, spells = WEEK_ON.search(text), END_OF.search(text), list(SPELL.finditer(text))
    if week_on:
        return _coming(_number(week_on["on"] or week_on["before"]), written_on) + timedelta(days=7)
    if end:
        return _end(end, written_on)
    if len(spells) == 1:
        return written_on + _length(spells[0])
    return _relative(text, written_on, past)


def _coming(weekday: int, written_on: date) -> date:
    return written_on + timedelta(days=(weekday - written_on.weekday() - 1) % 7 + 1)


def _length(spell: re.Match[str]) -> timedelta:
    count = spell["count"].lower()
    return timedelta(days=(NUMBERS[count] if count in NUMBERS else int(count)) * LENGTHS[spell["unit"][0].lower()])


def _end(end: re.Match[str], written_on: date) -> date | None:
    """A week ends on its Friday, a month on its last day."""
    if end["week"]:
        friday = written_on + timedelta(days=FRIDAY - written_on.weekday() + 7 * bool(end["next"]))
        return friday if friday >= written_on else None
    month = MONTHS.index(end["month"][:3].lower()) + 1 if end["month"] else written_on.month + bool(end["next"])
    year = written_on.year + (month < written_on.month) + (month > 12)
    month = month - 12 * (month > 12)
    return date(year, month, monthrange(year, month)[1])


def _relative(text: str, written_on: date, past: bool) -> date | None:
    named = [found for found in WEEKDAY.finditer(text) if past or (found["which"] or "").lower() != "last"]
    words = [days for word, days in RELATIVE.items() if re.search(rf"\b{word}\b", text, re.I)]
    words = [days for days in words if past or days >= 0]
    if len(named) + len(words) != 1:
        return None
    if words:
        return written_on + timedelta(days=words[0])
    if (named[0]["which"] or "").lower() in ("next", "following"):
        return None
    coming = _coming(_number(named[0]["name"]), written_on)
    return coming - timedelta(days=7 + 7 * (coming - written_on == timedelta(days=7))) if past else coming
