"""What tests of several rooms ask for: `parley` as somebody types it, and the databases that storage is tested on.

The databases are SQLite in a file, and a PostgreSQL of our own where one is installed; that one is started once for
each worker of the run. To have it: apt-get install postgresql

What asks the database is tested on both kinds. A test of the whole service takes one of them, each test always the
same; with --all it takes both.

A test that is skipped where everything is installed is a fault: PARLEY_NO_SKIPS=1 fails the run for it. Only the longer
drills, and a corpus that is not ours to keep here, may be left out; each says which command runs it.
"""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4
from zlib import crc32

import psycopg
import pytest
from sqlalchemy import Engine

from service import cli
from service.store import open_engine
from tests import postgresql
from tests.ready_made import ReadyMade, with_tables
from tests.seeds.rows import summary

KINDS = ("sqlite", "postgresql")
OF_THE_WHOLE_SERVICE = ("tests/intake/", "tests/telling/", "tests/signing/", "tests/walks/")


@pytest.fixture
def parley(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Type a command; its exit code, what it answered and what it refused."""

    def run(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        try:
            code = cli.main([str(word) for word in words])
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture(params=KINDS)
def database_kind(request: pytest.FixtureRequest) -> str:
    """Once of each kind; a room or a file that needs one alone says so with a fixture of its own."""
    return str(request.param)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of a test of the whole service that is there once for each kind, one stays: the same in every run."""
    if os.environ.get("PARLEY_ALL") or postgresql.find_postgresql() is None:
        return
    left_out = [item for item in items if item.nodeid.startswith(OF_THE_WHOLE_SERVICE) and not _is_its_kind(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]


def pytest_collection_finish() -> None:
    """What was collected stays to the end: the garbage collector need not look through it again during every test."""
    gc.collect()
    gc.freeze()


def _is_its_kind(item: pytest.Item) -> bool:
    kind = getattr(item, "callspec", None) and item.callspec.params.get("database_kind")  # type: ignore[attr-defined]
    return kind is None or kind == KINDS[crc32(item.nodeid.replace(kind, "").encode()) % 2]


@pytest.fixture
def empty_database(request: pytest.FixtureRequest, database_kind: str, tmp_path: Path) -> str:
    """The address of a database without tables; in PostgreSQL a schema, which is made faster."""
    if database_kind == "sqlite":
        return f"sqlite:///{tmp_path}/parley.db"
    server: str = request.getfixturevalue("postgresql_server")
    schema = f"test_{uuid4().hex}"
    with psycopg.connect(f"{server}/postgres") as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
    return f"{server}/postgres?options=-csearch_path%3D{schema}"


@pytest.fixture
def database(database_kind: str, ready_made: ReadyMade, tmp_path: Path) -> Iterator[Engine]:
    """A database with our tables in it."""
    with ready_made.copied(database_kind, with_tables, tmp_path) as address:
        engine = open_engine(address)
        yield engine
        engine.dispose()


@pytest.fixture(scope="session")
def ready_made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> ReadyMade:
    return ReadyMade(tmp_path_factory.mktemp("ready-made"), lambda: str(request.getfixturevalue("postgresql_server")))


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as this run."""
    binaries = postgresql.find_postgresql()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed here; to run these tests too: apt-get install postgresql")
    with postgresql.serving(binaries) as address:
        yield address


MAY_BE_LEFT_OUT = ("./run test --all", "PARLEY_MAIL_CORPUS")
left_out: list[str] = []


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped and not any(one in str(report.longrepr) for one in MAY_BE_LEFT_OUT):
        left_out.append(report.nodeid)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    is_a_worker = hasattr(session.config, "workerinput")
    if left_out and not is_a_worker and os.environ.get("PARLEY_NO_SKIPS") and exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.write_line(summary())
    if left_out and os.environ.get("PARLEY_NO_SKIPS"):
        first = ", ".join(left_out[:5])
        terminalreporter.write_line(f"{len(left_out)} tests were skipped where nothing may be: {first}")
