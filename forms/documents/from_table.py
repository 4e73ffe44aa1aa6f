"""What stands in a spreadsheet: the row of heads, and a row of answers a case below it.

The library that reads .xlsx leaves it to us to keep entities out (its documentation says so): each part is held against
our own parser first.
"""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook

from forms.as_text import key_of
from forms.base import PublishedForm
from forms.documents.opening import Package, Refused, Why, xml
from forms.documents.sheet import COLUMNS, MOST_OF, Sheet
from forms.documents.workbook import SIGNS

WORKBOOK = "xl/workbook.xml"
MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 2_000, 60, 5
XML = (".xml", ".rels", ".vml")
END: tuple[str, ...] = ()  # of a sheet
MARKS = ",;\t"  # between the values of a line


def sheet(package: Package, content: bytes) -> Sheet:
    """The rows of each sheet of an .xlsx, one sheet after another. Raises Refused."""
    for name in package.names:
        if name.lower().endswith(XML):
            xml(package.part(name))
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        rows = tuple(row for one in book.worksheets[:MOST_SHEETS] for row in (*_rows(one), END))
        book.close()
    except Exception as fault:  # whatever the library makes of anybody's bytes
        raise Refused(Why.DAMAGED) from fault
    return Sheet(rows)


def _rows(sheet: Any) -> Iterator[tuple[str, ...]]:
    sheet.reset_dimensions()  # they are what the file says of itself
    for row in sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True):
        yield tuple(map(_said, row))


def _said(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime() | date():
            return f"{value.day} {value:%B %Y}"
        case float() if value.is_integer():
            return str(int(value))
    return as_typed(str(value))


def as_typed(value: str) -> str:
    """Without the apostrophe that was put before what looks like a formula."""
    return value[1:] if value[:1] == "'" and value[1:].startswith(SIGNS) else value


def sheet_of_lines(text: str) -> Sheet | None:
    """The rows of a CSV file, whatever stands between its values; None where it is none."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    mark = max(MARKS, key=first.count)
    if first.count(mark) < COLUMNS - 1:
        return None
    try:
        lines = csv.reader(io.StringIO(text), delimiter=mark)
        rows = [tuple(map(as_typed, row[:MOST_COLUMNS])) for _, row in zip(range(MOST_ROWS), lines, strict=False)]
    except csv.Error:
        return None
    return Sheet(tuple(rows))


def answers_in(
    sheet: Sheet, form: PublishedForm, labels: dict[str, str]
) -> tuple[dict[str, str], tuple[str, ...], tuple[dict[str, str], ...]]:
    """The answers of the first row below the heads, nothing besides, and those of each further row that has any."""
    named = {label: key for label, key in labels.items() if not label.rstrip(":").isdigit()}
    columns: tuple[str, ...] = ()
    found: list[dict[str, str]] = []
    for row in sheet.rows:
        heads = tuple(key_of(cell, named) for cell in row)
        if row == END and found:
            break
        if _are_heads(heads, row):
            columns = heads
        elif columns:
            said = {key: cell.strip() for key, cell in zip(columns, row, strict=False) if key and cell.strip()}
            found += [said] if said else []
    return (found[0], (), tuple(found[1:])) if found else ({}, (), ())


def _are_heads(heads: tuple[str, ...], row: tuple[str, ...]) -> bool:
    known, written = [*filter(None, heads)], [cell for cell in row if cell.strip()]
    return len(known) >= COLUMNS and len({*known}) == len(known) and len(known) >= MOST_OF * len(written)
