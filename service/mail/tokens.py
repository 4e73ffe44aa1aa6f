"""Signing in by token: Microsoft 365 gives an application its own (OAuth 2 client credentials, RFC 6749 4.4).

A token lives for about an hour. msal keeps it and asks for the next one five minutes before it ends. One that the
mail server refuses although it should still hold is thrown away and asked for anew, once.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from service.errors import NoToken

if TYPE_CHECKING:
    from msal import ConfidentialClientApplication

RESOURCE = "outlook.office365.com"
ANSWERS_WITHIN = 15  # seconds
REFUSED = re.compile(r"AADSTS(\d+)")
REMEDIES = {  # by the number that Microsoft's refusal begins with
    "7000222": "The application's secret has expired. Make a new one and set PARLEY_MICROSOFT_SECRET.",
    "7000215": "The application's secret is wrong. Set PARLEY_MICROSOFT_SECRET to its value, not to its id.",
    "700016": "No application has this id there. Check PARLEY_MICROSOFT_CLIENT.",
    "90002": "There is no such tenant. Check PARLEY_MICROSOFT_TENANT.",
}
UNKNOWN = "Check the PARLEY_MICROSOFT settings."


class Tokens(Protocol):
    """Where tokens come from. Both raise NoToken."""

    def token(self) -> str:
        """The token at hand, or the next one when it is about to end."""

    def renewed(self) -> str:
        """Another one than the token at hand, which was refused."""


@dataclass(frozen=True)
class Microsoft:
    """An application of a Microsoft 365 tenant that may use its mailboxes. `host` gives the tokens; empty: Microsoft's
    own."""

    tenant: str
    client: str
    secret: str = field(repr=False)
    host: str = ""
    ca_file: Path | None = None

    def token(self) -> str:
        try:
            given = self._application.acquire_token_for_client([f"https://{RESOURCE}/.default"])
        except (OSError, ValueError) as fault:  # no line to it; or no such tenant
            raise NoToken(f"No token could be asked for ({type(fault).__name__}). {UNKNOWN}") from fault
        if "access_token" not in given:
            raise NoToken(f"Microsoft gave no token ({given.get('error', 'no reason')}). {_remedy(given)}")
        return str(given["access_token"])

    def renewed(self) -> str:
        try:
            self._application.remove_tokens_for_client()
        except (OSError, ValueError) as fault:
            raise NoToken(f"No token could be asked for ({type(fault).__name__}). {UNKNOWN}") from fault
        return self.token()

    @cached_property
    def _application(self) -> "ConfidentialClientApplication":
        """Made when first needed: that asks the host where it gives tokens."""
        import msal

        host = self.host or msal.authority.AZURE_PUBLIC
        return msal.ConfidentialClientApplication(
            self.client, self.secret, authority=f"https://{host}/{self.tenant}", instance_discovery=False,
            verify=str(self.ca_file) if self.ca_file else True, timeout=ANSWERS_WITHIN,
        )  # fmt: skip


def _remedy(refusal: dict[str, Any]) -> str:
    number = REFUSED.search(str(refusal.get("error_description", "")))
    return REMEDIES.get(number[1], UNKNOWN) if number else UNKNOWN


def xoauth2(user: str, token: str) -> str:
    """What a mail server is told, before it is put in base 64 (Google's and Microsoft's XOAUTH2)."""
    return f"user={user}\1auth=Bearer {token}\1\1"
