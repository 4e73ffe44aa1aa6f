"""A form that repeats as a spreadsheet: a row a case under the questions' names, and a second sheet of notes.

What somebody typed is text and is never reckoned: a value that begins like a formula is marked as text (OWASP, CSV
injection).
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from forms.as_text import bare
from forms.base import PublishedForm
from forms.paper import in_words, mark_of

SIGNS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet may take for the beginning of a formula
TITLE_ROWS = 2  # the title, and an empty row: the heads stand below
NARROW, WIDE = 16, 44  # signs
LONGEST = 32_767  # signs that a cell holds
ANY_DAY = datetime(2026, 1, 1)  # noqa: DTZ001 - the format has no zone, and nobody is told when a file was made
Row = Mapping[str, str]


def workbook(form: PublishedForm, keys: Sequence[str], rows: Iterable[Row], notes: Sequence[str] = ()) -> bytes:
    """The rows as .xlsx: one table, its title in A1. `rows` hold kept answers by key, `notes` a line to each cell."""
    book = Workbook()
    book.properties.creator, book.properties.created, book.properties.modified = "", ANY_DAY, ANY_DAY
    sheet = book.worksheets[0]
    sheet.title = "Log"
    sheet["A1"] = form.title
    sheet["A1"].font = Font(bold=True, size=14)
    table = [[heading(form, key) for key in keys], *([said(form, key, row) for key in keys] for row in rows)]
    _write(sheet, table if len(table) > 1 else [*table, [""] * len(keys)])
    _as_table(sheet, form, keys)
    about = book.create_sheet("Notes")
    about.column_dimensions["A"].width = 2 * WIDE
    for number, line in enumerate((mark_of(form), *notes), start=1):
        _cell(about, number, 1, line)
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        InMemory(book, archive).write_data()
    return kept.getvalue()


class InMemory(ExcelWriter):  # type: ignore[misc]
    """The library would put each sheet, and the children's names with it, into a file for a moment."""

    def write_worksheet(self, ws: Worksheet) -> None:
        writer = WorksheetWriter(ws, out=io.BytesIO())
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], writer.read())
        self.manifest.append(ws)


def as_csv(form: PublishedForm, keys: Sequence[str], rows: Iterable[Row]) -> str:
    """The rows as CSV; a value that a spreadsheet would reckon stands behind an apostrophe."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(heading(form, key) for key in keys)
    writer.writerows([harmless(row.get(key, "")) for key in keys] for row in rows)
    return table.getvalue()


def heading(form: PublishedForm, key: str) -> str:
    return bare(form[key].label.text)


def said(form: PublishedForm, key: str, row: Row) -> str:
    """An answer as a sheet shows it."""
    return in_words(form[key], row.get(key, "")) if _is_one(form, key, row) else row.get(key, "")


def _is_one(form: PublishedForm, key: str, row: Row) -> bool:
    """Whether it is a date by itself, or no date: the children of one case may have several."""
    return form[key].kind != "date" or "," not in row.get(key, "")


def harmless(value: str) -> str:
    return f"'{value}" if value.startswith(SIGNS) else value


def _write(sheet: Worksheet, table: Sequence[Sequence[str]]) -> None:
    for number, row in enumerate(table, start=TITLE_ROWS + 1):
        for column, value in enumerate(row, start=1):
            _cell(sheet, number, column, value)


def _cell(sheet: Worksheet, row: int, column: int, value: str) -> None:
    cell = sheet.cell(row, column)
    cell.value = "".join(sign for sign in value if sign in "\n\t" or sign.isprintable())[:LONGEST]
    cell.data_type, cell.quotePrefix = "s", value.startswith(SIGNS)
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _as_table(sheet: Worksheet, form: PublishedForm, keys: Sequence[str]) -> None:
    """Marked as a table, with room for what is long, and its heads in view."""
    corner = sheet.cell(sheet.max_row, len(keys)).coordinate
    table = Table(displayName="Cases", ref=f"A{TITLE_ROWS + 1}:{corner}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    sheet.add_table(table)
    sheet.freeze_panes = f"A{TITLE_ROWS + 2}"
    for column, key in enumerate(keys, start=1):
        letter = sheet.cell(TITLE_ROWS + 1, column).column_letter
        sheet.column_dimensions[letter].width = WIDE if form[key].keeps_lines else NARROW
