"""What every test of the store begins with: sessions on a migrated database, and a vault with keys of its own."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from service.store import Keys, Sessions, Vault


@pytest.fixture
def sessions(database: Engine) -> Sessions:
    return Sessions(database)


@pytest.fixture
def vault() -> Vault:
    return Vault(Keys.fresh())


@pytest.fixture
def at() -> datetime:
    """A Tuesday morning, given in British Summer Time."""
    return datetime(2026, 6, 2, 10, 30, 0, 250, tzinfo=ZoneInfo("Europe/London"))
