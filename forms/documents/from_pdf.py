"""What stands in a PDF: its fields by name, and its text as it lies on the page, for a copy that was printed flat.

A script in a PDF is never run: nothing here does more than read.
"""

import logging
import re
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, NameObject

from forms.documents.opening import Refused, Why
from forms.documents.sheet import Sheet
from forms.paper import PLACEHOLDERS

MOST_PAGES = 60
DEEPEST = 3  # forms within forms, as flattened fields are drawn
MATRIX = [1, 0, 0, 1, 0, 0]
GAP = re.compile(r"\s{3,}")

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it logs what a file holds


def sheet(content: bytes) -> Sheet:
    """Raises Refused for one behind a password, one of too many pages, and one of pictures alone."""
    try:
        return _sheet(content)
    except Refused:
        raise
    except RecursionError as fault:
        raise Refused(Why.TOO_LARGE) from fault
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, OSError, ArithmeticError) as fault:
        raise Refused(Why.DAMAGED) from fault


def _sheet(content: bytes) -> Sheet:
    pdf = PdfReader(BytesIO(content))
    if pdf.is_encrypted and not pdf.decrypt(""):
        raise Refused(Why.PASSWORD)
    if len(pdf.pages) > MOST_PAGES:
        raise Refused(Why.TOO_LARGE)
    mark = str(pdf.metadata.subject or "") if pdf.metadata else ""
    fields = dict(_fields(pdf))
    written = "\n".join(_text(page, pdf) for page in pdf.pages)
    found = Sheet(tuple(map(_cells, _unwrapped(written))), fields, mark)
    if found.is_empty:
        raise Refused(Why.SCANNED)
    return found


def _fields(pdf: PdfReader) -> Iterator[tuple[str, str]]:
    """The fields that hold something."""
    for name, field in (pdf.get_fields() or {}).items():
        said = str(field.get("/V") or "").replace("\r\n", "\n").replace("\r", "\n")
        if said.strip() and said.strip() not in PLACEHOLDERS:
            yield name, said


def _unwrapped(text: str) -> Iterator[str]:
    """The lines of the pages, of the empty ones between two others at most one."""
    lines = ["", *text.split("\n")]
    kept = ((before.strip(), line.strip()) for before, line in pairwise(lines))
    return (line.replace("@ ", "@") for before, line in kept if line or before)


def _cells(line: str) -> tuple[str, ...]:
    """What stands side by side, with a gap between."""
    return tuple("" if cell in PLACEHOLDERS else cell for cell in GAP.split(line))


def _text(page: PageObject, pdf: PdfReader) -> str:
    """The text of a page from the top downwards, that of flattened fields where they were drawn."""
    drawn = page.get_contents()
    if drawn is None:
        return ""
    if page.get("/Resources", {}).get_object().get("/XObject"):
        _put_in_place(page, drawn, pdf)
    return page.extract_text(extraction_mode="layout", layout_mode_space_vertically=True)


def _put_in_place(page: PageObject, drawn: ContentStream, pdf: PdfReader) -> None:
    """Make one drawing of a page and of the forms that it draws."""
    fonts = DictionaryObject()
    whole = ContentStream(None, pdf)
    whole.operations = [*_inlined(page.get("/Resources", {}), ContentStream(drawn, pdf), pdf, fonts, DEEPEST)]
    flat = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")], page[NameObject("/Resources")] = whole, flat


def _inlined(resources: Any, drawn: ContentStream, pdf: PdfReader, fonts: Any, depth: int) -> Iterator[Any]:
    """What is drawn, and in the place of each form within it what that form draws; every font by a name of its own."""
    resources = resources.get_object()
    own = resources.get("/Font", DictionaryObject()).get_object()
    within = resources.get("/XObject", DictionaryObject()).get_object()
    for operands, operator in drawn.operations:
        if operator == b"Tf" and operands and operands[0] in own:
            name = NameObject(f"/F{len(fonts)}")
            fonts[name] = own[operands[0]]
            yield [name, *operands[1:]], operator
        elif operator == b"Do" and operands and operands[0] in within:
            form = within[operands[0]].get_object()
            if depth and form.get("/Subtype") == "/Form":
                yield [], b"q"
                yield form.get("/Matrix", ArrayObject(MATRIX)), b"cm"
                yield from _inlined(form.get("/Resources", resources), ContentStream(form, pdf), pdf, fonts, depth - 1)
                yield [], b"Q"
        else:
            yield operands, operator
