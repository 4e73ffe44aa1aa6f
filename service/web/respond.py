"""The page behind a signed link in a mail: one question, answered with a code, by the person it was made for.

Opening it changes nothing, however often and whoever does it, for scanners of mail open links and press buttons too.
Something happens only when a choice is posted: first a code goes to the address that the link was made for, then the
code comes back with the same choice. All that was typed travels along in the form.
"""

from collections.abc import Callable

from flask import Blueprint, abort, request
from werkzeug.wrappers import Response

from forms.resolution_report import ResolutionReportForm
from service.errors import ServiceError
from service.pages import AnswerPage, Changed, Expired, Filled, Partnership, Record, Recorded, WrongCode
from service.web import mark
from service.web.answering import AnswerForm
from service.web.shown import page, service
from service.web.submitting import show

pages = Blueprint("respond", __name__)

WRONG_CODE = {
    "wrong": "That code is not right – check the latest email",
    "expired": "That code has expired – ask for a new one",
    "too many": "That code was tried too often – ask for a new one",
}
STALE = "This page was open for a long time. Nothing is lost: check your answer and send it again."
CHANGED = "Something changed since you opened this page. Nothing was recorded: check it and answer again."


@pages.get("/r/<token>")
def ask(token: str) -> Response:
    behind = behind_link(token)
    if isinstance(behind, Expired):
        return expired(token, behind)
    return question(token, behind, AnswerForm.about(behind))


@pages.post("/r/<token>")
def answered(token: str) -> Response:
    behind = behind_link(token)
    if isinstance(behind, Expired):
        return fresh_link(token, behind)
    if is_fresh(token) and request.form.get("seen_version") != str(behind.seen_version):
        return changed(token, behind)
    form = AnswerForm.about(behind, request.form.to_dict())
    if form.is_wrong("choice", "detail", "on", "clock") or form.lacks(behind.needs):
        return question(token, behind, form, status=422)
    if not is_fresh(token):
        return question(token, behind, form, beside=STALE, status=422)
    try:
        return STEPS.get(request.form.get("step", ""), send_code)(token, behind, form)
    except ServiceError as fault:
        return question(token, behind, form, beside=str(fault), status=409)


def behind_link(token: str) -> AnswerPage | Expired:
    return service().answer_page(token) or abort(404)


def partnership_for(behind: AnswerPage | Expired) -> Partnership:
    return service().partnerships[behind.partnership]


def send_code(token: str, behind: AnswerPage, form: AnswerForm) -> Response:
    service().send_code(token)
    form.forget("code")
    return ask_code(token, behind, form)


def record(token: str, behind: AnswerPage, form: AnswerForm) -> Response:
    if form.is_wrong("code"):
        return ask_code(token, behind, form, status=422)
    found = service().answer(token, form["code"].data, form.given(behind.seen_version))
    match found:
        case Record():
            return page("record.html", partnership_for(behind), record=found)
        case Filled():
            place = partnership_for(behind)
            return show(ResolutionReportForm.asking(service().report_choices(place.key), found.typed), place)
        case Recorded():
            return page("recorded.html", partnership_for(behind), behind=behind, recorded=found)
        case Changed():
            return changed(token, found.page)
        case WrongCode():
            form.refuse("code", WRONG_CODE[found.why])
            return ask_code(token, behind, form, status=422)


STEPS: dict[str, Callable[[str, AnswerPage, AnswerForm], Response]] = {"code": send_code, "answer": record}


def changed(token: str, now: AnswerPage) -> Response:
    """The page as it stands now, with what was typed, and the question asked again."""
    form = AnswerForm.about(now, {"detail": request.form.get("detail", "")})
    return question(token, now, form, beside=CHANGED, status=409)


def fresh_link(token: str, behind: Expired) -> Response:
    if not is_fresh(token):
        return expired(token, behind)
    service().fresh_link(token)
    return page("link_sent.html", partnership_for(behind))


def question(token: str, behind: AnswerPage, form: AnswerForm, *, beside: str = "", status: int = 200) -> Response:
    return page(
        "answer.html", partnership_for(behind), status=status,
        behind=behind, form=form, beside=beside, mark=mark.make("answer", token),
    )


def ask_code(token: str, behind: AnswerPage, form: AnswerForm, *, status: int = 200) -> Response:
    return page(
        "code.html", partnership_for(behind), status=status, behind=behind, form=form, mark=mark.make("answer", token)
    )


def expired(token: str, behind: Expired) -> Response:
    return page("expired.html", partnership_for(behind), behind=behind, mark=mark.make("answer", token))


def is_fresh(token: str) -> bool:
    return mark.is_fresh(request.form.get("mark", ""), "answer", token)
