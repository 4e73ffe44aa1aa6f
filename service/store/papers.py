"""The papers of a case: all that people wrote about it, sealed under its key, and who has opened what.

    notification     what was said when it was raised
    outcome          a stage written up: what was agreed, what is outstanding, why it was not settled
    view             how one side sees the problem, and what it wants
    reason           why something was refused, changed, missed out or recorded
    feedback         what the person who raised it was told
    action           what somebody undertook; `about` names the duty
    representation   what a party lays before whoever decides
    message          what a coordinator wrote to people of the case
    minutes          of a meeting, or where they are kept
    learning         what others can learn; names nobody
    report           the resolution report, and the office's part of it
    second           why one coordinator asks for what takes two, and why another confirms or declines it
    experience       how it went for somebody who had a part in it; nobody is its author
    log              what an agency's summary log says of the case in its own words
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from service.store.ids import new_id
from service.store.tables import PaperOpenedRow, PaperRow
from service.store.tables.base import write_once
from service.store.vault import Vault


@dataclass(frozen=True)
class Paper:
    """`slot` is the agency that it speaks for, `author` a holder's id; `says` its words by name. `about`: a duty."""

    kind: str
    stage: str
    slot: str
    author: str
    says: Mapping[str, str] = field(repr=False)
    about: str = ""
    at: datetime | None = None
    id: str = ""


def add(session: Session, vault: Vault, case_id: str, paper: Paper, at: datetime) -> str:
    """Keep a paper; its id."""
    id = new_id()
    sealed = vault.seal(session, f"case:{case_id}", f"papers:sealed:{id}", json.dumps(dict(paper.says)).encode())
    session.add(
        PaperRow(
            id=id, case_id=case_id, at=at, kind=paper.kind, stage=paper.stage, slot=paper.slot, author=paper.author,
            about=paper.about, sealed=sealed,
        )
    )  # fmt: skip
    return id


def rewrite(session: Session, vault: Vault, case_id: str, id: str, says: Mapping[str, str]) -> None:
    """These words in the place of those that the paper had, wherever it is read; its time and its author stay."""
    sealed = vault.seal(session, f"case:{case_id}", f"papers:sealed:{id}", json.dumps(dict(says)).encode())
    session.execute(update(PaperRow).where(PaperRow.id == id, PaperRow.case_id == case_id).values(sealed=sealed))


def of_case(session: Session, vault: Vault, case_id: str) -> list[Paper]:
    """Every paper of the case, the oldest first."""
    query = select(PaperRow).where(PaperRow.case_id == case_id).order_by(PaperRow.at, PaperRow.id)
    return [_paper(session, vault, row) for row in session.execute(query).scalars()]


def opened(session: Session, paper_id: str, reader: str, at: datetime) -> None:
    """Somebody has opened it; the first time is kept."""
    write_once(session, PaperOpenedRow, {"paper_id": paper_id, "reader": reader, "at": at}, "paper_id", "reader")


def readers(session: Session, case_id: str) -> dict[str, list[tuple[str, datetime]]]:
    """Who has opened each paper of the case, and when, by the paper's id."""
    query = (
        select(PaperOpenedRow)
        .join(PaperRow, PaperRow.id == PaperOpenedRow.paper_id)
        .where(PaperRow.case_id == case_id)
        .order_by(PaperOpenedRow.at)
    )
    found: dict[str, list[tuple[str, datetime]]] = {}
    for row in session.execute(query).scalars():
        found.setdefault(row.paper_id, []).append((row.reader, row.at))
    return found


def _paper(session: Session, vault: Vault, row: PaperRow) -> Paper:
    says = json.loads(vault.open(session, f"case:{row.case_id}", f"papers:sealed:{row.id}", row.sealed))
    return Paper(row.kind, row.stage, row.slot, row.author, says, row.about, row.at, row.id)
