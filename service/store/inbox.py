"""The inbox: every mail byte for byte before anybody looks into it, and one end for each.

    captured --claim--> leased --end--> ended, with a disposition and its reason
       ^                   |                |
       |                   +- lease ran out: claimed again, counted in `tries`
       +---------------- release -----------+  by a person: what was held, or linked as a duplicate

What was held can also be closed by a person, who says why nothing more is to be done.
"""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningUpdate

from service.errors import Unsealable
from service.store.ids import new_id
from service.store.tables import InboundRow
from service.store.tables.base import write_once
from service.store.vault import Vault

RELEASABLE = ("held", "duplicate_linked")


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
    """A mail claimed to be read; `tries` counts this claim, `claim_no` is the fence."""

    id: str
    mailbox: str
    raw: bytes = field(repr=False)
    arrived_at: datetime
    claim_no: int
    tries: int
    released_by: str | None


@dataclass(frozen=True)
class Ending:
    """What became of a mail; `fingerprint` is a keyed digest of what stays the same by another route."""

    disposition: str
    reason: str
    case_id: str | None = None
    fingerprint: str | None = None


@dataclass(frozen=True)
class Held:
    """A mail that waits for a person."""

    id: str
    mailbox: str
    reason: str
    arrived_at: datetime
    arrivals: int
    case_id: str | None


def capture(session: Session, vault: Vault, arrival: Arrival, at: datetime) -> bool:
    """Keep a mail; False when the mailbox had these very bytes before, which is counted and nothing else."""
    digest = vault.digest("inbound", arrival.raw)
    with session.begin_nested() as attempt:
        if write_once(session, InboundRow, _as_captured(session, vault, arrival, digest, at), "mailbox", "digest"):
            return True
        attempt.rollback()
    again = update(InboundRow).where(InboundRow.mailbox == arrival.mailbox, InboundRow.digest == digest)
    session.execute(again.values(arrivals=InboundRow.arrivals + 1))
    return False


def claim(session: Session, vault: Vault, at: datetime, lease_seconds: float) -> Kept | None:
    """Take the oldest mail that nobody reads, for `lease_seconds` of real time; None when there is none.

    A mail that does not open keeps its lease and lets the next one pass: the key may come back.
    """
    while row := session.scalars(_take_oldest(at, at + timedelta(seconds=lease_seconds))).first():
        with suppress(Unsealable):
            raw = vault.open(session, row.scope, _place(row.id), row.raw)
            return Kept(row.id, row.mailbox, raw, row.arrived_at, row.claim_no, row.tries, row.released_by)
    return None


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
    )
    if session.execute(ended.returning(InboundRow.id)).first() is None:
        return False
    if ending.case_id is not None:
        scope = f"case:{ending.case_id}"
        sealed = vault.seal(session, scope, _place(kept.id), kept.raw)
        session.execute(update(InboundRow).where(InboundRow.id == kept.id).values(scope=scope, raw=sealed))
    return True


def held(session: Session, partnership_mailboxes: Collection[str]) -> list[Held]:
    """The mails in these mailboxes that wait for a person, oldest first."""
    rows = session.scalars(
        select(InboundRow)
        .where(InboundRow.disposition == "held", InboundRow.mailbox.in_(partnership_mailboxes))
        .order_by(InboundRow.arrived_at, InboundRow.id)
    )
    return [Held(row.id, row.mailbox, row.reason or "", row.arrived_at, row.arrivals, row.case_id) for row in rows]


def releasable(session: Session, id: str) -> str | None:
    """The mailbox of a mail that was held, or linked as a duplicate; None when it is neither."""
    which = select(InboundRow.mailbox).where(InboundRow.id == id, InboundRow.disposition.in_(RELEASABLE))
    return session.scalars(which).first()


def release(session: Session, id: str, by: str, at: datetime) -> bool:
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
    )
    return session.execute(fresh.returning(InboundRow.id)).first() is not None


def close(session: Session, id: str, reason: str) -> bool:
    """End what was held, by a person's word; False when it is not held."""
    waiting = update(InboundRow).where(InboundRow.id == id, InboundRow.disposition == "held")
    closed = waiting.values(disposition="closed_by_human", reason=reason)
    return session.execute(closed.returning(InboundRow.id)).first() is not None


def decide(session: Session, vault: Vault, id: str, ending: Ending) -> bool:
    """Give what was held another end, with the case that it belongs to now; False when it is not held."""
    row = session.scalars(select(InboundRow).where(InboundRow.id == id, InboundRow.disposition == "held")).first()
    if row is None or ending.case_id is None:
        return False
    scope = f"case:{ending.case_id}"
    row.raw = vault.seal(session, scope, _place(id), vault.open(session, row.scope, _place(id), row.raw))
    row.scope, row.disposition, row.reason, row.case_id = scope, ending.disposition, ending.reason, ending.case_id
    session.flush()
    return True


def open_raw(session: Session, vault: Vault, id: str) -> bytes:
    """A mail as it came. Raises Unsealable, and NoResultFound for an id that is none."""
    row = session.get_one(InboundRow, id)
    return vault.open(session, row.scope, _place(id), row.raw)


def twin(session: Session, fingerprint: str) -> str | None:
    """The id of the first mail that ended with this fingerprint, other than as a duplicate itself."""
    return session.scalar(
        select(InboundRow.id)
        .where(InboundRow.fingerprint == fingerprint, InboundRow.disposition != "duplicate_linked")
        .order_by(InboundRow.arrived_at, InboundRow.id)
        .limit(1)
    )


def _as_captured(session: Session, vault: Vault, arrival: Arrival, digest: str, at: datetime) -> dict[str, object]:
    id = new_id()
    scope = f"mail:{id}"
    return {
        "id": id,
        "mailbox": arrival.mailbox,
        "digest": digest,
        "scope": scope,
        "raw": vault.seal(session, scope, _place(id), arrival.raw),
        "uid": arrival.uid,
        "uidvalidity": arrival.uidvalidity,
        "internal_date": arrival.internal_date,
        "arrived_at": at,
    }


def _take_oldest(at: datetime, until: datetime) -> ReturningUpdate[InboundRow]:
    """One statement finds and leases, so that two workers never take the same mail."""
    lapsed = and_(InboundRow.state == "leased", InboundRow.lease_until <= at)
    free = select(InboundRow.id).where(or_(InboundRow.state == "captured", lapsed))
    oldest = free.order_by(InboundRow.arrived_at, InboundRow.id).limit(1).with_for_update(skip_locked=True)
    leased = update(InboundRow).where(InboundRow.id == oldest.scalar_subquery()).values(
        state="leased", lease_until=until, claim_no=InboundRow.claim_no + 1, tries=InboundRow.tries + 1
    )
    return leased.returning(InboundRow).execution_options(populate_existing=True)


def _place(id: str) -> str:
    return f"inbound:raw:{id}"


@dataclass(frozen=True)
class Filed:
    """A mail that belongs to a case, and what became of it."""

    id: str
    arrived_at: datetime
    disposition: str
    reason: str


def of_case(session: Session, case_id: str) -> list[Filed]:
    rows = session.scalars(select(InboundRow).where(InboundRow.case_id == case_id).order_by(InboundRow.arrived_at))
    return [Filed(row.id, row.arrived_at, row.disposition or "", row.reason or "") for row in rows]
