"""Agencies' summary logs: for which day each was asked, whose answers those are, and what was returned."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.tables.base import Table, one_of, refers_to


class LogRequestRow(Table):
    """One agency was asked for its log by a day; without a day and without anybody who asked, it came by itself."""

    __tablename__ = "log_requests"
    __table_args__ = (UniqueConstraint("partnership", "agency", "due_at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    partnership: Mapped[str]
    agency: Mapped[str]
    due_at: Mapped[datetime | None]
    asked_at: Mapped[datetime]
    asked_by: Mapped[str]
    reminded: Mapped[int] = mapped_column(default=0)


class LogTokenRow(Table):
    """Whose answer to which request a mail is; of the token itself only its SHA-256."""

    __tablename__ = "log_tokens"

    hash: Mapped[str] = mapped_column(primary_key=True)
    request_id: Mapped[str] = mapped_column(refers_to("log_requests.id"))
    holder: Mapped[str]
    issued_at: Mapped[datetime]


class LogReturnRow(Table):
    """What an agency returned: nothing to log, that ours is right, or its own rows. One that was undone stays."""

    __tablename__ = "log_returns"
    __table_args__ = (one_of("kind", ("nil", "correct", "sheet")), Index(None, "request_id", "at"))

    id: Mapped[str] = mapped_column(primary_key=True)
    request_id: Mapped[str] = mapped_column(refers_to("log_requests.id"))
    kind: Mapped[str]
    holder: Mapped[str]
    source: Mapped[str]
    at: Mapped[datetime]
    rows: Mapped[int]
    faults: Mapped[int]
    sealed: Mapped[bytes]
    undone_at: Mapped[datetime | None]


class LogCodeRow(Table):
    """The six-digit code last sent to whoever holds a link to a log, as a keyed digest."""

    __tablename__ = "log_codes"

    token_hash: Mapped[str] = mapped_column(refers_to("log_tokens.hash"), primary_key=True)
    digest: Mapped[str]
    expires_at: Mapped[datetime]
    wrong: Mapped[int] = mapped_column(default=0)


class LogCopyRow(Table):
    """The copy of a log that somebody works on behind their link, sealed; known by the browser's handle. It goes when
    it is sent, or its time is over."""

    __tablename__ = "log_copies"

    token_hash: Mapped[str] = mapped_column(refers_to("log_tokens.hash"), primary_key=True)
    handle_hash: Mapped[str] = mapped_column(unique=True)
    sealed: Mapped[bytes]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
