"""The log checked and sent, or that there is nothing to report."""

from flask import redirect
from werkzeug.wrappers import Response

from service.seam.log_pages import OpenLog
from service.web.links.answering import NilForm
from service.web.links.log.visit import Visit, at_a_link, pages, with_the_log
from service.web.shown import service
from service.web.submitting import CHANGED, STALE, given, sent_as


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
