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


def going() -> str:
    """The handle of whoever has gone to sign in with the provider; empty: nobody."""
    return request.cookies.get(name("going"), "")


def keep_going(response: Response, secret: str) -> Response:
    response.set_cookie(name("going"), secret, path="/", httponly=True, secure=is_secure(), samesite="Lax", max_age=600)
    return response


def forget_going(response: Response) -> Response:
    response.delete_cookie(name("going"), path="/", httponly=True, secure=is_secure(), samesite="Lax")
    return response


def name(of: str = "") -> str:
    """A __Host- cookie cannot be set by a neighbour; browsers take one over TLS alone."""
    plain = f"parley-{of}" if of else "parley"
    return f"__Host-{plain}" if is_secure() else plain


def is_secure() -> bool:
    return service().config.base_url.startswith("https:")
