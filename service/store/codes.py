"""Codes, which prove a reader: six digits that go to an address on record, live fifteen minutes, and survive four wrong
guesses, not five."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.store.tables import CodeRow, DraftCodeRow, EntryCodeRow, LogCodeRow
from service.store.vault import Vault

LIVES = timedelta(minutes=15)
GUESSES = 5

Refused = Literal["wrong", "expired", "too many"]


@dataclass(frozen=True)
class Codes:
    """The codes of one kind of holder, kept in the table `row`, where the column `holder` says whose each is."""

    row: Any  # the class of a row that looks like CodeRow
    holder: str

    def send(self, session: Session, vault: Vault, holder: str, at: datetime) -> str:
        """A fresh code, for a mail to the holder's address. An earlier one ends."""
        code = f"{secrets.randbelow(10**6):06}"
        self.leave(session, vault, holder, code, at)
        return code

    def check(self, session: Session, vault: Vault, holder: str, code: str, at: datetime) -> bool:
        """Whether this is the code; it is then used up. Commit also when it is not, or no wrong guess is counted."""
        whose = getattr(self.row, self.holder) == holder
        current = select(self.row).where(whose, self.row.expires_at > at, self.row.wrong < GUESSES)
        row = session.scalars(current.with_for_update().execution_options(populate_existing=True)).first()
        if row is None:
            return False
        if not hmac.compare_digest(row.digest, _digest(vault, holder, code)):
            row.wrong += 1
            session.flush()
            return False
        session.execute(delete(self.row).where(whose))
        return True

    def leave(self, session: Session, vault: Vault, holder: str, code: str, at: datetime) -> None:
        """The code that was just taken, good once more: what is handed out as a file can bring no new one."""
        kept = {self.holder: holder, "digest": _digest(vault, holder, code), "expires_at": at + LIVES, "wrong": 0}
        session.merge(self.row(**kept))
        session.flush()

    def why_not(self, session: Session, holder: str, at: datetime) -> Refused:
        """Why a code was not taken just now: it was not ours, is too old or used up, or was tried too often."""
        row = session.scalars(select(self.row).where(getattr(self.row, self.holder) == holder)).first()
        if row is None or row.expires_at <= at:
            return "expired"
        return "too many" if row.wrong >= GUESSES else "wrong"

    def was_sent_within(self, session: Session, holder: str, at: datetime, span: timedelta) -> bool:
        """Whether a code that still works went to this holder so short a time ago."""
        whose = getattr(self.row, self.holder) == holder
        sent_since = self.row.expires_at > at + LIVES - span
        found = select(self.row).where(whose, sent_since, self.row.wrong < GUESSES)
        return session.execute(found).first() is not None

    def forget(self, session: Session, holder: str) -> None:
        session.execute(delete(self.row).where(getattr(self.row, self.holder) == holder))


OF_TOKENS = Codes(CodeRow, "token_hash")
OF_DRAFTS = Codes(DraftCodeRow, "draft_id")
OF_LOGS = Codes(LogCodeRow, "token_hash")
OF_ENTRIES = Codes(EntryCodeRow, "token_hash")


def _digest(vault: Vault, holder: str, code: str) -> str:
    return hmac.digest(vault.keys.token, f"{holder} {code}".encode(), "sha256").hex()
