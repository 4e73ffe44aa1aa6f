"""What lists of cases are sorted and narrowed by stands in the row of each case, so that they read no case whole; and
what a mail moved is found by it."""

import json

from alembic import op
from sqlalchemy import Boolean, Column, String, bindparam, column, false, select, table, true

revision = "0012"
down_revision = "0011"
FLAGS = ("unfinished", "restricted")
WORDS = ("last_stages", "raised_by", "asked", "about", "refused_by")
BEFORE = {"unfinished": true(), "restricted": false()}
CASES = table("cases", *map(column, ("id", "version", *FLAGS, *WORDS)))
VERSIONS = table("case_versions", *map(column, ("case_id", "version", "state_json")))


def upgrade() -> None:
    """Column by column: SQLite would make the table anew for anything else, and cases are referred to."""
    for name in FLAGS:
        op.add_column("cases", Column(name, Boolean(), nullable=False, server_default=BEFORE[name]))
    for name in WORDS:
        op.add_column("cases", Column(name, String(), nullable=False, server_default=""))
    op.create_index("ix_cases_partnership_unfinished", "cases", ["partnership", "unfinished"])
    op.create_index("ix_case_versions_source", "case_versions", ["source"])
    fill()


def fill() -> None:
    """As the newest version of each case says."""
    connection = op.get_bind()
    newest = (VERSIONS.c.case_id == CASES.c.id) & (VERSIONS.c.version == CASES.c.version)
    found = connection.execute(select(CASES.c.id, VERSIONS.c.state_json).join(VERSIONS, newest)).all()
    values = [{"of": id, **said(json.loads(state))} for id, state in found]
    if values:
        put: dict[str, object] = {name: bindparam(name) for name in (*FLAGS, *WORDS)}
        connection.execute(CASES.update().where(CASES.c.id == bindparam("of")).values(put), values)


def said(case: dict) -> dict[str, object]:  # type: ignore[type-arg]
    visits = case["visits"]
    now = [visit for visit in visits if visit["ended"] is None] or visits[-1:]
    return {
        "unfinished": case["state"] in ("new", "open") or any(duty["standing"] == "owed" for duty in case["duties"]),
        "restricted": bool(case.get("beside", {}).get("restricted_to")),
        "last_stages": ", ".join(visit["stage"] for visit in now),
        "raised_by": case["originating"]["name"],
        "asked": ", ".join(agency["name"] for agency in case["receiving"]),
        "about": str(case["facts"].get("type", "")),
        "refused_by": case.get("beside", {}).get("refused_by", ""),
    }


def downgrade() -> None:
    op.drop_index("ix_case_versions_source", "case_versions")
    op.drop_index("ix_cases_partnership_unfinished", "cases")
    for name in (*FLAGS, *WORDS):
        op.drop_column("cases", name)
