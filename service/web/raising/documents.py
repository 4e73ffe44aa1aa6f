"""Documents that may be added before it is sent (ux.md 2.1, P13)."""

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from service.web.raising.mine import Mine, my_draft
from service.web.raising.pages import pages
from service.web.shown import page, service
from service.web.submitting import STALE, posted_file

LARGEST_POST = 10_500_000  # bytes: a file of ten megabytes, and what a form needs around it
TOO_LARGE = "The selected file must be smaller than 10MB"


@pages.get("/<partnership>/raise/documents")
@my_draft
def documents(mine: Mine) -> Response:
    return show(mine)


@pages.post("/<partnership>/raise/documents")
@my_draft
def document_added(mine: Mine) -> Response:
    if (request.content_length or 0) > LARGEST_POST:
        return show(mine, wrong=TOO_LARGE)
    request.max_content_length = LARGEST_POST
    if not mine.is_marked:
        return show(mine, beside=STALE)
    wrong = service().drafts.add_document(mine.handle, *posted_file("document"))
    return show(mine, wrong=wrong) if wrong else redirect(address(mine), 303)


@pages.post("/<partnership>/raise/documents/<uuid:id>/remove")
@my_draft
def document_removed(mine: Mine, id: object) -> Response:
    if not mine.is_marked:
        return show(mine, beside=STALE)
    if str(id) not in {document.id for document in service().drafts.documents(mine.draft.submission_id)}:
        abort(404)
    service().drafts.remove_document(mine.handle, str(id))
    return redirect(address(mine), 303)


def address(mine: Mine) -> str:
    return url_for("raising.documents", partnership=mine.place.key)


def show(mine: Mine, *, wrong: str = "", beside: str = "") -> Response:
    problems = [{"text": beside}] if beside else []
    problems += [{"text": wrong, "href": "#document"}] if wrong else []
    return page(
        "raising/documents.html", mine.place, status=422 if problems else 200, problems=problems, wrong=wrong,
        documents=service().drafts.documents(mine.draft.submission_id), back=mine.at(None), mark=mine.marked,
    )  # fmt: skip
