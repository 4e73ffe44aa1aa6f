"""What tests of several rooms ask for: `parley` as somebody types it, and the databases that storage is tested on.

The databases are SQLite in a file, and a PostgreSQL of our own where one is installed. That one is started once for
each worker of the run, by an unprivileged user, on a free port of the loopback interface, in a temporary folder; it
ends with the run. To have it: apt-get install postgresql

A test that is skipped where everything is installed is a fault: PARLEY_NO_SKIPS=1 fails the run for it. Only the longer
drills, and a corpus that is not ours to keep here, may be left out; each says which command runs it.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import Engine

from service import cli
from service.store import migrate, open_engine
from tests.seeds.rows import summary

SECONDS_TO_START = 30


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


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables, once of each kind; in PostgreSQL a schema, which is made faster."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/parley.db"
    server: str = request.getfixturevalue("postgresql_server")
    schema = f"test_{uuid4().hex}"
    with psycopg.connect(f"{server}/postgres") as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
    return f"{server}/postgres?options=-csearch_path%3D{schema}"


@pytest.fixture
def database(empty_database: str) -> Iterator[Engine]:
    """A database with our tables in it, once of each kind."""
    engine = open_engine(empty_database)
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as this run."""
    binaries = find_postgresql()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed here; to run these tests too: apt-get install postgresql")
    user = unprivileged_user()
    folder = Path(tempfile.mkdtemp(prefix="parley-"))
    shutil.chown(folder, user)
    initialise = ["initdb", "--auth=trust", "--username=parley", "--encoding=UTF8", "--locale=C", "--no-sync"]
    run_as(user, binaries, [*initialise, f"--pgdata={folder}/data"], folder).wait()
    server, port = start(binaries, folder, user)
    yield f"postgresql://parley@127.0.0.1:{port}"
    server.send_signal(signal.SIGQUIT)
    server.wait()
    shutil.rmtree(folder)


def find_postgresql() -> Path | None:
    """The newest folder that has PostgreSQL's programs; Debian keeps them off the path."""
    on_path = shutil.which("initdb")
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
    places = [*folders, *([Path(on_path).resolve().parent] if on_path else [])]
    return next((place for place in reversed(places) if (place / "initdb").exists()), None)


def unprivileged_user() -> str:
    """Whom the server runs as: ourselves, or, since it refuses root, its own user or nobody."""
    if os.getuid():
        return pwd.getpwuid(os.getuid()).pw_name
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def start(binaries: Path, folder: Path, user: str) -> tuple[subprocess.Popen[bytes], int]:
    """A running server and its port; another port is tried when somebody else was faster."""
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        port = free_port()
        where = [f"--unix_socket_directories={folder}", "--listen_addresses=127.0.0.1", f"--port={port}"]
        server = run_as(user, binaries, ["postgres", "-D", f"{folder}/data", *where], folder)
        while server.poll() is None and time.monotonic() < deadline:
            if answers(port):
                return server, port
            time.sleep(0.05)
    raise AssertionError((folder / "log").read_text())


def run_as(user: str, binaries: Path, command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    program = [str(binaries / command[0]), *command[1:]]
    switch = {} if os.getuid() else {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(program, cwd=folder, stdout=log, stderr=log, **switch)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def answers(port: int) -> bool:
    try:
        psycopg.connect(f"postgresql://parley@127.0.0.1:{port}/postgres").close()
    except psycopg.OperationalError:
        return False
    return True


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
