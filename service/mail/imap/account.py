"""Where a mailbox is read, and a mail as it lay there."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from service.mail.tokens import Tokens


@dataclass(frozen=True)
class Account:
    """Where the mailbox is read. `address` is its own mail address; `filed` the folder for what is safe, `large` the
    one for what is too large to take in. Whoever has `tokens` signs in by one, and by the password otherwise.
    """

    address: str
    host: str
    port: int
    user: str
    password: str = field(default="", repr=False)
    tokens: Tokens | None = None
    tls: bool = True
    starttls: bool = False  # TLS that begins with a command, as on port 143; without `tls` it means nothing
    ca_file: Path | None = None
    filed: str = "Filed"
    large: str = "Large"
    connects_within: float = 15  # seconds
    answers_within: float = 60


@dataclass(frozen=True)
class Arrival:
    """One mail as it lay in INBOX; `internal_date` is when the provider took it, aware, in UTC.

    A mail that is too large to take in is its headers alone, and `size` says how many bytes it has; else that is 0.
    """

    mailbox: str
    raw: bytes = field(repr=False)
    uid: int
    uidvalidity: int
    internal_date: datetime
    size: int = 0
