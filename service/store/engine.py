"""The database, opened so that what was committed stays.

A setting under which a commit could be lost, or a reference dangle, is refused at once: an unsafe database is
worse than a service that does not start. Parameters never reach a log or an error: they name children.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, ExceptionContext, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.orm import Session, sessionmaker

from service.errors import ConfigError

SQLITE_WAIT = 15.0  # seconds that a writer waits for another
SQLITE_NEEDS: dict[str, Collection[str]] = {"journal_mode": {"wal"}, "synchronous": {"2"}, "foreign_keys": {"1"}}
POSTGRESQL_NEEDS: dict[str, Collection[str]] = {
    "fsync": {"on"},
    "full_page_writes": {"on"},
    "synchronous_commit": {"on", "local", "remote_write", "remote_apply"},
    "server_encoding": {"UTF8"},
}

FOR_READING = {"parley_reads": True, "postgresql_readonly": True}

Sessions = sessionmaker[Session]


@contextmanager
def reading(sessions: Sessions) -> Iterator[Session]:
    """A transaction that changes nothing, and so waits for nobody who does."""
    engine: Engine = sessions.kw["bind"]
    with sessions(bind=engine.execution_options(**FOR_READING)) as session, session.begin():
        yield session


def open_engine(url: str) -> Engine:
    """The engine for a sqlite:/// or postgresql:// address, its settings checked on every connection.

    Raises ConfigError where the address cannot be read, the database cannot be reached, or it might lose a commit.
    """
    try:
        address = make_url(url)
        prepare, wait = KINDS[address.get_backend_name()]
    except (ArgumentError, KeyError):
        raise ConfigError("PARLEY_DATABASE_URL must begin with sqlite:/// or postgresql://.") from None
    engine = create_engine(address, hide_parameters=True, connect_args=wait)
    prepare(engine, address)
    try:
        engine.connect().close()
    except (DBAPIError, engine.dialect.loaded_dbapi.Error):
        raise ConfigError("The database at PARLEY_DATABASE_URL does not answer. See that it runs.") from None
    return engine


def _prepare_sqlite(engine: Engine, address: URL) -> None:
    if not address.database or not Path(address.database).parent.is_dir():
        raise ConfigError("PARLEY_DATABASE_URL must name a file in a folder that exists, as in sqlite:///var/parley.db.")
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", begin_immediate)


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver begins nothing of its own accord
    if _asked(connection, "PRAGMA journal_mode") != "wal":
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    _refuse_unsafe(SQLITE_NEEDS, lambda name: _asked(connection, f"PRAGMA {name}"))


def begin_immediate(connection: Connection) -> None:
    """Take SQLite's write lock at the start, but for `reading`: a reader that writes later fails at once, whatever the
    time-out."""
    connection.exec_driver_sql("BEGIN" if connection.get_execution_options().get("parley_reads") else "BEGIN IMMEDIATE")


def _prepare_postgresql(engine: Engine, _address: URL) -> None:
    event.listen(engine, "connect", _check_postgresql)
    event.listen(engine, "handle_error", _leave_values_out)


def _check_postgresql(connection: Any, _record: object) -> None:
    _refuse_unsafe(POSTGRESQL_NEEDS, lambda name: _asked(connection, f"SHOW {name}"))
    connection.rollback()


def _leave_values_out(context: ExceptionContext) -> None:
    """PostgreSQL adds the values of the failing row to its message; only its first line is repeated."""
    import psycopg  # loaded already where this is heard; a process on SQLite does without

    fault = context.original_exception
    if isinstance(fault, psycopg.Error) and fault.diag.message_primary:
        fault.args = (fault.diag.message_primary,)
        if context.sqlalchemy_exception is not None:
            context.sqlalchemy_exception.args = fault.args


def _asked(connection: Any, question: str) -> str:
    return str(connection.execute(question).fetchone()[0])


def _refuse_unsafe(needs: dict[str, Collection[str]], value_of: Callable[[str], str]) -> None:
    for name, good in needs.items():
        if (value := value_of(name)) not in good:
            raise ConfigError(
                f"The database has {name} = {value}, and could lose what it was given to keep. "
                f"Set it to {' or '.join(sorted(good))} and start again."
            )


KINDS: dict[str, tuple[Callable[[Engine, URL], None], dict[str, float]]] = {
    "sqlite": (_prepare_sqlite, {"timeout": SQLITE_WAIT}),
    "postgresql": (_prepare_postgresql, {}),
}
