"""The copies of logs that people work on behind their links, and the codes that open them."""

from alembic import op
from sqlalchemy import Column, DateTime, ForeignKeyConstraint, Index, Integer, LargeBinary, PrimaryKeyConstraint, String
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
        of_a_token(),
    )
    op.create_table(
        "log_copies",
        *needed(String(), "token_hash", "handle_hash"),
        *needed(LargeBinary(), "sealed"),
        *needed(MOMENT, "seen_at", "expires_at"),
        PrimaryKeyConstraint("token_hash"),
        of_a_token(),
        Unique("handle_hash", name="uq_log_copies_handle_hash"),
        Index("ix_log_copies_expires_at", "expires_at"),
    )


MOMENT = DateTime(timezone=True)


def needed(kind: object, *names: str) -> list[Column[object]]:
    return [Column(name, kind, nullable=False) for name in names]  # type: ignore[arg-type]


def of_a_token() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["token_hash"], ["log_tokens.hash"], deferrable=True, initially="DEFERRED")


def downgrade() -> None:
    for table in ("log_copies", "log_codes"):
        op.drop_table(table)
