"""A mailbox that is watched: the house on SQLite alone, and looks that follow each other closely."""


import pytest


@pytest.fixture
def database_kind() -> str:
    """SQLite alone: what is kept is kept by the store, which has its tests on both."""
    return "sqlite"


@pytest.fixture(autouse=True)
def looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLEY_IMAP_POLL", "0.01")
