"""The entries of the directory: when each was asked about, who may answer, what they said and what is to change."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from service.store.ids import new_id
from service.store.tables import EntryChangeRow, EntryRow, EntryTokenRow
from service.store.tokens import fresh_token, token_hash


@dataclass(frozen=True)
class Entry:
    """How it stands with one officer's entry (see EntryRow)."""

    officer_id: str
    known_at: datetime
    asked_at: datetime | None = None
    reminded_at: datetime | None = None
    answered_at: datetime | None = None
    checked_at: datetime | None = None
    checked_before: datetime | None = None
    returned_at: datetime | None = None

    @property
    def last_at(self) -> datetime:
        """When it was last known to be right, or asked about."""
        return max(filter(None, (self.known_at, self.asked_at, self.checked_at)))

    @property
    def is_silent(self) -> bool:
        """Whether its officer was asked, and has not answered since."""
        return self.asked_at is not None and (self.answered_at is None or self.answered_at < self.asked_at)

    @property
    def is_reminded(self) -> bool:
        """Whether they were reminded since they were asked."""
        return bool(self.asked_at and self.reminded_at and self.reminded_at >= self.asked_at)


@dataclass(frozen=True)
class Grant:
    """What the holder of a token may answer about: the entry of that officer, as `reader`, at the address of
    `address_digest`."""

    officer_id: str
    partnership: str
    reader: str
    address_digest: str
    expires_at: datetime


@dataclass(frozen=True)
class Asked:
    """A change that somebody asks for: new values by the columns of a directory file, and what they wrote beside it."""

    officer_id: str
    partnership: str
    reader: str
    asked_at: datetime
    changes: Mapping[str, str]
    note: str = field(default="", repr=False)
    id: str = ""


def of_partnership(session: Session, partnership: str) -> dict[str, Entry]:
    """Every entry by the id of its officer."""
    rows = session.scalars(select(EntryRow).where(EntryRow.partnership == partnership))
    names = Entry.__dataclass_fields__
    return {row.officer_id: Entry(**{name: getattr(row, name) for name in names}) for row in rows}


def watch(session: Session, partnership: str, officers: Collection[str], at: datetime) -> None:
    """From now on these are the entries of the partnership; those of officers who have left it are forgotten."""
    known = set(session.scalars(select(EntryRow.officer_id).where(EntryRow.partnership == partnership)))
    session.add_all(
        [EntryRow(officer_id=id, partnership=partnership, known_at=at) for id in sorted({*officers} - known)]
    )
    gone = known - {*officers}
    if gone:
        session.execute(delete(EntryRow).where(EntryRow.officer_id.in_(gone)))
    session.flush()


def note(session: Session, officers: Collection[str], **when: datetime | None) -> None:
    """Note one moment or several about these entries: asked_at, reminded_at, answered_at, returned_at."""
    session.execute(update(EntryRow).where(EntryRow.officer_id.in_(officers)).values(**when))


def check(session: Session, partnership: str, officers: Collection[str], at: datetime) -> None:
    """Their officer says that these are right."""
    rows = {row.officer_id: row for row in _rows(session, officers)}
    for id in officers:
        row = rows.get(id) or EntryRow(officer_id=id, partnership=partnership, known_at=at)
        row.checked_before, row.checked_at, row.answered_at = row.checked_at, at, at
        session.add(row)
    session.flush()


def uncheck(session: Session, officers: Collection[str]) -> None:
    """They did not mean that: as before, they are asked still."""
    for row in _rows(session, officers):
        row.checked_at, row.answered_at = row.checked_before, None
    session.flush()


def issue(session: Session, grant: Grant, at: datetime) -> str:
    """A fresh token for a grant. It cannot be had a second time."""
    token = fresh_token()
    session.add(EntryTokenRow(hash=token_hash(token), issued_at=at, **vars(grant)))
    session.flush()
    return token


def granted(session: Session, token: str) -> Grant | None:
    """What the token grants, whether its time is over or not; None for one that we did not issue for an entry."""
    row = session.get(EntryTokenRow, token_hash(token))
    return Grant(**{name: getattr(row, name) for name in Grant.__dataclass_fields__}) if row else None


def ask(session: Session, asked: Asked) -> str:
    """Keep a change that is asked for, in the place of what the same reader asked for before; its id."""
    mine = (EntryChangeRow.officer_id == asked.officer_id, EntryChangeRow.reader == asked.reader)
    session.execute(delete(EntryChangeRow).where(*mine, EntryChangeRow.state == "waiting"))
    values = {name: getattr(asked, name) for name in ("officer_id", "partnership", "reader", "asked_at", "note")}
    row = EntryChangeRow(id=new_id(), changes={**asked.changes}, state="waiting", **values)
    session.add(row)
    session.flush()
    return row.id


def waiting(session: Session, partnership: str) -> list[Asked]:
    """The changes that nobody has decided about, the oldest first."""
    own = (EntryChangeRow.partnership == partnership, EntryChangeRow.state == "waiting")
    rows = session.scalars(select(EntryChangeRow).where(*own).order_by(EntryChangeRow.asked_at, EntryChangeRow.id))
    return [Asked(**{name: getattr(row, name) for name in Asked.__dataclass_fields__}) for row in rows]


def decide(session: Session, id: str, state: str, by: str, at: datetime) -> bool:
    """The change is taken or left; False when somebody has decided already."""
    this = update(EntryChangeRow).where(EntryChangeRow.id == id, EntryChangeRow.state == "waiting")
    decided = this.values(state=state, decided_at=at, decided_by=by).returning(EntryChangeRow.id)
    return session.execute(decided).first() is not None


def _rows(session: Session, officers: Collection[str]) -> list[EntryRow]:
    return list(session.scalars(select(EntryRow).where(EntryRow.officer_id.in_(officers))))
