"""Where the rows are played: a whole service as in tests/intake, on one kind of database, for no row depends on it."""


import pytest

from tests.intake.conftest import house, settings

__all__ = ["house", "settings"]


@pytest.fixture
def database_kind() -> str:
    return "sqlite"
