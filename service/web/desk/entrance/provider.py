"""Signing in with a provider of OpenID Connect: there, and back.

A form of ours may lead nowhere but to us, by our own policy: a page leads on to the provider. And coming back does
nothing yet: whatever looks at an address ahead of its reader would use up the code that it holds. A button does it.
"""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from service.seam.access import Begun, Handle, Unvouched
from service.web import mark
from service.web.desk.entrance import cookie
from service.web.desk.entrance.proving import PasswordForm
from service.web.desk.entrance.signing import ENDED, OLD_PAGE, TOO_MANY, first_step
from service.web.shown import page, partnership_of, service
from service.web.submitting import given

pages = Blueprint("provider", __name__)
BROUGHT = ("code", "state", "iss", "error")  # what the provider sends along
LONGEST = 4000
WHY: dict[Unvouched, str] = {
    "off": "Sign in with your email address and password",
    "too many": TOO_MANY,
    "unavailable": "We could not reach your organisation’s sign-in. Try again, or use your email address and password",
    "ended": ENDED,
    "cancelled": "You did not sign in there. Try again, or use your email address and password",
    "wrong": "Your organisation’s sign-in did not prove who you are. Try again",
    "unverified": "Your organisation does not say that your email address is verified. Ask whoever runs this service",
    "one factor": "Your organisation did not ask you for a second proof, such as a code. Sign in there with one",
    "unknown": "Nobody with that account has been invited to this desk. Ask whoever runs this service",
}


@pages.post("/<partnership>/desk/provider")
def begin(partnership: str) -> Response:
    place = partnership_of(partnership)
    if not mark.is_fresh(request.form.get("mark", ""), "sign in", partnership):
        return refused(partnership, OLD_PAGE)
    found = service().signing.begin(place.key, request.remote_addr or "")
    if not isinstance(found, Begun):
        return refused(partnership, WHY[found])
    leading = page("desk/entrance/going.html", place, address=found.address, provider=service().signing.provider)
    return cookie.keep_going(leading, found.secret)


@pages.get("/desk/signed-in")
def come_back() -> Response:
    partnership = service().signing.begun(cookie.going())
    if partnership is None:
        return page("desk/entrance/not_going.html", None, status=422)
    brought = {name: said[:LONGEST] for name, said in given().items() if name in BROUGHT}
    return page(
        "desk/entrance/come_back.html", partnership_of(partnership), brought=brought,
        provider=service().signing.provider, mark=mark.make("signed in", cookie.going()),
    )  # fmt: skip


@pages.post("/desk/signed-in")
def finish() -> Response:
    partnership, handle = service().signing.begun(cookie.going()), cookie.going()
    if partnership is None or not mark.is_fresh(request.form.get("mark", ""), "signed in", handle):
        return page("desk/entrance/not_going.html", None, status=422)
    brought = {name: said for name, said in given().items() if name in BROUGHT}
    found = service().signing.vouched(handle, brought, request.remote_addr or "")
    if isinstance(found, Handle):
        inside = redirect(url_for("desk.lists.start", partnership=partnership), 303)
        return cookie.forget_going(cookie.keep(inside, found.secret))
    return cookie.forget_going(refused(partnership, WHY[found]))


def refused(partnership: str, why: str) -> Response:
    return first_step(partnership, PasswordForm.of(), beside=why, status=422)
