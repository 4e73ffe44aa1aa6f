"""Two cases that may be one (C12): which, side by side, what is decided of them; and a merging taken back."""

from flask import Blueprint, abort, redirect, url_for
from werkzeug.wrappers import Response

from forms import Choice
from forms.choosing import OneOf
from forms.fields import Reference
from service.errors import ServiceError
from service.seam.access import Action
from service.seam.desk_acts import Changed
from service.seam.desk_pairing import PartPage, SamePage, Verdict
from service.web.desk.cases.acting import typed
from service.web.desk.form import DeskForm, Offered, why
from service.web.desk.guarding import needs, signed_in
from service.web.desk.showing import desk, show
from service.web.shown import in_words
from service.web.submitting import CHANGED, given, sent_as

pages = Blueprint("pairing", __name__)

NO_SUCH_CASE = "There is no case with that reference here – check it"


class WhichForm(DeskForm):
    asked = ("other",)
    other = Reference(
        "Reference of the other case", hint="Like SEF-4T9K-2MC2", missing="Enter the reference of the other case"
    )


class SameForm(DeskForm):
    asked = ("choice", "why")
    choice = OneOf("Is this the same case?", among="options", missing="Select if these are the same case")
    why = why("Why do you think so?", "Enter why you think so")


class PartForm(DeskForm):
    why = why("Why are they two cases after all?", "Enter why they are two cases")


@pages.get("/cases/<reference>/same")
@needs(Action.ACT)
def which(partnership: str, reference: str) -> Response:
    found = desk().pairing.which(signed_in(), reference) or abort(404)
    asked = "other" in given()
    form = WhichForm.made(Offered(), given() if asked else None)
    if asked and form.validate():
        other = form["other"].answer
        if desk().pairing.same(signed_in(), reference, other):
            return redirect(url_for("desk.pairing.ask", partnership=partnership, reference=reference, other=other))
        form["other"].errors = [NO_SUCH_CASE]
    return show("cases/same_which.html", here="cases", found=found, form=form, beside="", status=422 if asked else 200)


@pages.get("/cases/<reference>/same/<other>")
@needs(Action.ACT)
def ask(partnership: str, reference: str, other: str) -> Response:
    found = page_of(reference, other)
    return question(found, form_of(found))


@pages.post("/cases/<reference>/same/<other>")
@needs(Action.ACT)
def answered(partnership: str, reference: str, other: str) -> Response:
    found, step = page_of(reference, other), given().get("step", "")
    form = form_of(found, given())
    if step == "change":
        return question(found, form)
    if not form.validate():
        return question(found, form, status=422)
    try:
        return (do if step == "do" else foresee)(found, form)
    except ServiceError as fault:
        return question(found, form, beside=str(fault), status=409)


def page_of(reference: str, other: str) -> SamePage:
    return desk().pairing.same(signed_in(), reference, other) or abort(404)


def form_of(found: SamePage, said: dict[str, str] | None = None) -> SameForm:
    here, there = found.reference, found.other
    ends = "{} ends. You can take it back for 7 days".format
    return SameForm.made(Offered((
        Choice("into other", f"Yes: merge them, and go on with {there}", ends(here)),
        Choice("into this", f"Yes: merge them, and go on with {here}", ends(there)),
        Choice("link", "No, but they belong together: link them", "Each case names the other, and both go on"),
        Choice("apart", "No: keep them apart", "They are not suggested again"),
    )), said)  # fmt: skip


def foresee(found: SamePage, form: SameForm) -> Response:
    told = desk().pairing.foresee(signed_in(), found.reference, found.other, verdict(found, form))
    if told is None:
        abort(404)
    if isinstance(told, Changed):
        return question(found, form, beside=CHANGED, status=409, versions=found.versions)
    kept = {name: said for name, said in typed().items() if name != "versions"}
    answers = [(one.label.text, in_words(one)) for one in form.questions]
    return show(
        "cases/same_check.html", here="cases", found=found, told=told, answers=answers,
        typed=kept | {"versions": versions(found)}, submission_id=sent_as(),
    )  # fmt: skip


def do(found: SamePage, form: SameForm) -> Response:
    said = verdict(found, form)
    came = desk().pairing.decide(signed_in(), found.reference, found.other, said) or abort(404)
    if isinstance(came, Changed):
        return question(found, form, beside=CHANGED, status=409, versions=found.versions)
    lives = found.other if said.says == "into other" else found.reference
    return done(lives, "same" if said.says in ("link", "apart") else "merged")


def done(reference: str, what: str) -> Response:
    place = signed_in().partnership
    return redirect(url_for("desk.case.shown", partnership=place, reference=reference, done=what), 303)


def verdict(found: SamePage, form: SameForm) -> Verdict:
    return Verdict(form["choice"].answer, form["why"].answer, versions(found), sent_as())


def versions(found: SamePage) -> str:
    return given().get("versions") or found.versions


def question(found: SamePage, form: SameForm, *, beside: str = "", status: int = 200, versions: str = "") -> Response:
    seen = versions or given().get("versions") or found.versions
    return show(
        "cases/same.html", here="cases", found=found, form=form, beside=beside, status=status, submission_id=sent_as(),
        versions=seen,
    )  # fmt: skip


@pages.get("/cases/<reference>/part")
@needs(Action.ACT)
def ask_part(partnership: str, reference: str) -> Response:
    return part_page(merged(reference), PartForm.made(Offered()))


@pages.post("/cases/<reference>/part")
@needs(Action.ACT)
def part(partnership: str, reference: str) -> Response:
    if desk().was_done(signed_in(), reference, sent_as()):
        return done(reference, "parted")
    found, form = merged(reference), PartForm.made(Offered(), given())
    if not form.validate():
        return part_page(found, form, status=422)
    try:
        desk().pairing.part(signed_in(), reference, form["why"].answer, sent_as())
    except ServiceError as fault:
        return part_page(found, form, beside=str(fault), status=409)
    return done(reference, "parted")


def merged(reference: str) -> PartPage:
    return desk().pairing.part_page(signed_in(), reference) or abort(404)


def part_page(found: PartPage, form: PartForm, *, beside: str = "", status: int = 200) -> Response:
    return show(
        "cases/part.html", here="cases", found=found, form=form, beside=beside, status=status, submission_id=sent_as()
    )
