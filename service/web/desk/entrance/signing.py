"""Signing in to the desk, in two steps, and out of it."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from service.seam.access import Handle
from service.web import mark
from service.web.desk.entrance import cookie
from service.web.desk.entrance.proving import CodeForm, PasswordForm
from service.web.desk.guarding import leads_somewhere
from service.web.shown import page, partnership_of, service
from service.web.submitting import given

pages = Blueprint("signing", __name__, url_prefix="/<partnership>/desk")

WRONG = "Email address or password is not right"
WRONG_CODE = "That code is not right – wait for the next one, and enter it"
TOO_MANY = "Too many tries. Wait 15 minutes, and try again"
ENDED = "That took more than 10 minutes, or too many codes were not right. Start again"
OLD_PAGE = "This page was open for a long time. Sign in again"


@pages.get("/sign-in")
def sign_in(partnership: str) -> Response:
    return first_step(partnership, PasswordForm.of())


@pages.post("/sign-in")
def password_given(partnership: str) -> Response:
    place, form = partnership_of(partnership), PasswordForm.of(given())
    if not form.is_answered:
        return first_step(partnership, form, status=422)
    if not mark.is_fresh(request.form.get("mark", ""), "sign in", partnership):
        return first_step(partnership, form, beside=OLD_PAGE, status=422)
    origin = request.remote_addr or ""
    found = service().signing.with_password(place.key, form["email"].data, form["password"].data, origin)
    if not isinstance(found, Handle):
        return first_step(partnership, form, beside=TOO_MANY if found == "too many" else WRONG, status=422)
    step = redirect(url_for("signing.code", partnership=partnership, to=asked_for(partnership)), 303)
    return cookie.keep(step, found.secret)


@pages.get("/code")
def code(partnership: str) -> Response:
    return second_step(partnership, CodeForm.of())


@pages.post("/code")
def code_given(partnership: str) -> Response:
    form = CodeForm.of(given())
    if not form.is_answered:
        return second_step(partnership, form, status=422)
    if not mark.is_fresh(request.form.get("mark", ""), "code", cookie.handle()):
        return first_step(partnership, PasswordForm.of(), beside=OLD_PAGE, status=422)
    found = service().signing.with_code(cookie.handle(), form["code"].data)
    if isinstance(found, Handle):
        return cookie.keep(redirect(asked_for(partnership), 303), found.secret)
    if found == "ended":
        return first_step(partnership, PasswordForm.of(), beside=ENDED, status=422)
    form.refuse("code", WRONG_CODE)
    return second_step(partnership, form, status=422)


@pages.post("/sign-out")
def sign_out(partnership: str) -> Response:
    """Needs no mark: whoever makes somebody sign out has done no harm."""
    place = partnership_of(partnership)
    service().signing.sign_out(cookie.handle())
    gone = cookie.forget(page("desk/entrance/gone.html", place))
    gone.headers["Clear-Site-Data"] = '"cache", "storage"'
    return gone


def first_step(partnership: str, form: PasswordForm, *, beside: str = "", status: int = 200) -> Response:
    place = partnership_of(partnership)
    return page(
        "desk/entrance/sign_in.html", place, status=status, form=form, beside=beside, to=asked_for(partnership),
        mark=mark.make("sign in", partnership), provider=service().signing.provider,
    )


def second_step(partnership: str, form: CodeForm, *, status: int = 200) -> Response:
    place = partnership_of(partnership)
    return page(
        "desk/entrance/app_code.html", place, status=status, form=form, to=asked_for(partnership),
        mark=mark.make("code", cookie.handle()),
    )


def asked_for(partnership: str) -> str:
    """The page to go on to: the one of the desk that was asked for first, or the desk itself."""
    to = request.values.get("to", "")
    return to if leads_somewhere(to, partnership) else f"/{partnership}/desk"
