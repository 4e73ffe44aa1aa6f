"""The schema that this program was written for: brought about, and told apart from another.

Every process checks it at its start; Alembic, which is slow to load, is needed by `migrate` alone.
"""

from pathlib import Path

from sqlalchemy import Connection, Engine, column, inspect, select, table

from service.errors import ConfigError

REVISIONS = Path(__file__).parent / "migrations/versions"  # a file each, whose name begins with its number
APPLIED = table("alembic_version", column("version_num"))  # where Alembic notes the revision of a database


def migrate(engine: Engine) -> None:
    """Bring the schema up to date: all of it in one transaction, or none of it."""
    from service.store import migrations

    migrations.upgrade(engine)


def check(engine: Engine) -> None:
    """Raise ConfigError unless the schema is the one that this program was written for."""
    with engine.begin() as connection:
        found = _applied(connection)
    needed = newest()
    if found != {needed}:
        raise ConfigError(
            f"The database's schema is {', '.join(sorted(found)) or 'empty'}, and this program needs {needed}. "
            "Run `parley migrate`; if the database is the newer one, start the newer program."
        )


def newest() -> str:
    """The number of the last revision, to which all others lead."""
    return max(path.name.partition("_")[0] for path in REVISIONS.glob("[0-9]*.py"))


def _applied(connection: Connection) -> set[str]:
    if not inspect(connection).has_table(APPLIED.name):
        return set()
    return set(connection.scalars(select(APPLIED.c.version_num)))
