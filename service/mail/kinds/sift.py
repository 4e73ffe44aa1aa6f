"""What a mail is, before anybody acts on it: one disposition each, by the first rule that applies.

Mail of our own comes first, or a loop would feed itself; then what mail systems return, for those reports also call
themselves automatic; then machines; and only then do people answer, notify or simply write. What came by a list, or
was taken for spam, may be somebody's concern all the same: it counts only where it answers us, and is held else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from service.mail import address
from service.mail.kinds import automatic, bounce, listed
from service.mail.reading.message import InboundMail


class Disposition(StrEnum):
    OWN = "own"
    RETURNED = "returned"
    AUTOMATIC = "automatic"
    UNREADABLE = "unreadable"
    REPLY = "reply"
    LISTED = "listed"
    NEW = "new"


@dataclass(frozen=True)
class Known:
    """What tells mail about us: the key of our Message-IDs, and the mailboxes."""

    message_id_key: bytes
    own_addresses: frozenset[str]


def sift(mail: InboundMail, known: Known) -> Disposition:
    """The one disposition of `mail`; what nothing else claims begins something new."""
    return next(disposition for rule, disposition in RULES if rule(mail, known))


def is_own(mail: InboundMail, known: Known) -> bool:
    """Our own mail come back: by its signed Message-ID, or From one of our mailboxes, tagged or not."""
    return address.is_ours(known.message_id_key, mail.message_id) or _from_us(mail, known)


def _from_us(mail: InboundMail, known: Known) -> bool:
    return address.untagged(mail.sender or "") in known.own_addresses


def answers_us(mail: InboundMail, known: Known) -> bool:
    """Whether `mail` carries our reply tag, or answers one of our Message-IDs."""
    ids = (*mail.in_reply_to, *mail.references)
    tagged = any(address.tag_of(mail.recipients, mailbox) for mailbox in known.own_addresses)
    return tagged or any(address.is_ours(known.message_id_key, one) for one in ids)


RULES: tuple[tuple[Callable[[InboundMail, Known], bool], Disposition], ...] = (
    (is_own, Disposition.OWN),
    (lambda mail, known: bounce.report(mail) is not None, Disposition.RETURNED),
    (lambda mail, known: automatic.is_automatic(mail, answers_us(mail, known)), Disposition.AUTOMATIC),
    (lambda mail, known: bool(mail.unreadable), Disposition.UNREADABLE),
    (answers_us, Disposition.REPLY),
    (lambda mail, known: listed.came_by_a_list(mail) or listed.taken_for_spam(mail), Disposition.LISTED),
    (lambda mail, known: True, Disposition.NEW),
)
