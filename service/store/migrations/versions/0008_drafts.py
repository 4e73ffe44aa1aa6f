"""Disagreements that are being written, the codes to come back to them, and the documents that are added."""

from alembic import op
from sqlalchemy import Column, DateTime, ForeignKeyConstraint, Index, Integer, LargeBinary, PrimaryKeyConstraint, String
from sqlalchemy import UniqueConstraint as Unique

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "drafts",
        *needed(String(), "id", "partnership", "submission_id", "handle_hash"),
        Column("link_hash", String()),
        Column("email_digest", String()),
        Column("sealed", LargeBinary()),
        *needed(MOMENT, "started_at", "seen_at", "expires_at"),
        *(Column(name, MOMENT) for name in ("saved_at", "recall_at", "sent_at")),
        PrimaryKeyConstraint("id"),
        *(Unique(name, name=f"uq_drafts_{name}") for name in ("submission_id", "handle_hash", "link_hash")),
        *(Index(f"ix_drafts_{name}", name) for name in ("recall_at", "expires_at")),
    )
    op.create_table(
        "draft_codes",
        *needed(String(), "draft_id", "digest"),
        *needed(MOMENT, "expires_at"),
        *needed(Integer(), "wrong"),
        PrimaryKeyConstraint("draft_id"),
        ForeignKeyConstraint(["draft_id"], ["drafts.id"], deferrable=True, initially="DEFERRED"),
    )
    op.create_table(
        "documents",
        *needed(String(), "id", "submission_id", "type", "scan"),
        Column("case_id", String()),
        *needed(MOMENT, "added_at"),
        *needed(Integer(), "size"),
        *needed(LargeBinary(), "sealed_name", "sealed"),
        PrimaryKeyConstraint("id"),
        ForeignKeyConstraint(["case_id"], ["cases.id"], deferrable=True, initially="DEFERRED"),
        Index("ix_documents_case_id", "case_id"),
        Index("ix_documents_submission_id_added_at", "submission_id", "added_at"),
    )


MOMENT = DateTime(timezone=True)


def needed(kind: object, *names: str) -> list[Column[object]]:
    return [Column(name, kind, nullable=False) for name in names]  # type: ignore[arg-type]


def downgrade() -> None:
    for table in ("documents", "draft_codes", "drafts"):
        op.drop_table(table)
