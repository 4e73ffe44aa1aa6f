"""The documents that people add to a disagreement: sealed with its submission first, then under the key of its case.

Until there is a case they have a key of their own, which goes with a draft that is deleted.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from service.seam.drafting import Document
from service.store.ids import new_id
from service.store.tables import DocumentRow
from service.store.vault import Vault

FACTS = (DocumentRow.id, DocumentRow.submission_id, DocumentRow.case_id, DocumentRow.type, DocumentRow.size,
         DocumentRow.scan, DocumentRow.sealed_name)  # fmt: skip


def add(session: Session, vault: Vault, submission_id: str, document: Document, content: bytes, at: datetime) -> str:
    """Keep a file with what will be sent as that submission; its id."""
    id, scope = new_id(), _scope(submission_id, None)
    session.add(
        DocumentRow(
            id=id, submission_id=submission_id, case_id=None, added_at=at, type=document.type, size=len(content),
            scan=document.scan, sealed=vault.seal(session, scope, _place("sealed", id), content),
            sealed_name=vault.seal(session, scope, _place("name", id), document.name.encode()),
        )
    )  # fmt: skip
    session.flush()
    return id


def of_submission(session: Session, vault: Vault, submission_id: str) -> tuple[Document, ...]:
    """Those that were added to it, in their order, without their bytes."""
    return _listed(session, vault, DocumentRow.submission_id == submission_id)


def of_case(session: Session, vault: Vault, case_id: str) -> tuple[Document, ...]:
    return _listed(session, vault, DocumentRow.case_id == case_id)


def content(session: Session, vault: Vault, id: str) -> bytes:
    """The bytes as they came. Raises Unsealable."""
    row = session.get_one(DocumentRow, id)
    return vault.open(session, _scope(row.submission_id, row.case_id), _place("sealed", id), row.sealed)


def count(session: Session, submission_id: str) -> int:
    return session.scalar(select(func.count()).where(DocumentRow.submission_id == submission_id)) or 0


def remove(session: Session, submission_id: str, id: str) -> None:
    """Delete one that has not been sent."""
    mine = (DocumentRow.submission_id == submission_id, DocumentRow.case_id.is_(None))
    session.execute(delete(DocumentRow).where(DocumentRow.id == id, *mine))


def give_to_case(session: Session, vault: Vault, submission_id: str, case_id: str) -> None:
    """They lie with the case from now on, under its key; one in memory at a time."""
    waiting = select(DocumentRow.id).where(DocumentRow.submission_id == submission_id, DocumentRow.case_id.is_(None))
    old, new = _scope(submission_id, None), _scope(submission_id, case_id)
    for id in session.scalars(waiting).all():
        row = session.get_one(DocumentRow, id)
        sealed = {
            name: vault.seal(session, new, place, vault.open(session, old, place, getattr(row, name)))
            for name, place in (("sealed", _place("sealed", id)), ("sealed_name", _place("name", id)))
        }
        session.execute(update(DocumentRow).where(DocumentRow.id == id).values(case_id=case_id, **sealed))
        session.expunge(row)
    vault.forget(session, old)


def forget(session: Session, vault: Vault, submission_id: str) -> None:
    """Delete those that were never sent, and their key."""
    session.execute(
        delete(DocumentRow).where(DocumentRow.submission_id == submission_id, DocumentRow.case_id.is_(None))
    )
    vault.forget(session, _scope(submission_id, None))


def _listed(session: Session, vault: Vault, which: ColumnElement[bool]) -> tuple[Document, ...]:
    rows = session.execute(select(*FACTS).where(which).order_by(DocumentRow.added_at, DocumentRow.id))
    return tuple(
        Document(_name(session, vault, row), row.type, row.size, row.scan, row.id) for row in rows
    )  # fmt: skip


def _name(session: Session, vault: Vault, row: object) -> str:
    id, scope = row.id, _scope(row.submission_id, row.case_id)  # type: ignore[attr-defined]
    return vault.open(session, scope, _place("name", id), row.sealed_name).decode()  # type: ignore[attr-defined]


def _scope(submission_id: str, case_id: str | None) -> str:
    return f"case:{case_id}" if case_id else f"documents:{submission_id}"


def _place(column: str, id: str) -> str:
    return f"documents:{column}:{id}"
