"""Agencies' summary logs as they were asked for and returned. The last return that was not undone stands."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from service.store.ids import new_id
from service.store.tables import LogRequestRow, LogReturnRow, LogTokenRow
from service.store.tables.base import write_once
from service.store.tokens import fresh_token, token_hash
from service.store.vault import Vault


@dataclass(frozen=True)
class Request:
    """An agency is asked for its log by `due_at`; without it, nobody asked, and the log came by itself."""

    id: str
    partnership: str
    agency: str
    due_at: datetime | None


@dataclass(frozen=True)
class Return:
    """What was returned, by whom, in which mail. `given` are its rows as written, `rows` the answers that are sound,
    each by key; `faulty` are the numbers of the rows that lack something; `said` the words beside it; `recorded` what
    was told of it."""

    request_id: str
    kind: str
    holder: str
    source: str
    at: datetime
    rows: tuple[Mapping[str, str], ...] = field(default=(), repr=False)
    given: tuple[Mapping[str, str], ...] = field(default=(), repr=False)
    faulty: tuple[int, ...] = ()
    said: str = field(default="", repr=False)
    id: str = ""
    recorded: str = ""


def ask(
    session: Session, partnership: str, agency: str, due_at: datetime | None, at: datetime, by: str = ""
) -> Request:
    """The request of that agency by that day; the same one, where it was made before."""
    values = {"id": new_id(), "partnership": partnership, "agency": agency, "due_at": due_at, "asked_at": at,
              "asked_by": by}  # fmt: skip
    write_once(session, LogRequestRow, values, "partnership", "agency", "due_at")
    this = LogRequestRow.id == values["id"] if due_at is None else LogRequestRow.due_at == due_at
    own = (LogRequestRow.partnership == partnership, LogRequestRow.agency == agency, this)
    return _request(session.scalars(select(LogRequestRow).where(*own)).one())


def request(session: Session, id: str) -> Request | None:
    row = session.get(LogRequestRow, id)
    return _request(row) if row else None


def hold(session: Session, id: str) -> None:
    """Hold a request until the end of the transaction, so that one answer to it is taken after the other."""
    session.execute(select(LogRequestRow.id).where(LogRequestRow.id == id).with_for_update())


def has_come(session: Session, source: str) -> bool:
    """Whether something was returned from that source."""
    return session.scalar(select(LogReturnRow.id).where(LogReturnRow.source == source).limit(1)) is not None


def last_asked(session: Session, partnership: str, agency: str) -> Request | None:
    """The newest request of that agency that somebody made."""
    own = (LogRequestRow.partnership == partnership, LogRequestRow.agency == agency, LogRequestRow.due_at.is_not(None))
    row = session.scalars(select(LogRequestRow).where(*own).order_by(LogRequestRow.due_at.desc()).limit(1)).first()
    return _request(row) if row else None


def silent(session: Session, due_before: datetime, at_most: int) -> list[tuple[Request, int]]:
    """The requests due before then that nothing stands of, each with how often it was reminded of: fewer than that."""
    stands = exists().where(LogReturnRow.request_id == LogRequestRow.id, LogReturnRow.undone_at.is_(None))
    wanted = (LogRequestRow.due_at < due_before, LogRequestRow.reminded < at_most, ~stands)
    rows = session.scalars(select(LogRequestRow).where(*wanted).order_by(LogRequestRow.due_at, LogRequestRow.id))
    return [(_request(row), row.reminded) for row in rows]


def reminded(session: Session, id: str, times: int) -> bool:
    """Note that it is reminded of for that time; False when somebody else has."""
    this = update(LogRequestRow).where(LogRequestRow.id == id, LogRequestRow.reminded == times - 1)
    return session.execute(this.values(reminded=times).returning(LogRequestRow.id)).first() is not None


def requests(session: Session, partnership: str) -> list[Request]:
    """Every request of a partnership, and every log that came by itself, the oldest first."""
    own = select(LogRequestRow).where(LogRequestRow.partnership == partnership)
    return [_request(row) for row in session.scalars(own.order_by(LogRequestRow.asked_at, LogRequestRow.agency))]


def issue(session: Session, request_id: str, holder: str, at: datetime) -> str:
    """A fresh token: an answer to it is that person's, to that request."""
    token = fresh_token()
    session.add(LogTokenRow(hash=token_hash(token), request_id=request_id, holder=holder, issued_at=at))
    session.flush()
    return token


def granted(session: Session, token: str) -> tuple[str, str] | None:
    """The request and the person of a token; None for one that we did not issue for a log."""
    row = session.get(LogTokenRow, token_hash(token))
    return (row.request_id, row.holder) if row else None


def add(session: Session, vault: Vault, one: Return, partnership: str) -> str:
    """Keep a return, sealed; its id."""
    id = new_id()
    words = json.dumps({"rows": [*map(dict, one.rows)], "given": [*map(dict, one.given)], "faulty": one.faulty,
                        "said": one.said, "recorded": one.recorded}, ensure_ascii=False)  # fmt: skip
    sealed = vault.seal(session, f"partnership:{partnership}", _place(id), words.encode())
    session.add(
        LogReturnRow(
            id=id, request_id=one.request_id, kind=one.kind, holder=one.holder, source=one.source, at=one.at,
            rows=len(one.rows), faults=len(one.faulty), sealed=sealed,
        )
    )  # fmt: skip
    session.flush()
    return id


def standing(session: Session, vault: Vault, asked: Request, holder: str = "") -> Return | None:
    """The last return to that request that was not undone; of that person alone, where one is named."""
    own = [LogReturnRow.request_id == asked.id, LogReturnRow.undone_at.is_(None)]
    own += [LogReturnRow.holder == holder] if holder else []
    newest = select(LogReturnRow).where(*own).order_by(LogReturnRow.at.desc(), LogReturnRow.id.desc()).limit(1)
    row = session.scalars(newest).first()
    return _return(session, vault, asked.partnership, row) if row else None


def last_sheet(session: Session, vault: Vault, partnership: str, agency: str) -> Return | None:
    """The newest rows that an agency returned and did not take back."""
    newest = (
        select(LogReturnRow)
        .join(LogRequestRow, LogRequestRow.id == LogReturnRow.request_id)
        .where(LogRequestRow.partnership == partnership, LogRequestRow.agency == agency)
        .where(LogReturnRow.kind == "sheet", LogReturnRow.undone_at.is_(None))
        .order_by(LogReturnRow.at.desc(), LogReturnRow.id.desc())
        .limit(1)
    )
    row = session.scalars(newest).first()
    return _return(session, vault, partnership, row) if row else None


def undo(session: Session, id: str, at: datetime) -> bool:
    """Take a return back; False when it has been."""
    stands = update(LogReturnRow).where(LogReturnRow.id == id, LogReturnRow.undone_at.is_(None))
    return session.execute(stands.values(undone_at=at).returning(LogReturnRow.id)).first() is not None


def _request(row: LogRequestRow) -> Request:
    return Request(row.id, row.partnership, row.agency, row.due_at)


def _return(session: Session, vault: Vault, partnership: str, row: LogReturnRow) -> Return:
    words = json.loads(vault.open(session, f"partnership:{partnership}", _place(row.id), row.sealed))
    return Return(
        row.request_id, row.kind, row.holder, row.source, row.at, tuple(words["rows"]), tuple(words["given"]),
        tuple(words["faulty"]), words["said"], row.id, words.get("recorded", ""),
    )  # fmt: skip


def _place(id: str) -> str:
    return f"log_returns:sealed:{id}"
