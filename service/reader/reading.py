"""What a reader is asked for: the mail in some bytes, and the forms in a mail's text and files."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from forms import Choices, documents
from forms.documents import Filled, Unread
from service.mail.reading import message
from service.mail.reading.message import InboundMail

Offered = Mapping[str, Choices]  # what each form offers today, by the form's key
Found = Sequence[Filled | Unread]


class Reader(Protocol):
    """Both raise Unreadable where the bytes take more to read than is allowed."""

    def mail(self, raw: bytes) -> InboundMail: ...

    def forms(self, text: str, files: Sequence[bytes], offered: Offered) -> Found:
        """What the text holds, then each file: a form as it was filled in, or why it is none."""
        ...


class Here:
    """Reads in this very process, without limits: for bytes that somebody chose to read, and for tests."""

    def mail(self, raw: bytes) -> InboundMail:
        return message.read(raw)

    def forms(self, text: str, files: Sequence[bytes], offered: Offered) -> Found:
        return documents.read_text(text, offered), *(documents.read(file, offered) for file in files)


HERE = Here()
