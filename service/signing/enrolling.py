"""Setting up a sign-in: the operator invites, the person chooses a password and proves that their app is set up."""

from service.bootstrap import Service
from service.errors import NotAllowed
from service.seam.access import Refusal, SettingUp
from service.signing import proofs
from service.signing.posts import signed
from service.store import accounts, audit, sittings, vouching


def invite(service: Service, partnership: str, address: str, subject: str = "") -> str:
    """The token of a link that sets up a sign-in, or sets it up anew; good once, for a day. With `subject` they are
    known by that to the provider of OpenID Connect, whether it vouches for their address or not.

    Raises NotAllowed where nobody of that address has a post that opens the partnership's desk.
    """
    at = service.clock.real()
    with service.sessions.begin() as session:
        person = signed(service, session, partnership, address, at)
        if person is None:
            raise NotAllowed(
                f"Nobody of {partnership} with the address {address} has a post that opens its desk. "
                "See who is listed: parley directory list"
            )
        token = accounts.invite(session, service.vault, address, partnership, proofs.new_key(), at)
        found = accounts.invited(session, service.vault, token, at)
        if subject and found:
            vouching.bind(session, service.vault, found.account_id, service.config.oidc_issuer, subject, at)
        audit.record(
            session, service.vault, f"partnership:{partnership}", at=at, actor="the operator",
            action="invited to the desk", object_id=person.holder,
        )  # fmt: skip
    return token


def invited(service: Service, token: str) -> str | None:
    """The partnership whose desk an invitation is to; None where it is over."""
    with service.sessions.begin() as session:
        found = accounts.invited(session, service.vault, token, service.clock.real())
    return found.partnership if found and found.partnership in service.partnerships else None


def setting_up(service: Service, token: str) -> SettingUp | None:
    """What the person sets up their app with."""
    with service.sessions.begin() as session:
        found = accounts.invited(session, service.vault, token, service.clock.real())
    if found is None or found.partnership not in service.partnerships:
        return None
    name = service.partnerships[found.partnership].service_name
    address = proofs.key_address(found.key, found.address, name)
    return SettingUp(found.partnership, found.address, found.key, address)


def finish(service: Service, token: str, password: str, code: str) -> tuple[str, ...] | Refusal:
    """Keep the password, and end every sitting that there was; the recovery codes, which nobody can see again."""
    at = service.clock.real()
    with service.sessions.begin() as session:
        found = accounts.invited(session, service.vault, token, at)
    if found is None:
        return "ended"
    if not proofs.is_strong(password, found.address):
        return "weak"
    step = proofs.step_of(found.key, code, at)
    if step is None:
        return "wrong"
    hashed, codes = proofs.hashed(password), proofs.new_recovery_codes()
    with service.sessions.begin() as session:
        if accounts.invited(session, service.vault, token, at) is None:
            return "ended"
        accounts.set_up(session, service.vault, found, hashed, tuple(map(proofs.plain, codes)), at)
        accounts.use_step(session, found.account_id, step)
        sittings.end_all(session, found.account_id)
        person = signed(service, session, found.partnership, found.address, at)
        audit.record(
            session, service.vault, f"partnership:{found.partnership}", at=at,
            actor=person.holder if person else "nobody's post", action="set up a sign-in",
        )  # fmt: skip
    return codes
