"""The cases of a partnership that are finished, as its lists show them: by their rows alone, for they grow many."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.escalation.procedure import Procedure
from service.store.cases import Reader
from service.store.tables import CaseRow, ProcedureRow


@dataclass(frozen=True)
class Finished:
    """A case that is over, and of which nothing is owed. `digest` is that of the procedure which it ran under."""

    id: str
    reference: str
    digest: str
    state: str
    urgent: bool
    restricted: bool
    last_stages: str
    raised_by: str
    asked: str
    about: str
    refused_by: str
    updated_at: datetime


COLUMNS = [getattr(CaseRow, name) for name in Finished.__dataclass_fields__]


def finished(session: Session, partnership: str) -> list[Finished]:
    """All of them, the oldest first."""
    own = (CaseRow.partnership == partnership, CaseRow.unfinished.is_(False))
    rows = session.execute(select(*COLUMNS).where(*own).order_by(CaseRow.opened_at, CaseRow.reference))
    return [Finished(*row) for row in rows]


def procedures(session: Session, digests: set[str], read: Reader) -> Mapping[str, Procedure]:
    """The procedures that cases ran under, by their digests."""
    rows = session.scalars(select(ProcedureRow).where(ProcedureRow.digest.in_(digests)))
    return {row.digest: read(row.key, row.files) for row in rows}
