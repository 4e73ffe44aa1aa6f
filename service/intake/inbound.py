"""A kept mail on its way to its one end."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from service.bootstrap import Service
from service.mail.authority import Authentication, authentication
from service.mail.reading.message import InboundMail
from service.store import inbox
from service.store.inbox import Ending, Kept


@dataclass(frozen=True)
class Inbound:
    """A kept mail, read: what every ending is given. `at` is business time."""

    service: Service
    kept: Kept
    mail: InboundMail
    partnership: str
    at: datetime

    @property
    def fingerprint(self) -> str:
        """What stays the same when one mail comes by two routes (reliability-security.md 4.2)."""
        mail = self.mail
        if not mail.message_id and not mail.date:
            return ""
        words = (mail.message_id, str(mail.date), mail.sender or "", " ".join(mail.text.split()))
        contents = sorted(hashlib.sha256(attachment.content).hexdigest() for attachment in mail.attachments)
        return self.service.vault.digest("fingerprint", "\0".join((*words, *contents)).encode())

    @property
    def proof(self) -> Authentication:
        """The receiving host's word on its sender."""
        return authentication(self.mail, self.service.receiving_host)

    def end(self, session: Session, disposition: str, reason: str, case_id: str | None = None) -> bool:
        ending = Ending(disposition, reason, case_id, self.fingerprint or None)
        return inbox.end(session, self.service.vault, self.kept, ending)
