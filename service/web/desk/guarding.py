"""Who may open which page of the desk: one rule before every route, and a page like any other that is not there."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from flask import abort, current_app
from werkzeug.wrappers import Response

from service.access import Action, Signed, may
from service.desk_pages import Desk
from service.web.desk.signing import signed_in
from service.web.shown import page, partnership_of

View = Callable[..., Response]


def desk() -> Desk:
    return cast(Desk, current_app.extensions["parley desk"])


def only(action: Action) -> Callable[[View], View]:
    """The view, which is given who is signed in, for whoever may do that in the partnership of its address; for
    everybody else the page is not there."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(partnership: str, **rest: Any) -> Response:
            who = signed_in()
            if who is None or not may(who, action, partnership):
                abort(404)
            return view(who, **rest)

        return guarded

    return guard


def show(template: str, who: Signed, **shown: Any) -> Response:
    """A page of the desk. `here` names the part of the desk that it belongs to."""
    return page(f"desk/{template}", partnership_of(who.partnership), who=who, may=_may(who), **shown)


def _may(who: Signed) -> Callable[[str], bool]:
    return lambda action: may(who, Action[action], who.partnership)
