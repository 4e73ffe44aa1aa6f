"""Sittings at the desk, from signing in to signing out; and how many tries failed lately.

A sitting is known by a handle of 128 random bits, which the browser holds and of which only the SHA-256 is kept. All
times are real ones.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from service.store.ids import new_id
from service.store.tables import SittingRow, WrongTryRow
from service.store.vault import Vault

IDLE, LONGEST = timedelta(minutes=15), timedelta(hours=12)  # reliability-security.md, T51
FIRST_STEP = timedelta(minutes=10)  # between password and code
SEEN_EVERY = timedelta(minutes=1)
WRONG_CODES = 5
LATELY = timedelta(minutes=15)


@dataclass(frozen=True)
class Sitting:
    account_id: str
    partnership: str
    knows_code: bool
    started_at: datetime


def start(session: Session, account_id: str, partnership: str, at: datetime, *, knows_code: bool) -> str:
    """A new sitting's handle."""
    handle = secrets.token_urlsafe(16)
    session.add(
        SittingRow(
            hash=_hash(handle), account_id=account_id, partnership=partnership, knows_code=knows_code,
            started_at=at, seen_at=at,
        )
    )  # fmt: skip
    session.flush()
    return handle


def find(session: Session, handle: str, at: datetime) -> Sitting | None:
    """The sitting of that handle, which goes on by being asked for; None where it has ended."""
    row = session.get(SittingRow, _hash(handle))
    if row is None or _ends_at(row) <= at:
        return None
    if at - row.seen_at >= SEEN_EVERY:
        row.seen_at = at
        session.flush()
    return Sitting(row.account_id, row.partnership, row.knows_code, row.started_at)


def wrong_code(session: Session, handle: str) -> None:
    """Count a wrong code; the fifth ends the sitting."""
    this = SittingRow.hash == _hash(handle)
    session.execute(update(SittingRow).where(this).values(wrong=SittingRow.wrong + 1))
    session.execute(delete(SittingRow).where(this, SittingRow.wrong >= WRONG_CODES))


def end(session: Session, handle: str) -> Sitting | None:
    """End a sitting; what it was, or None where there was none."""
    row = session.get(SittingRow, _hash(handle))
    if row is None:
        return None
    ended = Sitting(row.account_id, row.partnership, row.knows_code, row.started_at)
    session.delete(row)
    session.flush()
    return ended


def end_all(session: Session, account_id: str) -> None:
    """End every sitting of an account: its password or its app has changed."""
    session.execute(delete(SittingRow).where(SittingRow.account_id == account_id))


def sweep(session: Session, at: datetime) -> None:
    """Forget what has ended by itself, and tries that count no more."""
    session.execute(delete(SittingRow).where(SittingRow.seen_at <= at - IDLE))
    session.execute(delete(WrongTryRow).where(WrongTryRow.at <= at - LATELY))


def note_wrong(session: Session, vault: Vault, tried_on: str, at: datetime) -> None:
    session.add(WrongTryRow(id=new_id(), digest=_tried(vault, tried_on), at=at))
    session.flush()


def wrong_lately(session: Session, vault: Vault, tried_on: str, at: datetime) -> int:
    """How many tries on that address, or from there, failed in the last quarter of an hour."""
    tries = select(func.count()).where(WrongTryRow.digest == _tried(vault, tried_on), WrongTryRow.at > at - LATELY)
    return session.execute(tries).scalar_one()


def _ends_at(row: SittingRow) -> datetime:
    if not row.knows_code:
        return row.started_at + FIRST_STEP
    return min(row.seen_at + IDLE, row.started_at + LONGEST)


def _tried(vault: Vault, tried_on: str) -> str:
    return vault.digest("tried", tried_on.strip().casefold().encode())


def _hash(handle: str) -> str:
    return sha256(handle.encode()).hexdigest()
