"""The accounts of the desk: invited, set up, and proved by a password and a code."""

import hmac
import json
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from service.store.ids import new_id
from service.store.people import address_digest
from service.store.tables import AccountRow, InvitationRow, RecoveryCodeRow
from service.store.tables.base import write_once
from service.store.vault import Vault

INVITATION_LIVES = timedelta(hours=24)


@dataclass(frozen=True)
class Account:
    """A person's sign-in. `key` is the authenticator app's, `password` a hash; empty until it is set up. `last_step` is
    the half minute of the last code that was used."""

    id: str
    address: str
    key: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    last_step: int = 0


@dataclass(frozen=True)
class Invitation:
    """A link that is good: whose it is, to which partnership's desk, and the key for their app."""

    account_id: str
    address: str
    partnership: str
    key: str = field(repr=False)


def invite(session: Session, vault: Vault, address: str, partnership: str, key: str, at: datetime) -> str:
    """A fresh link's token for whoever has that address, whose account is made where there is none.

    Earlier links to it end; `key` is for the app, and takes the place of an earlier one when the link is used.
    """
    id = _account_of(session, vault, address)
    session.execute(delete(InvitationRow).where(InvitationRow.account_id == id))
    token = secrets.token_urlsafe(16)
    hash = _hash(token)
    sealed = vault.seal(session, f"account:{id}", _place("invitations", hash), key.encode())
    until = at + INVITATION_LIVES
    session.add(InvitationRow(hash=hash, account_id=id, partnership=partnership, sealed=sealed, expires_at=until))
    session.flush()
    return token


def _account_of(session: Session, vault: Vault, address: str) -> str:
    """The id of the account of that address, made where there is none."""
    digest, fresh = address_digest(vault, address), Account(new_id(), address)
    sealed = _sealed(session, vault, fresh)
    write_once(session, AccountRow, {"id": fresh.id, "address_digest": digest, "sealed": sealed}, "address_digest")
    return session.scalars(select(AccountRow.id).where(AccountRow.address_digest == digest)).one()


def invited(session: Session, vault: Vault, token: str, at: datetime) -> Invitation | None:
    """What an invitation is for; None where there is none, or it is over."""
    row = session.get(InvitationRow, _hash(token))
    if row is None or row.expires_at <= at:
        return None
    key = vault.open(session, f"account:{row.account_id}", _place("invitations", row.hash), row.sealed).decode()
    return Invitation(row.account_id, by_id(session, vault, row.account_id).address, row.partnership, key)


def set_up(
    session: Session, vault: Vault, invitation: Invitation, password: str, recovery: tuple[str, ...], at: datetime
) -> None:
    """Keep a password's hash and the recovery codes in place of earlier ones. The invitation is used up."""
    account = Account(invitation.account_id, invitation.address, invitation.key, password)
    this = update(AccountRow).where(AccountRow.id == account.id)
    session.execute(this.values(sealed=_sealed(session, vault, account), set_up_at=at))
    for table in (InvitationRow, RecoveryCodeRow):
        session.execute(delete(table).where(table.account_id == account.id))
    digests = (_digest(vault, account.id, code) for code in recovery)
    session.add_all(RecoveryCodeRow(digest=digest, account_id=account.id) for digest in digests)
    session.flush()


def of_address(session: Session, vault: Vault, address: str) -> Account | None:
    """The account that signs in with that address; None where there is none, or it is not set up."""
    row = session.scalars(select(AccountRow).where(AccountRow.address_digest == address_digest(vault, address))).first()
    return _account(session, vault, row) if row and row.set_up_at else None


def by_id(session: Session, vault: Vault, id: str) -> Account:
    return _account(session, vault, session.get_one(AccountRow, id))


def use_step(session: Session, id: str, step: int) -> bool:
    """Whether a code of that half minute is good: it is later than the last one that was used."""
    newer = update(AccountRow).where(AccountRow.id == id, AccountRow.last_step < step).values(last_step=step)
    return session.execute(newer.returning(AccountRow.id)).first() is not None


def use_recovery_code(session: Session, vault: Vault, id: str, code: str) -> bool:
    """Whether this is one of the account's recovery codes; it is then used up."""
    used = delete(RecoveryCodeRow).where(
        RecoveryCodeRow.account_id == id, RecoveryCodeRow.digest == _digest(vault, id, code)
    )
    return session.execute(used.returning(RecoveryCodeRow.digest)).first() is not None


def _sealed(session: Session, vault: Vault, account: Account) -> bytes:
    words = {"address": account.address, "key": account.key, "password": account.password}
    return vault.seal(session, f"account:{account.id}", _place("accounts", account.id), json.dumps(words).encode())


def _account(session: Session, vault: Vault, row: AccountRow) -> Account:
    words = json.loads(vault.open(session, f"account:{row.id}", _place("accounts", row.id), row.sealed))
    return Account(row.id, **words, last_step=row.last_step)


def _place(table: str, id: str) -> str:
    return f"{table}:sealed:{id}"


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _digest(vault: Vault, id: str, code: str) -> str:
    return hmac.digest(vault.keys.token, f"recovery {id} {code}".encode(), "sha256").hex()
