"""The schema and its history: Alembic's revisions, run from within, without a file of settings."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from service.errors import ConfigError


def migrate(engine: Engine) -> None:
    """Bring the schema up to date: all of it in one transaction, or none of it."""
    with engine.begin() as connection:
        command.upgrade(configured(connection), "head")


def check(engine: Engine) -> None:
    """Raise ConfigError unless the schema is the one that this program was written for."""
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_heads()
        needed = ScriptDirectory.from_config(configured(connection)).get_heads()
    if set(found) != set(needed):
        raise ConfigError(
            f"The database's schema is {', '.join(found) or 'empty'}, and this program needs {', '.join(needed)}. "
            "Run `parley migrate`; if the database is the newer one, start the newer program."
        )


def configured(connection: Connection) -> Config:
    """Alembic's view of this folder, working on an open connection."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config
