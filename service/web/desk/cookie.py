"""The cookie that holds the handle of a sitting: sent to us alone, out of reach of scripts, gone with the browser."""

from flask import request
from werkzeug.wrappers import Response

from service.web.shown import service


def handle() -> str:
    """The handle that the browser holds; empty: none."""
    return request.cookies.get(name(), "")


def keep(response: Response, secret: str) -> Response:
    response.set_cookie(name(), secret, path="/", httponly=True, secure=is_secure(), samesite="Lax")
    return response


def forget(response: Response) -> Response:
    response.delete_cookie(name(), path="/", httponly=True, secure=is_secure(), samesite="Lax")
    return response


def name() -> str:
    """A __Host- cookie cannot be set by a neighbour; browsers take one over TLS alone."""
    return "__Host-parley" if is_secure() else "parley"


def is_secure() -> bool:
    return service().config.base_url.startswith("https:")
