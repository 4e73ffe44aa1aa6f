"""The desk's pages over a whole service, as somebody who is signed in opens them; on one kind of database, but for the
lists, which ask both."""

from collections.abc import Iterator

import pytest

from tests.desk.sitting import Sitting, sitting
from tests.intake.conftest import house, settings
from tests.intake.house import COORDINATOR, House
from tests.signing.conftest import hashing

__all__ = ["hashing", "house", "settings"]


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@pytest.fixture
def pearl(house: House) -> Iterator[Sitting]:
    """A coordinator of Sefton, signed in."""
    with sitting(house, COORDINATOR) as pearl:
        yield pearl
