"""The copies of logs that people work on behind their links, and the codes that open them; asking how a case went."""

from alembic import op
from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
)
from sqlalchemy import UniqueConstraint as Unique

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "log_codes",
        *needed(String(), "token_hash", "digest"),
        *needed(MOMENT, "expires_at"),
        *needed(Integer(), "wrong"),
        PrimaryKeyConstraint("token_hash"),
        refers("token_hash", "log_tokens.hash"),
    )
    op.create_table(
        "log_copies",
        *needed(String(), "token_hash", "handle_hash"),
        *needed(LargeBinary(), "sealed"),
        *needed(MOMENT, "seen_at", "expires_at"),
        PrimaryKeyConstraint("token_hash"),
        refers("token_hash", "log_tokens.hash"),
        Unique("handle_hash", name="uq_log_copies_handle_hash"),
        Index("ix_log_copies_expires_at", "expires_at"),
    )
    op.create_table(
        "experience_requests",
        *needed(String(), "case_id"),
        *needed(MOMENT, "asked_at"),
        PrimaryKeyConstraint("case_id"),
        refers("case_id", "cases.id"),
    )
    op.create_table(
        "experience_tokens",
        *needed(String(), "hash", "case_id"),
        *needed(Boolean(), "used"),
        PrimaryKeyConstraint("hash"),
        refers("case_id", "experience_requests.case_id"),
    )


MOMENT = DateTime(timezone=True)


def needed(kind: object, *names: str) -> list[Column[object]]:
    return [Column(name, kind, nullable=False) for name in names]  # type: ignore[arg-type]


def refers(column: str, to: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint([column], [to], deferrable=True, initially="DEFERRED")


def downgrade() -> None:
    for table in ("experience_tokens", "experience_requests", "log_copies", "log_codes"):
        op.drop_table(table)
