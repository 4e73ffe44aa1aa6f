"""The kinds of file that a form is offered as."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from forms.as_text import blank
from forms.base import PublishedForm
from forms.documents.pdf import pdf
from forms.documents.word import word


@dataclass(frozen=True)
class Kind:
    """`make` gives the blank form as bytes, with the address that it is to be sent to."""

    ending: str
    media_type: str
    title: str
    make: Callable[[PublishedForm, str], bytes]


OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS: Mapping[str, Kind] = {
    "docx": Kind("docx", OFFICE, "Word", lambda form, send_to: word(form, send_to=send_to)),
    "pdf": Kind("pdf", "application/pdf", "PDF", pdf),
    "text": Kind("txt", "text/plain; charset=utf-8", "Plain text", lambda form, to: blank(form, to).encode()),
}
