"""The entries of the directory: when each was asked about and confirmed, by whom it may be, and what is to change.
And who signs in with a provider of OpenID Connect."""

from alembic import op
from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    UniqueConstraint,
)

revision = "0011"
down_revision = "0010"
MOMENT = DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "entries",
        *needed(String(), "officer_id", "partnership"),
        *needed(MOMENT, "known_at"),
        *(Column(name, MOMENT) for name in
          ("asked_at", "reminded_at", "answered_at", "checked_at", "checked_before", "returned_at")),
        PrimaryKeyConstraint("officer_id"),
        Index("ix_entries_partnership", "partnership"),
    )  # fmt: skip
    op.create_table(
        "entry_tokens",
        *needed(String(), "hash", "officer_id", "partnership", "reader", "address_digest"),
        *needed(MOMENT, "issued_at", "expires_at"),
        PrimaryKeyConstraint("hash"),
    )
    op.create_table(
        "entry_codes",
        *needed(String(), "token_hash", "digest"),
        *needed(MOMENT, "expires_at"),
        *needed(Integer(), "wrong"),
        PrimaryKeyConstraint("token_hash"),
        ForeignKeyConstraint(["token_hash"], ["entry_tokens.hash"], deferrable=True, initially="DEFERRED"),
    )
    op.create_table(
        "entry_changes",
        *needed(String(), "id", "officer_id", "partnership", "reader", "note", "state"),
        *needed(MOMENT, "asked_at"),
        *needed(JSON(), "changes"),
        Column("decided_at", MOMENT),
        Column("decided_by", String()),
        CheckConstraint("state IN ('waiting', 'taken', 'left')", name="state"),
        PrimaryKeyConstraint("id"),
        UniqueConstraint("officer_id", "reader", "asked_at"),
        *(Index(f"ix_entry_changes_{name}", name) for name in ("officer_id", "partnership")),
    )
    with_a_provider()


def with_a_provider() -> None:
    op.create_table(
        "account_subjects",
        *needed(String(), "digest", "account_id"),
        *needed(MOMENT, "since"),
        PrimaryKeyConstraint("digest"),
        ForeignKeyConstraint(["account_id"], ["accounts.id"], deferrable=True, initially="DEFERRED"),
        UniqueConstraint("account_id"),
    )
    op.create_table(
        "provider_starts",
        *needed(String(), "hash", "partnership"),
        *needed(MOMENT, "started_at"),
        PrimaryKeyConstraint("hash"),
    )


def needed(kind: object, *names: str) -> list[Column[object]]:
    return [Column(name, kind, nullable=False) for name in names]  # type: ignore[arg-type]


def downgrade() -> None:
    for table in ("provider_starts", "account_subjects", "entry_changes", "entry_codes", "entry_tokens", "entries"):
        op.drop_table(table)
