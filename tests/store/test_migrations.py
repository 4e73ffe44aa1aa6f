"""The schema: made, unmade, told apart from another, and the same as the tables in the code."""

import json

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, select, text

from service.errors import ConfigError
from service.store import check, filed, inbox, migrate, open_engine, pieces
from service.store.migrations import configured
from service.store.schema import newest
from service.store.tables import InboundRow, Table


def schema_of(engine: Engine) -> dict[str, object]:
    """All that the database says of our tables, in an order that does not depend on how they were made."""
    inspector = inspect(engine)
    parts = {
        name: sorted(
            json.dumps(fact, sort_keys=True, default=str)
            for fact in [
                *inspector.get_columns(name),
                inspector.get_pk_constraint(name),
                *inspector.get_foreign_keys(name),
                *inspector.get_unique_constraints(name),
                *inspector.get_check_constraints(name),
                *inspector.get_indexes(name),
            ]
        )
        for name in inspector.get_table_names()
    }
    parts.pop("alembic_version", None)
    return parts


def back_to(database: Engine, revision: str) -> None:
    with database.begin() as connection:
        command.downgrade(configured(connection), revision)


@pytest.fixture
def keep(sessions, vault, at):
    def run(raw):
        with sessions.begin() as session:
            inbox.capture(session, vault, inbox.Arrival("escalations@sefton.example", raw, 1, 1, None), at)

    return run


@pytest.fixture
def opened(sessions, vault):
    def run():
        with sessions() as session:
            return filed.open_raw(session, vault, session.scalars(select(InboundRow.id)).one())

    return run


def test_a_fresh_database_is_refused_until_it_is_migrated(empty_database):
    engine = open_engine(empty_database)
    with pytest.raises(ConfigError, match="parley migrate"):
        check(engine)
    migrate(engine)
    check(engine)
    engine.dispose()


def test_a_schema_from_another_time_is_refused(database):
    with database.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(ConfigError, match="schema is 9999, and this program needs"):
        check(database)


def test_the_newest_revision_is_the_one_that_all_others_lead_to(database):
    with database.connect() as connection:
        assert ScriptDirectory.from_config(configured(connection)).get_heads() == [newest()]


def test_migrating_twice_is_migrating_once(database):
    migrate(database)
    check(database)


def test_the_schema_can_be_taken_down_and_put_up_again(database):
    before = schema_of(database)
    back_to(database, "base")
    assert schema_of(database) == {}
    migrate(database)
    assert schema_of(database) == before


def test_a_mail_that_the_older_schema_kept_in_one_piece_opens_after_the_migration(database, keep, opened):
    keep(b"a mail")
    back_to(database, "0004")
    migrate(database)
    assert opened() == b"a mail"


def test_a_migration_back_refuses_to_lose_a_mail_in_several_pieces(database, keep, opened):
    keep(b"x" * (pieces.PIECE + 1))
    with pytest.raises(RuntimeError, match="several pieces"):
        back_to(database, "0004")
    check(database)
    assert len(opened()) == pieces.PIECE + 1


def test_a_migration_that_fails_leaves_nothing_behind(empty_database):
    engine = open_engine(empty_database)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE reminders (id TEXT)"))
    with pytest.raises(Exception, match="reminders"):
        migrate(engine)
    assert set(inspect(engine).get_table_names()) == {"reminders"}
    engine.dispose()


def test_the_migration_and_the_tables_in_the_code_agree(database):
    with database.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Table.metadata) == []


def test_they_agree_on_every_rule_and_reference_too(database):
    migrated = schema_of(database)
    with database.begin() as connection:
        command.downgrade(configured(connection), "base")
        Table.metadata.create_all(connection)
    assert schema_of(database) == migrated
