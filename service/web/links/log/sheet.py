"""The log as a spreadsheet: fetched, changed elsewhere, and put back."""

from flask import abort, make_response, redirect, request
from werkzeug.wrappers import Response

from service.seam.log_pages import OpenLog
from service.web.links.log.visit import Visit, pages, with_the_log
from service.web.shown import service
from service.web.submitting import STALE, posted_file

LARGEST_POST = 10_500_000  # bytes: a file of ten megabytes, and what a form needs around it
TOO_LARGE = "The selected file must be smaller than 10MB"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
