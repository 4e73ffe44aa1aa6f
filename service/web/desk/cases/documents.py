"""A document that was added to a disagreement, saved: read as what is written is, for a reason where it is early."""

from flask import Blueprint, abort
from werkzeug.wrappers import Response

from service.seam.access import Action, NeedsReason
from service.seam.desk_mails import File
from service.web.desk.cases.asking import ReasonForm
from service.web.desk.guarding import needs, signed_in
from service.web.desk.showing import desk, saved, show
from service.web.submitting import given

pages = Blueprint("documents", __name__)


@pages.get("/cases/<reference>/documents/<int:number>")
@needs(Action.WRITTEN)
def ask(partnership: str, reference: str, number: int) -> Response:
    found = document(reference, number, "")
    return why_page(reference, number, ReasonForm.asking()) if isinstance(found, NeedsReason) else saved(found)


@pages.post("/cases/<reference>/documents/<int:number>")
@needs(Action.WRITTEN)
def file(partnership: str, reference: str, number: int) -> Response:
    form = ReasonForm.asking(given())
    if not form.validate():
        return why_page(reference, number, form)
    found = document(reference, number, form["why"].answer)
    if isinstance(found, NeedsReason):
        form["why"].errors = ["Enter why you need to read it now"]
        return why_page(reference, number, form)
    return saved(found)


def document(reference: str, number: int, why: str) -> File | NeedsReason:
    return desk().document(signed_in(), reference, number, why) or abort(404)


def why_page(reference: str, number: int, form: ReasonForm) -> Response:
    found = desk().case(signed_in(), reference) or abort(404)
    status = 422 if form["why"].errors else 200
    return show("cases/document.html", here="cases", case=found, form=form, number=number, beside="", status=status)
