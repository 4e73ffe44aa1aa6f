"""Two mails that we write to ourselves: one has to come round, the other is forged and must not be believed.

Both carry a Message-ID of our own, by which they are known when they come back, and end as our own mail. The forged
one claims to come from somewhere else, and brings along the verdict of the receiving host that it would like to have
(RFC 8601 section 7.1): a host that lets that stand would let anybody answer for anybody.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from service.mail.address import domain_of, message_id
from service.mail.authority import Authentication, Rule, authentication
from service.mail.reading.message import read
from service.mail.sending.compose import Draft, compose

Kind = Literal["canary", "canary_forged"]
PLAIN: Kind = "canary"
FORGED: Kind = "canary_forged"
KINDS = (PLAIN, FORGED)
SUBJECT = "Parley proves its mailbox"
BODY = "We wrote this to ourselves, to see that mail comes round. Nothing is to be done.\n"


@dataclass(frozen=True)
class Canary:
    """One such mail: from the mailbox, to the mailbox."""

    kind: Kind
    mailbox: str
    message_id: str
    mime: bytes = field(repr=False)


def plain(mailbox: str, key: bytes, date: datetime) -> Canary:
    return _written(PLAIN, mailbox, mailbox, key, date)


def forged(mailbox: str, key: bytes, date: datetime, claims: str, rule: Rule) -> Canary:
    """In the name of the address `claims`; raises UnsafeHeader where that is none."""
    written = _written(FORGED, mailbox, claims, key, date)
    signed = f"{rule.authserv_id}; " if rule.authserv_id else ""
    verdict = f"Authentication-Results: {signed}dmarc=pass header.from={domain_of(claims)}\r\n"
    return Canary(FORGED, mailbox, written.message_id, verdict.encode("ascii") + written.mime)


def verdict_on(raw: bytes, rule: Rule) -> Authentication:
    """What the receiving host is understood to say of its sender."""
    return authentication(read(raw), rule)


def signer_of(raw: bytes) -> str:
    """In whose name the topmost verdict is written, trusted or not; empty where there is none, or it names nobody."""
    signed = read(raw).first("Authentication-Results").lower().partition(";")[0].split()
    return "" if not signed or "=" in signed[0] else signed[0]


def _written(kind: Kind, mailbox: str, sender: str, key: bytes, date: datetime) -> Canary:
    id = message_id(key, domain_of(mailbox))
    return Canary(kind, mailbox, id, compose(Draft("Parley", sender, mailbox, SUBJECT, BODY, id, date)))
