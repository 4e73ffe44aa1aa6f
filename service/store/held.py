"""What waits for a person: since when, who has been told so far, when somebody else is, and where it may belong.

A mail's marks are keyed digests of its sender, its Message-ID and its subject: by them a mail that comes later is
known to belong beside it. All moments are business time.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from service.store.tables import CaseRow, HeldRow, InboundRow, MarkRow, OutboxRow, PersonRow, SubjectRow, SuggestionRow
from service.store.tables.base import write_once

AT_ONCE = 500  # digests that one question to the database may carry


@dataclass(frozen=True)
class Waiting:
    """A mail that nobody has decided about. `rung` counts who was told: 0 the coordinators, then those behind them."""

    inbound_id: str
    partnership: str
    urgent: bool
    since: datetime
    told_at: datetime | None
    rung: int
    wake_at: datetime


@dataclass(frozen=True)
class Suggestion:
    """A case that a mail may belong to, and what speaks for it, in a sentence that names no child."""

    case_id: str
    why: str


def begin(session: Session, waiting: Waiting) -> None:
    session.merge(HeldRow(**vars(waiting)))
    session.flush()


def end(session: Session, inbound_id: str) -> None:
    """It waits no longer."""
    session.execute(delete(HeldRow).where(HeldRow.inbound_id == inbound_id))
    session.execute(delete(SuggestionRow).where(SuggestionRow.inbound_id == inbound_id))


def last_told(session: Session, partnership: str) -> datetime | None:
    """When the partnership's coordinators were last told of a mail that still waits."""
    return session.scalar(select(func.max(HeldRow.told_at)).where(HeldRow.partnership == partnership))


def untold(session: Session, partnership: str) -> list[str]:
    """The mails of which nobody has been told yet, oldest first; each held until the transaction ends."""
    rows = select(HeldRow.inbound_id).where(HeldRow.partnership == partnership, HeldRow.told_at.is_(None))
    return list(session.scalars(rows.order_by(HeldRow.since, HeldRow.inbound_id).with_for_update(skip_locked=True)))


def told(session: Session, ids: Collection[str], at: datetime) -> None:
    session.execute(update(HeldRow).where(HeldRow.inbound_id.in_(ids)).values(told_at=at))


def tell_again(session: Session, partnership: str) -> None:
    """What its coordinators were told may not have reached them: all that waits is told of anew."""
    session.execute(update(HeldRow).where(HeldRow.partnership == partnership).values(told_at=None))


def overlooked(session: Session, at: datetime) -> list[Waiting]:
    """The mails of which somebody else must be told by now, oldest first; each held until the transaction ends."""
    due = select(HeldRow).where(HeldRow.wake_at <= at).order_by(HeldRow.since).with_for_update(skip_locked=True)
    names = Waiting.__dataclass_fields__
    return [Waiting(**{name: getattr(row, name) for name in names}) for row in session.scalars(due)]


def passed_on(session: Session, ids: Collection[str], rung: int, wake_at: datetime) -> None:
    """Those who stand on that rung have been told; the next are at `wake_at`."""
    session.execute(update(HeldRow).where(HeldRow.inbound_id.in_(ids)).values(rung=rung, wake_at=wake_at))


def mark(session: Session, inbound_id: str, digests: Mapping[str, str]) -> None:
    for kind, digest in digests.items():
        session.merge(MarkRow(inbound_id=inbound_id, kind=kind, digest=digest))


def marks(session: Session, inbound_ids: Collection[str], kind: str) -> dict[str, str]:
    """The mark of that kind of each of these mails that has one."""
    rows = select(MarkRow.inbound_id, MarkRow.digest).where(MarkRow.inbound_id.in_(inbound_ids), MarkRow.kind == kind)
    return {row.inbound_id: row.digest for row in session.execute(rows)}


def suggest(session: Session, inbound_id: str, found: Iterable[Suggestion]) -> None:
    """These in the place of what was suggested before."""
    session.execute(delete(SuggestionRow).where(SuggestionRow.inbound_id == inbound_id))
    for one in found:
        values = {"inbound_id": inbound_id, "case_id": one.case_id, "why": one.why}
        write_once(session, SuggestionRow, values, "inbound_id", "case_id", "why")


def suggestions(session: Session, inbound_id: str) -> list[tuple[str, str]]:
    """The references of the cases that a mail may belong to, each with what speaks for it."""
    rows = (
        select(CaseRow.reference, SuggestionRow.why)
        .join(CaseRow, CaseRow.id == SuggestionRow.case_id)
        .where(SuggestionRow.inbound_id == inbound_id)
        .order_by(CaseRow.opened_at.desc(), SuggestionRow.why)
    )
    return [(reference, why) for reference, why in session.execute(rows)]


@dataclass(frozen=True)
class Earlier:
    """A mail with the same mark: what became of it, and the reference of the case that it is with."""

    id: str
    arrived_at: datetime
    disposition: str
    reference: str


def with_mark(session: Session, mailboxes: Collection[str], inbound_id: str, kind: str) -> list[Earlier]:
    """The other mails in these mailboxes that share this mail's mark of that kind, the newest first."""
    mine = select(MarkRow.digest).where(MarkRow.inbound_id == inbound_id, MarkRow.kind == kind)
    rows = (
        select(InboundRow, CaseRow.reference)
        .join(MarkRow, MarkRow.inbound_id == InboundRow.id)
        .outerjoin(CaseRow, CaseRow.id == InboundRow.case_id)
        .where(MarkRow.kind == kind, MarkRow.digest.in_(mine), InboundRow.id != inbound_id)
        .where(InboundRow.mailbox.in_(mailboxes))
        .order_by(InboundRow.arrived_at.desc())
    )
    found = session.execute(rows).all()
    return [Earlier(row.id, row.arrived_at, row.disposition or "", reference or "") for row, reference in found]


def since(session: Session, partnership: str) -> dict[str, datetime]:
    """Since when each mail of the partnership waits."""
    rows = select(HeldRow.inbound_id, HeldRow.since).where(HeldRow.partnership == partnership)
    return {row.inbound_id: row.since for row in session.execute(rows)}


def references(session: Session, partnership: str) -> dict[str, str]:
    """The partnership's cases by their reference."""
    rows = select(CaseRow.reference, CaseRow.id).where(CaseRow.partnership == partnership)
    return {row.reference: row.id for row in session.execute(rows)}


def cases_of_person(session: Session, partnership: str, email_digest: str, holders: Collection[str]) -> list[str]:
    """The cases that somebody takes part in: named by that address, or written to as one of these holders."""
    named = select(PersonRow.case_id).where(PersonRow.email_digest == email_digest)
    written = select(OutboxRow.case_id).where(OutboxRow.recipient.in_(holders), OutboxRow.case_id.is_not(None))
    either = CaseRow.id.in_(named) | CaseRow.id.in_(written)
    newest = select(CaseRow.id).where(CaseRow.partnership == partnership, either).order_by(CaseRow.opened_at.desc())
    return list(session.scalars(newest))


def cases_of_children(session: Session, partnership: str, name_digests: Collection[str]) -> list[str]:
    """The cases about somebody whose name has one of these digests."""
    digests, found = list(name_digests), list[str]()
    named = select(CaseRow.id).join(SubjectRow, SubjectRow.case_id == CaseRow.id)
    for first in range(0, len(digests), AT_ONCE):
        several = SubjectRow.name_digest.in_(digests[first : first + AT_ONCE])
        found += session.scalars(named.where(CaseRow.partnership == partnership, several))
    return list(dict.fromkeys(found))


def cases_of_marks(session: Session, partnership: str, kind: str, digests: Collection[str]) -> list[str]:
    """The cases that mails with one of these marks were filed with."""
    rows = (
        select(CaseRow.id)
        .join(InboundRow, InboundRow.case_id == CaseRow.id)
        .join(MarkRow, MarkRow.inbound_id == InboundRow.id)
        .where(CaseRow.partnership == partnership, MarkRow.kind == kind, MarkRow.digest.in_(digests))
    )
    return list(dict.fromkeys(session.scalars(rows)))
