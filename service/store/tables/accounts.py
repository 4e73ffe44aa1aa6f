"""Who signs in to the desk: accounts, the invitations to them, the sittings that go on, and wrong tries."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from service.store.tables.base import Table, refers_to


class AccountRow(Table):
    """One person's sign-in, by their address; sealed are the address, the password's hash and the app's key."""

    __tablename__ = "accounts"

    id: Mapped[str] = mapped_column(primary_key=True)
    address_digest: Mapped[str] = mapped_column(unique=True)
    sealed: Mapped[bytes]
    set_up_at: Mapped[datetime | None]
    last_step: Mapped[int] = mapped_column(default=0)  # the half minute of the last code, which is good once (RFC 6238)


class InvitationRow(Table):
    """A link that sets up a sign-in, once; of the link itself only its SHA-256. Sealed is the key for the app."""

    __tablename__ = "invitations"

    hash: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(refers_to("accounts.id"), index=True)
    partnership: Mapped[str]
    sealed: Mapped[bytes]
    expires_at: Mapped[datetime]


class RecoveryCodeRow(Table):
    """A code that stands in for the app, once; kept as a keyed digest."""

    __tablename__ = "recovery_codes"

    digest: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(refers_to("accounts.id"), index=True)


class SittingRow(Table):
    """A sitting at the desk; of its handle only the SHA-256. `knows_code` once the second step is done."""

    __tablename__ = "sittings"

    hash: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(refers_to("accounts.id"), index=True)
    partnership: Mapped[str]
    knows_code: Mapped[bool]
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    wrong: Mapped[int] = mapped_column(default=0)


class WrongTryRow(Table):
    """A try that failed, by a keyed digest of what was tried on: an address, or where it came from."""

    __tablename__ = "wrong_tries"
    __table_args__ = (Index(None, "digest", "at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str]
    at: Mapped[datetime]


class AccountSubjectRow(Table):
    """Who an account is to a provider of OpenID Connect, as a keyed digest of issuer and subject."""

    __tablename__ = "account_subjects"

    digest: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(refers_to("accounts.id"), unique=True)
    since: Mapped[datetime]


class ProviderStartRow(Table):
    """Somebody has gone to the provider to sign in; of the handle that their browser keeps only the SHA-256."""

    __tablename__ = "provider_starts"

    hash: Mapped[str] = mapped_column(primary_key=True)
    partnership: Mapped[str]
    started_at: Mapped[datetime]
