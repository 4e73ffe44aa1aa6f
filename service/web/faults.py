"""What people read when a page cannot be shown: what happened to their answers, what to do, and whom to ring.

The log gets the kind of fault and where it arose, never its message or the address: those may hold a name or a token.
"""

import traceback
from dataclasses import dataclass

from flask import Flask, current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from service.errors import ServiceError
from service.seam.pages import Partnership
from service.web.shown import page, service


@dataclass(frozen=True)
class Words:
    heading: str
    paragraphs: tuple[str, ...]


WORDS = {
    404: Words(
        "Page not found",
        (
            "If you typed the address, check that it is right. If you pasted it, check that you copied all of it.",
            "If you followed a link in an email, it may have been replaced by a newer one: look for our latest email.",
        ),
    ),
    405: Words(
        "This page cannot be used like that",
        ("Nothing was sent. Go back to the form, and use the button at its end.",),
    ),
    413: Words(
        "Your answers are too long to send",
        ("Nothing was sent. Go back, shorten the longest answers, and send the form again.",),
    ),
    500: Words(
        "Sorry, there is a problem with the service",
        (
            "We may not have kept your answers. Go back and send the form again: it cannot be counted twice.",
            "If it happens again, ring us. If a child is at risk, do not wait for this page.",
        ),
    ),
    503: Words(
        "The service is not available",
        ("Nothing was sent. Try again in a few minutes. If a child is at risk, do not wait for this page.",),
    ),
}
NOT_NOW = "This cannot be done now"


def handle(app: Flask) -> None:
    app.register_error_handler(HTTPException, refused)
    app.register_error_handler(ServiceError, not_now)
    app.register_error_handler(Exception, broken)


def refused(fault: HTTPException) -> Response:
    code = fault.code or 500
    if code < 400:
        return fault.get_response()
    words = WORDS.get(code, WORDS[405 if code < 500 else 500])
    response = page("fault.html", place(), status=code, words=words, services=service().partnerships.values())
    for name, value in fault.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def not_now(fault: ServiceError) -> Response:
    words = Words(NOT_NOW, (str(fault),))
    return page("fault.html", place(), status=409, words=words, services=service().partnerships.values())


def broken(fault: Exception) -> Response:
    where = "".join(traceback.format_tb(fault.__traceback__))
    current_app.logger.error("%s at %s\n%s", type(fault).__name__, request.endpoint, where)
    return page("fault.html", place(), status=500, words=WORDS[500], services=service().partnerships.values())


def place() -> Partnership | None:
    """The partnership whose page was asked for, where the address begins with one."""
    return service().partnerships.get(request.path.split("/")[1])
