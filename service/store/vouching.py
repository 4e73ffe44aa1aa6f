"""Who signs in to the desk with a provider of OpenID Connect: which account somebody is, and who has gone there."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.store.people import address_digest
from service.store.tables import AccountRow, AccountSubjectRow, ProviderStartRow
from service.store.vault import Vault

GONE_FOR = timedelta(minutes=10)


def begin(session: Session, partnership: str, at: datetime) -> str:
    """Somebody goes to the provider; the handle that their browser keeps."""
    handle = secrets.token_urlsafe(16)
    session.add(ProviderStartRow(hash=_hash(handle), partnership=partnership, started_at=at))
    session.flush()
    return handle


def begun(session: Session, handle: str, at: datetime) -> str | None:
    """The partnership whose desk they want; None where they went too long ago, or have come back."""
    row = session.get(ProviderStartRow, _hash(handle))
    return row.partnership if row and row.started_at > at - GONE_FOR else None


def come_back(session: Session, handle: str, at: datetime) -> str | None:
    """The same, once: who comes with that handle again has not gone."""
    gone = delete(ProviderStartRow).where(ProviderStartRow.hash == _hash(handle))
    row = session.execute(gone.returning(ProviderStartRow.partnership, ProviderStartRow.started_at)).first()
    return row[0] if row and row[1] > at - GONE_FOR else None


def sweep(session: Session, at: datetime) -> None:
    session.execute(delete(ProviderStartRow).where(ProviderStartRow.started_at <= at - GONE_FOR))


def account_of_subject(session: Session, vault: Vault, issuer: str, subject: str) -> str | None:
    """The account that this subject of the issuer is known to be."""
    known = select(AccountSubjectRow.account_id).where(AccountSubjectRow.digest == _digest(vault, issuer, subject))
    return session.scalars(known).first()


def account_at(session: Session, vault: Vault, address: str) -> str | None:
    """The account of that address, set up or only invited, unless somebody else is known to be it."""
    known = select(AccountSubjectRow.account_id)
    own = (AccountRow.address_digest == address_digest(vault, address), AccountRow.id.not_in(known))
    return session.scalars(select(AccountRow.id).where(*own)).first()


def bind(session: Session, vault: Vault, account_id: str, issuer: str, subject: str, at: datetime) -> None:
    """From now on this subject of the issuer is that account, and nobody else is."""
    session.execute(delete(AccountSubjectRow).where(AccountSubjectRow.account_id == account_id))
    digest = _digest(vault, issuer, subject)
    session.execute(delete(AccountSubjectRow).where(AccountSubjectRow.digest == digest))
    session.add(AccountSubjectRow(digest=digest, account_id=account_id, since=at))
    session.flush()


def _digest(vault: Vault, issuer: str, subject: str) -> str:
    return vault.digest("subject", f"{issuer} {subject}".encode())


def _hash(handle: str) -> str:
    return sha256(handle.encode()).hexdigest()
