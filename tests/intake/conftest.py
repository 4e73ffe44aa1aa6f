"""The house that these tests live in: real keys, a real database of each kind, the demo's people, and no Redis."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.intake.deployment import opened, settings_of
from tests.intake.house import House


@pytest.fixture
def settings(empty_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings of a deployment in the environment, where the commands read them too."""
    for name, value in settings_of(empty_database, tmp_path).items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def house(settings: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    with opened(monkeypatch) as house:
        yield house
