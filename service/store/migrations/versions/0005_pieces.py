"""The bytes of a mail in a table of their own, in pieces. A mail kept before is one piece, however large."""

from alembic import op
from sqlalchemy import Column, ForeignKeyConstraint, Integer, LargeBinary, PrimaryKeyConstraint, String, text

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "inbound_pieces",
        Column("inbound_id", String(), nullable=False),
        Column("number", Integer(), nullable=False),
        Column("sealed", LargeBinary(), nullable=False),
        PrimaryKeyConstraint("inbound_id", "number"),
        ForeignKeyConstraint(["inbound_id"], ["inbound.id"], deferrable=True, initially="DEFERRED"),
    )
    op.execute("INSERT INTO inbound_pieces (inbound_id, number, sealed) SELECT id, 0, raw FROM inbound")
    op.drop_column("inbound", "raw")


def downgrade() -> None:
    if op.get_bind().execute(text("SELECT 1 FROM inbound_pieces WHERE number > 0")).first():
        raise RuntimeError("There are mails in several pieces, and the older schema has no place for them.")
    op.add_column("inbound", Column("raw", LargeBinary()))
    op.execute("UPDATE inbound SET raw = (SELECT sealed FROM inbound_pieces WHERE inbound_id = inbound.id)")
    op.drop_table("inbound_pieces")
