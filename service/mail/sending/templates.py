"""The words of each mail: one folder a kind, with subject.txt and body.txt.

A missing variable is an error, not a blank. Moments are shown in London time, the way letters write them.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from service.errors import UnsafeHeader

TEMPLATES = Path(__file__).resolve().parents[3] / "mail_templates"
LONGEST_SUBJECT = 78  # RFC 5322 2.1.1: one line, unfolded
LONDON = ZoneInfo("Europe/London")


def render(kind: str, values: Mapping[str, object], folder: Path = TEMPLATES) -> tuple[str, str]:
    """Subject and body of one mail of this kind.

    The subject is one line of at most 78 characters, cut at a word when longer: the reference stands first.
    Raises UnsafeHeader when it holds a control character, jinja2.UndefinedError when a value is missing,
    jinja2.TemplateNotFound when there is no such kind.
    """
    environment = _environment(folder)
    subject = environment.get_template(f"{kind}/subject.txt").render(values).strip(" \n")
    if any(unicodedata.category(sign) in {"Cc", "Zl", "Zp"} for sign in subject):
        raise UnsafeHeader(f"The subject of a {kind} mail must be one line without control characters.")
    return _shortened(subject), _tidy(environment.get_template(f"{kind}/body.txt").render(values))


def part(name: str, values: Mapping[str, object], folder: Path = TEMPLATES) -> str:
    """The lines that this part brings into a body, word for word as `render` has them there."""
    return _tidy(_environment(folder).get_template(f"parts/{name}.txt").render(values)).strip("\n")


def kinds(folder: Path = TEMPLATES) -> tuple[str, ...]:
    """The kinds of mail that have a folder, in alphabetical order."""
    return tuple(sorted(entry.name for entry in folder.iterdir() if (entry / "body.txt").is_file()))


def long_date(moment: date) -> str:
    """Wednesday 2 December 2026; an instant is shown by its London date."""
    return _in_london(moment).strftime("%A %-d %B %Y")


def short_date(moment: date) -> str:
    """Wed 2 December."""
    return _in_london(moment).strftime("%a %-d %B")


def day_month_year(day: date) -> str:
    """2 December 2026: a date of birth needs no day of the week."""
    return _in_london(day).strftime("%-d %B %Y")


def month_year(day: date) -> str:
    """November 2051."""
    return _in_london(day).strftime("%B %Y")


def clock_time(moment: datetime) -> str:
    """4:12pm, 5pm, midday, midnight: an aware instant in London time, as the GOV.UK style guide writes it."""
    exact = _in_london(moment).strftime("%-I:%M%p").lower()
    return NAMED_HOURS.get(exact, exact.replace(":00", ""))


NAMED_HOURS = {"12:00am": "midnight", "12:00pm": "midday"}
FILTERS = {
    "long_date": long_date, "short_date": short_date, "day_month_year": day_month_year, "month_year": month_year,
    "clock_time": clock_time,
}  # fmt: skip
Moment = TypeVar("Moment", bound=date)


def _in_london(moment: Moment) -> Moment:
    """A day stays that day; an instant must say its offset, else ValueError."""
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is None:
        raise ValueError("An instant in a mail must say its time zone.")
    return moment.astimezone(LONDON)


@cache
def _environment(folder: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folder), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(FILTERS)
    return environment


def _shortened(subject: str) -> str:
    if len(subject) <= LONGEST_SUBJECT:
        return subject
    return subject[: LONGEST_SUBJECT - 1].rpartition(" ")[0] + "…"


def _tidy(body: str) -> str:
    """No trailing blanks, at most one empty line together, one line break at the end."""
    lines = "\n".join(line.rstrip() for line in body.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n") + "\n"
