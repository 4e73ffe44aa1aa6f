"""Where the rows are played: a whole service as in tests/intake, on one kind of database, for no row depends on it."""

from pathlib import Path

import pytest

from tests.intake.conftest import house, settings

__all__ = ["house", "settings"]


@pytest.fixture
def empty_database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/parley.db"
