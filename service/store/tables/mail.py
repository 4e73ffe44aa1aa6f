"""Mail that came in, mail that goes out, and the tokens that tie an answer to person, case and stage."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.tables.base import Table, one_of, refers_to

INBOUND_STATES = ("captured", "leased", "ended")
DISPOSITIONS = (
    "case_created",
    "reply_applied",
    "note_added",
    "held",
    "auto_recorded",
    "bounce_recorded",
    "duplicate_linked",
    "own_recorded",
    "closed_by_human",
)
OUTBOX_STATES = ("queued", "leased", "retry", "unknown", "sent", "failed", "cancelled")
OUTCOMES = ("accepted", "refused_temp", "refused_perm", "not_sent", "unknown")


class InboundRow(Table):
    """A mail that came, and what became of it."""

    __tablename__ = "inbound"
    __table_args__ = (
        UniqueConstraint("mailbox", "digest"),
        one_of("state", INBOUND_STATES),
        one_of("disposition", DISPOSITIONS),
        Index(None, "state", "arrived_at"),
        Index(None, "fingerprint"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    mailbox: Mapped[str]
    digest: Mapped[str]
    scope: Mapped[str]
    uid: Mapped[int] = mapped_column(BigInteger)  # both are unsigned numbers of 32 bits
    uidvalidity: Mapped[int] = mapped_column(BigInteger)
    internal_date: Mapped[datetime | None]
    arrived_at: Mapped[datetime]
    arrivals: Mapped[int] = mapped_column(default=1)
    state: Mapped[str] = mapped_column(default="captured")
    lease_until: Mapped[datetime | None]
    claim_no: Mapped[int] = mapped_column(default=0)
    tries: Mapped[int] = mapped_column(default=0)
    disposition: Mapped[str | None]
    reason: Mapped[str | None]
    case_id: Mapped[str | None] = mapped_column(index=True)
    fingerprint: Mapped[str | None]
    scans: Mapped[str | None]
    released_by: Mapped[str | None]
    released_at: Mapped[datetime | None]
    released_as: Mapped[str | None]


class InboundPieceRow(Table):
    """A piece of a mail as it came, byte for byte, sealed."""

    __tablename__ = "inbound_pieces"

    inbound_id: Mapped[str] = mapped_column(refers_to("inbound.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    sealed: Mapped[bytes]


class HeldRow(Table):
    """A mail that waits for a person: who has been told so far, and when somebody else is."""

    __tablename__ = "held"
    __table_args__ = (Index(None, "partnership", "told_at"),)

    inbound_id: Mapped[str] = mapped_column(refers_to("inbound.id"), primary_key=True)
    partnership: Mapped[str]
    urgent: Mapped[bool]
    since: Mapped[datetime]
    told_at: Mapped[datetime | None]
    rung: Mapped[int]
    wake_at: Mapped[datetime] = mapped_column(index=True)


class SuggestionRow(Table):
    """A case that a held mail may belong to, and what speaks for it; nothing that names a child."""

    __tablename__ = "suggestions"

    inbound_id: Mapped[str] = mapped_column(refers_to("inbound.id"), primary_key=True)
    case_id: Mapped[str] = mapped_column(refers_to("cases.id"), primary_key=True)
    why: Mapped[str] = mapped_column(primary_key=True)


class MarkRow(Table):
    """By what a mail is found again: keyed digests of its sender, its Message-ID and its subject."""

    __tablename__ = "inbound_marks"
    __table_args__ = (Index(None, "digest"),)

    inbound_id: Mapped[str] = mapped_column(refers_to("inbound.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str]


class OutboxRow(Table):
    """A mail to one person, rendered and sealed, with the state of its sending."""

    __tablename__ = "outbox"
    __table_args__ = (
        one_of("state", OUTBOX_STATES),
        Index(None, "state", "priority", "due_at"),
        Index(None, "address_digest", "queued_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    dedupe_key: Mapped[str] = mapped_column(unique=True)
    case_id: Mapped[str | None] = mapped_column(index=True)
    recipient: Mapped[str]
    stage: Mapped[str]
    kind: Mapped[str]
    priority: Mapped[int]
    message_id: Mapped[str] = mapped_column(unique=True)
    letter: Mapped[bytes]
    state: Mapped[str] = mapped_column(default="queued")
    queued_at: Mapped[datetime]
    due_at: Mapped[datetime]
    deadline_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    claim_no: Mapped[int] = mapped_column(default=0)
    tries: Mapped[int] = mapped_column(default=0)
    unknowns: Mapped[int] = mapped_column(default=0)
    last_code: Mapped[int | None]
    last_enhanced: Mapped[str | None]
    last_phase: Mapped[str | None]
    sent_at: Mapped[datetime | None]
    bounced_at: Mapped[datetime | None]
    ended_reason: Mapped[str | None]
    address_digest: Mapped[str | None]


class DeadAddressRow(Table):
    """An address that mail to it said is none, by its keyed digest, until mail proves that it lives."""

    __tablename__ = "dead_addresses"

    digest: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime]
    why: Mapped[str]


class OutboxAttemptRow(Table):
    """One worker's attempt at one mail; without an outcome while it is under way."""

    __tablename__ = "outbox_attempts"
    __table_args__ = (one_of("outcome", OUTCOMES),)

    outbox_id: Mapped[str] = mapped_column(refers_to("outbox.id"), primary_key=True)
    claim_no: Mapped[int] = mapped_column(primary_key=True)
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    phase: Mapped[str | None]
    code: Mapped[int | None]
    enhanced: Mapped[str | None]
    outcome: Mapped[str | None]


class TokenRow(Table):
    """What the holder of a token may do; of the token itself only its SHA-256."""

    __tablename__ = "tokens"
    __table_args__ = (one_of("purpose", ("reply", "answer", "prove")),)

    hash: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(index=True)
    stage: Mapped[str]
    recipient: Mapped[str]
    purpose: Mapped[str]
    address_digest: Mapped[str]
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class CodeRow(Table):
    """The six-digit code last sent to the holder of a token, as a keyed digest."""

    __tablename__ = "codes"

    token_hash: Mapped[str] = mapped_column(refers_to("tokens.hash"), primary_key=True)
    digest: Mapped[str]
    expires_at: Mapped[datetime]
    wrong: Mapped[int] = mapped_column(default=0)
