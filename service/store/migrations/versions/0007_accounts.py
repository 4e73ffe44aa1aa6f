"""Who signs in to the desk: accounts, invitations to them, recovery codes, sittings, and tries that failed."""

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
    UniqueConstraint,
)

revision = "0007"
down_revision = "0006"

MOMENT = DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "accounts",
        *(_text(name) for name in ("id", "address_digest")),
        Column("sealed", LargeBinary(), nullable=False),
        Column("set_up_at", MOMENT),
        Column("last_step", Integer(), nullable=False),
        PrimaryKeyConstraint("id"),
        UniqueConstraint("address_digest"),
    )
    op.create_table(
        "invitations",
        *(_text(name) for name in ("hash", "account_id", "partnership")),
        Column("sealed", LargeBinary(), nullable=False),
        Column("expires_at", MOMENT, nullable=False),
        PrimaryKeyConstraint("hash"),
        _is_of_an_account(),
        Index("ix_invitations_account_id", "account_id"),
    )
    op.create_table(
        "recovery_codes",
        *(_text(name) for name in ("digest", "account_id")),
        PrimaryKeyConstraint("digest"),
        _is_of_an_account(),
        Index("ix_recovery_codes_account_id", "account_id"),
    )
    op.create_table(
        "sittings",
        *(_text(name) for name in ("hash", "account_id", "partnership")),
        Column("knows_code", Boolean(), nullable=False),
        *(Column(name, MOMENT, nullable=False) for name in ("started_at", "seen_at")),
        Column("wrong", Integer(), nullable=False),
        PrimaryKeyConstraint("hash"),
        _is_of_an_account(),
        Index("ix_sittings_account_id", "account_id"),
    )
    op.create_table(
        "wrong_tries",
        *(_text(name) for name in ("id", "digest")),
        Column("at", MOMENT, nullable=False),
        PrimaryKeyConstraint("id"),
        Index("ix_wrong_tries_digest_at", "digest", "at"),
    )


def _text(name: str) -> Column[str]:
    return Column(name, String(), nullable=False)


def _is_of_an_account() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["account_id"], ["accounts.id"], deferrable=True, initially="DEFERRED")


def downgrade() -> None:
    for name in ("wrong_tries", "sittings", "recovery_codes", "invitations", "accounts"):
        op.drop_table(name)
