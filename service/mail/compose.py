"""From a draft to the bytes that leave: one recipient, plain text, and only the headers meant.

Python 3.11.7 turns some harmless-looking values into further headers (CVE-2024-6923), so the lines
are written here rather than by the standard library, and the finished mail is read back and compared.
"""

import email
import quopri
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from email.header import Header
from email.utils import format_datetime, formataddr

from service.errors import UnsafeHeader

CRLF = "\r\n"
BREAKS_OUT = {"Cc", "Zl", "Zp", "Cs"}  # controls, line and paragraph separators, half characters
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
MESSAGE_ID = re.compile(r"<(?!.*=\?)[!-;=?-~]{1,120}@[!-;=?-~]{1,120}>")


@dataclass(frozen=True)
class Draft:
    """A mail before it is bytes. `date` is aware; ids carry their angle brackets."""

    sender_name: str
    sender: str
    to: str
    subject: str
    body: str
    message_id: str
    date: datetime
    reply_to: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()


def compose(draft: Draft) -> bytes:
    """The mail as CRLF bytes, text/plain in UTF-8 (RFC 5322, RFC 3834 for Auto-Submitted).

    Raises UnsafeHeader when a value holds a control character or an encoded word, when an address is
    not one plain ASCII address, or when the bytes read back hold any header that was not meant.
    Ids of other people's mails that are no ids at all are left out: they only help a reader's threading.
    """
    headers = _headers(draft)
    text = draft.body.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace")
    head = "".join(f"{name}: {value}{CRLF}" for name, value in headers)
    mail = head.encode("ascii") + b"\r\n" + quopri.encodestring(text).replace(b"\n", b"\r\n")
    if email.message_from_bytes(mail).keys() != [name for name, _ in headers]:
        raise UnsafeHeader("The finished mail reads back with other headers than were written. It was not sent.")
    return mail


def _headers(draft: Draft) -> list[tuple[str, str]]:
    named = map(one_line, (*draft.references, draft.in_reply_to))
    threaded = [message_id for message_id in named if MESSAGE_ID.fullmatch(message_id)]
    optional = [
        ("Reply-To", address(draft.reply_to) if draft.reply_to else ""),
        ("In-Reply-To", draft.in_reply_to if draft.in_reply_to in threaded else ""),
        ("References", f"{CRLF} ".join(dict.fromkeys(threaded))),
    ]
    return [
        ("From", formataddr((safe(draft.sender_name), address(draft.sender)))),
        ("To", address(draft.to)),
        ("Subject", _words(safe(draft.subject), "Subject")),
        ("Date", format_datetime(draft.date.astimezone(UTC))),
        ("Message-ID", _own_id(draft.message_id)),
        *((name, value) for name, value in optional if value),
        ("Auto-Submitted", "auto-generated"),
        ("X-Auto-Response-Suppress", "All"),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Transfer-Encoding", "quoted-printable"),
    ]


def one_line(value: str) -> str:
    """`value` itself, or UnsafeHeader when it holds a control character or any kind of line break."""
    if any(unicodedata.category(sign) in BREAKS_OUT for sign in value):
        raise UnsafeHeader("A header's value holds a line break or another control character. Remove it.")
    return value


def safe(value: str) -> str:
    """`value` itself, or UnsafeHeader when it could start another header, now or once decoded (RFC 2047)."""
    if "=?" in value:
        raise UnsafeHeader("A header's value holds =?, which mail programs read as code. Remove it.")
    return one_line(value)


def address(value: str) -> str:
    """`value` itself when it is exactly one plain ASCII address, else UnsafeHeader."""
    if not ADDRESS.fullmatch(value):
        raise UnsafeHeader("A mail goes to one plain address, such as head@school.example. Correct the address.")
    return value


def _own_id(value: str) -> str:
    if not MESSAGE_ID.fullmatch(value):
        raise UnsafeHeader("A Message-ID looks like <word@domain.example>. This one does not.")
    return value


def _words(value: str, name: str) -> str:
    return value if value.isascii() else Header(value, "utf-8", header_name=name).encode(linesep=CRLF)
