"""The desk's pages over a whole service, as somebody who is signed in opens them; on one kind of database, but for the
lists, which ask both."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.access import Role
from tests.desk.sitting import Sitting, open_pages
from tests.intake.conftest import house, settings
from tests.intake.house import House

__all__ = ["house", "settings"]


@pytest.fixture
def empty_database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/parley.db"


@pytest.fixture
def pearl(house: House) -> Iterator[Sitting]:
    """A coordinator of Sefton at the desk."""
    with open_pages(house) as client:
        yield Sitting(house, client, "Pearl Lighthouse", Role.COORDINATOR)
