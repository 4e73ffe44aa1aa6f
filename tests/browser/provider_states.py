"""Signing in to the desk with a provider of OpenID Connect: each page on the way there and back."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from pydantic import SecretStr

from service.signing.provider import Found, Provider
from tests.browser.at_the_desk import DESK
from tests.browser.state import state
from tests.browser.visitor import Visitor

ISSUER = "https://login.example"
FOUND = Found(f"{ISSUER}/authorize", f"{ISSUER}/token", f"{ISSUER}/keys")


@contextmanager
def with_a_provider(visitor: Visitor) -> Iterator[None]:
    """There is one, for as long as this lasts; it is asked nothing."""
    its = vars(visitor.site.house.service)
    changed = {"oidc_issuer": ISSUER, "oidc_client": "parley", "oidc_secret": SecretStr("a secret")}
    config = its["config"].model_copy(update=changed)
    with mock.patch.dict(its, {"config": config}), mock.patch.object(Provider, "find", lambda self: FOUND):
        yield


@state("signing.sign_in", "desk/entrance/sign_in.html")
def sign_in_with_or_without_a_provider(visitor: Visitor) -> None:
    with with_a_provider(visitor):
        visitor.open(f"{DESK}/sign-in")


@state("provider.begin", "desk/entrance/going.html")
def going_to_the_provider(visitor: Visitor) -> None:
    with with_a_provider(visitor):
        visitor.open(f"{DESK}/sign-in")
        visitor.press("Sign in with")


def back(visitor: Visitor, brought: str) -> None:
    going_to_the_provider(visitor)
    with with_a_provider(visitor):
        visitor.open(f"/desk/signed-in?{brought}")


@state("provider.come_back", "desk/entrance/come_back.html")
def back_from_the_provider(visitor: Visitor) -> None:
    back(visitor, "code=c&state=s")


@state("provider.come_back", "desk/entrance/come_back.html")
def back_from_the_provider_without_signing_in(visitor: Visitor) -> None:
    back(visitor, "error=access_denied&state=s")


@state("provider.finish", "desk/entrance/sign_in.html")
def not_signed_in_by_the_provider(visitor: Visitor) -> None:
    back_from_the_provider_without_signing_in(visitor)
    with with_a_provider(visitor):
        visitor.press("Back to sign in")


@state("provider.come_back", "desk/entrance/not_going.html")
def back_from_the_provider_too_late(visitor: Visitor) -> None:
    back_from_the_provider(visitor)
    visitor.site.house.pass_time(minutes=11)
    visitor.open("/desk/signed-in?code=c&state=s")
