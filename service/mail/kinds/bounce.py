"""Mails that say a mail of ours did not arrive, to whom, and whether it is still tried.

Standard reports (RFC 3464) say so in fields; the many older forms are read by flufl.bounce, and what is left by
the sentence that says it and the address that follows. All three would find "failed" addresses in a person's mail
about a failure too, so they are asked only about mails that have the looks of a mail system's: words alone are none
where From shows somebody's name.
"""

import email
import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from flufl.bounce import all_failures

from service.mail import address
from service.mail.kinds import automatic, proof, report_fields, report_words
from service.mail.kinds.report_fields import REPORT_BYTES, Recipient
from service.mail.reading import limits
from service.mail.reading.message import InboundMail

ANY_ID = re.compile(rb"^[\w-]*Message-ID:\s*<?([^\s<>]{1,500})", re.I | re.M)
OUR_ID = re.compile(rb"(?P<own>^[\w-]*Message-ID:\s*)?(?P<id>%b)" % address.OUR_ID.pattern.encode("ascii"), re.I | re.M)
REPORT = re.compile(r"\s*(?:multipart/report|message/(?:global-)?delivery-status)\b", re.I)
RECEIPT = re.compile(r"feedback-report|disposition-notification", re.I)
SAID_OF_WHOM = re.compile(rf"[<\"'(]?({report_fields.ADDRESS.pattern})[>\"')]?[,;:.]?(?:\s|$)")
FAILED = ("failed", "failure", "fail", "error")
NO_SUCH_ADDRESS = re.compile(r"5\.1\.(?:[0-6]|10)\b")  # RFC 3463, 3.2
MAILBOX_FULL = ("5.2.2", "4.2.2")
TOP_LINES, LINES_AFTER, WIDTH = 60, 10, 400
REPORT_LINES = 2_000

logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL + 1)  # it logs what it stumbles over


class Tries(StrEnum):
    """What the host does next: HARD, nothing; SOFT, nothing, but a later mail may arrive; DELAY, it goes on trying."""

    HARD = "hard"
    SOFT = "soft"
    DELAY = "delay"


@dataclass(frozen=True)
class Report:
    """What a mail system reports: `addresses` in lower case and order, those that failed, or that are late; none is
    ever guessed. `dead` says that there is no such address; a full mailbox is not dead."""

    tries: Tries
    addresses: tuple[str, ...]
    dead: bool = False
    full: bool = False


def report(mail: InboundMail) -> Report | None:
    """What `mail` reports of a mail that did not arrive; None where it is no such report, or reports success."""
    if not _looks_like_a_report(mail):
        return None
    named = report_fields.recipients(mail.raw) if limits.breach(mail.raw) is None else ()
    if any(one.action for one in named):
        return _by_fields(mail, named)
    late, failed = _by_older_forms(mail)
    addresses = failed or late or _by_sentence(mail.text)
    if not addresses and not _tells_of_a_failure(mail):
        return None
    return _in_words(mail, addresses or _by_the_one_address(mail), only_late=bool(late) and not failed)


def is_proven(mail: InboundMail) -> bool:
    """Whether a mail system wrote what `report` finds, by more than its words: a postmaster answers by hand, too."""
    by_hand = report_words.PERSONS_PREFIX.match(mail.subject)
    return proof.of_a_machine(mail) or (proof.of_a_mail_system(mail) and not by_hand)


def returned_ids(mail: InboundMail, key: bytes) -> tuple[str, ...]:
    """Our own Message-IDs (checked under `key`) that the report names or encloses, the mail that came back first.

    That is the one whose Message-ID it is; what went before it in the thread stands in other headers, the last at
    their end. A report that names none may have been made up: nobody should count as unreachable by it alone.
    """
    found = [(bool(one["own"]), one["id"].decode("ascii").lower()) for one in OUR_ID.finditer(mail.raw)]
    own, before = ([id for is_own, id in found if is_own is wanted] for wanted in (True, False))
    return tuple(dict.fromkeys(id for id in (*own, *reversed(before)) if address.is_ours(key, id)))


def _looks_like_a_report(mail: InboundMail) -> bool:
    if mail.get_all("X-Failed-Recipients") or REPORT.match(mail.first("Content-Type")):
        return not RECEIPT.search(mail.first("Content-Type")) or bool(report_words.REJECTED.search(_top(mail)))
    if proof.of_a_mail_system(mail):
        return True
    top = _top(mail)
    if not _fails(mail.subject) or not report_words.NOT_DELIVERED.search(top):
        return False
    if proof.of_a_machine(mail) or proof.nobody_reads(mail):
        return not automatic.is_an_absence(mail)
    somebody_else = set(_by_sentence(mail.text)) - {mail.shown_address.lower()}
    return not mail.shown_name and bool(somebody_else or report_words.MAIL_TERMS.search(top))


def _tells_of_a_failure(mail: InboundMail) -> bool:
    top = _top(mail)
    reasons = (report_words.NOT_DELIVERED, report_words.UNKNOWN, report_words.FULL, report_words.FOR_GOOD)
    return _fails(mail.subject) or any(words.search(top) for words in reasons)


def _fails(subject: str) -> bool:
    """Whether a subject speaks of failure, other than as people forward one; at its end it counts after RE: as well."""
    if report_words.FAILED_AT_THE_END.search(subject):
        return True
    forwarded, success = report_words.PERSONS_PREFIX.match(subject), report_words.SUCCESS.search(subject)
    return bool(report_words.FAILED_SUBJECT.search(subject)) and not forwarded and not success


def _top(mail: InboundMail) -> str:
    return "\n".join(line[:WIDTH] for line in mail.text.split("\n")[:TOP_LINES])


def _by_fields(mail: InboundMail, named: tuple[Recipient, ...]) -> Report | None:
    failed = [one for one in named if one.action in FAILED]
    late = [one for one in named if one.action == "delayed"]
    if not failed and not late:
        return None
    addresses = _in_order(sorted(one.address for one in failed or late))
    if not failed:
        return Report(Tries.DELAY, addresses)
    codes = [one.status for one in failed if one.status]
    full = any(code in MAILBOX_FULL for code in codes) or bool(report_words.FULL.search(_top(mail)))
    dead = not full and any(NO_SUCH_ADDRESS.match(code) for code in codes)
    soft = full or (bool(codes) and all(code.startswith("4") for code in codes))
    return Report(Tries.SOFT if soft else Tries.HARD, addresses, dead, full)


def _in_words(mail: InboundMail, addresses: tuple[str, ...], only_late: bool) -> Report:
    says = f"{mail.subject}\n{_top(mail)}"
    if (only_late or report_words.DELAYED.search(says)) and not report_words.GIVEN_UP.search(says):
        return Report(Tries.DELAY, addresses)
    full = bool(report_words.FULL.search(says))
    soft = full or bool(report_words.NOT_NOW.search(says) and not report_words.FOR_GOOD.search(says))
    dead = not soft and bool(report_words.UNKNOWN.search(says))
    return Report(Tries.SOFT if soft else Tries.HARD, addresses, dead, full)


def _by_older_forms(mail: InboundMail) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The delayed and the failed addresses, as flufl.bounce finds them."""
    if limits.breach(mail.raw):
        return (), ()
    try:
        late, failed = all_failures(email.message_from_bytes(_beginning(mail.raw)))
    except Exception:  # it stumbles over a From that is missing or not ASCII, among others
        return (), ()
    return _of_recipients(mail, late), _of_recipients(mail, failed)


def _of_recipients(mail: InboundMail, found: frozenset[bytes]) -> tuple[str, ...]:
    """Without the ids of mails, that look like addresses; and without whoever wrote the mail that came back, for the
    report is written to them, unless nobody else is named."""
    ids = {one.decode("ascii", "replace").lower() for one in ANY_ID.findall(_beginning(mail.raw))}
    named = [one for one in _plain(found) if one not in ids]
    return tuple(one for one in named if one not in mail.recipients) or tuple(named)


def _beginning(raw: bytes) -> bytes:
    """As much as a report takes: fifty patterns are held against each line of it."""
    return b"".join(raw.lstrip(b"\r\n")[:REPORT_BYTES].splitlines(keepends=True)[:REPORT_LINES])


def _by_sentence(text: str) -> tuple[str, ...]:
    """The addresses on the lines that follow the sentence that says it; never out of the mail that is returned."""
    lines = [line.strip()[:WIDTH] for line in text.split("\n")[:TOP_LINES]]
    pairs = (f"{line} {below}" for line, below in zip(lines, [*lines[1:], ""], strict=True))
    says = (report_words.NOT_DELIVERED, report_words.LATE)
    starts = next((at for at, pair in enumerate(pairs) if any(one.search(pair) for one in says)), len(lines))
    found: list[str] = []
    for line in lines[starts : starts + LINES_AFTER]:
        if found and (report_words.RETURNED_BELOW.match(line) or (line and not SAID_OF_WHOM.search(line))):
            break
        if report_words.RETURNED_HEADER.match(line) or (found and report_words.SUCCESS.search(line)):
            continue
        found += [report_fields.plain(one) for one in SAID_OF_WHOM.findall(line)]
    return _in_order(found)


def _by_the_one_address(mail: InboundMail) -> tuple[str, ...]:
    """The only address that a report's own words name beside its sender and its reader's."""
    lines = [line.strip()[:WIDTH] for line in mail.text.split("\n")[:TOP_LINES]]
    returned = (report_words.RETURNED_BELOW, report_words.HEADERS_BELOW)
    own = takewhile(lambda line: not any(one.match(line) for one in returned), lines)
    named = _in_order(report_fields.plain(one) for line in own for one in SAID_OF_WHOM.findall(line))
    others = tuple(one for one in named if one not in (*mail.recipients, mail.shown_address.lower()))
    return others if len(others) == 1 else ()


def _plain(found: frozenset[bytes]) -> tuple[str, ...]:
    return _in_order(sorted(report_fields.plain(one.decode("ascii", "replace")) for one in found))


def _in_order(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in found if one))
