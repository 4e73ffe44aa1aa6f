"""Asking those of a case how it went: once a case, with links that do not say whose they are."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select, update
from sqlalchemy.orm import Session

from service.store.cases import NO_ACTS
from service.store.tables import CaseRow, CaseVersionRow, ExperienceRequestRow, ExperienceTokenRow
from service.store.tables.base import write_once
from service.store.tokens import fresh_token, token_hash


@dataclass(frozen=True)
class Ended:
    """A case that came to its end, and when somebody last did something in it."""

    case_id: str
    partnership: str
    at: datetime


@dataclass(frozen=True)
class Asked:
    """What a link is about. `asked_at` is when the mails were written, `used` whether it was answered by."""

    case_id: str
    partnership: str
    reference: str
    asked_at: datetime
    used: bool


def unasked(session: Session, states: tuple[str, ...], since: datetime) -> list[Ended]:
    """The cases that have ended in one of these states since then and of which nobody has been asked."""
    was_asked = exists().where(ExperienceRequestRow.case_id == CaseRow.id)
    last = func.max(CaseVersionRow.at)
    ended = (
        select(CaseRow.id, CaseRow.partnership, last.label("at"))
        .join(CaseVersionRow, CaseVersionRow.case_id == CaseRow.id)
        .where(CaseRow.state.in_(states), CaseVersionRow.event.not_in(NO_ACTS), ~was_asked)
        .group_by(CaseRow.id, CaseRow.partnership)
        .having(last >= since)
        .order_by(last, CaseRow.id)
    )
    return [Ended(row.id, row.partnership, row.at) for row in session.execute(ended)]


def ask(session: Session, case_id: str, at: datetime) -> bool:
    """Note that those of a case are asked; False when somebody else has."""
    before = session.get(ExperienceRequestRow, case_id)
    if before is None:
        write_once(session, ExperienceRequestRow, {"case_id": case_id, "asked_at": at}, "case_id")
    return before is None


def issue(session: Session, case_id: str) -> str:
    token = fresh_token()
    session.add(ExperienceTokenRow(hash=token_hash(token), case_id=case_id))
    session.flush()
    return token


def granted(session: Session, token: str) -> Asked | None:
    """What somebody with that token is asked about; None when we did not issue it. The row is held."""
    row = session.scalars(
        select(ExperienceTokenRow).where(ExperienceTokenRow.hash == token_hash(token)).with_for_update()
    ).first()
    if row is None:
        return None
    case, request = session.get_one(CaseRow, row.case_id), session.get_one(ExperienceRequestRow, row.case_id)
    return Asked(row.case_id, case.partnership, case.reference, request.asked_at, row.used)


def use(session: Session, token: str) -> None:
    session.execute(
        update(ExperienceTokenRow).where(ExperienceTokenRow.hash == token_hash(token)).values(used=True)
    )
