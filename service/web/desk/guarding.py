"""What every page of the desk asks before it answers: who is there, whether they may, and whether we sent the form.

A page that does not say what it needs is refused to everybody. What a person may not do, they do not learn of: it is
the page not found (decision 26). A form that comes too late, or after the sitting has ended, loses nothing: it waits,
as it was typed, behind the next page.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Blueprint, abort, current_app, g, redirect, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response

from service.seam.access import Action, Signed, may
from service.web import mark
from service.web.desk.entrance import cookie
from service.web.shown import page, partnership_of, service

View = TypeVar("View", bound=Callable[..., Any])
OWN = ("mark", "to")  # fields that belong to a form and not to its person
STALE = "This page was open for a long time. Nothing is lost, and nothing was done: check it and send it again."
SIGNED_OUT = "You were signed out, and what you typed is still here. Nothing was done yet."


def needs(*actions: Action) -> Callable[[View], View]:
    """Says what whoever asks for this page must be allowed to do: one of these."""

    def declared(view: View) -> View:
        view.needs = actions  # type: ignore[attr-defined]
        return view

    return declared


def guard(pages: Blueprint) -> None:
    """Have every page of the blueprint guarded; each is of one partnership, which its address begins with."""
    pages.before_request(refused)


def refused() -> Response | None:
    """The page in place of the one that was asked for; None where that may be shown."""
    place = partnership_of((request.view_args or {}).get("partnership", ""))
    person = service().signing.who(cookie.handle(), place.key)
    if person is None:
        return _sign_in_first(place.key)
    view = current_app.view_functions[request.endpoint or ""]
    if not any(may(person, action, place.key) for action in getattr(view, "needs", ())):
        abort(404)
    g.signed = person
    if request.method == "POST":
        return _not_from_here() or _sent_too_late()
    return None


def signed_in() -> Signed:
    """Who asked for the page."""
    return cast(Signed, g.signed)


def desk_mark() -> str:
    """The mark that each form of the desk carries: made for this sitting, for a day."""
    return mark.make("desk", cookie.handle())


def leads_somewhere(path: str, partnership: str) -> bool:
    """Whether that is the address of a page of this partnership's desk: nobody is led elsewhere (T52)."""
    if not path.startswith(f"/{partnership}/desk") or any(sign in path for sign in "\\\r\n\t") or "//" in path:
        return False
    try:
        current_app.create_url_adapter(request).match(path.partition("?")[0], method=None)  # type: ignore[union-attr]
    except RequestRedirect:
        return False
    except HTTPException as fault:
        return fault.code == 405  # a page that is only posted to
    return True


def _sign_in_first(partnership: str) -> Response:
    asked_for = request.full_path.rstrip("?") if request.method == "GET" else request.path
    if request.method == "POST":
        return again(partnership, "desk/entrance/signed_out.html", request.path, SIGNED_OUT)
    return redirect(url_for("signing.sign_in", partnership=partnership, to=asked_for), 303)


def _not_from_here() -> Response | None:
    """A browser says where a post comes from; its Origin it keeps to itself, since our pages ask for no referrer."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        abort(404)
    return None


def _sent_too_late() -> Response | None:
    if mark.is_fresh(request.form.get("mark", ""), "desk", cookie.handle()):
        return None
    return again((request.view_args or {})["partnership"], "desk/again.html", request.path, STALE)


def again(partnership: str, template: str, to: str, why: str) -> Response:
    """A page that holds all that was posted, to be sent to the same place once more."""
    typed = [(name, said) for name, said in request.form.items(multi=True) if name not in OWN]
    return page(
        template, partnership_of(partnership), status=409, typed=typed, to=to, why=why, mark=desk_mark()
    )
