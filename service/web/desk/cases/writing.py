"""A message to people of a case (C9): to whom, what, then exactly what each of them will read; then it is sent."""

from flask import Blueprint, abort, redirect, url_for
from werkzeug.wrappers import Response

from forms import Choice
from service.errors import ServiceError
from service.seam.access import Action
from service.seam.desk_acts import Changed
from service.seam.desk_writing import Draft, Refused, WritePage
from service.web.desk.cases.acting import typed
from service.web.desk.cases.asking import MINIMAL_ONLY, NAMED_IN_SUBJECT, WriteForm
from service.web.desk.form import Offered
from service.web.desk.guarding import needs, signed_in
from service.web.desk.showing import desk, show
from service.web.submitting import CHANGED, given, sent_as

pages = Blueprint("writing", __name__)


@pages.get("/cases/<reference>/write")
@needs(Action.ACT)
def ask(partnership: str, reference: str) -> Response:
    about = page_of(reference)
    return question(about, form_of(about))


@pages.post("/cases/<reference>/write")
@needs(Action.ACT)
def answered(partnership: str, reference: str) -> Response:
    step = given().get("step")
    if step == "do" and desk().was_done(signed_in(), reference, sent_as()):
        return sent(reference)
    about = page_of(reference)
    form = form_of(about, given())
    if not form.validate():
        return question(about, form, status=422)
    if step == "change":
        return question(about, form)
    try:
        return (do if step == "do" else foresee)(about, form)
    except ServiceError as fault:
        return question(about, form, beside=str(fault), status=409)


def page_of(reference: str) -> WritePage:
    return desk().write_page(signed_in(), reference) or abort(404)


def form_of(about: WritePage, said: dict[str, str] | None = None) -> WriteForm:
    return WriteForm.made(Offered(tuple(Choice(one.value, one.label, one.hint) for one in about.people)), said)


def foresee(about: WritePage, form: WriteForm) -> Response:
    found = desk().foresee_message(signed_in(), about.reference, draft_of(about, form)) or abort(404)
    if isinstance(found, Refused | Changed):
        return again(about, form, found)
    return show(
        "cases/letters.html", here="cases", about=about, found=found, typed=typed(), submission_id=sent_as(),
        seen_version=about.version,
    )  # fmt: skip


def do(about: WritePage, form: WriteForm) -> Response:
    found = desk().send_message(signed_in(), about.reference, draft_of(about, form)) or abort(404)
    return again(about, form, found) if isinstance(found, Refused | Changed) else sent(about.reference)


def sent(reference: str) -> Response:
    place = signed_in().partnership
    return redirect(url_for("desk.case.shown", partnership=place, reference=reference, done="write"), 303)


def again(about: WritePage, form: WriteForm, found: Refused | Changed) -> Response:
    if isinstance(found, Changed):
        return question(about, form, beside=CHANGED, status=409, seen=about.version)
    if found.subject:
        form["subject"].errors = [NAMED_IN_SUBJECT]
    if found.people:
        form["to"].errors = [f"{MINIMAL_ONLY}: {'; '.join(found.people)}"]
    return question(about, form, status=422)


def draft_of(about: WritePage, form: WriteForm) -> Draft:
    return Draft(
        to=form["to"].chosen, subject=form["subject"].answer, text=form["text"].answer,
        shortened=bool(form["minimal"].chosen), seen_version=seen_version(about), once=sent_as(),
    )  # fmt: skip


def seen_version(about: WritePage) -> int:
    came_with = given().get("seen_version", "")
    return int(came_with) if came_with.isdecimal() else about.version


def question(about: WritePage, form: WriteForm, *, beside: str = "", status: int = 200, seen: int = -1) -> Response:
    return show(
        "cases/write.html", here="cases", about=about, form=form, beside=beside, status=status, submission_id=sent_as(),
        seen_version=seen if seen >= 0 else seen_version(about),
    )  # fmt: skip
