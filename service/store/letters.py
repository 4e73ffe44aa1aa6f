"""What the outbox takes in and gives out."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


class Outcome(Protocol):
    """What came of one attempt: accepted, refused_temp, refused_perm, not_sent or unknown, and the server's words."""

    @property
    def kind(self) -> str: ...
    @property
    def code(self) -> int | None: ...
    @property
    def enhanced(self) -> str | None: ...
    @property
    def phase(self) -> str | None: ...


@dataclass(frozen=True)
class Lapsed:
    """The outcome of an attempt that nobody reported in time: the worker died, or is still at it."""

    kind: str = "unknown"
    code: int | None = None
    enhanced: str | None = None
    phase: str | None = "lapsed"


@dataclass(frozen=True)
class Letter:
    """A rendered mail to one person. Of two with the same `dedupe_key` the first counts; priority 0 goes first."""

    dedupe_key: str
    case_id: str | None
    recipient: str
    stage: str
    kind: str
    priority: int
    mail_from: str
    rcpt_to: str
    mime: bytes = field(repr=False)
    message_id: str
    due_at: datetime
    deadline_at: datetime


@dataclass(frozen=True)
class Sent:
    """To whom, for which case and stage, a mail was written."""

    id: str
    case_id: str | None
    recipient: str
    stage: str
    kind: str
    message_id: str


@dataclass(frozen=True)
class Claimed(Sent):
    """A mail to be sent now by whoever holds this claim; `claim_no` is the fence."""

    claim_no: int
    tries: int
    mail_from: str
    rcpt_to: str
    mime: bytes = field(repr=False)


@dataclass(frozen=True)
class Unsent(Claimed):
    """A mail that has not ended; `may_have_left` where an attempt at it is under way, or ended without an answer."""

    may_have_left: bool
    dedupe_key: str


@dataclass(frozen=True)
class Progress(Sent):
    """How far a mail has come."""

    state: str
    queued_at: datetime
    due_at: datetime
    deadline_at: datetime
    tries: int
    unknowns: int
    sent_at: datetime | None
    bounced_at: datetime | None
    ended_reason: str | None
