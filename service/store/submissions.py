"""Forms as they were sent: kept word for word before anything is made of them, and acted on once."""

import json
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from service.store.tables import SubmissionRow
from service.store.tables.base import write_once
from service.store.vault import Vault


@dataclass(frozen=True)
class Submission:
    id: str
    form: str
    partnership: str
    words: str = field(repr=False)
    received_at: datetime
    state: str
    case_id: str | None

    @property
    def asked(self) -> tuple[str, ...]:
        """The keys of the questions whose answers are still asked for, of a form that came by mail."""
        return tuple(json.loads(self.words).get("asked", ()))

    @property
    def came(self) -> dict[str, str]:
        """How a form that came by mail came, and what it said besides, for the record."""
        return dict(json.loads(self.words).get("came", {}))

    @property
    def stage(self) -> str:
        """The stage that a form which came by mail speaks of; empty where that was not said."""
        return str(json.loads(self.words).get("stage", ""))

    @property
    def taken_down_by(self) -> str:
        """The coordinator who took it down for somebody; empty where its writer sent it."""
        return str(json.loads(self.words).get("taken_down_by", ""))


def keep(session: Session, vault: Vault, submission: Submission) -> bool:
    """Keep a form; False when this very one was kept before, by a double press or a resend."""
    scope, row = f"partnership:{submission.partnership}", f"submissions:sealed:{submission.id}"
    values = {
        "id": submission.id,
        "form": submission.form,
        "partnership": submission.partnership,
        "sealed": vault.seal(session, scope, row, submission.words.encode()),
        "received_at": submission.received_at,
        "state": "kept",
    }
    return write_once(session, SubmissionRow, values, "id")


def find(session: Session, vault: Vault, id: str) -> Submission | None:
    row = session.get(SubmissionRow, id)
    return _submission(session, vault, row) if row else None


def waiting(session: Session, vault: Vault) -> list[Submission]:
    """Forms that were kept and not yet acted on: their process died in between."""
    query = select(SubmissionRow).where(SubmissionRow.state == "kept").order_by(SubmissionRow.received_at).limit(50)
    return [_submission(session, vault, row) for row in session.execute(query).scalars()]


def of_case(session: Session, vault: Vault, case_id: str) -> list[Submission]:
    """The forms that were acted on for this case, the oldest first."""
    query = select(SubmissionRow).where(SubmissionRow.case_id == case_id).order_by(SubmissionRow.received_at)
    return [_submission(session, vault, row) for row in session.execute(query).scalars()]


def received_since(session: Session, partnership: str, since: datetime) -> int:
    """How many forms of the partnership came after that moment."""
    came = (SubmissionRow.partnership == partnership, SubmissionRow.received_at > since)
    return session.execute(select(func.count()).where(*came)).scalar_one()


def take(session: Session, id: str, case_id: str) -> bool:
    """Mark a form acted on; False when another process already has."""
    taken = session.execute(
        update(SubmissionRow)
        .where(SubmissionRow.id == id, SubmissionRow.state == "kept")
        .values(state="acted", case_id=case_id)
    )
    return taken.rowcount == 1  # type: ignore[attr-defined, no-any-return]


def forget(session: Session, id: str) -> None:
    """Delete what was asked in vain and belongs to no case: nobody has a use for it."""
    session.execute(delete(SubmissionRow).where(SubmissionRow.id == id, SubmissionRow.case_id.is_(None)))


def hold(session: Session, id: str, reason: str) -> None:
    """A form that cannot be acted on waits for a person, with the reason."""
    kept = update(SubmissionRow).where(SubmissionRow.id == id, SubmissionRow.state == "kept")
    session.execute(kept.values(state="held", reason=reason))


def _submission(session: Session, vault: Vault, row: SubmissionRow) -> Submission:
    words = vault.open(session, f"partnership:{row.partnership}", f"submissions:sealed:{row.id}", row.sealed)
    return Submission(row.id, row.form, row.partnership, words.decode(), row.received_at, row.state, row.case_id)
