"""What stands in a text document of LibreOffice: its paragraphs and the rows of its tables, in order."""

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from forms.documents.opening import ODT, Package, xml
from forms.documents.sheet import Sheet
from forms.paper import PLACEHOLDERS

NAMES = "{urn:oasis:names:tc:opendocument:xmlns:"
TEXT, TABLE, OFFICE = f"{NAMES}text:1.0}}", f"{NAMES}table:1.0}}", f"{NAMES}office:1.0}}"
PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
SIGNS = {f"{TEXT}line-break": "\n", f"{TEXT}tab": "\t"}
NOT_WRITTEN = frozenset((f"{OFFICE}annotation", f"{TEXT}tracked-changes", f"{TEXT}note"))


def sheet(package: Package) -> Sheet:
    """Raises Refused for a part that cannot be read."""
    about = package.part("meta.xml")
    mark = " ".join(one.text or "" for one in xml(about).iter(qn("dc:subject"))) if about else ""
    return Sheet(tuple(_rows(xml(package.part(ODT)))), mark=mark)


def _rows(body: Any) -> Iterator[tuple[str, ...]]:
    waiting = [body]
    while waiting:
        element = waiting.pop()
        if element.tag == f"{TABLE}table-row" and next(element.iter(f"{TABLE}table"), None) is None:
            yield tuple(_text(cell) for cell in element.iter(f"{TABLE}table-cell"))
        elif element.tag in PARAGRAPHS:
            yield (_text(element),)
        elif element.tag not in NOT_WRITTEN:
            waiting += reversed(element)


def _text(element: Any) -> str:
    """All that is written below an element, a paragraph to a line, without what only invites to write."""
    pieces = "".join(_pieces(element)).removeprefix("\n")
    return "\n".join(line for line in pieces.split("\n") if line.strip() not in PLACEHOLDERS)


def _pieces(element: Any) -> Iterator[str]:
    """Text stands before the children of an element and after each of them."""
    waiting: list[Any] = [element]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
            continue
        if one.tag in PARAGRAPHS:
            yield "\n"
        if one.tag == f"{TEXT}s":
            yield " " * min(int(one.get(f"{TEXT}c") or 1), 1_000)
        yield SIGNS.get(one.tag, "")
        below: list[Any] = [one.text or ""]
        for child in one if one.tag not in NOT_WRITTEN else ():
            below += [child, child.tail or ""]
        waiting += reversed(below if one.tag not in NOT_WRITTEN else [])
