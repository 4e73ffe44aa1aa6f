"""Signing in to the desk: a password, then a code of an authenticator app, or a recovery code.

Whoever guesses learns nothing: an unknown address, a wrong password and a post no longer held answer alike, after the
same work. Tries are counted by address and by where they come from (reliability-security.md, T50 and T51).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from service.bootstrap import Service
from service.seam.access import Begun, Handle, Refusal, SettingUp, Signed, Unvouched
from service.signing import enrolling, proofs, tries, vouched
from service.signing.posts import signed
from service.store import accounts, audit, sittings, vouching
from service.store.accounts import Account
from service.store.sittings import Sitting


@dataclass(frozen=True)
class SigningInOf:
    """The door of whoever signs in (service.seam.access.SigningIn says what each promises)."""

    service: Service

    def with_password(self, partnership: str, email: str, password: str, origin: str) -> Handle | Refusal:
        service, at = self.service, self.service.clock.real()
        with service.sessions.begin() as session:
            if tries.too_many(service, session, email, origin, at):
                return "too many"
            account = accounts.of_address(session, service.vault, email)
        proved = proofs.fits(account.password if account else "", password)
        with service.sessions.begin() as session:
            known = account and signed(service, session, partnership, account.address, at)
            if account is None or not proved or not known:
                tries.note(service, session, email, origin, at)
                return "wrong"
            return Handle(sittings.start(session, account.id, partnership, at, knows_code=False))

    def with_code(self, secret: str, code: str) -> Handle | Refusal:
        service, at = self.service, self.service.clock.real()
        with service.sessions.begin() as session:
            sitting = sittings.find(session, secret, at)
            if sitting is None or sitting.knows_code:
                return "ended"
            account = accounts.by_id(session, service.vault, sitting.account_id)
            if not _is_good(service, session, account, code, at):
                sittings.wrong_code(session, secret)
                return "wrong"
            sittings.end(session, secret)  # whoever knew the first handle does not know this one (session fixation)
            handle = sittings.start(session, account.id, sitting.partnership, at, knows_code=True)
            self._audit(session, sitting, "signed in", at)
        return Handle(handle, knows_code=True)

    @property
    def provider(self) -> str:
        return self.service.config.oidc_name if self.service.config.oidc_issuer else ""

    def begin(self, partnership: str, origin: str) -> Begun | Unvouched:
        return vouched.begin(self.service, partnership, origin)

    def begun(self, secret: str) -> str | None:
        return vouched.begun(self.service, secret)

    def vouched(self, secret: str, given: Mapping[str, str], origin: str) -> Handle | Unvouched:
        return vouched.come_back(self.service, secret, given, origin)

    def who(self, secret: str, partnership: str) -> Signed | None:
        service, at = self.service, self.service.clock.real()
        with service.sessions.begin() as session:
            sitting = sittings.find(session, secret, at)
            if sitting is None or not sitting.knows_code:
                return None
            account = accounts.by_id(session, service.vault, sitting.account_id)
            return signed(service, session, partnership, account.address, at)

    def sign_out(self, secret: str) -> None:
        at = self.service.clock.real()
        with self.service.sessions.begin() as session:
            sitting = sittings.end(session, secret)
            if sitting and sitting.knows_code:
                self._audit(session, sitting, "signed out", at)

    def invited(self, token: str) -> str | None:
        return enrolling.invited(self.service, token)

    def set_up(self, token: str) -> SettingUp | None:
        return enrolling.setting_up(self.service, token)

    def finish(self, token: str, password: str, code: str) -> tuple[str, ...] | Refusal:
        return enrolling.finish(self.service, token, password, code)

    def _audit(self, session: Session, sitting: Sitting, action: str, at: datetime) -> None:
        vault = self.service.vault
        address = accounts.by_id(session, vault, sitting.account_id).address
        person = signed(self.service, session, sitting.partnership, address, at)
        actor = person.holder if person else "nobody's post"
        audit.record(session, vault, f"partnership:{sitting.partnership}", at=at, actor=actor, action=action)


def sweep(service: Service) -> None:
    """Forget the sittings that ended by themselves, and the tries that count no more."""
    at = service.clock.real()
    with service.sessions.begin() as session:
        sittings.sweep(session, at)
        vouching.sweep(session, at)


def _is_good(service: Service, session: Session, account: Account, code: str, at: datetime) -> bool:
    """Whether the code is one of the app's, or a recovery code; each is good once."""
    step = proofs.step_of(account.key, code, at)
    if step is not None:
        return accounts.use_step(session, account.id, step)
    return accounts.use_recovery_code(session, service.vault, account.id, proofs.plain(code))
