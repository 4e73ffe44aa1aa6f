"""The link to a log, and the code that opens it in this browser."""

from collections.abc import Callable

from flask import redirect
from werkzeug.wrappers import Response

from service.seam.link_pages import WrongCode
from service.web.links.answering import LogForm
from service.web.links.log.visit import COOKIE, Visit, at_a_link, pages
from service.web.shown import service
from service.web.small_form import WRONG_CODE, CodeForm
from service.web.submitting import STALE, given

A_DAY = 24 * 60 * 60


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
