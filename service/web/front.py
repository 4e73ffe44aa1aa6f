"""What stands before the forms: the list of services, each one's start page and its colour."""

from flask import Blueprint, abort
from werkzeug.wrappers import Response

from service.web.raising.mine import found
from service.web.shown import page, partnership_of, service

MINUTES = 10  # to raise a disagreement for the first time, as tests/walks/test_reading.py measures it

pages = Blueprint("front", __name__)


@pages.get("/")
def every_service() -> Response:
    return page("services.html", None, services=service().partnerships.values())


@pages.get("/<partnership>/")
def start(partnership: str) -> Response:
    place = partnership_of(partnership)
    mine = found(place)
    return page("start.html", place, minutes=MINUTES, unsent=mine is not None and not mine.draft.is_sent)


@pages.get("/<partnership>/stages")
@pages.get("/<partnership>/stages/<key>")
def stages(partnership: str, key: str = "") -> Response:
    """How the stages work; of the partnership's procedure, or of one that stands beside it."""
    place = partnership_of(partnership)
    return page("stages.html", place, found=service().procedure_page(place.key, key) or abort(404))


@pages.get("/<partnership>/about/<any(privacy, accessibility, cookies, terms):subject>")
def about(partnership: str, subject: str) -> Response:
    """What must be said of every service (ux.md 2.1, P35)."""
    return page(f"about/{subject}.html", partnership_of(partnership))


@pages.get("/<partnership>/colour.css")
def colour(partnership: str) -> Response:
    """The partnership's colour: of the line under the header, and of the links. Its contrast was checked at start."""
    shade = partnership_of(partnership).colour
    names = ("brand-colour", "link-colour", "link-visited-colour")
    return Response(f":root{{{';'.join(f'--govuk-{name}:{shade}' for name in names)}}}\n", mimetype="text/css")
