"""What every test of a command begins with: a house to type it in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.demo.directory import PARTNERSHIPS
from service.store import Keys
from tests.ready_made import ReadyMade, with_tables


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without settings, keys or a database."""
    monkeypatch.chdir(tmp_path)
    for name in ("DATABASE_URL", "KEY_FILE", "PARTNERSHIPS_FILE"):
        monkeypatch.delenv(f"PARLEY_{name}", raising=False)
    return tmp_path


@pytest.fixture
def house(
    nowhere: Path, database_kind: str, ready_made: ReadyMade, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """The demo's partnerships, keys, and a migrated database of each kind with no directory in it."""
    monkeypatch.setenv("PARLEY_KEY_FILE", str(nowhere / "keys.json"))
    monkeypatch.setenv("PARLEY_PARTNERSHIPS_FILE", str(PARTNERSHIPS))
    monkeypatch.setenv("PARLEY_AUTHSERV_ID", "mail.example")
    Keys.fresh().write(nowhere / "keys.json")
    with ready_made.copied(database_kind, with_tables, nowhere) as address:
        monkeypatch.setenv("PARLEY_DATABASE_URL", address)
        yield nowhere
