"""The audit: a chain of entries for each case and each partnership, to which one can only add.

An entry's hash covers what it says, the hash of the entry before it and the hash of its sealed detail, keyed by a key
that is not in the database. An entry edited, deleted or moved is found by `verify`; the detail may become unreadable
(its case's key destroyed) and the chain still holds. A chain cut short together with its head, or a database put back
to an older state, looks whole from the inside: keep what `heads` returns outside, and give it to `verify`.

Two chains in one transaction are written case first, then partnership, or two transactions may wait for each other.
"""

import hmac
import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from service.store.tables import AuditEntryRow, AuditHeadRow
from service.store.tables.base import write_once
from service.store.vault import Vault

BEGINNING = ""  # what the first entry of a chain follows


@dataclass(frozen=True)
class Head:
    """The end of a chain: how many entries it has, and the hash of the last."""

    chain: str
    seq: int
    hash: str


def record(
    session: Session,
    vault: Vault,
    chain: str,
    *,
    at: datetime,
    actor: str,
    action: str,
    object_id: str = "",
    detail: dict[str, Any] | None = None,
) -> None:
    """Add an act to `chain` ("case:<id>" or "partnership:<key>"), in the transaction of the act itself.

    The chain's head stays locked until that transaction ends, so numbers have no gaps and no twins. `detail` must fit
    JSON and is sealed; the rest is plain and must name no child.
    """
    head = _locked_head(session, chain)
    seq = head.seq + 1
    sealed = None if detail is None else vault.seal(session, chain, _place(chain, seq), json.dumps(detail).encode())
    entry = AuditEntryRow(
        chain=chain,
        seq=seq,
        at=at,
        actor=actor,
        action=action,
        object_id=object_id,
        detail=sealed,
        detail_hash=_hash_of_detail(sealed),
        prev_hash=head.hash,
    )
    entry.hash = _hash(vault, entry)
    session.add(entry)
    session.execute(update(AuditHeadRow).where(AuditHeadRow.chain == chain).values(seq=seq, hash=entry.hash))
    session.flush()


def count(session: Session, chain: str, action: str, since: datetime) -> int:
    """How often that was written into the chain since then."""
    entries = select(func.count()).select_from(AuditEntryRow).where(
        AuditEntryRow.chain == chain, AuditEntryRow.action == action, AuditEntryRow.at >= since
    )
    return session.execute(entries).scalar_one()


def hold(session: Session, chain: str) -> None:
    """Have the chain, and what is only changed under it, to oneself until the transaction ends."""
    _locked_head(session, chain)


def latest(session: Session, chain: str, actions: Collection[str]) -> dict[str, datetime]:
    """When one of these was last done to each object of the chain, by its id."""
    found = (
        select(AuditEntryRow.object_id, func.max(AuditEntryRow.at))
        .where(AuditEntryRow.chain == chain, AuditEntryRow.action.in_(actions))
        .group_by(AuditEntryRow.object_id)
    )
    return {row[0]: row[1] for row in session.execute(found)}


def objects(session: Session, chain: str, action: str) -> frozenset[str]:
    """The ids of whatever in the chain that was done to."""
    entries = select(AuditEntryRow.object_id).where(AuditEntryRow.chain == chain, AuditEntryRow.action == action)
    return frozenset(session.scalars(entries))


def details(session: Session, vault: Vault, chain: str, action: str, since: datetime) -> dict[str, dict[str, Any]]:
    """The detail of the latest entry of that action about each object since then, with its instant as "at"."""
    rows = (
        select(AuditEntryRow)
        .where(AuditEntryRow.chain == chain, AuditEntryRow.action == action, AuditEntryRow.at >= since)
        .order_by(AuditEntryRow.seq)
    )
    latest = {row.object_id: row for row in session.scalars(rows)}
    return {id: {**(detail_of(session, vault, chain, row.seq) or {}), "at": row.at} for id, row in latest.items()}


@dataclass(frozen=True)
class Entry:
    """One act of a chain, without its sealed detail."""

    seq: int
    at: datetime
    actor: str
    action: str
    object_id: str


def entries(session: Session, chain: str) -> list[Entry]:
    """Every entry of a chain, oldest first."""
    rows = select(AuditEntryRow).where(AuditEntryRow.chain == chain).order_by(AuditEntryRow.seq)
    return [Entry(row.seq, row.at, row.actor, row.action, row.object_id) for row in session.scalars(rows)]


def last_of(session: Session, chain: str, action: str) -> dict[str, Entry]:
    """The newest entry of that action about each object of the chain, by its id."""
    rows = select(AuditEntryRow).where(AuditEntryRow.chain == chain, AuditEntryRow.action == action)
    found = session.scalars(rows.order_by(AuditEntryRow.seq))
    return {row.object_id: Entry(row.seq, row.at, row.actor, row.action, row.object_id) for row in found}


def heads(session: Session) -> list[Head]:
    """The end of every chain, to be kept where nobody who can write to the database can write."""
    rows = session.execute(select(AuditHeadRow.chain, AuditHeadRow.seq, AuditHeadRow.hash).order_by(AuditHeadRow.chain))
    return [Head(*row) for row in rows]


def verify(session: Session, vault: Vault, chain: str | None = None, outside: Iterable[Head] = ()) -> list[str]:
    """What is wrong with one chain, or with all: a sentence for each fault, and none when all holds.

    `outside` are heads kept elsewhere, of the chains asked for: each must still be found as it was.
    """
    entries = (
        select(AuditEntryRow)
        .order_by(AuditEntryRow.chain, AuditEntryRow.seq)
        .execution_options(yield_per=500, populate_existing=True)
    )
    ends = {head.chain: head for head in heads(session)}
    known = [head for head in outside if chain in (None, head.chain)]
    if chain is not None:
        entries = entries.where(AuditEntryRow.chain == chain)
        ends = {name: head for name, head in ends.items() if name == chain}
    faults: list[str] = []
    for name, rows in groupby(session.scalars(entries), attrgetter("chain")):
        faults += _faults(vault, rows, ends.pop(name, Head(name, 0, BEGINNING)))
    faults += [f"{name}: all {head.seq} entries are gone" for name, head in ends.items()]
    return faults + [fault for head in known for fault in _faults_since(session, head)]


def detail_of(session: Session, vault: Vault, chain: str, seq: int) -> dict[str, Any] | None:
    """What was recorded beside an entry. Raises Unsealable once the chain's key is gone."""
    sealed = session.scalar(select(AuditEntryRow.detail).where(AuditEntryRow.chain == chain, AuditEntryRow.seq == seq))
    if sealed is None:
        return None
    opened: dict[str, Any] = json.loads(vault.open(session, chain, _place(chain, seq), sealed))
    return opened


def _locked_head(session: Session, chain: str) -> Head:
    write_once(session, AuditHeadRow, {"chain": chain, "seq": 0, "hash": BEGINNING}, "chain")
    head = select(AuditHeadRow.seq, AuditHeadRow.hash).where(AuditHeadRow.chain == chain).with_for_update()
    return Head(chain, *session.execute(head).one())


def _faults(vault: Vault, rows: Iterable[AuditEntryRow], head: Head) -> Iterator[str]:
    seq, previous = 0, BEGINNING
    for row in rows:
        if row.prev_hash != previous:
            yield f"{row.chain}: entry {row.seq} does not follow from the one before it"
        if row.hash != _hash(vault, row):
            yield f"{row.chain}: entry {row.seq} is not as it was written"
        if row.detail_hash != _hash_of_detail(row.detail):
            yield f"{row.chain}: the detail of entry {row.seq} is not as it was written"
        seq, previous = row.seq, row.hash
    if (seq, previous) != (head.seq, head.hash):
        yield f"{head.chain}: it ends at entry {seq}, and its head says {head.seq}"


def _faults_since(session: Session, head: Head) -> Iterator[str]:
    found = session.scalar(
        select(AuditEntryRow.hash).where(AuditEntryRow.chain == head.chain, AuditEntryRow.seq == head.seq)
    )
    if found != head.hash:
        yield f"{head.chain}: entry {head.seq} is not the one that was noted outside"


def _hash(vault: Vault, row: AuditEntryRow) -> str:
    when = row.at.astimezone(UTC).isoformat()
    said = [row.chain, row.seq, when, row.actor, row.action, row.object_id, row.detail_hash, row.prev_hash]
    return hmac.digest(vault.keys.audit, json.dumps(said, separators=(",", ":")).encode(), "sha256").hex()


def _hash_of_detail(sealed: bytes | None) -> str:
    return "" if sealed is None else sha256(sealed).hexdigest()


def _place(chain: str, seq: int) -> str:
    return f"audit_entries:detail:{chain}/{seq}"
