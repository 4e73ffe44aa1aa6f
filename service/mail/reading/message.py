"""An inbound mail, read.

`read` takes any bytes and never raises: what cannot be read becomes a defect, a sentence for the person
who will look at it. mail-parser reads dates, files and repairs; the standard library reads the same bytes
for what mail-parser flattens, namely whose words are whose, and every header as often as it occurs.
"""

import email
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.message import Message
from email.utils import getaddresses
from functools import cached_property

import mailparser

from service.mail.reading import charset, clearsigned, files, limits, markup, parts, sealed, sender, uuencoded
from service.mail.reading.files import Attachment as Attachment

RECIPIENTS = ("To", "Cc", "Delivered-To", "X-Original-To")
MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,250}@[!-;=?-~]{1,250}>")
BEFORE_HEADERS = re.compile(rb"\A[\r\n]*(?:>From [^\r\n]{0,200}[\r\n]+)?")  # an mbox may stand there, quoted
NOT_INDENTED = re.compile(
    rb"^(content-(?:type|disposition):[^\r\n]*;[ \t]*(?:\r\n|\n|\r))(?=(?:file)?name\*?=)", re.I | re.M
)
SHOWN = 200_000

logging.getLogger("mailparser").setLevel(logging.CRITICAL)  # it logs headers, and they name people


@dataclass(frozen=True)
class InboundMail:
    """A mail as it can be trusted to read: empty where it says nothing, None where it is in doubt.

    Ids carry their angle brackets. `date` is aware, in UTC. `sender` is the one address of From in lower
    case, or None when there could be two opinions; `shown_name` and `shown_address` are what a reader sees of From,
    and prove nothing. `recipients` are lower-case addresses of To, Cc,
    Delivered-To and X-Original-To, in that order. `text` is the sender's own, with "\\n" line ends; quotes
    from HTML begin with "> ". `headers` are unfolded but not decoded, in their order. `defects` are sentences.
    `unreadable` is the one that says why nobody can tell here what was written; empty where the words were read.
    """

    raw: bytes = field(repr=False)
    message_id: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    date: datetime | None = None
    sender: str | None = None
    sender_name: str = ""
    shown_name: str = ""
    shown_address: str = ""
    recipients: tuple[str, ...] = ()
    subject: str = ""
    text: str = field(default="", repr=False)
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    attachments: tuple[Attachment, ...] = ()
    defects: tuple[str, ...] = ()
    unreadable: str = ""

    def get_all(self, name: str) -> tuple[str, ...]:
        """Every value of the header `name`, in order; the case of the name does not matter."""
        return tuple(self._by_name.get(name.lower(), ()))

    def first(self, name: str) -> str:
        """The topmost value of the header `name`, or nothing."""
        return next(iter(self.get_all(name)), "")

    @cached_property
    def _by_name(self) -> Mapping[str, list[str]]:
        """The values by their names in lower case: a mail may have ten thousand headers, and is asked for sixty."""
        found: dict[str, list[str]] = {}
        for name, value in self.headers:
            found.setdefault(name.lower(), []).append(value)
        return found


LONG = f"Only the first {limits.TEXT:,} characters of the text were read; the rest stands in the mail as it came."


def read(raw: bytes) -> InboundMail:
    """The mail in `raw`. Never raises; a mail over the limits, or unreadable, is an outline with a defect."""
    too_large = limits.breach(raw)
    if too_large:
        return _outline(raw, too_large)
    try:
        return _read(raw)
    except Exception as fault:  # parsers of hostile bytes raise anything at all
        return _outline(raw, f"The mail could not be taken apart ({type(fault).__name__}).")


def _read(raw: bytes) -> InboundMail:
    message = email.message_from_bytes(NOT_INDENTED.sub(rb"\1 ", BEFORE_HEADERS.sub(b"", raw, count=1)))
    too_large = limits.breach_in_tree(message)
    if too_large:
        return _outline(raw, too_large)
    parts.set_aside(message)
    parsed = mailparser.MailParser(message)
    if len(parsed.attachments) > limits.FILES:
        return _outline(raw, f"The mail has more than {limits.FILES} files; it was not taken apart.")
    headers = tuple((charset.header(name), charset.header(value)) for name, value in message.raw_items())
    return _with_its_parts(_addressed(raw, headers), message, parsed)


def _with_its_parts(mail: InboundMail, message: Message, parsed: mailparser.MailParser) -> InboundMail:
    """Its text and its files, and what of them cannot be read."""
    doubts: list[str] = []
    text, written_out = uuencoded.taken_out(parts.text_of(message, doubts) or _repaired_text(parsed))
    sent = files.of(parsed.attachments)
    text = clearsigned.without_armour(text if text.strip() else sent.text)
    attachments = (*(files.named(name, "", content) for name, content in written_out), *sent.all)
    damage = [f"The mail's structure is damaged: {name}." for name in sorted(parsed.defects_categories)]
    cut = [LONG] if len(text) > limits.TEXT else []
    text = text[: limits.TEXT]
    defects = (*mail.defects, *doubts, *cut, *damage, *sent.defects)
    unreadable = sealed.why(parts.kinds(message), text, attachments, defects)
    found = tuple(dict.fromkeys(filter(None, (*defects, unreadable))))
    date = _utc(parsed.date)
    return replace(mail, date=date, text=text, attachments=attachments, defects=found, unreadable=unreadable)


def _addressed(raw: bytes, headers: tuple[tuple[str, str], ...]) -> InboundMail:
    """What the headers say of who wrote to whom, about what, in answer to what."""
    mail = InboundMail(raw, headers=headers)
    who = sender.named(mail.get_all("From"))
    name, address = sender.shown(mail.first("From"))
    ids = MESSAGE_ID.findall(mail.first("Message-ID"))
    return replace(
        mail,
        message_id=ids[0] if len(ids) == 1 else "",
        in_reply_to=tuple(MESSAGE_ID.findall(mail.first("In-Reply-To"))),
        references=tuple(MESSAGE_ID.findall(mail.first("References"))),
        sender=who.address,
        sender_name=who.name,
        shown_name=name,
        shown_address=address,
        recipients=_recipients(mail),
        subject=charset.words(mail.first("Subject")),
        defects=(who.doubt,) if who.doubt else (),
    )


def _recipients(mail: InboundMail) -> tuple[str, ...]:
    values = [value for name in RECIPIENTS for value in mail.get_all(name)]
    found = [address.lower() for value in values for _, address in getaddresses([value])]
    return tuple(dict.fromkeys(address for address in found if sender.is_plain(address)))


def _repaired_text(parsed: mailparser.MailParser) -> str:
    """The text that mail-parser finds in a damaged mail, or in a named part where nothing else is written; where all of
    it was struck out, nothing is."""
    if any(map(markup.strikes_out, parsed.text_html)):
        return ""
    plain = "\n".join(parsed.text_plain) or "\n".join(markup.to_text(page)[0] for page in parsed.text_html)
    return charset.lines(plain)


def _utc(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC) if moment else None


def _outline(raw: bytes, defect: str) -> InboundMail:
    """A mail that is not taken apart: its header lines and the beginning of its bytes, for a person to see."""
    lines = [line.partition(b":") for line in limits.header_lines(limits.head_of(raw)) if len(line) <= limits.HEADER]
    named = [(name.decode("ascii", "replace"), value.decode("utf-8", "surrogateescape")) for name, _, value in lines]
    headers = tuple((charset.header(name), charset.header(value)) for name, value in named)
    text = charset.lines(charset.decode(raw[:SHOWN], "")[0])
    mail = InboundMail(raw, headers=headers, text=text, defects=(defect,), unreadable=defect)
    return replace(mail, subject=charset.words(mail.first("Subject")))
