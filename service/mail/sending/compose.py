"""From a draft to the bytes that leave: one recipient, plain text, at most one file, and only the headers meant.

Python 3.11.7 turns some harmless-looking values into further headers (CVE-2024-6923), so the lines
are written here rather than by the standard library, and the finished mail is read back and compared.
"""

import base64
import email
import quopri
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.header import Header
from email.policy import SMTP
from email.utils import format_datetime, formataddr

from service.errors import UnsafeHeader

CRLF = "\r\n"
BREAKS_OUT = {"Cc", "Zl", "Zp", "Cs"}  # controls, line and paragraph separators, half characters
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
FILE_NAME = re.compile(r"[A-Za-z0-9-]{1,60}\.[a-z]{2,4}")
BOUNDARY = "=_between-the-parts"  # quoted-printable never holds =_ (RFC 2045 6.7)
MESSAGE_ID = re.compile(r"<(?!.*=\?)[!-;=?-~]{1,120}@[!-;=?-~]{1,120}>")


@dataclass(frozen=True)
class Enclosure:
    """A file beside the mail, of text or of bytes. `type` is a MIME type with its parameters; the name tells nothing of
    a child."""

    type: str
    name: str
    content: str | bytes


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
    enclosed: Enclosure | None = None


def compose(draft: Draft) -> bytes:
    """The mail as CRLF bytes: text/plain in UTF-8, and the file beside it (RFC 5322, 2046; 3834 for Auto-Submitted).

    Raises UnsafeHeader when a value holds a control character or an encoded word, when an address is
    not one plain ASCII address, or when the bytes read back hold any header that was not meant.
    Ids of earlier mails that are no ids at all are left out: they only help a reader's threading.
    """
    content, body = _content(draft)
    headers = [*_headers(draft), *content]
    mail = _lines(headers) + b"\r\n" + body
    if email.message_from_bytes(mail).keys() != [name for name, _ in headers]:
        raise UnsafeHeader("The finished mail reads back with other headers than were written. It was not sent.")
    return mail


Headers = Sequence[tuple[str, str]]
QUOTED = ("Content-Transfer-Encoding", "quoted-printable")
IN_BASE64 = ("Content-Transfer-Encoding", "base64")
PLAIN: Headers = (("Content-Type", "text/plain; charset=utf-8"), QUOTED)
MIXED: Headers = (("Content-Type", f'multipart/mixed; boundary="{BOUNDARY}"'),)


def text_of(mime: bytes) -> str:
    """The words of a mail that was composed here."""
    body = email.message_from_bytes(mime, policy=SMTP).get_body(("plain",))
    return str(body.get_content()) if body else ""


def subject_of(mime: bytes) -> str:
    return str(email.message_from_bytes(mime, policy=SMTP)["Subject"])


def with_text(mime: bytes, words: str) -> bytes | None:
    """A mail that was composed here, in other words: all else of it stays as it is. None where that cannot be done."""
    before = _quoted(text_of(mime))
    return mime.replace(before, _quoted(words)) if mime.count(before) == 1 else None


def _lines(headers: Headers) -> bytes:
    return "".join(f"{name}: {value}{CRLF}" for name, value in headers).encode("ascii")


def _content(draft: Draft) -> tuple[Headers, bytes]:
    """The text, or the text and the file, and the headers that say which."""
    if draft.enclosed is None:
        return PLAIN, _quoted(draft.body)
    file, line = draft.enclosed, f"--{BOUNDARY}".encode()
    parts = ((PLAIN, _quoted(draft.body)), (_of_a_file(file), _encoded(file)))
    written = (line + b"\r\n" + _lines(named) + b"\r\n" + body + b"\r\n" for named, body in parts)
    return MIXED, b"".join(written) + line + b"--\r\n"


def _of_a_file(file: Enclosure) -> Headers:
    placed = ("Content-Disposition", f'attachment; filename="{_file_name(file.name)}"')
    if isinstance(file.content, bytes):
        return ("Content-Type", safe(file.type)), placed, IN_BASE64
    return ("Content-Type", f"{safe(file.type)}; charset=utf-8"), placed, QUOTED


def _encoded(file: Enclosure) -> bytes:
    if isinstance(file.content, bytes):
        return base64.encodebytes(file.content).replace(b"\n", b"\r\n")
    return _quoted(file.content)


def _quoted(text: str) -> bytes:
    plain = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace")
    return quopri.encodestring(plain).replace(b"\n", b"\r\n")


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


def _file_name(value: str) -> str:
    if not FILE_NAME.fullmatch(value):
        raise UnsafeHeader("A file's name is letters, digits and hyphens, then its kind. This one is not.")
    return value


def _own_id(value: str) -> str:
    if not MESSAGE_ID.fullmatch(value):
        raise UnsafeHeader("A Message-ID looks like <word@domain.example>. This one does not.")
    return value


def _words(value: str, name: str) -> str:
    return value if value.isascii() else Header(value, "utf-8", header_name=name).encode(linesep=CRLF)
