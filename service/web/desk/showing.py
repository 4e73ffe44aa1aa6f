"""How a page of the desk is shown: with who is signed in, what they may do, and the mark that its forms carry."""

from typing import Any, cast

from flask import current_app
from werkzeug.wrappers import Response

from service.seam.access import Action, may
from service.seam.desk_mails import File
from service.seam.desk_pages import Desk
from service.web.desk.guarding import desk_mark, signed_in
from service.web.shown import page, partnership_of


def desk() -> Desk:
    return cast(Desk, current_app.extensions["parley desk"])


def show(template: str, **shown: Any) -> Response:
    """A page of the desk. `here` names the part of the desk that it belongs to."""
    who = signed_in()
    counts = desk().counts(who) if _may("LIST") else None
    return page(
        f"desk/{template}", partnership_of(who.partnership), who=who, may=_may, mark=desk_mark(), counts=counts, **shown
    )


def _may(action: str) -> bool:
    """Whether whoever is signed in may do that, by the name of the action."""
    who = signed_in()
    return may(who, Action[action], who.partnership)


def saved(file: File) -> Response:
    """A file, to be saved and never shown here: what it is called and what it claims to be are not repeated."""
    answer = Response(file.content, mimetype="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return answer
