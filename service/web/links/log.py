"""An agency's log behind its signed link (ux.md 2.1, P30): what is held, changed row by row or as a sheet, and sent.

The link shows no child and records nothing. A code opens the log in this browser, by a handle in a cookie that only
these pages read; every change is kept in a copy that nobody else sees until it is checked and sent.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import wraps

from flask import Blueprint, abort, make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from forms import Answers, SummaryLogForm
from forms.summary_log import ON_A_SHEET, OURS
from service.seam.link_pages import Expired, WrongCode
from service.seam.log_pages import LogLink, OpenLog, ShownRow
from service.seam.pages import Partnership
from service.web import mark
from service.web.links.answering import FreshLinkForm, LogForm, NilForm
from service.web.links.respond import CHANGED, WRONG_CODE
from service.web.shown import long_day, page, service
from service.web.small_form import CodeForm
from service.web.submitting import STALE, given, posted_file, sent_as

pages = Blueprint("log", __name__)

COOKIE = "log"
A_DAY = 24 * 60 * 60
LARGEST_POST = 10_500_000  # bytes: a file of ten megabytes, and what a form needs around it
TOO_LARGE = "The selected file must be smaller than 10MB"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KEYS = tuple(key for key in ON_A_SHEET if key not in OURS)


@dataclass(frozen=True)
class Visit:
    """Somebody at a link to a log."""

    token: str
    link: LogLink

    @property
    def place(self) -> Partnership:
        return service().partnerships[self.link.partnership]

    @property
    def handle(self) -> str:
        return request.cookies.get(COOKIE, "")

    @property
    def is_marked(self) -> bool:
        return mark.is_fresh(given().get("mark", ""), "log", self.token)

    def at(self, endpoint: str, **of: int) -> str:
        return url_for(f"log.{endpoint}", **{"log": self.token, **of})  # type: ignore[arg-type]

    def show(self, template: str, *, status: int = 200, **shown: object) -> Response:
        return page(
            template, self.place, status=status, link=self.link, visit=self, mark=mark.make("log", self.token), **shown
        )


def at_a_link(view: Callable[..., Response]) -> Callable[..., Response]:
    """For a page behind a link that works; one that works no more offers a fresh one."""

    @wraps(view)
    def shown(log: str, **of: object) -> Response:
        link = service().logs.page(log) or abort(404)
        return expired(log, link) if isinstance(link, Expired) else view(Visit(log, link), **of)

    return shown


def with_the_log(view: Callable[..., Response]) -> Callable[..., Response]:
    """For a page that shows the log: without the handle that a code gives, it asks for one."""

    @wraps(view)
    def shown(visit: Visit, **of: object) -> Response:
        found = service().logs.find(visit.token, visit.handle)
        return view(visit, found, **of) if found else redirect(visit.at("ask"), 303)

    return at_a_link(shown)


# The link, and the code that opens it


@pages.get("/l/<log>")
@at_a_link
def ask(visit: Visit) -> Response:
    return question(visit)


@pages.post("/l/<log>")
@at_a_link
def answered(visit: Visit) -> Response:
    form = LogForm.filled(given())
    if form.is_wrong("cases"):
        return question(visit, form, status=422)
    if not visit.is_marked:
        return question(visit, form, beside=STALE, status=422)
    return STEPS.get(given().get("step", ""), send_code)(visit)


def question(visit: Visit, form: LogForm | None = None, *, beside: str = "", status: int = 200) -> Response:
    return visit.show("links/log/link.html", status=status, form=form or LogForm.filled(), beside=beside)


def send_code(visit: Visit) -> Response:
    service().logs.send_code(visit.token)
    return ask_code(visit, CodeForm.filled())


def ask_code(visit: Visit, form: CodeForm, *, status: int = 200) -> Response:
    return visit.show("links/log/code.html", status=status, form=form, cases=given().get("cases", ""))


def enter(visit: Visit) -> Response:
    form = CodeForm.filled(given())
    if form.is_wrong("code"):
        return ask_code(visit, form, status=422)
    handle = service().logs.open(visit.token, form["code"].data)
    if isinstance(handle, WrongCode):
        if handle.why == "expired":
            service().logs.send_code(visit.token)
        form.refuse("code", WRONG_CODE[handle.why])
        return ask_code(visit, form, status=422)
    onwards = redirect(visit.at("nil" if given()["cases"] == "no" else "table"), 303)
    secure = service().config.base_url.startswith("https:")
    onwards.set_cookie(
        COOKIE, handle, max_age=A_DAY, path=visit.at("ask"), httponly=True, samesite="Lax", secure=secure
    )
    return onwards


STEPS: dict[str, Callable[[Visit], Response]] = {"code": send_code, "enter": enter}


# The log, a row, a sheet


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


@pages.get("/l/<log>/sheet")
@with_the_log
def sheet(visit: Visit, found: OpenLog) -> Response:
    return show_upload(visit)


@pages.post("/l/<log>/sheet")
@with_the_log
def sheet_sent(visit: Visit, found: OpenLog) -> Response:
    if (request.content_length or 0) > LARGEST_POST:
        return show_upload(visit, TOO_LARGE)
    request.max_content_length = LARGEST_POST
    if not visit.is_marked:
        return show_upload(visit, beside=STALE)
    wrong = service().logs.put_sheet(visit.token, visit.handle, *posted_file("sheet"))
    return show_upload(visit, wrong) if wrong else redirect(visit.at("check"), 303)


def show_upload(visit: Visit, wrong: str = "", beside: str = "") -> Response:
    problems = [{"text": beside}] if beside else []
    problems += [{"text": wrong, "href": "#sheet"}] if wrong else []
    return visit.show("links/log/sheet.html", status=422 if problems else 200, problems=problems, wrong=wrong)


@pages.get("/l/<log>/sheet.xlsx")
@with_the_log
def sheet_file(visit: Visit, found: OpenLog) -> Response:
    content = service().logs.sheet(visit.token, visit.handle) or abort(404)
    return make_response(content, {"Content-Type": XLSX, "Content-Disposition": 'attachment; filename="log.xlsx"'})


# Sent


@pages.get("/l/<log>/check")
@with_the_log
def check(visit: Visit, found: OpenLog) -> Response:
    return show_check(visit, found)


@pages.post("/l/<log>/check")
@at_a_link
def send(visit: Visit) -> Response:
    found = service().logs.find(visit.token, visit.handle)
    if found and (found.faulty or not visit.is_marked):
        return show_check(visit, found, beside="" if found.faulty else STALE, status=422)
    recorded = service().logs.send(visit.token, visit.handle, sent_as(), given().get("seen", ""))
    if recorded:
        return visit.show("links/log/recorded.html", recorded=recorded)
    return show_check(visit, found, beside=CHANGED, status=409) if found else redirect(visit.at("ask"), 303)


def show_check(visit: Visit, found: OpenLog, *, beside: str = "", status: int = 200) -> Response:
    problems = [{"text": beside}] if beside else []
    problems += [
        {"text": f"Row {one.number}: {to_do}", "href": visit.at("row", number=one.number)}
        for one in found.faulty for to_do in one.lacks
    ]  # fmt: skip
    return visit.show(
        "links/log/check.html", status=status, found=found, problems=problems, submission_id=sent_as(),
    )  # fmt: skip


@pages.get("/l/<log>/nil")
@with_the_log
def nil(visit: Visit, found: OpenLog) -> Response:
    return show_nil(visit, NilForm.filled())


@pages.post("/l/<log>/nil")
@at_a_link
def nil_sent(visit: Visit) -> Response:
    form = NilForm.filled(given())
    if form.is_wrong("nothing"):
        return show_nil(visit, form, status=422)
    if not visit.is_marked:
        return show_nil(visit, form, beside=STALE, status=422)
    recorded = service().logs.nil(visit.token, visit.handle, sent_as())
    return visit.show("links/log/recorded.html", recorded=recorded) if recorded else redirect(visit.at("ask"), 303)


def show_nil(visit: Visit, form: NilForm, *, beside: str = "", status: int = 200) -> Response:
    return visit.show("links/log/nil.html", status=status, form=form, beside=beside, submission_id=sent_as())


# A link that works no more


def expired(token: str, link: Expired) -> Response:
    form = FreshLinkForm.filled(given() if request.method == "POST" else None)
    place, is_marked = service().partnerships[link.partnership], mark.is_fresh(given().get("mark", ""), "log", token)
    if request.method == "POST" and not form.is_wrong("fresh") and is_marked:
        service().logs.fresh_link(token)
        return page("links/link_sent.html", place)
    status = 422 if request.method == "POST" else 200
    return page("links/expired.html", place, status=status, behind=link, form=form, mark=mark.make("log", token))
