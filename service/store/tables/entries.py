"""What is known of each officer's entry in the directory: when its officer was asked and what they said to it."""

from datetime import datetime

from sqlalchemy import JSON, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.tables.base import Table, one_of, refers_to


class EntryRow(Table):
    """An officer's entry: `known_at` since when it is watched, `checked_at` when its officer last said it is right,
    `returned_at` when somebody else was asked because mail came back. It outlives the officer's line, which is written
    anew with each change of the directory."""

    __tablename__ = "entries"

    officer_id: Mapped[str] = mapped_column(primary_key=True)
    partnership: Mapped[str] = mapped_column(index=True)
    known_at: Mapped[datetime]
    asked_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    checked_at: Mapped[datetime | None]
    checked_before: Mapped[datetime | None]
    returned_at: Mapped[datetime | None]


class EntryTokenRow(Table):
    """Who may answer about which entry, by mail or behind the link; of the token itself only its SHA-256."""

    __tablename__ = "entry_tokens"

    hash: Mapped[str] = mapped_column(primary_key=True)
    officer_id: Mapped[str]
    partnership: Mapped[str]
    reader: Mapped[str]
    address_digest: Mapped[str]
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class EntryCodeRow(Table):
    """The six-digit code last sent to the reader of such a token, as a keyed digest."""

    __tablename__ = "entry_codes"

    token_hash: Mapped[str] = mapped_column(refers_to("entry_tokens.hash"), primary_key=True)
    digest: Mapped[str]
    expires_at: Mapped[datetime]
    wrong: Mapped[int] = mapped_column(default=0)


class EntryChangeRow(Table):
    """What somebody asks to have changed in an entry; a coordinator decides. The newest of each reader stands."""

    __tablename__ = "entry_changes"
    __table_args__ = (
        one_of("state", ("waiting", "taken", "left")),
        UniqueConstraint("officer_id", "reader", "asked_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    officer_id: Mapped[str] = mapped_column(index=True)
    partnership: Mapped[str] = mapped_column(index=True)
    reader: Mapped[str]
    asked_at: Mapped[datetime]
    changes: Mapped[dict[str, str]] = mapped_column(JSON)
    note: Mapped[str]
    state: Mapped[str]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None]
