"""Opening the database: what must hold, and what is refused."""

import subprocess
import sys
import traceback
from pathlib import Path
from time import monotonic

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, StatementError

from service.errors import ConfigError
from service.store import Sessions, migrate, open_engine, reading
from service.store.tables import CaseVersionRow, HeartbeatRow, SettingRow

ROOT = Path(__file__).parents[2]


def count_of_locked_out(url: str, way_to_begin: str) -> int:
    """How many of 4 processes' 50 read-then-write transactions each were refused."""
    command = [sys.executable, "-m", "tests.store.rival", url, way_to_begin, "50"]
    rivals = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    return sum(int(rival.communicate(timeout=60)[0]) for rival in rivals)


@pytest.fixture
def sqlite_url(tmp_path):
    url = f"sqlite:///{tmp_path}/parley.db"
    engine = open_engine(url)
    migrate(engine)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO settings_kept VALUES ('turns', '0')"))
    engine.dispose()
    return url


def test_four_processes_that_read_and_then_write_are_never_refused_and_lose_no_write(sqlite_url):
    assert count_of_locked_out(sqlite_url, "BEGIN IMMEDIATE") == 0
    engine = open_engine(sqlite_url)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT value FROM settings_kept WHERE name = 'turns'")) == "200"
    engine.dispose()


def test_they_would_be_if_a_transaction_began_in_sqlites_own_way(sqlite_url):
    assert any(count_of_locked_out(sqlite_url, "BEGIN") for _ in range(10))  # a busy machine may keep them apart


def test_sqlite_is_opened_so_that_a_commit_stays(sqlite_url):
    engine = open_engine(sqlite_url)
    with engine.connect() as connection:
        found = [connection.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous", "foreign_keys")]
    engine.dispose()
    assert found == ["wal", 2, 1]


@pytest.mark.parametrize(
    ("url", "remedy"),
    [
        ("mysql://127.0.0.1/parley", "must begin with sqlite:/// or postgresql://"),
        ("not an address", "must begin with sqlite:/// or postgresql://"),
        ("sqlite://", "must name a file"),
        ("sqlite:///no/such/folder/parley.db", "in a folder that exists"),
        ("postgresql://parley@127.0.0.1:1/parley", "does not answer"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_with_the_remedy(url, remedy):
    with pytest.raises(ConfigError, match=remedy):
        open_engine(url)


def test_a_file_that_is_no_database_is_refused(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear colleague, " * 100)
    with pytest.raises(ConfigError, match="does not answer"):
        open_engine(f"sqlite:///{tmp_path}/letter.txt")


def test_a_sqlite_in_memory_is_refused():
    with pytest.raises(ConfigError, match="journal_mode = memory"):
        open_engine("sqlite:///:memory:")


def test_a_postgresql_that_answers_before_it_has_written_is_refused(postgresql_server):
    with psycopg.connect(f"{postgresql_server}/postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE careless")
        connection.execute("ALTER DATABASE careless SET synchronous_commit = off")
    with pytest.raises(ConfigError, match="synchronous_commit = off"):
        open_engine(f"{postgresql_server}/careless")


def test_whoever_reads_waits_for_nobody_who_writes(database):
    sessions = Sessions(database)
    with sessions.begin() as writing:
        writing.add(SettingRow(name="kept", value="by the writer"))
        writing.flush()
        began = monotonic()
        with reading(sessions) as session:
            assert session.get(SettingRow, "kept") is None
        assert monotonic() - began < 1
    with reading(sessions) as session:
        assert session.get(SettingRow, "kept").value == "by the writer"


def test_what_was_to_be_written_is_in_no_error(database):
    canary = " ".join(("Canary", "Child"))
    with pytest.raises(IntegrityError) as fault, database.begin() as connection:
        for _ in range(2):
            connection.execute(text("INSERT INTO settings_kept VALUES (:name, 'x')"), {"name": canary})
    assert canary not in "".join(traceback.format_exception(fault.value))


def test_a_row_that_refers_to_nothing_is_refused_at_the_commit(sessions, at):
    with pytest.raises(IntegrityError), sessions.begin() as session:
        session.add(
            CaseVersionRow(case_id="none", version=1, at=at, event="", actor="", source="", state_json="{}")
        )


def test_a_moment_comes_back_in_utc_and_one_without_a_zone_is_refused(sessions, at):
    with sessions.begin() as session:
        session.add(HeartbeatRow(role="clock", at=at, pid=1))
    with sessions() as session:
        kept = session.get_one(HeartbeatRow, "clock").at
        assert kept == at
        assert kept.utcoffset().total_seconds() == 0
    with pytest.raises(StatementError, match="without its zone"), sessions.begin() as session:
        session.add(HeartbeatRow(role="web", at=at.replace(tzinfo=None), pid=1))
