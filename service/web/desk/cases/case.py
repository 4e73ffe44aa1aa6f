"""One case: all but what is written about it; its names and what is written, for whoever asks for them."""

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from service.errors import ServiceError
from service.seam.access import Action, NeedsReason
from service.web.desk.cases.asking import ACTS, ReasonForm
from service.web.desk.guarding import needs, signed_in
from service.web.desk.showing import desk, show
from service.web.submitting import given

pages = Blueprint("case", __name__)

DONE = {act: words.done for act, words in ACTS.items()}
DONE |= {"same": "What you decided is recorded.", "merged": "The cases are merged. This one goes on.",
         "parted": "The case goes on by itself again."}  # fmt: skip
DONE |= {"add": "The case is added.", "write": "The message is on its way.", "correct": "It is corrected."}
RECORDS = {act: words.link for act, words in ACTS.items()} | {
    "call": "Record what they said", "done": "Record that it is done", "date": "Agree the date", "feedback":
    "Record that they were told", "name": "Name them", "second": "Confirm or decline it",
}  # fmt: skip
AT_HAND = 3  # acts that stand as buttons; the others are folded away
SHOWN = {"": "Everything", "people": "What people did", "clock": "What the service did by itself"}


@pages.get("/cases/<reference>")
@needs(Action.READ)
def shown(partnership: str, reference: str) -> Response:
    return case_page(reference)


@pages.post("/cases/<reference>/names")
@needs(Action.READ)
def names(partnership: str, reference: str) -> Response:
    """The page once more, with names: for this one look, and audited."""
    return case_page(reference, names=True)


@pages.get("/cases/<reference>/names")
@needs(Action.READ)
def without_names(partnership: str, reference: str) -> Response:
    return redirect(url_for("desk.case.shown", partnership=partnership, reference=reference))


def case_page(reference: str, names: bool = False) -> Response:
    found = desk().case(signed_in(), reference, names) or abort(404)
    kind = request.args.get("shown", "") if request.args.get("shown") in SHOWN else ""
    timeline = [one for one in found.timeline if kind in ("", one.kind)]
    done = DONE.get(request.args.get("done", ""), "")
    acts = [(key, ACTS[key].link) for key in found.acts if not ACTS[key].rare]
    return show(
        "cases/case.html", here="cases", case=found, listed=found.listed, timeline=timeline, kind=kind, kinds=SHOWN,
        acts=acts[:AT_HAND], more=acts[AT_HAND:], done=done, records=RECORDS,
        rare=[(key, ACTS[key].link) for key in found.acts if ACTS[key].rare],
    )  # fmt: skip


@pages.get("/cases/<reference>/written")
@needs(Action.WRITTEN)
def ask_why(partnership: str, reference: str) -> Response:
    return why_page(reference, ReasonForm.asking())


@pages.post("/cases/<reference>/written")
@needs(Action.WRITTEN)
def written(partnership: str, reference: str) -> Response:
    """What is written about the case; it names the child, and that it was opened is audited first."""
    form = ReasonForm.asking(given())
    if not form.validate():
        return why_page(reference, form)
    try:
        found = desk().record(signed_in(), reference, form["why"].answer) or abort(404)
    except ServiceError as fault:
        return why_page(reference, form, beside=str(fault))
    if isinstance(found, NeedsReason):
        form["why"].errors = ["Enter why you need to read it now"]
        return why_page(reference, form)
    return show("cases/written.html", here="cases", record=found)


def why_page(reference: str, form: ReasonForm, beside: str = "") -> Response:
    found = desk().case(signed_in(), reference) or abort(404)
    wrong = bool(beside or form["why"].errors)
    return show("cases/why.html", here="cases", case=found, form=form, beside=beside, status=422 if wrong else 200)
