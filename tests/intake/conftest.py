"""The house that these tests live in: real keys, a real database of each kind, the demo's people, and no Redis."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.intake.deployment import opened, settings_of, with_its_people
from tests.intake.house import House
from tests.ready_made import ReadyMade


@pytest.fixture
def settings(
    database_kind: str, ready_made: ReadyMade, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """The settings of a deployment in the environment, where the commands read them too."""
    with ready_made.copied(database_kind, with_its_people, tmp_path) as address:
        for name, value in settings_of(address, tmp_path).items():
            monkeypatch.setenv(name, value)
        yield


@pytest.fixture
def house(settings: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    with opened(monkeypatch) as house:
        yield house
