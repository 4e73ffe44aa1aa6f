"""Who is away and who stands in; an absence is set for somebody, and ended."""

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from service.errors import ServiceError
from service.seam.access import Action
from service.seam.desk_acts import Changed
from service.seam.desk_directory import Absent
from service.web.desk.directory.keeping import AwayForm
from service.web.desk.guarding import needs, signed_in
from service.web.desk.showing import desk, show
from service.web.submitting import CHANGED, given

pages = Blueprint("away", __name__)
DONE = {"away": "The absence is noted: the deputy is asked meanwhile.", "back": "The absence has ended.",
        "left": "The suggestion is gone."}  # fmt: skip


@pages.get("/directory/away")
@needs(Action.LOOK_UP)
def absent(partnership: str) -> Response:
    words = request.args.get("words", "").strip()[:100]
    absent, suggested = desk().directory.away(signed_in()), desk().directory.suggested(signed_in())
    return show(
        "directory/away.html", here="directory", absent=absent, suggested=suggested, words=words,
        people=desk().directory.people(signed_in(), words), done=DONE.get(request.args.get("done", ""), ""),
    )  # fmt: skip


@pages.get("/directory/officers/<officer>/away")
@needs(Action.DIRECTORY)
def ask(partnership: str, officer: str) -> Response:
    one = desk().directory.person(signed_in(), officer) or abort(404)
    return away_page(one, AwayForm.about(one, suggested()), one.seen)


def suggested() -> dict[str, str] | None:
    """The days that the address names, where it was a suggestion that led here."""
    days = {key: said[:10] for key, said in given().items() if key in AwayForm.asked}
    return days or None


@pages.post("/directory/officers/<officer>/not-away")
@needs(Action.DIRECTORY)
def not_away(partnership: str, officer: str) -> Response:
    """What an automatic answer said of somebody's absence is not so."""
    if desk().directory.leave_suggestion(signed_in(), officer) is None:
        abort(404)
    return redirect(url_for("desk.away.absent", partnership=partnership, done="left"), 303)


@pages.post("/directory/officers/<officer>/away")
@needs(Action.DIRECTORY)
def set_away(partnership: str, officer: str) -> Response:
    one = desk().directory.person(signed_in(), officer) or abort(404)
    ends, seen = given().get("step") == "back", given().get("seen", "")
    form = AwayForm.about(one, None if ends else given())
    if not ends and not form.is_right():
        return away_page(one, form, seen, status=422)
    first, last = (None, None) if ends else form.days
    try:
        done = desk().directory.set_away(signed_in(), officer, first, last, seen) or abort(404)
    except ServiceError as fault:
        return away_page(one, form, seen, beside=str(fault), status=409)
    if isinstance(done, Changed):
        return away_page(one, form, one.seen, beside=CHANGED, status=409)
    return redirect(url_for("desk.away.absent", partnership=partnership, done="back" if ends else "away"), 303)


def away_page(one: Absent, form: AwayForm, seen: str, *, beside: str = "", status: int = 200) -> Response:
    return show(
        "directory/set_away.html", here="directory", one=one, form=form, seen=seen, beside=beside, status=status
    )
