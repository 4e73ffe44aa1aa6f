"""What goes between reader and child: a JSON text, and then as many pieces of bytes as it counts.

Nothing that comes back runs: a child that was taken over by what it read can lie about a mail, and do no more.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import datetime
from multiprocessing.connection import Connection
from typing import Any

from forms.documents import Edition, Filled, Unread, Why
from service.mail.reading.message import Attachment, InboundMail

Blobs = list[bytes]
Message = tuple[dict[str, Any], Blobs]  # what is said, and the bytes that go with it
LISTS = ("in_reply_to", "references", "recipients", "defects")


def send(line: Connection, message: Message) -> None:
    said, blobs = message
    line.send_bytes(json.dumps({**said, "blobs": len(blobs)}).encode())
    for blob in blobs:
        line.send_bytes(blob)


def receive(line: Connection) -> Message:
    """What was sent. Raises EOFError where the line has ended; ValueError, KeyError or TypeError where it is anything
    else."""
    said: dict[str, Any] = json.loads(line.recv_bytes())
    return said, [line.recv_bytes() for _ in range(said.pop("blobs"))]


def of_mail(mail: InboundMail) -> Message:
    """A mail that has been read, but for its raw bytes: the other side has those."""
    plain = {each.name: getattr(mail, each.name) for each in fields(mail) if each.name not in ("raw", "attachments")}
    files = [(one.name, one.content_type, one.kind, one.could_run) for one in mail.attachments]
    date = mail.date.isoformat() if mail.date else None
    return {**plain, "date": date, "files": files}, [one.content for one in mail.attachments]


def to_mail(raw: bytes, said: dict[str, Any], blobs: Blobs) -> InboundMail:
    files = [
        Attachment(name, declared, blob, kind, could_run)
        for (name, declared, kind, could_run), blob in zip(said.pop("files"), blobs, strict=True)
    ]
    date = said.pop("date")
    told: dict[str, Any] = {key: tuple(value) if key in LISTS else value for key, value in said.items()}
    told["headers"] = tuple((name, value) for name, value in told["headers"])
    return InboundMail(raw, date=datetime.fromisoformat(date) if date else None, attachments=tuple(files), **told)


def of_forms(found: Sequence[Filled | Unread]) -> Message:
    return {"forms": [asdict(one) for one in found]}, []


def to_forms(said: dict[str, Any]) -> list[Filled | Unread]:
    return [_form(**one) for one in said["forms"]]


def _form(
    why: str = "", edition: str = "", besides: Sequence[str] = (), more: Sequence[dict[str, str]] = (), **told: Any
) -> Filled | Unread:
    if why:
        return Unread(Why(why))
    return Filled(edition=Edition(edition), besides=tuple(besides), more=tuple(more), **told)
