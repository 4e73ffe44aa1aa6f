"""What somebody has typed and not sent yet: sealed under a key of its own, which goes with it.

The browser holds a handle, the mail a link; of both the SHA-256 is kept, as of every token. A draft that is sent loses
its words and its key at once, and its row a day later.
"""

import json
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from service.seam.drafting import Draft
from service.store import documents, tokens
from service.store.codes import OF_DRAFTS
from service.store.ids import new_id
from service.store.people import address_digest
from service.store.tables import DraftRow
from service.store.vault import Vault

RECEIPT_FOR = timedelta(hours=24)


@dataclass(frozen=True)
class Kept:
    """A draft as it is kept: when somebody last worked on it, and when they saved it for later, in real time. `link` is
    the token of the link that was mailed to them then."""

    id: str
    draft: Draft
    seen_at: datetime
    saved_at: datetime | None = None
    link: str = field(default="", repr=False)


def start(session: Session, vault: Vault, draft: Draft, *, at: datetime, seen_at: datetime) -> str:
    """Keep a new draft; its handle, which cannot be had a second time."""
    handle, id = tokens.fresh_token(), new_id()
    session.add(
        DraftRow(
            id=id, partnership=draft.partnership, submission_id=draft.submission_id,
            handle_hash=tokens.token_hash(handle), started_at=at,
            **_told(session, vault, Kept(id, draft, seen_at)),
        )
    )  # fmt: skip
    session.flush()
    return handle


def find(session: Session, vault: Vault, handle: str, at: datetime) -> Kept | None:
    """The draft of that handle, unless its time is over. The row is held until the end of the transaction."""
    return _found(session, vault, DraftRow.handle_hash == tokens.token_hash(handle), at)


def behind(session: Session, vault: Vault, link: str, at: datetime) -> Kept | None:
    """The draft that a mailed link leads to, as `find`."""
    return _found(session, vault, DraftRow.link_hash == tokens.token_hash(link), at)


def sent_as(session: Session, vault: Vault, submission_id: str, at: datetime) -> Kept | None:
    """The draft that will be sent as that submission, as `find`."""
    return _found(session, vault, DraftRow.submission_id == submission_id, at)


def keep(session: Session, vault: Vault, kept: Kept) -> None:
    """Keep it as it is now."""
    session.execute(update(DraftRow).where(DraftRow.id == kept.id).values(_told(session, vault, kept)))


def recall(session: Session, id: str, at: datetime | None) -> None:
    """When its writer is reminded that it has not been sent; None: not again."""
    session.execute(update(DraftRow).where(DraftRow.id == id).values(recall_at=at))


def to_recall(session: Session, vault: Vault, at: datetime) -> Kept | None:
    """The draft whose writer has waited longest to be reminded of it; held until the end of the transaction."""
    due = select(DraftRow).where(DraftRow.recall_at <= at, DraftRow.expires_at > at).order_by(DraftRow.recall_at)
    row = session.scalars(due.limit(1).with_for_update()).first()
    return None if row is None else _kept(session, vault, row)


def hand_over(session: Session, id: str) -> str:
    """A new handle for another browser; the one before is worth nothing from now on."""
    handle = tokens.fresh_token()
    session.execute(update(DraftRow).where(DraftRow.id == id).values(handle_hash=tokens.token_hash(handle)))
    return handle


def sent(session: Session, vault: Vault, id: str, at: datetime) -> None:
    """Its words and its key are gone; until the next day its handle still leads to the receipt."""
    gone = {"sealed": None, "sent_at": at, "expires_at": at + RECEIPT_FOR, "recall_at": None, "link_hash": None}
    session.execute(update(DraftRow).where(DraftRow.id == id, DraftRow.sent_at.is_(None)).values(gone))
    _forget(session, vault, id)


def forget(session: Session, vault: Vault, id: str) -> None:
    """Delete all of it; documents too, where it was never sent."""
    row = session.get(DraftRow, id)
    if row is not None and row.sent_at is None:
        documents.forget(session, vault, row.submission_id)
    _forget(session, vault, id)
    session.execute(delete(DraftRow).where(DraftRow.id == id))


def outlived(session: Session, at: datetime) -> list[str]:
    """The drafts whose time is over."""
    return list(session.scalars(select(DraftRow.id).where(DraftRow.expires_at <= at).limit(50)))


def _forget(session: Session, vault: Vault, id: str) -> None:
    OF_DRAFTS.forget(session, id)
    vault.forget(session, _scope(id))


def _told(session: Session, vault: Vault, kept: Kept) -> dict[str, object]:
    """What its row tells of it."""
    draft = kept.draft
    added = {of: [dict(entry) for entry in entries] for of, entries in draft.added.items()}
    words = json.dumps({"typed": dict(draft.typed), "added": added, "link": kept.link})
    return {
        "seen_at": kept.seen_at,
        "saved_at": kept.saved_at,
        "expires_at": draft.until,
        "sealed": vault.seal(session, _scope(kept.id), _place(kept.id), words.encode()),
        "email_digest": address_digest(vault, draft.address) if draft.address else None,
        "link_hash": tokens.token_hash(kept.link) if kept.link else None,
    }


def _found(session: Session, vault: Vault, which: ColumnElement[bool], at: datetime) -> Kept | None:
    row = session.scalars(select(DraftRow).where(which, DraftRow.expires_at > at).with_for_update()).first()
    return None if row is None else _kept(session, vault, row)


def _kept(session: Session, vault: Vault, row: DraftRow) -> Kept:
    draft = Draft(row.partnership, row.submission_id, row.expires_at, is_sent=row.sent_at is not None)
    if row.sealed is None:
        return Kept(row.id, draft, row.seen_at, row.saved_at)
    words = json.loads(vault.open(session, _scope(row.id), _place(row.id), row.sealed))
    draft = replace(draft, typed=words["typed"], added={of: tuple(it) for of, it in words["added"].items()})
    return Kept(row.id, draft, row.seen_at, row.saved_at, words["link"])


def _scope(id: str) -> str:
    return f"draft:{id}"


def _place(id: str) -> str:
    return f"drafts:sealed:{id}"
