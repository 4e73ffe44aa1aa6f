"""What stands in a Word file: its controls by tag, its paragraphs and the rows of its tables, in order.

The XML is read as it stands: python-docx passes over what controls hold.
"""

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from forms.documents.opening import WORD, Package, xml
from forms.documents.sheet import Sheet
from forms.paper import PLACEHOLDERS

SIGNS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-"}
NOT_WRITTEN = frozenset(
    qn(f"w:{name}") for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sdtPr", "commentReference")
)


def sheet(package: Package) -> Sheet:
    """Raises Refused for a part that cannot be read."""
    body = xml(package.part(WORD))
    return Sheet(tuple(_rows(body)), dict(_fields(body)), _mark(package))


def _mark(package: Package) -> str:
    about = package.part("docProps/core.xml")
    return " ".join(one.text or "" for one in xml(about).iter(qn("dc:subject"))) if about else ""


def _fields(body: Any) -> Iterator[tuple[str, str]]:
    """The controls that hold something; boxes of one question that are ticked, by their values with commas between."""
    ticked: dict[str, list[str]] = {}
    for control in body.iter(qn("w:sdt")):
        about = control.find(qn("w:sdtPr"))
        tag = about.find(qn("w:tag")) if about is not None else None
        key, _, value = (tag.get(qn("w:val")) or "").partition("=") if tag is not None else ("", "", "")
        if value and _is_ticked(about):
            ticked.setdefault(key, []).append(value)
        said = "" if value or about is None or about.find(qn("w:showingPlcHdr")) is not None else _text(control)
        if key and said.strip() and said.strip() not in PLACEHOLDERS:
            yield key, said
    yield from ((key, ", ".join(values)) for key, values in ticked.items())


def _is_ticked(about: Any) -> bool:
    return any(state.get(qn("w14:val")) in ("1", "true") for state in about.iter(qn("w14:checked")))


def _rows(body: Any) -> Iterator[tuple[str, ...]]:
    """Every paragraph, and every row of a table that is not within another one."""
    waiting = [body]
    while waiting:
        element = waiting.pop()
        if element.tag == qn("w:tr") and not _holds_a_table(element):
            yield tuple(_text(cell) for cell in element.iter(qn("w:tc")))
        elif element.tag == qn("w:p"):
            yield (_text(element),)
        else:
            waiting += reversed(element)


def _holds_a_table(row: Any) -> bool:
    return next(row.iter(qn("w:tbl")), None) is not None


def _text(element: Any) -> str:
    """All that is written below an element, a paragraph to a line, without what only invites to write."""
    pieces: list[str] = []
    waiting = [*reversed(element)]
    while waiting:
        one = waiting.pop()
        if one.tag in NOT_WRITTEN or _only_invites(one) or _is_said_again(one):
            continue
        if one.tag == qn("w:t"):
            pieces.append(one.text or "")
        elif one.tag in SIGNS:
            pieces.append(SIGNS[one.tag])
        elif one.tag == qn("w:p") and pieces:
            pieces.append("\n")
        waiting += reversed(one)
    return "\n".join(line for line in "".join(pieces).split("\n") if line.strip() not in PLACEHOLDERS)


def _is_said_again(one: Any) -> bool:
    """LibreOffice 7.4 writes a control anew for each font in it, in one paragraph, with all of its text each time."""
    before = one.getprevious()
    return bool(_name(one)) and before is not None and _name(before) == _name(one)


def _name(one: Any) -> str:
    """What a control without a tag is called."""
    about = one.find(qn("w:sdtPr")) if one.tag == qn("w:sdt") else None
    if about is None or about.find(qn("w:tag")) is not None:
        return ""
    name = about.find(qn("w:alias"))
    return name.get(qn("w:val")) or "" if name is not None else ""


def _only_invites(one: Any) -> bool:
    about = one.find(qn("w:sdtPr")) if one.tag == qn("w:sdt") else None
    return about is not None and about.find(qn("w:showingPlcHdr")) is not None
