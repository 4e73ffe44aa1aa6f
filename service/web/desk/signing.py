"""Who is signed in to the desk."""

from typing import cast

from flask import current_app

from service.access import Signed

TESTS = "who is signed in"


def signed_in() -> Signed | None:
    return cast("Signed | None", current_app.extensions.get(TESTS))
