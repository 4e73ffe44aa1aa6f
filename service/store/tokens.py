"""Tokens, which say to which person, case and stage an answer belongs.

A token is 128 random bits; it travels in mail and is kept only as its SHA-256. A code (see `codes`) goes to the address
on record of its holder.
"""

import os
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from service.store.codes import OF_TOKENS, Refused
from service.store.tables import TokenRow
from service.store.vault import Vault

TOKEN_BYTES = 16


@dataclass(frozen=True)
class Grant:
    """What the holder of a token may do: purpose is "reply" (by mail), "answer" (on a page) or "prove" (an address)."""

    case_id: str
    stage: str
    recipient: str
    purpose: str
    address_digest: str
    expires_at: datetime | None


def fresh_token() -> str:
    """26 letters and digits in lower case: what a mail's address can carry, whatever a server makes of capitals."""
    return b32encode(os.urandom(TOKEN_BYTES)).decode().rstrip("=").lower()


def issue(session: Session, grant: Grant, at: datetime) -> str:
    """A fresh token for a grant. It cannot be had a second time."""
    token = fresh_token()
    session.add(
        TokenRow(
            hash=token_hash(token),
            case_id=grant.case_id,
            stage=grant.stage,
            recipient=grant.recipient,
            purpose=grant.purpose,
            address_digest=grant.address_digest,
            issued_at=at,
            expires_at=grant.expires_at,
        )
    )
    session.flush()
    return token


def token_hash(token: str) -> str:
    """What is kept of a token; capitals that a mail server made of it do not matter."""
    return sha256(token.lower().encode()).hexdigest()


def look_up(session: Session, token: str, at: datetime) -> Grant | None:
    """What the token grants; None when it is unknown, revoked, or past its expiry."""
    columns = (getattr(TokenRow, name) for name in Grant.__dataclass_fields__)
    valid = or_(TokenRow.expires_at.is_(None), TokenRow.expires_at > at)
    found = select(*columns).where(TokenRow.hash == token_hash(token), TokenRow.revoked_at.is_(None), valid)
    row = session.execute(found).first()
    return None if row is None else Grant(*row)


def revoke(
    session: Session, case_id: str, *, at: datetime, recipient: str | None = None, stage: str | None = None
) -> int:
    """End the tokens of a case, or only a recipient's, or only a stage's; how many there were."""
    ended = update(TokenRow).where(TokenRow.case_id == case_id, TokenRow.revoked_at.is_(None))
    if recipient is not None:
        ended = ended.where(TokenRow.recipient == recipient)
    if stage is not None:
        ended = ended.where(TokenRow.stage == stage)
    return len(session.execute(ended.values(revoked_at=at).returning(TokenRow.hash)).all())


def send_code(session: Session, vault: Vault, token_hash: str, at: datetime) -> str:
    """A fresh code for the holder of a token, for a mail to their address on record. An earlier one ends."""
    return OF_TOKENS.send(session, vault, token_hash, at)


def check_code(session: Session, vault: Vault, token_hash: str, code: str, at: datetime) -> bool:
    """Whether this is the code; it is then used up. Commit also when it is not, or wrong guesses are not counted."""
    return OF_TOKENS.check(session, vault, token_hash, code, at)


def leave_code(session: Session, vault: Vault, token_hash: str, code: str, at: datetime) -> None:
    """A code that was just taken is good once more."""
    OF_TOKENS.leave(session, vault, token_hash, code, at)


def why_not(session: Session, token_hash: str, at: datetime) -> Refused:
    return OF_TOKENS.why_not(session, token_hash, at)
