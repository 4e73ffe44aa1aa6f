"""Where an invitation leads: a password is chosen, an authenticator app is set up, recovery codes are handed out.

Opening the page shows nothing but a button, for scanners of mail open links too.
"""

from collections.abc import Callable

import segno
from flask import Blueprint, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from service.seam.access import SettingUp
from service.web import mark
from service.web.desk.entrance.proving import ANOTHER, SetUpForm
from service.web.desk.entrance.signing import WRONG_CODE
from service.web.shown import page, partnership_of, service
from service.web.submitting import given

pages = Blueprint("set_up", __name__, url_prefix="/<partnership>/desk")

STALE = "This page was open for a long time. Enter the password and the next code again"


@pages.get("/set-up/<token>")
def begin(partnership: str, token: str) -> Response:
    place = partnership_of(partnership)
    if service().signing.invited(token) != partnership:
        return page("desk/entrance/invitation_over.html", place, status=410)
    return page("desk/entrance/invited.html", place, mark=mark.make("set up", token))


@pages.post("/set-up/<token>")
def go_on(partnership: str, token: str) -> Response:
    place, found = partnership_of(partnership), service().signing.set_up(token)
    if found is None or found.partnership != partnership:
        return page("desk/entrance/invitation_over.html", place, status=410)
    return STEPS.get(request.form.get("step", ""), show)(found, token)


def show(found: SettingUp, token: str) -> Response:
    return ask(found, token, SetUpForm.of())


def finish(found: SettingUp, token: str) -> Response:
    form = SetUpForm.of(given())
    if not form.is_answered:
        return ask(found, token, form, status=422)
    if not mark.is_fresh(request.form.get("mark", ""), "set up", token):
        form.refuse("password", STALE)
        return ask(found, token, form, status=422)
    done = service().signing.finish(token, form["password"].data, form["code"].data)
    if isinstance(done, tuple):
        return page("desk/entrance/recovery_codes.html", partnership_of(found.partnership), codes=done)
    key, message = REFUSED.get(done, ("code", WRONG_CODE))
    form.refuse(key, message)
    return ask(found, token, form, status=422)


REFUSED = {"weak": ("password", ANOTHER)}
STEPS: dict[str, Callable[[SettingUp, str], Response]] = {"finish": finish}


def ask(found: SettingUp, token: str, form: SetUpForm, *, status: int = 200) -> Response:
    place = partnership_of(found.partnership)
    return page(
        "desk/entrance/set_up.html", place, status=status, form=form, found=found, picture=picture(found.address),
        mark=mark.make("set up", token),
    )


def picture(address: str) -> Markup:
    """The address as a QR code, drawn in the page itself: it is sent nowhere."""
    drawn = segno.make(address, error="m").svg_inline(scale=5, border=2, title="QR code for your authenticator app")
    return Markup(drawn)
