"""The copy of an agency's log that somebody works on behind their link, until they send it: sealed, and known only with
the handle that a code gave to their browser."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from service.store.tables import LogCopyRow
from service.store.tokens import fresh_token, token_hash
from service.store.vault import Vault

Row = Mapping[str, str]


@dataclass(frozen=True)
class Copy:
    """The rows as they stand. `seen_at` is when somebody last worked on it, in real time."""

    token_hash: str
    rows: tuple[Row, ...] = field(repr=False)
    seen_at: datetime


def begin(session: Session, vault: Vault, partnership: str, copy: Copy, *, at: datetime, until: datetime) -> str:
    """Keep a copy; its handle. One that was begun behind this link goes on, and its earlier handle is worth nothing."""
    handle, row = fresh_token(), session.get(LogCopyRow, copy.token_hash, with_for_update=True)
    if row is None or row.expires_at <= at:
        row = row or LogCopyRow(token_hash=copy.token_hash)
        row.sealed, row.expires_at = _sealed(session, vault, partnership, copy), until
        session.add(row)
    row.handle_hash, row.seen_at = token_hash(handle), copy.seen_at
    session.flush()
    return handle


def find(session: Session, vault: Vault, partnership: str, token: str, handle: str, at: datetime) -> Copy | None:
    """The copy behind that link, for whoever has its handle, unless its time is over; held until the end of the
    transaction."""
    own = (LogCopyRow.token_hash == token_hash(token), LogCopyRow.handle_hash == token_hash(handle))
    row = session.scalars(select(LogCopyRow).where(*own, LogCopyRow.expires_at > at).with_for_update()).first()
    if row is None:
        return None
    words = vault.open(session, _scope(partnership), _place(row.token_hash), row.sealed)
    return Copy(row.token_hash, tuple(json.loads(words)), row.seen_at)


def keep(session: Session, vault: Vault, partnership: str, copy: Copy) -> None:
    """Keep it as it is now."""
    values = {"sealed": _sealed(session, vault, partnership, copy), "seen_at": copy.seen_at}
    session.execute(update(LogCopyRow).where(LogCopyRow.token_hash == copy.token_hash).values(values))


def forget(session: Session, token_hash: str) -> None:
    session.execute(delete(LogCopyRow).where(LogCopyRow.token_hash == token_hash))


def sweep(session: Session, at: datetime) -> bool:
    """Delete the copies whose time is over; whether there were any."""
    over = delete(LogCopyRow).where(LogCopyRow.expires_at <= at)
    return bool(session.execute(over.returning(LogCopyRow.token_hash)).all())


def _sealed(session: Session, vault: Vault, partnership: str, copy: Copy) -> bytes:
    words = json.dumps([*map(dict, copy.rows)], ensure_ascii=False)
    return vault.seal(session, _scope(partnership), _place(copy.token_hash), words.encode())


def _scope(partnership: str) -> str:
    return f"partnership:{partnership}"


def _place(token_hash: str) -> str:
    return f"log_copies:sealed:{token_hash}"
