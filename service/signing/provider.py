"""The provider of OpenID Connect: found by its issuer, asked with PKCE, and believed only where its token proves it.

A token counts only with a signature by one of the provider's own public keys: an unsigned one, or one signed with a
shared secret, is none. Its issuer, audience, time and nonce are checked each time, and its keys fetched anew. The
libraries are loaded when somebody signs in with it: most processes never do.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from service.config import LOOPBACK, Config
from service.errors import ServiceError

WELL_KNOWN = "/.well-known/openid-configuration"
SIGNED_WITH = ("RS256", "PS256", "ES256", "RS384", "ES384", "RS512", "ES512")
SECONDS, LEEWAY = 10, 60
LARGEST = 500_000  # characters of an answer
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class Unreachable(ServiceError):
    """The provider cannot be reached, or does not say what a provider says."""


class NotProven(ServiceError):
    """What the provider's token, or whoever brought it, says is not proven."""


@dataclass(frozen=True)
class Found:
    """Where the provider is asked, as it says itself."""

    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    in_the_body: bool = False  # whether our secret goes into the request's body


@dataclass(frozen=True)
class Going:
    """What binds the going to the provider and the coming back to one browser: each can be made from its handle."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def of(cls, key: bytes, handle: str) -> "Going":
        made = (hmac.digest(key, f"{part} {handle}".encode(), "sha256").hex() for part in ("state", "nonce", "pkce"))
        return cls(*made)


@dataclass(frozen=True)
class Provider:
    """The provider that the settings name."""

    config: Config

    @property
    def back(self) -> str:
        """Where it sends people back to."""
        return f"{self.config.base_url.rstrip('/')}/desk/signed-in"

    def find(self) -> Found:
        """Raises Unreachable."""
        issuer = self.config.oidc_issuer
        said = _fetch(issuer.rstrip("/") + WELL_KNOWN)
        if said.get("issuer") != issuer:
            raise Unreachable(f"It calls itself another issuer than {issuer}.")
        for name in NEEDED:
            if not _is_safe(said.get(name)):
                raise Unreachable(f"Its {name} is no address over https.")
        ways = said.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        return Found(**{name: said[name] for name in NEEDED}, in_the_body="client_secret_basic" not in ways)

    def address(self, going: Going) -> str:
        """Where people go to. Raises Unreachable."""
        found = self.find()
        with self._session(found) as session:
            address, _ = session.create_authorization_url(
                found.authorization_endpoint, state=going.state, code_verifier=going.verifier, nonce=going.nonce
            )
        return str(address)

    def claims(self, given: Mapping[str, str], going: Going, now: datetime) -> Mapping[str, Any]:
        """What its token proves of whoever came back with `given`. Raises Unreachable, NotProven."""
        if not hmac.compare_digest(given.get("state", "").encode(), going.state.encode()):
            raise NotProven("It answers nothing that this browser asked.")
        if given.get("iss", self.config.oidc_issuer) != self.config.oidc_issuer:
            raise NotProven("It comes from another issuer.")
        found = self.find()
        token = self._token(found, given.get("code", ""), going)
        proven = self._proven(token, _fetch(found.jwks_uri), going, now)
        if not hmac.compare_digest(str(proven.get("nonce", "")).encode(), going.nonce.encode()):
            raise NotProven("Its token was made for another sign-in.")
        return proven

    def _proven(self, token: str, keys: dict[str, Any], going: Going, now: datetime) -> Mapping[str, Any]:
        """What the token says, once its signature and each of its claims hold."""
        from authlib.oidc.core import CodeIDToken
        from joserfc import jwt
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet

        wanted = {"iss": self.config.oidc_issuer, "aud": self.config.oidc_client}
        options = {name: {"essential": True, "value": value} for name, value in wanted.items()}
        params = {"nonce": going.nonce, "client_id": self.config.oidc_client}
        try:
            read = jwt.decode(token, KeySet.import_key_set(keys), algorithms=SIGNED_WITH)  # type: ignore[arg-type]
            CodeIDToken(read.claims, read.header, options, params).validate(int(now.timestamp()), LEEWAY)
        except (JoseError, ValueError, KeyError, TypeError) as fault:
            raise NotProven(f"Its token does not hold: {type(fault).__name__}.") from None
        return dict(read.claims)

    def _token(self, found: Found, code: str, going: Going) -> str:
        from authlib.integrations.base_client import OAuthError
        from requests import RequestException

        if not code:
            raise NotProven("It brings no code.")
        try:
            with self._session(found) as session:
                given = session.fetch_token(
                    found.token_endpoint, grant_type="authorization_code", code=code, code_verifier=going.verifier,
                    timeout=SECONDS, allow_redirects=False,
                )  # fmt: skip
        except OAuthError as fault:
            raise NotProven(f"The provider does not take the code: {str(fault.error)[:60]}.") from None
        except (RequestException, ValueError) as fault:
            raise Unreachable(f"It gives no token: {type(fault).__name__}.") from None
        token = given.get("id_token")
        if not isinstance(token, str) or len(token) > LARGEST:
            raise NotProven("It gives no token that says who somebody is.")
        return token

    def _session(self, found: Found) -> Any:
        from authlib.integrations.requests_client import OAuth2Session

        way = "client_secret_post" if found.in_the_body else "client_secret_basic"
        return OAuth2Session(
            self.config.oidc_client, self.config.oidc_secret.get_secret_value(), token_endpoint_auth_method=way,
            scope="openid email", redirect_uri=self.back, code_challenge_method="S256",
        )  # fmt: skip


def _fetch(address: str) -> dict[str, Any]:
    """Raises Unreachable unless it answers with an object."""
    import requests

    try:
        answer = requests.get(address, timeout=SECONDS, allow_redirects=False)
        answer.raise_for_status()
        said = answer.json() if answer.status_code == 200 and len(answer.content) <= LARGEST else None
    except (requests.RequestException, ValueError) as fault:
        raise Unreachable(f"{address} cannot be read: {type(fault).__name__}.") from None
    if not isinstance(said, dict):
        raise Unreachable(f"{address} does not answer with what a provider says.")
    return said


def _is_safe(address: object) -> bool:
    parts = urlsplit(address) if isinstance(address, str) else urlsplit("")
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK))
