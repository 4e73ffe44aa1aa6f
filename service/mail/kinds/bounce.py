"""Mails that say a mail of ours did not arrive, and to whom.

Standard reports (RFC 3464) and the many older forms are read by flufl.bounce, which would also find
"failed" addresses in a person's mail about a failure; so it is asked only about mails from mail systems.
A delay, or a report of success, is no failure: the mail may yet arrive, or has.
"""

import email
import logging
import re

from flufl.bounce import all_failures

from service.mail import address
from service.mail.reading import limits
from service.mail.reading.message import InboundMail

MAIL_SYSTEM = re.compile(
    r"(mailer-?daemon|postmaster|mail (delivery|administrator)|microsoftexchange\w+@|mailmaster|system administrator"
    r"|mdaemon|\" <>$)",
    re.I,
)
FAILED_SUBJECT = re.compile(
    r"(undeliver|returned mail|delivery (status notification|failure|has failed|report)|mail delivery|failure notice"
    r"|mail (system error|could not be)|message could not be delivered|unzustellbar|non remis|nondeliverable|rejected)",
    re.I,
)
NOT_YET = re.compile(r"\b(delay|delayed|warning|still trying|success|relay|delivered)\b", re.I)
REPORT = re.compile(r"\s*multipart/report\b.*report-type\s*=\s*\"?delivery-status", re.I)
ADDRESS = re.compile(r"[!-;=?A-~]{1,64}@[A-Za-z0-9.-]{1,253}")
OUR_ID = re.compile(rb"(?P<own>^[\w-]*Message-ID:\s*)?(?P<id>%b)" % address.OUR_ID.pattern.encode("ascii"), re.I | re.M)
REPORT_BYTES = 200_000  # the report comes before the mail it returns
ACTION = re.compile(rb"^Action:\s*(\w+)", re.I | re.M)

logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL + 1)  # it logs what it stumbles over


def is_delivery_failure(mail: InboundMail) -> bool:
    """Whether `mail` reports that a mail could not be delivered and will not be tried again."""
    if not _from_mail_system(mail):
        return False
    delayed, failed = _recipients(mail.raw)
    if failed or delayed:
        return bool(failed)
    actions = _actions(mail.raw)
    if actions:
        return "failed" in actions
    return bool(FAILED_SUBJECT.search(mail.subject)) and not NOT_YET.search(mail.subject)


def failed_addresses(mail: InboundMail) -> tuple[str, ...]:
    """The addresses that `mail` reports as failed for good, in lower case and order; none is ever guessed.

    Where the report gives the address as we wrote it (Original-Recipient), that one counts.
    """
    return _recipients(mail.raw)[1] if _from_mail_system(mail) else ()


def returned_ids(mail: InboundMail, key: bytes) -> tuple[str, ...]:
    """Our own Message-IDs (checked under `key`) that the report names or encloses, the mail that came back first.

    That is the one whose Message-ID it is; what went before it in the thread stands in other headers, the last at
    their end. A report that names none may have been made up: nobody should count as unreachable by it alone.
    """
    found = [(bool(one["own"]), one["id"].decode("ascii").lower()) for one in OUR_ID.finditer(mail.raw)]
    own, before = ([id for is_own, id in found if is_own is wanted] for wanted in (True, False))
    return tuple(dict.fromkeys(id for id in (*own, *reversed(before)) if address.is_ours(key, id)))


def _from_mail_system(mail: InboundMail) -> bool:
    named = any(MAIL_SYSTEM.search(value) for value in (*mail.get_all("From"), *mail.get_all("Return-Path")))
    return named or bool(mail.get_all("X-Failed-Recipients")) or bool(REPORT.match(mail.first("Content-Type")))


def _recipients(raw: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The delayed and the failed addresses."""
    if limits.breach(raw):
        return (), ()
    try:
        delayed, failed = all_failures(email.message_from_bytes(raw.lstrip(b"\r\n")[:REPORT_BYTES]))
    except Exception:  # it stumbles over a From that is missing or not ASCII, among others
        return (), ()
    return _plain(delayed), _plain(failed)


def _plain(found: frozenset[bytes]) -> tuple[str, ...]:
    addresses = (one.decode("ascii", "replace").strip("<> ").lower() for one in found)
    return tuple(sorted(one for one in addresses if ADDRESS.fullmatch(one) and "..." not in one))


def _actions(raw: bytes) -> set[str]:
    """What the report's Action fields say (RFC 3464, 2.3.3), where it has any."""
    return {found[1].decode("ascii", "replace").lower() for found in ACTION.finditer(raw, 0, REPORT_BYTES)}
