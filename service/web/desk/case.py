"""One case: all but what is written about it; its names and what is written, for whoever asks for them."""

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from service.access import Action, Signed
from service.desk_pages import NeedsReason
from service.errors import ServiceError
from service.web import mark
from service.web.desk.asking import ACTS, ReasonForm
from service.web.desk.guarding import desk, only, show
from service.web.submitting import STALE, given

pages = Blueprint("case", __name__)

SHOWN = {"": "Everything", "people": "What people did", "clock": "What the service did by itself"}


@pages.get("/cases/<reference>")
@only(Action.READ)
def shown(who: Signed, reference: str) -> Response:
    return case_page(who, reference)


@pages.post("/cases/<reference>/names")
@only(Action.READ)
def names(who: Signed, reference: str) -> Response:
    """The page once more, with names: for this one look, and audited."""
    return case_page(who, reference, names=is_fresh(who, reference, "names"))


@pages.get("/cases/<reference>/names")
@only(Action.READ)
def without_names(who: Signed, reference: str) -> Response:
    return redirect(url_for("desk.case.shown", partnership=who.partnership, reference=reference))


def case_page(who: Signed, reference: str, names: bool = False) -> Response:
    found = desk().case(who, reference, names) or abort(404)
    kind = request.args.get("shown", "") if request.args.get("shown") in SHOWN else ""
    timeline = [one for one in found.timeline if kind in ("", one.kind)]
    done = ACTS[request.args["done"]].done if request.args.get("done") in ACTS else ""
    return show(
        "case.html", who, here="cases", case=found, listed=found.listed, timeline=timeline, kind=kind, kinds=SHOWN,
        acts=[(key, ACTS[key].link) for key in found.acts], done=done, mark=mark.make(*of(who, reference, "names")),
    )  # fmt: skip


@pages.get("/cases/<reference>/written")
@only(Action.ACT)
def ask_why(who: Signed, reference: str) -> Response:
    return why_page(who, reference, ReasonForm.asking())


@pages.post("/cases/<reference>/written")
@only(Action.ACT)
def written(who: Signed, reference: str) -> Response:
    """What is written about the case; it names the child, and that it was opened is audited first."""
    form = ReasonForm.asking(given())
    if not is_fresh(who, reference, "written"):
        return why_page(who, reference, form, beside=STALE)
    if form["why"].data and not form.validate():
        return why_page(who, reference, form)
    try:
        found = desk().record(who, reference, form["why"].data or "") or abort(404)
    except ServiceError as fault:
        return why_page(who, reference, form, beside=str(fault))
    if isinstance(found, NeedsReason):
        form["why"].errors = ["Enter why you need to read it now"]
        return why_page(who, reference, form)
    return show("written.html", who, here="cases", record=found)


def why_page(who: Signed, reference: str, form: ReasonForm, beside: str = "") -> Response:
    found = desk().case(who, reference) or abort(404)
    wrong = bool(beside or form.errors or form["why"].errors)
    return show(
        "why.html", who, here="cases", case=found, form=form, beside=beside, status=422 if wrong else 200,
        mark=mark.make(*of(who, reference, "written")),
    )  # fmt: skip


def of(who: Signed, reference: str, form: str) -> tuple[str, str]:
    """What a mark on one of these pages is made for: this form about this case, by this person."""
    return f"{who.partnership}/desk/{form}/{reference}", who.officer_id


def is_fresh(who: Signed, reference: str, form: str) -> bool:
    return mark.is_fresh(given().get("mark", ""), *of(who, reference, form))
