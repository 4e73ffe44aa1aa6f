"""The log, and a row of it: changed, added, taken away."""

from contextlib import suppress
from datetime import date

from flask import abort, redirect
from werkzeug.wrappers import Response

from forms import Answers, SummaryLogForm
from forms.summary_log import ON_A_SHEET, OURS
from service.seam.log_pages import OpenLog, ShownRow
from service.web.links.log.visit import Visit, pages, with_the_log
from service.web.shown import long_day, service
from service.web.submitting import STALE, given

KEYS = tuple(key for key in ON_A_SHEET if key not in OURS)


@pages.get("/l/<log>/cases")
@with_the_log
def table(visit: Visit, found: OpenLog) -> Response:
    return visit.show("links/log/table.html", found=found)


@pages.get("/l/<log>/cases/<int:number>")
@with_the_log
def row(visit: Visit, found: OpenLog, number: int) -> Response:
    one = row_of(found, number)
    return show_row(visit, one, form_of(visit, dict(one.given)))


@pages.post("/l/<log>/cases/<int:number>")
@with_the_log
def row_changed(visit: Visit, found: OpenLog, number: int) -> Response:
    one, said = row_of(found, number), {name: words for name, words in given().items() if is_asked(name)}
    form = form_of(visit, {**said, "agency": visit.link.agency})
    answers = form.answers(only=asked_of(one))
    if not isinstance(answers, Answers):
        return show_row(visit, one, form, status=422)
    if not visit.is_marked:
        return show_row(visit, one, form, beside=STALE, status=422)
    service().logs.change(visit.token, visit.handle, number, {key: answers.get(key, "") for key in asked_of(one)})
    return redirect(visit.at("table"), 303)


@pages.post("/l/<log>/cases/<int:number>/remove")
@with_the_log
def row_removed(visit: Visit, found: OpenLog, number: int) -> Response:
    if visit.is_marked:
        service().logs.remove(visit.token, visit.handle, number)
    return redirect(visit.at("table"), 303)


def row_of(found: OpenLog, number: int) -> ShownRow:
    """The row of that number; an empty one after the last."""
    if number == len(found.rows) + 1:
        return ShownRow(number, "", {})
    return found.row(number) or abort(404)


def form_of(visit: Visit, said: dict[str, str]) -> SummaryLogForm:
    return SummaryLogForm.asking(service().logs.choices(visit.place.key), said)


def asked_of(one: ShownRow) -> tuple[str, ...]:
    """What is asked of a row. Several children of one case have several dates: these are not asked in one box. What is
    ours is asked where a sheet brought it in a row of the agency's own."""
    several = "," in one.given.get("child_born", "")
    asked = tuple(key for key in KEYS if not (several and key in ("child_born", "age")))
    return asked + tuple(key for key in OURS if not one.reference and one.given.get(key))


def is_asked(name: str) -> bool:
    return any(name == key or name.startswith(f"{key}-") for key in ON_A_SHEET)


def show_row(
    visit: Visit, one: ShownRow, form: SummaryLogForm, *, beside: str = "", status: int = 200
) -> Response:  # fmt: skip
    questions = [form[key] for key in asked_of(one)]
    return visit.show(
        "links/log/row.html", status=status, row=one, ours=ours_of(one), questions=questions, beside=beside
    )


def ours_of(one: ShownRow) -> tuple[tuple[str, str], ...]:
    """What is ours in a row, and nobody else changes."""
    if not one.reference:
        return ()
    day, _, whom = one.given.get("escalated", "").partition("; ")
    with suppress(ValueError):  # in a sheet it may be in any words
        day = long_day(date.fromisoformat(day))
    escalated = ", ".join(filter(None, (day, whom)))
    told = (("Our reference", one.reference), ("Furthest stage", one.given.get("stage", "")), ("Escalated", escalated))
    return tuple(line for line in told if line[1])
