"""The desk's pages over a whole service, as somebody who is signed in opens them; on one kind of database, but for the
lists, which ask both."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.sitting import Sitting, sitting
from tests.intake.conftest import house, settings
from tests.intake.house import COORDINATOR, House
from tests.signing.conftest import hashing

__all__ = ["hashing", "house", "settings"]


@pytest.fixture
def empty_database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/parley.db"


@pytest.fixture
def pearl(house: House) -> Iterator[Sitting]:
    """A coordinator of Sefton, signed in."""
    with sitting(house, COORDINATOR) as pearl:
        yield pearl
