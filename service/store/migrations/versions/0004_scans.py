"""Whether the files of a mail were scanned, and what was found."""

from alembic import op
from sqlalchemy import Column, String

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("inbound", Column("scans", String()))


def downgrade() -> None:
    op.drop_column("inbound", "scans")
