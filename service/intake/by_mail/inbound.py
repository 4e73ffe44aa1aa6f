"""A kept mail on its way to its one end."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from service.bootstrap import Service
from service.mail.authority import Authentication, authentication
from service.mail.clamd import Scan, Verdict
from service.mail.reading.message import Attachment, InboundMail
from service.reader import HERE, Reader
from service.store import addresses, audit, filed, held, inbox
from service.store.filed import AS_FORM, AS_REPLY
from service.store.inbox import Ending, Kept
from service.store.people import address_digest

ANSWERED = re.compile(r"^\s*((re|fwd?|aw|wg|tr|rif|antw|sv|vs|external|\[external\])\s*:?\s*:\s*)+", re.I)
TELLING = 2  # words that a subject must have before it tells one mail from another


@dataclass(frozen=True)
class Inbound:
    """A kept mail, read: what every ending is given. `at` is business time."""

    service: Service
    kept: Kept
    mail: InboundMail
    partnership: str
    at: datetime
    reader: Reader = HERE
    scans: tuple[Scan, ...] = ()  # of its attachments, in their order
    has_its_end: bool = False  # what else it brings is told beside that end

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
    def is_infected(self) -> bool:
        return any(scan.verdict is Verdict.INFECTED for scan in self.scans)

    @property
    def sound(self) -> tuple[Attachment, ...]:
        """Its attachments without those that are infected: nobody opens these, nor do we."""
        scanned = zip(self.mail.attachments, self.scans, strict=True)
        return tuple(one for one, scan in scanned if scan.verdict is not Verdict.INFECTED)

    @property
    def files_in_words(self) -> str:
        """How many files came with it; their names may name a child."""
        count = len(self.mail.attachments)
        return f" It came with {count} {'file' if count == 1 else 'files'}." if count else ""

    @property
    def is_vouched_for(self) -> bool:
        """Whether a coordinator has said who wrote it (decision 20: or released by a coordinator)."""
        return self.kept.released_as in (AS_REPLY, AS_FORM)

    @property
    def proof(self) -> Authentication:
        """The word on its sender: a coordinator's, else the receiving host's."""
        return "pass" if self.is_vouched_for else authentication(self.mail, self.service.receiving_host)

    @property
    def marks(self) -> dict[str, str]:
        """Keyed digests by which a later mail is known to belong beside this one."""
        vault, mail = self.service.vault, self.mail
        subject = " ".join(ANSWERED.sub("", mail.subject).casefold().split())
        marks = {"message": vault.digest("message", mail.message_id.encode())} if mail.message_id else {}
        if mail.sender:
            marks["sender"] = address_digest(vault, mail.sender)
        if len(subject.split()) >= TELLING:
            marks["subject"] = vault.digest("subject", subject.encode())
        return marks

    def end(self, session: Session, disposition: str, reason: str, case_id: str | None = None) -> bool:
        """Give it its one end; a sender who is proven shows that mail to that address can arrive."""
        service = self.service
        if self.has_its_end:
            filed.say_more(session, self.kept.id, reason)
            return True
        ending = Ending(disposition, reason, case_id, self.fingerprint or None, tuple(map(str, self.scans)))
        ended = inbox.end(session, service.vault, self.kept, ending)
        if ended:
            held.mark(session, self.kept.id, self.marks)
            if self.is_vouched_for and case_id:
                self._note_who_vouches(session, case_id)
            if self.mail.sender and authentication(self.mail, service.receiving_host) == "pass":
                addresses.lives(session, self.marks["sender"])
        return ended

    def _note_who_vouches(self, session: Session, case_id: str) -> None:
        audit.record(
            session, self.service.vault, f"case:{case_id}", at=self.at, actor=self.kept.released_by or "",
            action="vouched for the sender", object_id=self.kept.id, detail={"sender": self.mail.sender},
        )  # fmt: skip
