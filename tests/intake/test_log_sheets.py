"""An agency's log as a spreadsheet: it goes with our request to whom it may, and comes back changed."""

import io
from email.message import EmailMessage
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import text

from service.intake.by_clock import log_requests
from service.store import logs
from tests.intake.desk import Parley
from tests.intake.house import House, reply, text_in
from tests.intake.test_enclosed import with_form
from tests.intake.test_log_returns import AGENCY, acts, receive, rows, stands
from tests.intake.writing import FROM_LIVERPOOL, UMBER

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"])
KEEPER = "opal.architrave@cobalt-street.example"
QUARTER = "log-october-to-december-2026.xlsx"
FIRST = 4  # the first row below the heads
COLUMN = {"concern": 5, "need": 6, "summary": 7, "actions": 8, "outcome": 9, "reference": 10}


def ask(parley: Parley, until: str = "2027-01-15") -> None:
    said = parley("log", "liverpool", "--agency", AGENCY, "--as", UMBER, "--why", "The quarter.", "--ask", until)
    assert said[0] == 0, said


def level(house: House, level: str) -> None:
    """How much the directory lets a mail to the school carry."""
    with house.service.sessions.begin() as session:
        session.execute(text("UPDATE officers SET level = :level"), {"level": level})


@pytest.fixture
def references(house: House, parley: Parley) -> list[str]:
    """Two cases of the school, the first of the quarter."""
    level(house, "L2")
    return [house.notify(partnership="liverpool", **FROM_LIVERPOOL).reference for _ in range(2)]


@pytest.fixture
def asked(house: House, parley: Parley, references: list[str]) -> EmailMessage:
    ask(parley)
    return house.last(KEEPER, "disagreement log")


def sheet_of(mail: EmailMessage) -> Worksheet:
    [file] = mail.iter_attachments()
    assert file.get_filename() == QUARTER
    return load_workbook(io.BytesIO(file.get_content())).worksheets[0]


def kept(sheet: Worksheet) -> bytes:
    book = io.BytesIO()
    sheet.parent.save(book)
    return book.getvalue()


def put(sheet: Worksheet, row: int, **values: str) -> None:
    for key, value in values.items():
        sheet.cell(FIRST + row - 1, COLUMN[key]).value = value or None


def settle(sheet: Worksheet) -> None:
    """What the notification did not say, and every row has to."""
    for row in (1, 2):
        put(sheet, row, need="Child in need (section 17)")


def told(house: House, words: str) -> str:
    return " ".join(text_in(house.last(KEEPER, words)).split())


def test_the_log_goes_with_our_request_where_the_directory_allows_it(
    asked: EmailMessage, references: list[str]
) -> None:
    sheet = sheet_of(asked)
    assert [sheet.cell(row, COLUMN["reference"]).value for row in (4, 5)] == references
    assert [sheet.cell(row, 2).value for row in (4, 5)] == ["Zebedee Quill"] * 2
    assert asked["Subject"] == "Your disagreement log, October to December: due 15 January"
    assert "We hold 2 cases of yours." in text_in(asked) and "It names children" in text_in(asked)
    assert "Quill" not in text_in(asked)


@pytest.mark.parametrize("mail_may_carry", ["L1", "L0", ""])
def test_below_that_level_nothing_of_a_child_leaves(
    mail_may_carry: str, house: House, parley: Parley, references: list[str]
) -> None:
    level(house, mail_may_carry)
    ask(parley)
    mail = house.last(KEEPER, "disagreement log")
    assert not [*mail.iter_attachments()] and "attached" not in text_in(mail)


def test_a_reminder_brings_it_again(house: House, asked: EmailMessage) -> None:
    house.turn(days=45)
    log_requests.remind(house.service)
    mail = house.last(KEEPER, "Nothing has come yet")
    assert mail["Subject"] == "Your disagreement log: due Fri 15 January" and sheet_of(mail)


@pytest.mark.parametrize(
    ("until", "held"), [("2026-12-15", 2), ("2027-01-20", 2), ("2027-04-15", 2), ("2026-10-15", 0)]
)
def test_it_has_the_cases_that_were_open_in_that_quarter(
    until: str, held: int, house: House, parley: Parley, references: list[str]
) -> None:
    ask(parley, until)
    [file] = house.last(KEEPER, "disagreement log").iter_attachments()
    sheet = load_workbook(io.BytesIO(file.get_content())).worksheets[0]
    assert len([row for row in sheet.iter_rows(min_row=FIRST, max_col=2, values_only=True) if row[1]]) == held


def test_what_is_changed_in_the_sheet_is_the_agencys_return_and_changes_no_case(
    house: House, asked: EmailMessage, references: list[str], parley: Parley
) -> None:
    sheet = sheet_of(asked)
    settle(sheet)
    put(sheet, 1, outcome="They visit weekly.", actions="We met.", summary="In our words.")
    put(sheet, 3, concern="Housing.", need="S17", summary="We settled it.", outcome="Settled at stage 1")
    sheet.cell(FIRST + 2, 2).value = "Amos Tarn"
    before = house.facts(references[0])
    assert receive(house, with_form(asked, "Attached.", kept(sheet))) == (
        "note_added", f"It brings the log of {AGENCY}.",
    )  # fmt: skip
    said = told(house, "disagreement log: received")
    assert "Before: 2 rows, 2 still open. After: 3 rows, 1 still open." in said
    assert "Changed: 2 rows (level of need in 2, summary in 1, actions in 1, outcome in 1). Added: 1 row." in said
    assert "reply UNDO before" in said and "Quill" not in said and "Tarn" not in said
    assert house.facts(references[0]) == before
    found = stands(house)
    assert found and found.rows[0]["outcome"] == "They visit weekly." and len(found.rows) == 3
    assert rows(parley)[0]["summary"] == "In our words."
    assert "Amos Tarn" not in str(house.dump())


def test_a_sheet_that_comes_back_as_it_was_changes_nothing_and_lacks_nothing(
    house: House, asked: EmailMessage, references: list[str]
) -> None:
    receive(house, with_form(asked, "", kept(sheet_of(asked))))
    said = told(house, "received")
    assert not any(word in said for word in ("Changed", "Added", "Left out"))


def test_stage_and_dates_of_a_case_are_ours(house: House, asked: EmailMessage, references: list[str]) -> None:
    sheet = sheet_of(asked)
    sheet.cell(FIRST, 11).value, sheet.cell(FIRST, 12).value = "Stage 9", "in spring"
    receive(house, with_form(asked, "", kept(sheet)))
    assert "Changed" not in told(house, "received")


def test_a_row_that_is_missing_is_said_and_nothing_is_deleted(
    house: House, asked: EmailMessage, references: list[str], parley: Parley
) -> None:
    sheet = sheet_of(asked)
    settle(sheet)
    sheet.delete_rows(FIRST)
    receive(house, with_form(asked, "", kept(sheet)))
    assert "Left out: 1 row that we hold." in told(house, "received") and len(rows(parley)) == 2


def test_only_what_is_faulty_is_asked_for_by_row_and_answered_by_number(
    house: House, asked: EmailMessage, references: list[str], parley: Parley
) -> None:
    sheet = sheet_of(asked)
    settle(sheet)
    put(sheet, 3, concern="Housing.", need="S17", summary="We settled it.")
    sheet.cell(FIRST + 2, 2).value = "Amos Tarn"
    put(sheet, 4, concern="Delay.", need="nobody knows", outcome="Still open")
    sheet.cell(FIRST + 3, 2).value = "Ivy Fell"
    receive(house, with_form(asked, "", kept(sheet)))
    faulty = house.last(KEEPER, "2 rows to check")
    said = text_in(faulty)
    assert faulty["Subject"] == "Your disagreement log: 2 rows to check"
    assert 'Row 3: enter the outcome, or "Still open"' in said
    assert "Row 4a: select" in said and "Row 4b: enter a summary" in said
    assert "Row 1" not in said.partition("Row 1 is the first")[0] and "Tarn" not in said and "Fell" not in said
    receive(house, reply(faulty, "3: Settled at stage 1\r\n4a: early help"))
    again = house.last(KEEPER, "1 row to check")
    assert "Row 4: enter a summary" in text_in(again)
    receive(house, reply(again, "Row 4: They did not answer.\r\nWe wrote twice.\r\n\r\nKind regards"))
    assert house.last(KEEPER, "disagreement log: received")
    found = stands(house)
    assert found and not found.faulty
    assert [row["outcome"] for row in found.rows][2:] == ["Settled at stage 1", "Still open"]
    assert found.rows[3]["summary"] == "They did not answer.\nWe wrote twice."
    assert acts(house).count("recorded a sheet return of a log") == 3


def test_a_new_sheet_takes_the_place_of_one_with_faults(
    house: House, asked: EmailMessage, references: list[str]
) -> None:
    sheet = sheet_of(asked)
    put(sheet, 1, outcome="They visit weekly.")
    receive(house, with_form(asked, "", kept(sheet)))
    faulty = house.last(KEEPER, "1 row to check")
    assert "Row 1: select" in text_in(faulty), "only where something was changed is the rest asked for"
    settle(sheet)
    receive(house, with_form(faulty, "", kept(sheet)))
    found = stands(house)
    assert found and found.faulty == () and told(house, "received")


def test_what_was_returned_to_one_request_is_not_in_the_next_log(
    house: House, asked: EmailMessage, references: list[str], parley: Parley
) -> None:
    sheet = sheet_of(asked)
    settle(sheet)
    put(sheet, 3, concern="Housing.", need="S17", summary="We settled it.", outcome="Settled at stage 1")
    sheet.cell(FIRST + 2, 2).value = "Amos Tarn"
    receive(house, with_form(asked, "", kept(sheet)))
    ask(parley, "2027-04-15")
    assert "We hold 2 cases of yours." in told(house, "January to March")


def test_the_command_line_writes_it_and_says_what_came(
    house: House, asked: EmailMessage, references: list[str], parley: Parley, tmp_path: Path
) -> None:
    wanted = ("log", "liverpool", "--agency", AGENCY, "--as", UMBER, "--why", "To print it.")
    for name in ("log.xlsx", "log.csv"):
        assert parley(*wanted, "-o", str(tmp_path / name))[0] == 0
    assert load_workbook(tmp_path / "log.xlsx").worksheets[0]["B4"].value == "Zebedee Quill"
    assert "Zebedee Quill" in (tmp_path / "log.csv").read_text("utf-8-sig")
    assert parley(*wanted, "-o", str(tmp_path / "log.doc"))[0] == 2
    sheet = sheet_of(asked)
    settle(sheet)
    receive(house, with_form(asked, "", kept(sheet)))
    assert "Changed: 2 rows" in parley("log", "liverpool", "--as", UMBER, "--why", "To see.", "--returns")[1]
    assert isinstance(stands(house), logs.Return)
