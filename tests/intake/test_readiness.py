"""Whether the service is ready: not while its database lacks the tables that this program knows."""

import pytest
from sqlalchemy import text


def test_a_service_on_a_migrated_database_is_ready(house):
    assert house.pages.ready()


@pytest.mark.parametrize("change", ["UPDATE alembic_version SET version_num = '9999'", "DROP TABLE alembic_version"])
def test_a_service_whose_database_has_another_schema_is_not_ready(house, change):
    with house.service.engine.begin() as connection:
        connection.execute(text(change))
    assert not house.pages.ready()
