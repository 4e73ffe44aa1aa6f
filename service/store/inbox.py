"""The inbox: every mail byte for byte before anybody looks into it, and one end for each.

    captured --claim--> leased --end--> ended, with a disposition and its reason
       ^                   |                |
       |                   +- lease ran out: claimed again, counted in `tries`
       +---------------- release -----------+  by a person: what was held, or linked as a duplicate

A person can also file what was held with a case, or close it; and put back what was filed or closed (`held` keeps who
has been told of a mail that waits).
"""

import json
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningUpdate, Update

from service.errors import Unsealable
from service.store import pieces
from service.store.ids import new_id
from service.store.tables import InboundRow
from service.store.tables.base import write_once
from service.store.vault import Vault

TRIED = {"fresh": (InboundRow.tries == 0,), "suspect": (InboundRow.tries > 0,), "both": ()}


@dataclass(frozen=True)
class Arrival:
    """A mail as the server holds it. UID and UIDVALIDITY are facts about it, not its identity."""

    mailbox: str
    raw: bytes = field(repr=False)
    uid: int
    uidvalidity: int
    internal_date: datetime | None


@dataclass(frozen=True)
class Kept:
    """A mail claimed to be read; `tries` counts this claim, `claim_no` is the fence.

    `released_as` says as what a person wants it read, who then vouches for its sender; empty: as it comes.
    """

    id: str
    mailbox: str
    raw: bytes = field(repr=False)
    arrived_at: datetime
    claim_no: int
    tries: int
    released_by: str | None
    released_as: str = ""


@dataclass(frozen=True)
class Ending:
    """What became of a mail; `fingerprint` is a keyed digest of what stays the same by another route, `scans` what was
    found in its files, one for each, in their order."""

    disposition: str
    reason: str
    case_id: str | None = None
    fingerprint: str | None = None
    scans: tuple[str, ...] = ()


def capture(session: Session, vault: Vault, arrival: Arrival, at: datetime) -> bool:
    """Keep a mail; False when the mailbox had these very bytes before, which is counted and nothing else."""
    digest = vault.digest("inbound", arrival.raw)
    with session.begin_nested() as attempt:
        id = new_id()
        if write_once(session, InboundRow, _as_captured(id, arrival, digest, at), "mailbox", "digest"):
            pieces.keep(session, vault, _own_scope(id), id, arrival.raw)
            return True
        attempt.rollback()
    again = update(InboundRow).where(InboundRow.mailbox == arrival.mailbox, InboundRow.digest == digest)
    session.execute(again.values(arrivals=InboundRow.arrivals + 1))
    return False


def id_of(session: Session, vault: Vault, arrival: Arrival) -> str | None:
    """Under which id these very bytes are kept; None where the mailbox never had them."""
    same = select(InboundRow.id).where(
        InboundRow.mailbox == arrival.mailbox, InboundRow.digest == vault.digest("inbound", arrival.raw)
    )
    return session.scalar(same)


class Lane(StrEnum):
    """Which mails a reader takes: those that nobody tried yet, those that somebody tried in vain, or all."""

    FRESH = "fresh"
    SUSPECT = "suspect"
    BOTH = "both"


def capture_unread(
    session: Session, vault: Vault, arrival: Arrival, at: datetime, lease_seconds: float
) -> Kept | None:
    """Keep a mail that nobody is to read, claimed at once by whoever will end it; None when it has ended already."""
    capture(session, vault, arrival, at)
    digest, until = vault.digest("inbound", arrival.raw), at + timedelta(seconds=lease_seconds)
    this = update(InboundRow).where(
        InboundRow.mailbox == arrival.mailbox, InboundRow.digest == digest, InboundRow.state != "ended"
    )
    row = session.scalars(_leased(this, until)).first()
    return None if row is None else _claimed(row, arrival.raw)


def claim(
    session: Session, vault: Vault, at: datetime, lease_seconds: float, lane: Lane = Lane.BOTH, id: str = ""
) -> Kept | None:
    """Take the oldest mail of the lane that nobody reads, or the one of that `id`, for `lease_seconds` of real time;
    None when there is none.

    A mail that does not open keeps its lease and lets the next one pass: the key may come back.
    """
    while row := session.scalars(_take_oldest(at, at + timedelta(seconds=lease_seconds), lane, id)).first():
        with suppress(Unsealable):
            return _claimed(row, pieces.opened(session, vault, row.scope, row.id))
    return None


def put_back(session: Session, kept: Kept) -> None:
    """Leave a claimed mail to the lane of suspects: it was tried once, and takes long to read."""
    mine = update(InboundRow).where(
        InboundRow.id == kept.id, InboundRow.claim_no == kept.claim_no, InboundRow.state == "leased"
    )
    session.execute(mine.values(state="captured", lease_until=None))


def end(session: Session, vault: Vault, kept: Kept, ending: Ending) -> bool:
    """Give a claimed mail its end; False, and nothing changed, when the claim is no longer the last one.

    A mail that belongs to a case is sealed anew under the case's key.
    """
    mine = update(InboundRow).where(
        InboundRow.id == kept.id, InboundRow.claim_no == kept.claim_no, InboundRow.state == "leased"
    )
    ended = mine.values(
        state="ended",
        lease_until=None,
        disposition=ending.disposition,
        reason=ending.reason,
        case_id=ending.case_id,
        fingerprint=ending.fingerprint,
        scans=json.dumps(ending.scans) if ending.scans else None,
    )
    if session.execute(ended.returning(InboundRow.id)).first() is None:
        return False
    if ending.case_id is not None:
        move(session, vault, session.get_one(InboundRow, kept.id), ending.case_id)
    return True


def move(session: Session, vault: Vault, row: InboundRow, case_id: str | None) -> None:
    """Seal a mail anew under the key of the case that it belongs to now, or of its own. Raises Unsealable."""
    scope = f"case:{case_id}" if case_id else _own_scope(row.id)
    if scope != row.scope:
        pieces.seal_anew(session, vault, row.id, row.scope, scope)
        row.scope = scope
        session.flush()


def _own_scope(id: str) -> str:
    return f"mail:{id}"


def _as_captured(id: str, arrival: Arrival, digest: str, at: datetime) -> dict[str, object]:
    return {
        "id": id,
        "mailbox": arrival.mailbox,
        "digest": digest,
        "scope": _own_scope(id),
        "uid": arrival.uid,
        "uidvalidity": arrival.uidvalidity,
        "internal_date": arrival.internal_date,
        "arrived_at": at,
    }


def _take_oldest(at: datetime, until: datetime, lane: Lane, id: str) -> ReturningUpdate[InboundRow]:
    """One statement finds and leases, so that two workers never take the same mail."""
    lapsed = and_(InboundRow.state == "leased", InboundRow.lease_until <= at)
    free = select(InboundRow.id).where(or_(InboundRow.state == "captured", lapsed), *TRIED[lane])
    asked_for = free.where(InboundRow.id == id) if id else free
    oldest = asked_for.order_by(InboundRow.arrived_at, InboundRow.id).limit(1).with_for_update(skip_locked=True)
    return _leased(update(InboundRow).where(InboundRow.id == oldest.scalar_subquery()), until)


def _leased(which: Update, until: datetime) -> ReturningUpdate[InboundRow]:
    leased = which.values(
        state="leased", lease_until=until, claim_no=InboundRow.claim_no + 1, tries=InboundRow.tries + 1
    )
    return leased.returning(InboundRow).execution_options(populate_existing=True)


def _claimed(row: InboundRow, raw: bytes) -> Kept:
    facts = (row.arrived_at, row.claim_no, row.tries, row.released_by, row.released_as or "")
    return Kept(row.id, row.mailbox, raw, *facts)
