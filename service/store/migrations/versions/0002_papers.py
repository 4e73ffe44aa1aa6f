"""The papers of a case, and who has opened them."""

from alembic import op
from sqlalchemy import Column, DateTime, ForeignKeyConstraint, Index, LargeBinary, PrimaryKeyConstraint, String

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "papers",
        *(Column(name, String(), nullable=False) for name in PAPER),
        Column("at", DateTime(timezone=True), nullable=False),
        Column("sealed", LargeBinary(), nullable=False),
        PrimaryKeyConstraint("id"),
        ForeignKeyConstraint(["case_id"], ["cases.id"], deferrable=True, initially="DEFERRED"),
        Index("ix_papers_case_id", "case_id"),
    )
    op.create_table(
        "papers_opened",
        *(Column(name, String(), nullable=False) for name in ("paper_id", "reader")),
        Column("at", DateTime(timezone=True), nullable=False),
        PrimaryKeyConstraint("paper_id", "reader"),
        ForeignKeyConstraint(["paper_id"], ["papers.id"], deferrable=True, initially="DEFERRED"),
    )


PAPER = ("id", "case_id", "kind", "stage", "slot", "author", "about")


def downgrade() -> None:
    op.drop_table("papers_opened")
    op.drop_table("papers")
