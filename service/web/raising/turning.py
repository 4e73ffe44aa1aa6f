"""Pages on the way that ask nothing: another procedure fits, or another area is asked about."""

from flask import abort, redirect, url_for
from werkzeug.wrappers import Response

from service.web.raising.mine import Mine, found, letting_go, my_draft
from service.web.raising.pages import pages
from service.web.raising.screens import BY_KEY
from service.web.shown import page, partnership_of, service


@pages.get("/<partnership>/raise/instead/<leaving>")
@my_draft
def exit_page(mine: Mine, leaving: str) -> Response:
    """Where to turn instead. That they chose it is kept nowhere."""
    found = service().exit_page(mine.place.key, leaving) or abort(404)
    return page("raising/exit.html", mine.place, found=found, back=mine.at(BY_KEY["matter"]), mark=mine.marked)


@pages.post("/<partnership>/raise/finish")
@my_draft
def finish(mine: Mine) -> Response:
    """They finish here: all that they typed is deleted."""
    if not mine.is_marked:
        return redirect(url_for("raising.check", partnership=mine.place.key), 303)
    service().drafts.delete(mine.handle)
    return letting_go(redirect(url_for("raising.finished", partnership=mine.place.key), 303), mine.place)


@pages.get("/<partnership>/raise/deleted")
def finished(partnership: str) -> Response:
    return page("raising/finished.html", partnership_of(partnership))


@pages.get("/<partnership>/raise/elsewhere")
def elsewhere(partnership: str) -> Response:
    """The child lives in an area that this partnership does not cover."""
    place = partnership_of(partnership)
    mine = found(place)
    on_the_way = mine is not None and BY_KEY["area"] in mine.journey.shown
    back = mine.at(BY_KEY["area"]) if mine and on_the_way else url_for("front.start", partnership=place.key)
    return page("raising/elsewhere.html", place, services=service().partnerships.values(), back=back)
