"""Databases that are ready at once: each filling is made when it is first asked for, and copied from then on."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import psycopg

from service.store import migrate, open_engine

Filling = Callable[[str], None]  # given the address of a database without tables


def with_tables(address: str) -> None:
    engine = open_engine(address)
    migrate(engine)
    engine.dispose()


@dataclass(frozen=True)
class ReadyMade:
    """The databases that one run copies from: files of SQLite in `folder`, and databases of a PostgreSQL."""

    folder: Path
    postgresql: Callable[[], str]
    made: set[tuple[str, Filling]] = field(default_factory=set)

    @contextmanager
    def copied(self, kind: str, filling: Filling, folder: Path) -> Iterator[str]:
        """The address of a copy; one of SQLite lies in `folder`, and one of PostgreSQL is gone afterwards."""
        with COPIED[kind](self, filling, folder) as address:
            yield address

    def _is_made(self, kind: str, filling: Filling) -> bool:
        was_made = (kind, filling) in self.made
        self.made.add((kind, filling))
        return was_made

    @contextmanager
    def _of_sqlite(self, filling: Filling, folder: Path) -> Iterator[str]:
        original = self.folder / f"{filling.__name__}.db"
        if not self._is_made("sqlite", filling):
            filling(f"sqlite:///{original}")
        shutil.copyfile(original, folder / "parley.db")
        yield f"sqlite:///{folder}/parley.db"

    @contextmanager
    def _of_postgresql(self, filling: Filling, folder: Path) -> Iterator[str]:
        server, copy = self.postgresql(), f"test_{uuid4().hex}"
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            if not self._is_made("postgresql", filling):
                connection.execute(f"CREATE DATABASE {filling.__name__}")
                filling(f"{server}/{filling.__name__}")
            connection.execute(f"CREATE DATABASE {copy} TEMPLATE {filling.__name__}")
            yield f"{server}/{copy}"
            connection.execute(f"DROP DATABASE {copy} WITH (FORCE)")


COPIED = {"sqlite": ReadyMade._of_sqlite, "postgresql": ReadyMade._of_postgresql}
