"""What became of each mail: what waits for a person, what lies with a case; and what a person decides of it."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from service.store import pieces
from service.store.inbox import Ending, move
from service.store.tables import HeldRow, InboundRow
from service.store.vault import Vault

RELEASABLE = ("held", "duplicate_linked")
MOVABLE = (*RELEASABLE, "note_added", "auto_recorded", "bounce_recorded", "closed_by_human")  # none has moved a case
AGAIN, AS_REPLY, AS_FORM = "again", "reply", "form"  # as what a released mail is read


@dataclass(frozen=True)
class Standing:
    """Where a mail has come to."""

    id: str
    mailbox: str
    state: str
    disposition: str
    case_id: str | None
    claim_no: int
    released_by: str | None
    scans: tuple[str, ...] = ()


@dataclass(frozen=True)
class Held:
    """A mail that waits for a person."""

    id: str
    mailbox: str
    reason: str
    arrived_at: datetime
    arrivals: int
    case_id: str | None
    urgent: bool


def held(session: Session, partnership_mailboxes: Collection[str]) -> list[Held]:
    """The mails in these mailboxes that wait for a person, the urgent first, then the oldest."""
    rows = session.execute(
        select(InboundRow, HeldRow.urgent)
        .outerjoin(HeldRow, HeldRow.inbound_id == InboundRow.id)
        .where(InboundRow.disposition == "held", InboundRow.mailbox.in_(partnership_mailboxes))
        .order_by(InboundRow.arrived_at, InboundRow.id)
    )
    found = [
        Held(row.id, row.mailbox, row.reason or "", row.arrived_at, row.arrivals, row.case_id, bool(urgent))
        for row, urgent in rows
    ]
    return sorted(found, key=lambda one: not one.urgent)


def standing(session: Session, id: str) -> Standing | None:
    """Where a mail has come to, held until the transaction ends; None for an id that is none."""
    row = session.scalars(select(InboundRow).where(InboundRow.id == id).with_for_update()).first()
    if row is None:
        return None
    return Standing(
        row.id, row.mailbox, row.state, row.disposition or "", row.case_id, row.claim_no, row.released_by, _scans(row)
    )


def release(session: Session, id: str, by: str, at: datetime, as_: str = AGAIN) -> bool:
    """Let a mail that was held, or linked as a duplicate, be read again; False when it is neither."""
    again = update(InboundRow).where(InboundRow.id == id, InboundRow.disposition.in_(RELEASABLE))
    fresh = again.values(
        state="captured",
        disposition=None,
        reason=None,
        case_id=None,
        fingerprint=None,
        tries=0,
        released_by=by,
        released_at=at,
        released_as=as_,
    )
    return session.execute(fresh.returning(InboundRow.id)).first() is not None


def decide(session: Session, vault: Vault, id: str, ending: Ending) -> bool:
    """Give a mail that has moved no case the end that a person decides: filed with a case, closed, or held again.

    It is sealed anew, under the key of the case that it belongs to now, or of its own. False: it may not be moved.
    """
    movable = select(InboundRow).where(InboundRow.id == id, InboundRow.disposition.in_(MOVABLE)).with_for_update()
    row = session.scalars(movable).first()
    if row is None:
        return False
    row.disposition, row.reason, row.case_id = ending.disposition, ending.reason, ending.case_id
    move(session, vault, row, ending.case_id)
    session.flush()
    return True


def say_more(session: Session, id: str, reason: str) -> None:
    """Add to the reason of a mail's end what else became of what it brought."""
    this = update(InboundRow).where(InboundRow.id == id)
    session.execute(this.values(reason=func.coalesce(InboundRow.reason, "") + f" {reason}"))


def open_raw(session: Session, vault: Vault, id: str) -> bytes:
    """A mail as it came. Raises Unsealable, and NoResultFound for an id that is none."""
    row = session.get_one(InboundRow, id)
    return pieces.opened(session, vault, row.scope, id)


def own_since(session: Session, vault: Vault, mailbox: str, since: datetime) -> list[bytes]:
    """Our own mails that have come back to this mailbox since then, as they came: the first thousand."""
    rows = select(InboundRow).where(
        InboundRow.mailbox == mailbox, InboundRow.disposition == "own_recorded", InboundRow.arrived_at >= since
    )
    first = session.scalars(rows.order_by(InboundRow.arrived_at).limit(1000))
    return [pieces.opened(session, vault, row.scope, row.id) for row in first]


def twin(session: Session, fingerprint: str) -> str | None:
    """The id of the first mail that ended with this fingerprint, other than as a duplicate itself."""
    return session.scalar(
        select(InboundRow.id)
        .where(InboundRow.fingerprint == fingerprint, InboundRow.disposition != "duplicate_linked")
        .order_by(InboundRow.arrived_at, InboundRow.id)
        .limit(1)
    )


@dataclass(frozen=True)
class Filed:
    """A mail that belongs to a case, and what became of it."""

    id: str
    arrived_at: datetime
    disposition: str
    reason: str
    scans: tuple[str, ...] = ()


def ended(session: Session, id: str) -> Filed | None:
    """What became of a mail; None while it has no end, or is none."""
    row = session.get(InboundRow, id)
    return _filed(row) if row and row.disposition else None


def of_case(session: Session, case_id: str) -> list[Filed]:
    rows = session.scalars(select(InboundRow).where(InboundRow.case_id == case_id).order_by(InboundRow.arrived_at))
    return [_filed(row) for row in rows]


def _filed(row: InboundRow) -> Filed:
    return Filed(row.id, row.arrived_at, row.disposition or "", row.reason or "", _scans(row))


def _scans(row: InboundRow) -> tuple[str, ...]:
    return tuple(json.loads(row.scans)) if row.scans else ()
