"""What a mail is by its looks alone, whoever it came from: the first of RULES that applies, and its reason.

What mail systems return comes first, for those reports also call themselves automatic; then what a list or a filter
marks, for list mail has machines' headers too; then machines; and only then people.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from service.mail.address import domain_of
from service.mail.kinds import automatic, bounce, listed
from service.mail.kinds.bounce import Tries
from service.mail.reading.message import InboundMail


class Kind(StrEnum):
    """LOOP: our own mail come back. QUARANTINE: no usable mail, or nobody who sent it."""

    NEW = "new"
    REPLY = "reply"
    AUTO_REPLY = "auto_reply"
    BOUNCE_HARD = "bounce_hard"
    BOUNCE_SOFT = "bounce_soft"
    BOUNCE_DELAY = "bounce_delay"
    LIST_OR_SPAM = "list_or_spam"
    LOOP = "loop"
    QUARANTINE = "quarantine"


@dataclass(frozen=True)
class Judged:
    """A kind, and the sentence that says why."""

    kind: Kind
    rule: str


RULES: tuple[tuple[Callable[[InboundMail], bool], Kind, str], ...] = (
    (lambda mail: not mail.headers, Kind.QUARANTINE, "It is empty, or no mail at all."),
    (listed.taken_for_spam, Kind.LIST_OR_SPAM, "The receiving mail host took it for spam."),
    (lambda mail: _came_by_a_list(mail), Kind.LIST_OR_SPAM, "It came by a mailing list."),
    (listed.failed_its_proof, Kind.LIST_OR_SPAM, "A mail host says that it does not come from where it says."),
    (lambda mail: automatic.is_automatic(mail, _answers(mail)), Kind.AUTO_REPLY, "A machine sent it."),
    (lambda mail: not mail.shown_address, Kind.QUARANTINE, "No sender is named."),
    (lambda mail: comes_back(mail), Kind.LOOP, "It comes from the very mailbox that it is addressed to."),
    (lambda mail: _answers(mail), Kind.REPLY, "It answers an earlier mail."),
    (lambda mail: True, Kind.NEW, "It begins something new."),
)
TRIES = {Tries.HARD: Kind.BOUNCE_HARD, Tries.SOFT: Kind.BOUNCE_SOFT, Tries.DELAY: Kind.BOUNCE_DELAY}


def judge(mail: InboundMail) -> Judged:
    """The kind of `mail`. Whether it answers us in particular is `sift`'s to say."""
    report = bounce.report(mail)
    if report is not None:
        return Judged(TRIES[report.tries], "A mail system reports on a mail that did not arrive.")
    return next(Judged(kind, rule) for applies, kind, rule in RULES if applies(mail))


def comes_back(mail: InboundMail) -> bool:
    """Whether the sender is the mailbox whose plus-address the mail is written to."""
    local, _, domain = mail.shown_address.lower().rpartition("@")
    base = local.partition("+")[0]
    return bool(base) and any(one.startswith(f"{base}+") and one.endswith(f"@{domain}") for one in mail.recipients)


def _came_by_a_list(mail: InboundMail) -> bool:
    """Other than as a person's answer does, through a shared mailbox: to a mail of the very host it is written to."""
    asked = {domain_of(one.strip("<>")) for one in mail.in_reply_to}
    return listed.came_by_a_list(mail) and asked.isdisjoint(map(domain_of, mail.recipients))


def _answers(mail: InboundMail) -> bool:
    return bool(mail.in_reply_to or mail.references)
