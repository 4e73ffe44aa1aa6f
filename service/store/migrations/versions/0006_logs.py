"""Agencies' summary logs: for which day each was asked, whose answers those are, and what was returned."""

from alembic import op
from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    UniqueConstraint,
)

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "log_requests",
        *(_text(name) for name in ("id", "partnership", "agency", "asked_by")),
        Column("due_at", DateTime(timezone=True)),
        _instant("asked_at"),
        Column("reminded", Integer(), nullable=False),
        PrimaryKeyConstraint("id"),
        UniqueConstraint("partnership", "agency", "due_at"),
    )
    op.create_table(
        "log_tokens",
        *(_text(name) for name in ("hash", "request_id", "holder")),
        _instant("issued_at"),
        PrimaryKeyConstraint("hash"),
        _of_a_request(),
    )
    op.create_table(
        "log_returns",
        *(_text(name) for name in ("id", "request_id", "kind", "holder", "source")),
        _instant("at"),
        *(Column(name, Integer(), nullable=False) for name in ("rows", "faults")),
        Column("sealed", LargeBinary(), nullable=False),
        Column("undone_at", DateTime(timezone=True)),
        CheckConstraint("kind IN ('nil', 'correct', 'sheet')", name="kind"),
        PrimaryKeyConstraint("id"),
        _of_a_request(),
        Index("ix_log_returns_request_id_at", "request_id", "at"),
    )


def _text(name: str) -> Column[str]:
    return Column(name, String(), nullable=False)


def _instant(name: str) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=False)


def _of_a_request() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["request_id"], ["log_requests.id"], deferrable=True, initially="DEFERRED")


def downgrade() -> None:
    for name in ("log_returns", "log_tokens", "log_requests"):
        op.drop_table(name)
