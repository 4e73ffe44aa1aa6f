"""The audit: it only grows, and what was done to it shows."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from service.errors import Unsealable
from service.store import Keys, Vault, audit
from service.store.tables import AuditEntryRow, DataKeyRow

CASE, PARTNERSHIP = "case:1", "partnership:sefton"
UNGUARD = {
    "sqlite": [f"DROP TRIGGER audit_entries_{name}" for name in ("stay", "remain", "once")],
    "postgresql": [f"DROP TRIGGER audit_entries_{name} ON audit_entries" for name in ("stay", "remain")],
}


@pytest.fixture
def chain(sessions, vault, at):
    """Five acts on a case and two of its partnership."""
    with sessions.begin() as session:
        for number in range(1, 6):
            audit.record(
                session,
                vault,
                CASE,
                at=at + timedelta(minutes=number),
                actor="officer:7",
                action=f"act {number}",
                object_id=f"mail:{number}",
                detail={"said": f"Canary Child {number}"},
            )
        for _ in range(2):
            audit.record(session, vault, PARTNERSHIP, at=at, actor="coordinator:1", action="listed the cases")


@pytest.fixture
def tamper(sessions, database, chain):
    """Change the audit as somebody can who owns the database."""

    def run(*statements):
        with sessions.begin() as session:
            for statement in (*UNGUARD[database.dialect.name], *statements):
                session.execute(text(statement))

    return run


def faults(sessions, vault, *heads):
    with sessions() as session:
        return audit.verify(session, vault, outside=heads)


def test_an_audit_left_alone_holds(sessions, vault, chain):
    assert faults(sessions, vault) == []
    with sessions() as session:
        assert audit.verify(session, vault, CASE) == []
        assert [(head.chain, head.seq) for head in audit.heads(session)] == [(CASE, 5), (PARTNERSHIP, 2)]


def test_what_was_recorded_is_read_back(sessions, vault, chain, at):
    with sessions() as session:
        entry = session.get_one(AuditEntryRow, (CASE, 2))
        assert (entry.at, entry.actor, entry.action, entry.object_id) == (
            at + timedelta(minutes=2),
            "officer:7",
            "act 2",
            "mail:2",
        )
        assert audit.detail_of(session, vault, CASE, 2) == {"said": "Canary Child 2"}
        assert audit.detail_of(session, vault, PARTNERSHIP, 1) is None


def test_an_act_that_is_undone_leaves_no_entry_and_no_gap(sessions, vault, chain, at):
    with pytest.raises(ZeroDivisionError), sessions.begin() as session:
        audit.record(session, vault, CASE, at=at, actor="clock", action="never was")
        raise ZeroDivisionError
    with sessions.begin() as session:
        audit.record(session, vault, CASE, at=at, actor="clock", action="act 6")
    assert faults(sessions, vault) == []
    with sessions() as session:
        assert session.get_one(AuditEntryRow, (CASE, 6)).action == "act 6"


def test_many_who_write_to_one_chain_at_once_leave_no_gap(sessions, vault, at):
    def act(number):
        with sessions.begin() as session:
            audit.record(session, vault, CASE, at=at, actor=f"worker:{number}", action="acted")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(act, range(40)))
    assert faults(sessions, vault) == []
    with sessions() as session:
        assert list(session.scalars(select(AuditEntryRow.seq).order_by(AuditEntryRow.seq))) == list(range(1, 41))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entries SET actor = 'nobody'",
        "UPDATE audit_entries SET detail = NULL WHERE seq = 5",
        "DELETE FROM audit_entries WHERE seq = 5",
        "DELETE FROM audit_entries",
    ],
)
def test_the_database_refuses_to_change_or_delete_an_entry(sessions, chain, statement):
    with pytest.raises(DBAPIError, match="the audit only grows"), sessions.begin() as session:
        session.execute(text(statement))


def test_the_database_refuses_to_empty_the_audit_or_to_write_over_an_entry(sessions, database, chain):
    rows = "INTO audit_entries SELECT chain, 'nobody', action, object_id, detail_hash, prev_hash, hash, seq, at, detail"
    statement = {
        "sqlite": f"INSERT OR REPLACE {rows} FROM audit_entries WHERE seq = 5",
        "postgresql": "TRUNCATE audit_entries",
    }
    with pytest.raises(DBAPIError, match="the audit only grows"), sessions.begin() as session:
        session.execute(text(statement[database.dialect.name]))


@pytest.mark.parametrize(
    "change",
    [
        "actor = 'nobody'",
        "action = 'nothing'",
        "object_id = 'mail:9'",
        "at = (SELECT at FROM audit_entries WHERE chain = 'case:1' AND seq = 4)",
        "chain = 'case:2'",
        "prev_hash = ''",
        "hash = '\u2714'",
        "hash = (SELECT hash FROM audit_entries WHERE chain = 'case:1' AND seq = 4)",
        "detail_hash = ''",
        "detail = NULL",
        "(detail, detail_hash) = (SELECT detail, detail_hash FROM audit_entries WHERE chain = 'case:1' AND seq = 4)",
        "detail = (SELECT detail FROM audit_entries WHERE chain = 'case:1' AND seq = 4)",
    ],
)
def test_an_edited_entry_is_found(sessions, vault, tamper, change):
    tamper(f"UPDATE audit_entries SET {change} WHERE chain = 'case:1' AND seq = 3")
    assert any("entry 3" in fault for fault in faults(sessions, vault))


@pytest.mark.parametrize(
    ("seq", "fault"),
    [
        (1, "case:1: entry 2 does not follow from the one before it"),
        (3, "case:1: entry 4 does not follow from the one before it"),
        (5, "case:1: it ends at entry 4, and its head says 5"),
    ],
)
def test_a_deleted_entry_is_found(sessions, vault, tamper, seq, fault):
    tamper(f"DELETE FROM audit_entries WHERE chain = 'case:1' AND seq = {seq}")
    assert faults(sessions, vault) == [fault]


def test_a_deleted_entry_is_found_even_when_the_rest_moved_up(sessions, vault, tamper):
    tamper(
        "DELETE FROM audit_entries WHERE chain = 'case:1' AND seq = 3",
        "UPDATE audit_entries SET seq = 3 WHERE chain = 'case:1' AND seq = 4",
        "UPDATE audit_entries SET seq = 4 WHERE chain = 'case:1' AND seq = 5",
        "UPDATE audit_heads SET seq = 4 WHERE chain = 'case:1'",
    )
    assert "case:1: entry 3 does not follow from the one before it" in faults(sessions, vault)


def test_entries_in_another_order_are_found(sessions, vault, tamper):
    tamper(
        "UPDATE audit_entries SET seq = 99 WHERE chain = 'case:1' AND seq = 2",
        "UPDATE audit_entries SET seq = 2 WHERE chain = 'case:1' AND seq = 3",
        "UPDATE audit_entries SET seq = 3 WHERE chain = 'case:1' AND seq = 99",
    )
    assert "case:1: entry 2 is not as it was written" in faults(sessions, vault)


def test_an_entry_copied_from_another_chain_is_found(sessions, vault, tamper):
    tamper(
        "INSERT INTO audit_entries (chain, seq, at, actor, action, object_id, detail_hash, prev_hash, hash)"
        " SELECT 'case:1', 6, at, actor, action, object_id, detail_hash, prev_hash, hash"
        " FROM audit_entries WHERE chain = 'partnership:sefton' AND seq = 1"
    )
    assert any("entry 6" in fault for fault in faults(sessions, vault))


def test_an_entry_written_without_the_key_is_found(sessions, vault, chain, at):
    forger = Vault(replace(vault.keys, audit=Keys.fresh().audit))
    with sessions.begin() as session:
        audit.record(session, forger, CASE, at=at, actor="officer:7", action="agreed")
    assert faults(sessions, vault) == ["case:1: entry 6 is not as it was written"]


def test_a_chain_taken_away_whole_is_found_by_its_head(sessions, vault, tamper):
    tamper("DELETE FROM audit_entries WHERE chain = 'case:1'")
    assert faults(sessions, vault) == ["case:1: all 5 entries are gone"]


def test_a_head_taken_away_is_found(sessions, vault, tamper):
    tamper("DELETE FROM audit_heads WHERE chain = 'case:1'")
    assert faults(sessions, vault) == ["case:1: it ends at entry 5, and its head says 0"]


def test_a_chain_cut_short_with_its_head_looks_whole_unless_its_head_was_kept_outside(sessions, vault, tamper):
    with sessions() as session:
        outside = audit.heads(session)
    tamper(
        "DELETE FROM audit_entries WHERE chain = 'case:1' AND seq > 3",
        "UPDATE audit_heads SET seq = 3, hash = (SELECT hash FROM audit_entries WHERE chain = 'case:1' AND seq = 3)"
        " WHERE chain = 'case:1'",
    )
    assert faults(sessions, vault) == []
    assert faults(sessions, vault, *outside) == ["case:1: entry 5 is not the one that was noted outside"]


def test_a_head_kept_outside_still_holds_when_the_chain_has_grown(sessions, vault, chain, at):
    with sessions() as session:
        outside = audit.heads(session)
    with sessions.begin() as session:
        audit.record(session, vault, CASE, at=at, actor="clock", action="act 6")
    assert faults(sessions, vault, *outside) == []


def test_one_chain_can_be_verified_apart_from_a_damaged_one(sessions, vault, tamper):
    tamper("DELETE FROM audit_entries WHERE chain = 'case:1' AND seq = 3")
    with sessions() as session:
        assert audit.verify(session, vault, PARTNERSHIP, audit.heads(session)) == []


def test_a_chain_holds_when_its_details_can_no_longer_be_read(sessions, vault, chain):
    with sessions.begin() as session:
        session.delete(session.get_one(DataKeyRow, CASE))
    assert faults(sessions, vault) == []
    with sessions() as session, pytest.raises(Unsealable):
        audit.detail_of(session, vault, CASE, 1)
