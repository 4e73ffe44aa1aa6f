"""Something that was written is corrected or removed (C15): which, what it says and should say, then it is done; and
what was corrected, opened for a reason."""

from collections.abc import Mapping

from flask import Blueprint, abort, redirect, url_for
from werkzeug.wrappers import Response

from forms import Choice
from forms.choosing import OneOf
from forms.fields import Text
from service.errors import ServiceError
from service.seam.access import Action, NeedsReason
from service.seam.desk_acts import Changed
from service.seam.desk_correcting import Correction, EntryPage, Wrong
from service.web.desk.cases.acting import typed
from service.web.desk.cases.asking import ReasonForm
from service.web.desk.form import DeskForm, Offered, why
from service.web.desk.guarding import needs, signed_in
from service.web.desk.showing import desk, show
from service.web.submitting import CHANGED, given, sent_as

pages = Blueprint("correcting", __name__)

CHANGE, REMOVE = "change", "remove"
HOW = (Choice(CHANGE, "It should say something else"), Choice(REMOVE, "It should be removed"))
WHAT = "Enter what it should say"
TO_READ = "Enter why you need to read it now"


class RemoveForm(DeskForm):
    why = why("Why are you removing it?", "Enter why you are changing it")


class CorrectForm(DeskForm):
    asked = ("choice", "how", "words", "why")
    choice = OneOf("Which part is wrong?", among="options", missing="Select which part is wrong")
    how = OneOf("What should become of it?", among=HOW, missing="Select if it should be changed or removed")
    words = Text(
        "What should it say? (optional)", called="What it should say",
        hint="Leave it empty where it is removed. An agency is named as the directory has it"
    )  # fmt: skip
    why = why("Why are you changing it?", "Enter why you are changing it")

    def lacks(self) -> bool:
        """Whether it is to say something else, and nobody said what; the box then says so."""
        if self["how"].data != CHANGE or self["words"].data:
            return False
        self["words"].errors = [WHAT]
        return True


class BeforeForm(DeskForm):
    why = why("Why do you need to see what it said before?", "Enter why you need to see it")


@pages.get("/cases/<reference>/correct")
@needs(Action.ACT)
def entries(partnership: str, reference: str) -> Response:
    found = desk().correcting.entries(signed_in(), reference) or abort(404)
    return show("cases/correct.html", here="cases", found=found)


@pages.get("/cases/<reference>/correct/<entry>")
@needs(Action.ACT)
def ask(partnership: str, reference: str, entry: str) -> Response:
    found = desk().correcting.entry(signed_in(), reference, entry, "") or abort(404)
    if isinstance(found, NeedsReason):
        return reason_page(reference, ReasonForm.asking())
    return question(found, form_of(found))


@pages.post("/cases/<reference>/correct/<entry>")
@needs(Action.ACT)
def answered(partnership: str, reference: str, entry: str) -> Response:
    step = given().get("step", "")
    if step == "do" and desk().was_done(signed_in(), reference, sent_as()):
        return done(reference)
    found = opened(reference, entry)
    if isinstance(found, Response):
        return found
    form = form_of(found, None if step == "open" else given())
    if step in ("open", "change"):
        return question(found, form)
    if not form.validate() or (isinstance(form, CorrectForm) and form.lacks()):
        return question(found, form, status=422)
    try:
        return (do if step == "do" else foresee)(found, form)
    except ServiceError as fault:
        return question(found, form, beside=str(fault), status=409)


def opened(reference: str, entry: str) -> EntryPage | Response:
    """The entry, for the reason that was given where one is needed; else the page that asks for it."""
    asked = ReasonForm.asking({"why": given().get("opened_for", given().get("why", ""))})
    if not asked.validate():
        return reason_page(reference, asked)
    found = desk().correcting.entry(signed_in(), reference, entry, asked["why"].answer) or abort(404)
    if isinstance(found, NeedsReason):
        asked["why"].errors = [TO_READ]
        return reason_page(reference, asked)
    return found


def reason_page(reference: str, form: ReasonForm) -> Response:
    found = desk().case(signed_in(), reference) or abort(404)
    status = 422 if form["why"].errors else 200
    return show("cases/correct_why.html", here="cases", case=found, form=form, beside="", status=status)


def form_of(found: EntryPage, said: Mapping[str, str] | None = None) -> DeskForm:
    offered = Offered(tuple(Choice(one.key, one.label) for one in found.parts))
    return (CorrectForm if found.parts else RemoveForm).made(offered, said)


def foresee(found: EntryPage, form: DeskForm) -> Response:
    foreseen = desk().correcting.foresee(signed_in(), found.reference, asked_of(found, form)) or abort(404)
    if isinstance(foreseen, Changed | Wrong):
        return again(found, form, foreseen)
    return show(
        "cases/correct_check.html", here="cases", found=found, foreseen=foreseen, why=form["why"].answer, typed=typed(),
        submission_id=sent_as(), seen_version=found.version,
    )  # fmt: skip


def do(found: EntryPage, form: DeskForm) -> Response:
    came = desk().correcting.correct(signed_in(), found.reference, asked_of(found, form)) or abort(404)
    if isinstance(came, Changed | Wrong):
        return again(found, form, came)
    if not came.left:
        return done(found.reference)
    place, reference = signed_in().partnership, found.reference
    ask = url_for("desk.acting.ask", partnership=place, reference=reference, act="recall", done="correct")
    return redirect(ask, 303)


def done(reference: str) -> Response:
    place = signed_in().partnership
    return redirect(url_for("desk.case.shown", partnership=place, reference=reference, done="correct"), 303)


def again(found: EntryPage, form: DeskForm, came: Changed | Wrong) -> Response:
    if isinstance(came, Changed):
        return question(found, form, beside=CHANGED, status=409, seen=found.version)
    form["words"].errors = [came.message]
    return question(found, form, status=422)


def asked_of(found: EntryPage, form: DeskForm) -> Correction:
    said = {question.name: question.answer for question in form.questions}
    words = said.get("words", "") if said.get("how") == CHANGE else ""
    return Correction(found.entry.key, said.get("choice", ""), words, said["why"], seen_version(found), sent_as())


def seen_version(found: EntryPage) -> int:
    came_with = given().get("seen_version", "")
    return int(came_with) if came_with.isdecimal() else found.version


def question(found: EntryPage, form: DeskForm, *, beside: str = "", status: int = 200, seen: int = -1) -> Response:
    opened_for = given().get("opened_for", given().get("why", "") if given().get("step") == "open" else "")
    return show(
        "cases/correct_entry.html", here="cases", found=found, form=form, beside=beside, status=status,
        submission_id=sent_as(), seen_version=seen if seen >= 0 else seen_version(found), opened_for=opened_for,
    )  # fmt: skip


@pages.get("/cases/<reference>/corrected")
@needs(Action.ACT)
def ask_before(partnership: str, reference: str) -> Response:
    return before_page(reference, BeforeForm.made(Offered()))


@pages.post("/cases/<reference>/corrected")
@needs(Action.ACT)
def before(partnership: str, reference: str) -> Response:
    """What it said before; that somebody opened it, and why, is audited first."""
    form = BeforeForm.made(Offered(), given())
    if not form.validate():
        return before_page(reference, form, status=422)
    found = desk().correcting.before(signed_in(), reference, form["why"].answer)
    if found is None:
        abort(404)
    return show("cases/corrected.html", here="cases", reference=reference.upper(), found=found)


def before_page(reference: str, form: BeforeForm, status: int = 200) -> Response:
    found = desk().correcting.entries(signed_in(), reference) or abort(404)
    return show("cases/corrected_why.html", here="cases", found=found, form=form, beside="", status=status)
