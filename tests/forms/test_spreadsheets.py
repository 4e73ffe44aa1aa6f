"""A summary log as a spreadsheet: written, read again however it came back, and harmless both ways."""

import csv
import io
import tempfile
import zipfile
from collections.abc import Mapping
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook

from forms import Choices, SummaryLogForm
from forms.documents import Why, as_csv, workbook
from forms.summary_log import ON_A_SHEET
from tests.forms.filled import read_back, why_not

Row = Mapping[str, str]
FIRST: Row = {
    "own_number": "CSP-9", "child_name": "Oriel Quince", "child_born": "2015-03-27", "age": "11", "concern": "Neglect.",
    "level_of_need": "section 17", "summary": "We saw it otherwise.\nThey closed it.", "outcome": "Still open",
    "reference": "LIV-4T9K-2MC2",
}  # fmt: skip
SECOND: Row = {**FIRST, "own_number": "CSP-10", "child_name": "Amos Tarn", "reference": ""}
HEADS = (
    "Your agency's escalation number", "Child's full name", "Date of birth or due date", "Age when the concern arose",
    "Concern", "Level of need", "Summary of the professional disagreement", "Actions undertaken towards resolution",
    "Outcome of resolution", "Our reference", "Which stage did it reach",
    "When was it escalated, and by whom",
)  # fmt: skip


def sheet(choices: Choices, *rows: Row, notes: tuple[str, ...] = ()) -> bytes:
    return workbook(SummaryLogForm.asking(choices), ON_A_SHEET, rows, notes)


def rows_in(content: bytes, choices: Choices) -> list[dict[str, str]]:
    found = read_back(content, choices)
    assert found.form == "summary_log"
    return [dict(row) for row in (found.given, *found.more)]


def test_it_is_one_table_with_its_title_in_the_first_cell_and_notes_apart(choices: Choices) -> None:
    book = load_workbook(io.BytesIO(sheet(choices, FIRST, SECOND, notes=("Send it back.",))))
    log, notes = book.worksheets
    assert log["A1"].value == "Agency escalation summary log" and notes["A2"].value == "Send it back."
    assert tuple(cell.value for cell in log[3]) == HEADS
    assert [table.ref for table in log.tables.values()] == ["A3:L5"] and not log.merged_cells.ranges
    assert (log["C4"].value, log["F4"].value) == ("27 March 2015", "Child in need (section 17)")


def test_what_was_written_is_read_again_row_by_row(choices: Choices) -> None:
    first, second = rows_in(sheet(choices, FIRST, SECOND), choices)
    answers = SummaryLogForm.read({"agency": "Cobalt Street", **first}, choices)
    assert dict(answers) == {"agency": "Cobalt Street", **FIRST}  # type: ignore[arg-type]
    assert second["child_name"] == "Amos Tarn" and "reference" not in second


def test_a_childs_name_never_lies_in_a_file_while_it_is_written(
    choices: Choices, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a file was made")

    monkeypatch.setattr(tempfile, "_mkstemp_inner", refuse)
    assert sheet(choices, FIRST)


def test_rows_that_were_sorted_moved_or_left_empty_and_columns_of_ones_own_do_not_matter(choices: Choices) -> None:
    book = load_workbook(io.BytesIO(sheet(choices, FIRST)))
    log = book.worksheets[0]
    log.insert_cols(1)
    log["A3"], log["A4"] = "Our file", "B 7"
    log["C7"], log["F7"] = "Amos Tarn", "Housing."
    kept = io.BytesIO()
    book.save(kept)
    found = rows_in(kept.getvalue(), choices)
    assert [row["child_name"] for row in found] == ["Oriel Quince", "Amos Tarn"]


@pytest.mark.parametrize("value", ["=1+1", "+44", "-1", "@SUM(A1)", '=HYPERLINK("x")'])
def test_what_begins_like_a_formula_is_text_in_both_kinds_and_comes_back_as_it_was(
    value: str, choices: Choices
) -> None:
    row = {**FIRST, "summary": value}
    cell = load_workbook(io.BytesIO(sheet(choices, row))).worksheets[0]["G4"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (value, "s", True)
    assert rows_in(sheet(choices, row), choices)[0]["summary"] == value
    text = as_csv(SummaryLogForm.asking(choices), ON_A_SHEET, [row])
    assert list(csv.reader(io.StringIO(text)))[1][6] == f"'{value}"
    assert rows_in(text.encode(), choices)[0]["summary"] == value


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_file_is_read_however_a_program_saved_it(mark: str, encoding: str, choices: Choices) -> None:
    table = io.StringIO()
    writer = csv.writer(table, delimiter=mark)
    writer.writerows([HEADS, [FIRST.get(key, "") for key in ON_A_SHEET], [SECOND.get(key, "") for key in ON_A_SHEET]])
    found = rows_in(table.getvalue().encode(encoding), choices)
    assert [row["own_number"] for row in found] == ["CSP-9", "CSP-10"]
    assert found[0]["summary"] == FIRST["summary"]


def test_numbers_and_dates_that_a_spreadsheet_made_of_what_was_typed_are_read(choices: Choices) -> None:
    book = Workbook()
    log = book.worksheets[0]
    log.append(HEADS)
    log.append([17, "Oriel Quince", date(2015, 3, 27), 11.0])
    kept = io.BytesIO()
    book.save(kept)
    [row] = rows_in(kept.getvalue(), choices)
    assert (row["own_number"], row["child_born"], row["age"]) == ("17", "27 March 2015", "11")


def test_another_table_is_none_of_ours(choices: Choices) -> None:
    book = Workbook()
    book.worksheets[0].append(["Room", "Day", "Lunch"])
    kept = io.BytesIO()
    book.save(kept)
    assert why_not(kept.getvalue(), choices) is Why.NOT_OURS
    assert why_not(b"Room,Day,Lunch\n1,2,3\n", choices) is Why.NOT_OURS


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The same package with another part in the place of its own."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.namelist():
            after.writestr(entry, part if entry == name else before.read(entry))
        if name not in before.namelist():
            after.writestr(name, part)
    return kept.getvalue()


ENTITIES = b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>'


@pytest.mark.parametrize(
    ("part", "content", "why"),
    [
        ("xl/worksheets/sheet1.xml", ENTITIES, Why.DAMAGED), ("xl/styles.xml", ENTITIES, Why.DAMAGED),
        ("_rels/.rels", ENTITIES, Why.DAMAGED), ("xl/worksheets/sheet1.xml", b"no xml", Why.DAMAGED),
        ("xl/workbook.xml", b"<workbook/>", Why.NOT_OURS), ("xl/vbaProject.bin", b"macro", Why.MACROS),
        ("xl/worksheets/sheet1.xml", b"<a>" + b" " * 21_000_000 + b"</a>", Why.TOO_LARGE),
    ],
)  # fmt: skip
def test_a_sheet_made_to_do_harm_is_not_opened(part: str, content: bytes, why: Why, choices: Choices) -> None:
    assert why_not(with_part(sheet(choices, FIRST), part, content), choices) is why


def test_a_row_at_the_end_of_the_world_is_not_waited_for(choices: Choices) -> None:
    book = load_workbook(io.BytesIO(sheet(choices, FIRST)))
    book.worksheets[0]["B1048576"] = "far away"
    kept = io.BytesIO()
    book.save(kept)
    assert len(rows_in(kept.getvalue(), choices)) == 1
