"""Reminders: moments at which a duty is looked at again. Each is taken once, with what came of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from service.store.ids import new_id
from service.store.tables import ReminderRow
from service.store.tables.base import write_once


@dataclass(frozen=True)
class Due:
    """The reminders of one case that have come due, the oldest first, as (duty, kind)."""

    case_id: str
    ids: tuple[str, ...]
    about: tuple[tuple[str, str], ...]


def add(session: Session, case_id: str, duty: str, kind: str, due_at: datetime) -> None:
    """Wake up at `due_at`; asked for twice for the same moment, it is one reminder."""
    same = (ReminderRow.case_id == case_id, ReminderRow.duty == duty, ReminderRow.kind == kind)
    if session.execute(select(ReminderRow.id).where(*same, ReminderRow.due_at == due_at)).first():
        return
    seq = session.execute(select(func.count()).select_from(ReminderRow).where(*same)).scalar_one()
    values = {"id": new_id(), "case_id": case_id, "duty": duty, "kind": kind, "seq": seq, "due_at": due_at}
    write_once(session, ReminderRow, values, "case_id", "duty", "kind", "seq")


def next_due(session: Session, at: datetime, but: Collection[str] = ()) -> Due | None:
    """The case whose reminder has been due for longest, `but` for these, with all of its own that are due."""
    untaken = (ReminderRow.taken_at.is_(None), ReminderRow.due_at <= at, ReminderRow.case_id.not_in(but))
    case_id = session.execute(
        select(ReminderRow.case_id).where(*untaken).order_by(ReminderRow.due_at).limit(1)
    ).scalar_one_or_none()
    if case_id is None:
        return None
    query = select(ReminderRow).where(*untaken, ReminderRow.case_id == case_id).order_by(ReminderRow.due_at)
    rows = session.execute(query).scalars().all()
    return Due(case_id, tuple(row.id for row in rows), tuple((row.duty, row.kind) for row in rows))


def next_moment(session: Session) -> datetime | None:
    """When the next untaken reminder comes due."""
    return session.execute(select(func.min(ReminderRow.due_at)).where(ReminderRow.taken_at.is_(None))).scalar_one()


def take(session: Session, due: Due, at: datetime) -> bool:
    """Mark all of them taken; False when another clock has taken any."""
    taken = session.execute(
        update(ReminderRow).where(ReminderRow.id.in_(due.ids), ReminderRow.taken_at.is_(None)).values(taken_at=at)
    )
    return taken.rowcount == len(due.ids)  # type: ignore[attr-defined, no-any-return]
