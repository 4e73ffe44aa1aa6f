"""Cases: the procedure each runs under, its versions, people, papers, the forms it came from and its reminders."""

from datetime import datetime

from sqlalchemy import Index, Text, UniqueConstraint, false, text, true
from sqlalchemy.orm import Mapped, mapped_column

from service.store.tables.base import Table, one_of, refers_to

UNTAKEN = text("taken_at IS NULL")


class ProcedureRow(Table):
    """The text of the procedure that a running case was opened under."""

    __tablename__ = "procedures"

    digest: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(index=True)
    files: Mapped[str] = mapped_column(Text)
    stored_at: Mapped[datetime]


class CaseRow(Table):
    """A case as it stands: what lists and sweeps need, and nothing that names anybody.

    `unfinished` while it is open, or something of it is owed; `restricted` to named staff. `last_stages` are those that
    it is at or, once it is over, was at last; `about` the key of what the disagreement is about;
    `refused_by` whoever refused it last, by holder.
    """

    __tablename__ = "cases"
    __table_args__ = (
        Index(None, "partnership", "state"), Index(None, "partnership", "unfinished"), Index(None, "next_due"),
    )  # fmt: skip

    id: Mapped[str] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    partnership: Mapped[str]
    procedure: Mapped[str]
    digest: Mapped[str] = mapped_column(refers_to("procedures.digest"))
    state: Mapped[str]
    stage: Mapped[str]
    urgent: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int]
    opened_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    next_due: Mapped[datetime | None]
    merged_into: Mapped[str | None] = mapped_column(index=True)
    unfinished: Mapped[bool] = mapped_column(default=True, server_default=true())
    restricted: Mapped[bool] = mapped_column(default=False, server_default=false())
    last_stages: Mapped[str] = mapped_column(default="", server_default="")
    raised_by: Mapped[str] = mapped_column(default="", server_default="")
    asked: Mapped[str] = mapped_column(default="", server_default="")
    about: Mapped[str] = mapped_column(default="", server_default="")
    refused_by: Mapped[str] = mapped_column(default="", server_default="")


class CaseVersionRow(Table):
    """The whole case after one event, and the digest of the procedure that it then ran under."""

    __tablename__ = "case_versions"

    case_id: Mapped[str] = mapped_column(refers_to("cases.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    event: Mapped[str]
    actor: Mapped[str]
    source: Mapped[str] = mapped_column(index=True)
    state_json: Mapped[str] = mapped_column(Text)


class SubjectRow(Table):
    """A child, an unborn baby or an adult whom a case is about; sealed, and found again by keyed digests."""

    __tablename__ = "subjects"
    __table_args__ = (Index(None, "name_digest", "dob_digest"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(refers_to("cases.id"), index=True)
    kind: Mapped[str]
    sealed: Mapped[bytes]
    name_digest: Mapped[str]
    dob_digest: Mapped[str | None]


class PersonRow(Table):
    """A professional who takes part in a case."""

    __tablename__ = "people"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(refers_to("cases.id"), index=True)
    side: Mapped[str]
    agency: Mapped[str]
    role: Mapped[str]
    sealed: Mapped[bytes]
    email_digest: Mapped[str] = mapped_column(index=True)


class SubmissionRow(Table):
    """A web form as it was sent. Its id is made by the browser, so that sending it twice is sending it once."""

    __tablename__ = "submissions"
    __table_args__ = (one_of("state", ("kept", "acted", "held")), Index(None, "state", "received_at"))

    id: Mapped[str] = mapped_column(primary_key=True)
    form: Mapped[str]
    partnership: Mapped[str]
    sealed: Mapped[bytes]
    received_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default="kept")
    case_id: Mapped[str | None] = mapped_column(index=True)
    reason: Mapped[str | None]


class PaperRow(Table):
    """Something written about a case: what was agreed, why it was not, what was fed back, a report. Sealed."""

    __tablename__ = "papers"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(refers_to("cases.id"), index=True)
    at: Mapped[datetime]
    kind: Mapped[str]
    stage: Mapped[str]
    slot: Mapped[str]
    author: Mapped[str]
    about: Mapped[str]
    sealed: Mapped[bytes]


class PaperOpenedRow(Table):
    """Who has opened a paper, and when they first did."""

    __tablename__ = "papers_opened"

    paper_id: Mapped[str] = mapped_column(refers_to("papers.id"), primary_key=True)
    reader: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class ReminderRow(Table):
    """A moment at which a duty is looked at again; taken once."""

    __tablename__ = "reminders"
    __table_args__ = (
        UniqueConstraint("case_id", "duty", "kind", "seq"),
        Index("ix_reminders_untaken", "due_at", sqlite_where=UNTAKEN, postgresql_where=UNTAKEN),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(refers_to("cases.id"))
    duty: Mapped[str]
    kind: Mapped[str]
    seq: Mapped[int]
    due_at: Mapped[datetime]
    taken_at: Mapped[datetime | None]
    outcome: Mapped[str | None]
