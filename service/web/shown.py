"""What every page is made of: the service behind it, its partnership, its template, and answers and dates in words."""

import re
from datetime import date, datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from flask import Response, abort, current_app, make_response, render_template
from markupsafe import Markup, escape

from forms.choosing import Offering
from forms.dates import PartsDate
from forms.fields import Question
from service.seam.pages import Pages, Partnership

LONDON = ZoneInfo("Europe/London")
TO_PUT_RIGHT = (409, 422)
A_REFERENCE = re.compile(r"\b[A-Z]{2,5}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")


def service() -> Pages:
    return cast(Pages, current_app.extensions["parley"])


def partnership_of(key: str) -> Partnership:
    """The partnership of that key; the page not found where there is none."""
    return service().partnerships.get(key) or abort(404)


def page(template: str, partnership: Partnership | None, *, status: int = 200, **shown: Any) -> Response:
    """A page; its title begins with "Error: " where there is something to put right."""
    error = status in TO_PUT_RIGHT
    return make_response(render_template(template, partnership=partnership, error=error, **shown), status)


def long_date(at: datetime) -> str:
    """Wednesday 2 December 2026, in London."""
    return long_day(at.astimezone(LONDON))


def long_day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"


def day_month_year(day: date) -> str:
    """2 December 2026: a date of birth needs no day of the week."""
    return f"{day.day} {day:%B %Y}"


def clock_time(at: datetime) -> str:
    """5pm or 9:30am, in London."""
    local = at.astimezone(LONDON)
    minutes = f":{local:%M}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def dialled(number: str) -> str:
    """A telephone number as a link rings it; what stands behind its digits, such as an extension, is dialled by hand.
    """
    return f"tel:{re.sub(r'[^0-9+]', '', number.partition('ext')[0])}"


def to_ring(number: str) -> Markup:
    """A telephone number that rings where it is pressed; words without one stand as they are."""
    if not re.search("[0-9]", number):
        return escape(number)
    return Markup('<a class="govuk-link parley-whole" href="{}">{}</a>').format(dialled(number), number)


def quartered(key: str) -> str:
    """A long key in fours, as it is typed off: JBSW Y3DP."""
    return " ".join(key[first : first + 4] for first in range(0, len(key), 4))


def unbroken(heading: str) -> Markup:
    """A heading as it is drawn, with each reference in it on one line; it was escaped when it was made."""
    whole = A_REFERENCE.sub(r'<span class="parley-whole">\g<0></span>', str(heading))
    return Markup(whole)  # only our own span is new


def long_moment(at: datetime) -> str:
    return f"{clock_time(at)} on {long_date(at)}"


def short_moment(at: datetime) -> str:
    """2 December 2026, 5pm, in London: where the day of the week would be in the way."""
    local = at.astimezone(LONDON)
    return f"{local.day} {local:%B %Y}, {clock_time(at)}"


def in_words(question: Question) -> str:
    """An answer as people read it; empty where there is none."""
    if isinstance(question, Offering):
        return ", ".join(one.label for one in question.choices if one.value in question.chosen)
    if isinstance(question, PartsDate):
        return long_day(date.fromisoformat(question.answer)) if question.answer else ""
    if question.kind == "rows":
        return "\n".join(map(_row_in_words, filter(None, question.answer.split("\n"))))
    return question.answer


def _row_in_words(line: str) -> str:
    what, who, by = (part.strip() for part in f"{line};;".split(";")[:3])
    try:
        return f"{what} – {who}, by {long_day(date.fromisoformat(by))}"
    except ValueError:  # a row that ends in no day
        return ", ".join(filter(None, (what, who, by)))
