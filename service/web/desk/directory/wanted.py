"""What officers ask to have changed in their own entries: made, or left as it is."""

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from service.errors import ServiceError
from service.seam.access import Action
from service.seam.desk_acts import Changed
from service.web.desk.guarding import needs, signed_in
from service.web.desk.showing import desk, show
from service.web.submitting import CHANGED, given

pages = Blueprint("wanted", __name__)
DONE = {"made": "The entry is changed.", "left": "The entry stays as it is.",
        "decided": "Somebody has decided about it already."}  # fmt: skip


@pages.get("/directory/changes")
@needs(Action.DIRECTORY)
def shown(partnership: str) -> Response:
    return listed(done=DONE.get(request.args.get("done", ""), ""))


@pages.post("/directory/officers/<officer>/wanted")
@needs(Action.DIRECTORY)
def decided(partnership: str, officer: str) -> Response:
    said = given()
    if desk().directory.officer(signed_in(), officer) is None:
        abort(404)
    try:
        if said.get("step") == "leave":
            done, ended = desk().directory.leave_change(signed_in(), said.get("change", "")), "left"
        else:
            made = desk().directory.make_change(signed_in(), said.get("change", ""), said.get("seen", ""))
            if isinstance(made, Changed):
                return listed(beside=CHANGED, status=409)
            done, ended = made, "made"
    except ServiceError as fault:
        return listed(beside=str(fault), status=409)
    return redirect(url_for("desk.wanted.shown", partnership=partnership, done=ended if done else "decided"), 303)


def listed(*, done: str = "", beside: str = "", status: int = 200) -> Response:
    wanted = desk().directory.wanted(signed_in())
    return show("directory/wanted.html", here="directory", wanted=wanted, done=done, beside=beside, status=status)
