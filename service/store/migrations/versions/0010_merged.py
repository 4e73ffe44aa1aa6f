"""A case that was raised twice goes on as another one: which."""

from alembic import op
from sqlalchemy import Column, String

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    with op.batch_alter_table("cases") as cases:
        cases.add_column(Column("merged_into", String()))
        cases.create_index("ix_cases_merged_into", ["merged_into"])


def downgrade() -> None:
    with op.batch_alter_table("cases") as cases:
        cases.drop_index("ix_cases_merged_into")
        cases.drop_column("merged_into")
