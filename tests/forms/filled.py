"""Forms as files, for the tests: what is read back from one, and files that are made to do harm."""

import zipfile
from collections.abc import Sequence
from io import BytesIO

import docx
from pypdf import PdfReader, PdfWriter

from forms import Answers, Choices, PublishedForm
from forms.documents import Filled, Why, read
from forms.documents.reading import READ


def offered(choices: Choices) -> dict[str, Choices]:
    return dict.fromkeys(READ, choices)


def read_back(content: bytes, choices: Choices) -> Filled:
    found = read(content, offered(choices))
    assert isinstance(found, Filled), found
    return found


def why_not(content: bytes, choices: Choices) -> Why:
    found = read(content, offered(choices))
    assert not isinstance(found, Filled), found
    return found.why


def answers_from(content: bytes, form: type[PublishedForm], choices: Choices) -> Answers:
    found = read_back(content, choices)
    answers = form.read(found.given, choices)
    assert isinstance(answers, Answers), [(fault.number, fault.message) for fault in answers]
    return answers


def kept(form: type[PublishedForm], given: dict[str, str], choices: Choices) -> Answers:
    answers = form.read(given, choices)
    assert isinstance(answers, Answers), [(fault.number, fault.message) for fault in answers]
    return answers


def with_part(docx: bytes, name: str, content: bytes) -> bytes:
    """The same package with one part more, or another in its place."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(docx)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return made.getvalue()


def part_of(docx: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(docx)) as package:
        return package.read(name)


def typed_into(pdf: bytes, values: dict[str, str], flat: bool = False) -> bytes:
    """The PDF as a reader saves it with these values in its fields; or printed flat, without its fields."""
    writer = PdfWriter()
    writer.append(PdfReader(BytesIO(pdf)))
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False, flatten=flat)
    if flat:
        writer.remove_annotations(subtypes="/Widget")
        del writer.root_object["/AcroForm"]
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def table_of(rows: Sequence[tuple[str, ...]], columns: int = 2) -> bytes:
    """A table as somebody types it by hand."""
    made = docx.Document()
    table = made.add_table(rows=0, cols=columns)
    for cells in rows:
        for cell, text in zip(table.add_row().cells, cells, strict=False):
            cell.text = text
    saved = BytesIO()
    made.save(saved)
    return saved.getvalue()
