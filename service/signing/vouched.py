"""Signing in with a provider of OpenID Connect (decision 26): whoever was invited, and holds a post, and nobody else.

Somebody is matched by the subject that is known to be theirs; the first time by an e-mail address that the provider
says is verified. No account is ever made here. The second factor is the provider's; where the settings demand it, the
provider has to say that there was one.
"""

import logging
from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from service.bootstrap import Service
from service.seam.access import Begun, Handle, Unvouched
from service.signing.posts import signed
from service.signing.provider import Going, NotProven, Provider, Unreachable
from service.signing.tries import note, too_many
from service.store import accounts, audit, sittings, vouching

log = logging.getLogger(__name__)
CANCELLED = ("access_denied", "login_required", "interaction_required", "consent_required")


def begin(service: Service, partnership: str, origin: str) -> Begun | Unvouched:
    at = service.clock.real()
    if not service.config.oidc_issuer or partnership not in service.partnerships:
        return "off"
    with service.sessions.begin() as session:
        if too_many(service, session, "", origin, at):
            return "too many"
        handle = vouching.begin(session, partnership, at)
    try:
        return Begun(Provider(service.config).address(_going(service, handle)), handle)
    except Unreachable as fault:
        log.error("the provider of OpenID Connect: %s", fault)
        return "unavailable"


def begun(service: Service, handle: str) -> str | None:
    at = service.clock.real()
    with service.sessions.begin() as session:
        return vouching.begun(session, handle, at)


def come_back(service: Service, handle: str, given: Mapping[str, str], origin: str) -> Handle | Unvouched:
    """Their sitting, where all of it holds. What fails is counted as a wrong password is."""
    at = service.clock.real()
    with service.sessions.begin() as session:
        partnership = vouching.come_back(session, handle, at)
        stopped = too_many(service, session, "", origin, at)
    if partnership is None or not service.config.oidc_issuer:
        return "ended"
    if stopped:
        return "too many"
    try:
        claims = _claims(service, handle, given)
    except Unreachable as fault:
        log.error("the provider of OpenID Connect: %s", fault)
        return "unavailable"
    except NotProven as fault:
        log.warning("a sign-in with the provider was refused: %s", fault)
        claims = None
    with service.sessions.begin() as session:
        found = _sitting(service, session, partnership, claims) if claims else _why_none(given)
        if not isinstance(found, Handle):
            note(service, session, "", origin, at)
            _audit(service, session, partnership, "the provider", f"refused a sign-in: {found}")
    return found


def _why_none(given: Mapping[str, str]) -> Unvouched:
    return "cancelled" if given.get("error") in CANCELLED else "wrong"


def _claims(service: Service, handle: str, given: Mapping[str, str]) -> Mapping[str, Any]:
    return Provider(service.config).claims(given, _going(service, handle), service.clock.real())


def _sitting(service: Service, session: Session, partnership: str, claims: Mapping[str, Any]) -> Handle | Unvouched:
    at, vault, issuer = service.clock.real(), service.vault, service.config.oidc_issuer
    if not _has_second_factor(service, claims):
        return "one factor"
    subject = str(claims["sub"])
    known = vouching.account_of_subject(session, vault, issuer, subject)
    if known is None and claims.get("email_verified") is not True:
        return "unverified"
    account = known or vouching.account_at(session, vault, str(claims.get("email", "")))
    if account is None:
        return "unknown"
    person = signed(service, session, partnership, accounts.by_id(session, vault, account).address, at)
    if person is None:
        return "unknown"
    if known is None:
        vouching.bind(session, vault, account, issuer, subject, at)
    _audit(service, session, partnership, person.holder, "signed in with the provider")
    return Handle(sittings.start(session, account, partnership, at, knows_code=True), knows_code=True)


def _has_second_factor(service: Service, claims: Mapping[str, Any]) -> bool:
    demanded = set(service.config.oidc_demands)
    methods = claims.get("amr")
    said = {str(one) for one in methods} if isinstance(methods, list) else set()
    return not demanded or bool(demanded & (said | {str(claims.get("acr", ""))}))


def _going(service: Service, handle: str) -> Going:
    return Going.of(service.vault.keys.token, handle)


def _audit(service: Service, session: Session, partnership: str, actor: str, action: str) -> None:
    at = service.clock.real()
    audit.record(session, service.vault, f"partnership:{partnership}", at=at, actor=actor, action=action)
