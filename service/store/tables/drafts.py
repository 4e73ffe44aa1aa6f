"""Disagreements that are being written and have not been sent, the codes that prove whose they are, and documents."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from service.store.tables.base import Table, refers_to


class DraftRow(Table):
    """What somebody has typed so far, sealed; known by the digests of the browser's handle and of the mailed link.

    Once it is sent its words are gone, and the row stays for a day: whoever presses twice is led to the receipt.
    """

    __tablename__ = "drafts"

    id: Mapped[str] = mapped_column(primary_key=True)
    partnership: Mapped[str]
    submission_id: Mapped[str] = mapped_column(unique=True)
    handle_hash: Mapped[str] = mapped_column(unique=True)
    link_hash: Mapped[str | None] = mapped_column(unique=True)
    email_digest: Mapped[str | None]
    sealed: Mapped[bytes | None]
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    saved_at: Mapped[datetime | None]
    recall_at: Mapped[datetime | None] = mapped_column(index=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    sent_at: Mapped[datetime | None]


class DraftCodeRow(Table):
    """The six-digit code last sent to whoever writes a draft, as a keyed digest."""

    __tablename__ = "draft_codes"

    draft_id: Mapped[str] = mapped_column(refers_to("drafts.id"), primary_key=True)
    digest: Mapped[str]
    expires_at: Mapped[datetime]
    wrong: Mapped[int] = mapped_column(default=0)


class DocumentRow(Table):
    """A file that was added to a disagreement: sealed with its submission, then with its case. `scan`: what the
    scanner said of it."""

    __tablename__ = "documents"
    __table_args__ = (Index(None, "submission_id", "added_at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    submission_id: Mapped[str]
    case_id: Mapped[str | None] = mapped_column(refers_to("cases.id"), index=True)
    added_at: Mapped[datetime]
    type: Mapped[str]
    size: Mapped[int]
    scan: Mapped[str]
    sealed_name: Mapped[bytes]
    sealed: Mapped[bytes]
