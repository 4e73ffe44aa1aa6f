"""The sign-ins of the demo: whoever coordinates, with one password, and the code that their app would show now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.bootstrap import Service
from service.signing import enrolling, proofs
from service.store import accounts, directory
from service.store.accounts import Account

PASSWORD = "marram grass and shingle"


@dataclass(frozen=True)
class SignIn:
    """One of the demo's coordinators, and what their app shows."""

    partnership: str
    post: str
    name: str
    email: str
    code: str


def set_up(service: Service) -> None:
    """Set up the sign-in of everybody at a desk who has none."""
    for partnership, _, _, email in list(_team(service)):
        with service.sessions.begin() as session:
            known = accounts.of_address(session, service.vault, email)
        if known is None:
            token = enrolling.invite(service, partnership, email)
            found = enrolling.setting_up(service, token)
            assert found is not None  # it has just been made
            enrolling.finish(service, token, PASSWORD, proofs.code_at(found.key, service.clock.real()))


def sign_ins(service: Service, at: datetime) -> list[SignIn]:
    """Everybody of a desk, with a code that is good now."""
    team = list(_team(service))
    with service.sessions.begin() as session:
        known = [(one, accounts.of_address(session, service.vault, one[-1])) for one in team]
    return [SignIn(*one, _good_code(account, at)) for one, account in known if account]


def _good_code(account: Account, at: datetime) -> str:
    """The code of this half minute or, where that was used, the next, which an app may be ahead to."""
    used = account.last_step >= proofs.half_minute(at)
    return proofs.code_at(account.key, at + timedelta(seconds=proofs.HALF_MINUTE * used))


def _team(service: Service) -> Iterator[tuple[str, str, str, str]]:
    """Partnership, post, name and address of everybody whose post opens a desk."""
    for key, its in service.partnerships.items():
        with service.sessions.begin() as session:
            listed = directory.read(session, key)
        for officer in listed.officers:
            if not officer.agency_id and officer.has_post(its.coordinator_post):
                yield key, officer.post, officer.name, officer.email
