"""A date given in its parts, as people give it: 27 3 2026, 27 March 2026, or on one line in a mail.

The parts are kept as they were typed, so that they can be shown again, and `bad` names those to put right. A year of
two digits is refused, never guessed.
"""

import re
from calendar import month_abbr, month_name
from datetime import date, timedelta
from typing import Any, NoReturn

from wtforms.validators import StopValidation

from forms.fields import Question, plain

PARTS = ("day", "month", "year")
MONTHS = {name.casefold(): n for names in (month_name, month_abbr) for n, name in enumerate(names) if name}
MONTHS["sept"] = 9
WEEKDAY = re.compile(r"(mon|tues?|wed(nes)?|thu(rs?)?|fri|sat(ur)?|sun)(day)?\.?,?\s+", re.IGNORECASE)
EARLIEST_YEAR = 1900
TEN_MONTHS = timedelta(days=306)
OPEN = "open"


class PartsDate(Question):
    """A date of three parts, kept as 2026-03-27, today or in the past."""

    kind = "date"

    def __init__(self, label: str, **rest: Any) -> None:
        super().__init__(label, **rest)
        self.parts = dict.fromkeys(PARTS, "")
        self.bad: tuple[str, ...] = ()

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        super().process(formdata, *args, **kwargs)
        if formdata is not None:
            self.parts = typed_parts(formdata, self.name)
        self.data = " ".join(self.parts.values()).strip()

    def pre_validate(self, form: Any) -> None:
        self.bad = PARTS
        super().pre_validate(form)
        self.bad = ()

    def check(self) -> None:
        absent = tuple(part for part in PARTS if not self.parts[part])
        if absent:
            self.refuse(f"{self.called} must include a {' and '.join(absent)}", absent)
        if not re.fullmatch("[0-9]{4}", self.parts["year"]):
            self.refuse("Year must include 4 numbers", ("year",))
        found = self.as_date()
        if found.year < EARLIEST_YEAR:
            self.refuse(f"Year must be {EARLIEST_YEAR} or later", ("year",))
        self.hold_against(found, self.meta.choices.today)
        self.data = found.isoformat()

    def as_date(self) -> date:
        day, month = day_of(self.parts["day"]), month_of(self.parts["month"])
        try:
            return date(int(self.parts["year"]), month, day)
        except ValueError:
            wrong = ("day",) * (not 1 <= day <= 31) + ("month",) * (not 1 <= month <= 12)
            self.refuse(f"{self.called} must be a real date", wrong or PARTS)

    @property
    def typed_day(self) -> date | None:
        """The day that the parts make as they were typed, checked or not; None where they make none."""
        try:
            return self.as_date()
        except StopValidation:
            return None

    def hold_against(self, found: date, today: date) -> None:
        if found > today:
            self.refuse(f"{self.called} must be today or in the past", PARTS)

    def refuse(self, message: str, bad: tuple[str, ...]) -> NoReturn:
        self.bad = bad
        raise StopValidation(message)


class BirthOrDueDate(PartsDate):
    """The day somebody was born, or a baby is due within the next ten months."""

    def hold_against(self, found: date, today: date) -> None:
        if found > today + TEN_MONTHS:
            self.refuse("Due date must be in the next 10 months", PARTS)


class ComingDate(PartsDate):
    """The day by which something will be done."""

    def hold_against(self, found: date, today: date) -> None:
        if found < today:
            self.refuse(f"{self.called} must be today or in the future", PARTS)


class AnyDate(PartsDate):
    """A day that a procedure asks for, whether it has come or not."""

    def hold_against(self, found: date, today: date) -> None:
        """Any day will do."""


class DateOrOpen(PartsDate):
    """The day on which something was done; "open", or nothing, while it is not."""

    def check(self) -> None:
        if self.data.casefold() == OPEN:
            self.data = OPEN
        else:
            super().check()

    @property
    def answer(self) -> str:
        return super().answer or OPEN


def typed_parts(formdata: Any, name: str) -> dict[str, str]:
    """The three parts as they were typed, from three boxes or from one line."""
    whole = "".join(formdata.getlist(name)[:1])
    if plain(whole):
        return dict(zip(PARTS, parts_of(whole), strict=True))
    return {part: plain("".join(formdata.getlist(f"{name}-{part}")[:1])) for part in PARTS}


def parts_of(line: str) -> tuple[str, str, str]:
    """Day, month and year of one line: 27 March 2026, March 27 2026, 27/3/26, 2026-03-27. What is missing is empty."""
    parts = [part for part in re.split(r"[\s/.,-]+", WEEKDAY.sub("", plain(line), count=1)) if part]
    if len(parts) > 3:
        return plain(line), "", ""
    if parts and re.fullmatch("[0-9]{4}", parts[0]):
        parts.reverse()
    elif len(parts) > 1 and parts[0].casefold() in MONTHS:
        parts[:2] = parts[1], parts[0]
    day, month, year = (*parts, "", "", "")[:3]
    return day, month, year


def day_of(said: str) -> int:
    """The number of a day, 27 or 27th; 0 when it is none."""
    number = re.fullmatch("([0-9]{1,2})(st|nd|rd|th)?", said, re.IGNORECASE)
    return int(number[1]) if number else 0


def month_of(said: str) -> int:
    """The number of a month, given as 3, mar or March; 0 when it is none."""
    return int(said) if re.fullmatch("[0-9]{1,2}", said) else MONTHS.get(said.casefold().removesuffix("."), 0)
