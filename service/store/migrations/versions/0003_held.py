"""What waits for a person: who was told, what it may belong to; and the addresses that mail came back from."""

from alembic import op
from sqlalchemy import Boolean, Column, DateTime, ForeignKeyConstraint, Index, Integer, PrimaryKeyConstraint, String

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("inbound", Column("released_as", String()))
    op.add_column("outbox", Column("address_digest", String()))
    op.create_index("ix_outbox_address_digest_queued_at", "outbox", ["address_digest", "queued_at"])
    op.create_table(
        "held",
        *(_text(name) for name in ("inbound_id", "partnership")),
        Column("urgent", Boolean(), nullable=False),
        Column("since", DateTime(timezone=True), nullable=False),
        Column("told_at", DateTime(timezone=True)),
        Column("rung", Integer(), nullable=False),
        Column("wake_at", DateTime(timezone=True), nullable=False),
        PrimaryKeyConstraint("inbound_id"),
        _refers("inbound_id", "inbound.id"),
        Index("ix_held_partnership_told_at", "partnership", "told_at"),
        Index("ix_held_wake_at", "wake_at"),
    )
    op.create_table(
        "suggestions",
        *(_text(name) for name in ("inbound_id", "case_id", "why")),
        PrimaryKeyConstraint("inbound_id", "case_id", "why"),
        _refers("inbound_id", "inbound.id"),
        _refers("case_id", "cases.id"),
    )
    op.create_table(
        "inbound_marks",
        *(_text(name) for name in ("inbound_id", "kind", "digest")),
        PrimaryKeyConstraint("inbound_id", "kind"),
        _refers("inbound_id", "inbound.id"),
        Index("ix_inbound_marks_digest", "digest"),
    )
    op.create_table(
        "dead_addresses",
        *(_text(name) for name in ("digest", "why")),
        Column("since", DateTime(timezone=True), nullable=False),
        PrimaryKeyConstraint("digest"),
    )


def _text(name: str) -> Column[str]:
    return Column(name, String(), nullable=False)


def _refers(column: str, to: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint([column], [to], deferrable=True, initially="DEFERRED")


def downgrade() -> None:
    for name in ("dead_addresses", "inbound_marks", "suggestions", "held"):
        op.drop_table(name)
    op.drop_index("ix_outbox_address_digest_queued_at", "outbox")
    op.drop_column("outbox", "address_digest")
    op.drop_column("inbound", "released_as")
