"""An agency's log behind the signed link in our request: opened by a code, changed in a copy, sent as its return."""

import io
import re
from email.message import EmailMessage

import pytest
from openpyxl import load_workbook

from service.intake.by_page import logs as door
from service.intake.by_page.logs import LogsOf
from service.seam.link_pages import Expired, WrongCode
from service.seam.log_pages import LogLink, OpenLog
from tests.intake.desk import Parley
from tests.intake.house import House, reply, text_in
from tests.intake.test_log_returns import AGENCY, acts, rows, stands
from tests.intake.test_log_sheets import KEEPER, ask
from tests.intake.test_notifications import code_in
from tests.intake.writing import FROM_LIVERPOOL, UMBER

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"])
ADDED = {
    "child_name": "Amos Tarn", "concern": "Housing.", "level_of_need": "section 17", "summary": "We settled it.",
    "outcome": "Settled at stage 1",
}  # fmt: skip


def link_in(mail: EmailMessage) -> str:
    found = re.search(r"/l/([a-z2-7]{26})", text_in(mail))
    assert found, text_in(mail)
    return found[1]


@pytest.fixture
def logs(house: House) -> LogsOf:
    return house.pages.logs


@pytest.fixture
def reference(house: House) -> str:
    return house.notify(partnership="liverpool", **FROM_LIVERPOOL).reference


@pytest.fixture
def token(house: House, parley: Parley, reference: str) -> str:
    """The link of whoever keeps the school's log, who has one case."""
    ask(parley)
    return link_in(house.last(KEEPER, "disagreement log"))


def opened(house: House, logs: LogsOf, token: str) -> str:
    logs.send_code(token)
    handle = logs.open(token, code_in(house, KEEPER))
    assert isinstance(handle, str)
    return handle


@pytest.fixture
def handle(house: House, logs: LogsOf, token: str) -> str:
    return opened(house, logs, token)


def found(logs: LogsOf, token: str, handle: str) -> OpenLog:
    log = logs.find(token, handle)
    assert log is not None
    return log


def test_the_link_says_whose_log_it_is_and_nothing_of_a_child(house: House, logs: LogsOf, token: str) -> None:
    before = house.dump()
    link = logs.page(token)
    assert isinstance(link, LogLink)
    assert (link.agency, link.quarter, link.held, link.answered) == (AGENCY, "October to December", 1, "")
    assert "Quill" not in repr(link) and house.dump() == before
    assert logs.page("a" * 26) is None


def test_only_the_code_that_went_to_the_address_on_record_opens_it(house: House, logs: LogsOf, token: str) -> None:
    logs.send_code(token)
    assert logs.open(token, "000000") == WrongCode("wrong")
    code = code_in(house, KEEPER)
    handle = logs.open(token, code)
    assert isinstance(handle, str) and logs.find(token, handle)
    assert logs.open(token, code) == WrongCode("expired"), "a code works once"
    assert logs.find(token, "b" * 26) is None
    assert acts(house)[-1] == "opened a summary log"
    [row] = found(logs, token, handle).rows
    assert row.given["child_name"] == "Zebedee Quill" and "Quill" not in repr(row)


def test_a_copy_that_lay_idle_needs_a_new_code_and_goes_on_then(
    house: House, logs: LogsOf, token: str, handle: str
) -> None:
    assert logs.change(token, handle, 2, ADDED)
    house.pass_time(minutes=31)
    assert logs.find(token, handle) is None and not logs.change(token, handle, 3, ADDED)
    again = opened(house, logs, token)
    assert len(found(logs, token, again).rows) == 2 and logs.find(token, handle) is None


def test_what_is_changed_and_added_is_the_agencys_return_once_it_is_sent(
    house: House, logs: LogsOf, token: str, handle: str, parley: Parley, reference: str
) -> None:
    assert logs.change(token, handle, 1, {"outcome": "They visit weekly.", "level_of_need": "section 17"})
    assert logs.change(token, handle, 2, ADDED)
    assert stands(house) is None, "nothing is recorded before it is sent"
    log = found(logs, token, handle)
    assert log.changes == ("Changed: 1 row (level of need in 1, outcome in 1).", "Added: 1 row.")
    before = house.facts(reference)
    recorded = logs.send(token, handle, "one", log.seen)
    assert recorded and "Changed: 1 row" in recorded.sentence
    one = stands(house)
    assert one and one.kind == "sheet" and one.rows[0]["outcome"] == "They visit weekly."
    assert len(rows(parley)) == 2 and house.facts(reference) == before
    mail = house.last(KEEPER, "disagreement log: received")
    assert "Added: 1 row." in " ".join(text_in(mail).split()) and "Tarn" not in text_in(mail)
    assert [name for name, kept in house.dump().items() if "Amos Tarn" in str(kept)] == []
    house.receive(reply(mail, "UNDO"), "liverpool@parley.example")
    assert stands(house) is None and acts(house)[-1] == "took back a sheet return of a log"


def test_a_second_press_records_nothing_more_and_is_shown_the_same(
    house: House, logs: LogsOf, token: str, handle: str
) -> None:
    seen = found(logs, token, handle).seen
    first, second = logs.send(token, handle, "one", seen), logs.send(token, handle, "one", seen)
    assert first and second and first.undo_until == second.undo_until
    assert acts(house).count("recorded a correct return of a log") == 1
    assert len(house.to(KEEPER, "disagreement log: received")) == 1
    link = logs.page(token)
    assert isinstance(link, LogLink) and link.answered == "You said that our log is correct."


def test_what_changed_since_it_was_checked_is_not_sent(
    house: House, logs: LogsOf, token: str, handle: str
) -> None:
    seen = found(logs, token, handle).seen
    house.notify(partnership="liverpool", **FROM_LIVERPOOL)
    assert logs.send(token, handle, "one", seen) is None and stands(house) is None
    assert found(logs, token, handle).changes == ("Left out: 1 row that we hold.",)


def test_a_row_that_lacks_something_is_not_sent(house: House, logs: LogsOf, token: str, handle: str) -> None:
    assert logs.change(token, handle, 2, {"child_name": "Amos Tarn"})
    log = found(logs, token, handle)
    assert [row.number for row in log.faulty] == [2] and 'enter the outcome, or "Still open"' in log.rows[1].lacks
    assert logs.send(token, handle, "one", log.seen) is None and stands(house) is None


def test_nothing_to_log_is_a_return_and_the_coordinator_hears_where_we_hold_a_case(
    house: House, logs: LogsOf, token: str, handle: str
) -> None:
    recorded = logs.nil(token, handle, "one")
    assert recorded and "We hold 1 case of yours" in recorded.sentence
    one = stands(house)
    assert one and one.kind == "nil" and house.last(UMBER, "nothing to log, and we hold cases")


def test_only_an_added_row_can_be_removed(logs: LogsOf, token: str, handle: str) -> None:
    assert logs.change(token, handle, 2, ADDED) and not logs.remove(token, handle, 1)
    assert logs.remove(token, handle, 2) and len(found(logs, token, handle).rows) == 1
    assert not logs.change(token, handle, 3, ADDED), "rows follow one another"


def test_the_log_as_a_sheet_goes_out_changed_and_comes_back(
    house: House, logs: LogsOf, token: str, handle: str
) -> None:
    content = logs.sheet(token, handle)
    assert content and acts(house)[-1] == "downloaded a summary log" and logs.sheet(token, "b" * 26) is None
    book = load_workbook(io.BytesIO(content))
    book.worksheets[0]["I4"], book.worksheets[0]["F4"] = "They visit weekly.", "S17"
    kept = io.BytesIO()
    book.save(kept)
    assert logs.put_sheet(token, handle, "log.xlsx", kept.getvalue()) == ""
    assert found(logs, token, handle).changes == ("Changed: 1 row (level of need in 1, outcome in 1).",)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("", b"", "Select a spreadsheet"), ("log.xlsx", b"", "The selected file is empty"),
        ("log.xlsx", b"x" * 10_000_001, "The selected file must be smaller than 10MB"),
        ("log.pdf", b"%PDF-1.7\n", "The selected file must be an XLSX or CSV"),
        ("log.csv", b"Room,Day,Lunch\n1,2,3\n", "The selected file must use the template"),
        ("log.txt", b"Room,Day,Lunch\n1,2,3\n", "The selected file must be an XLSX or CSV"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_says_what_to_do(
    name: str, content: bytes, says: str, logs: LogsOf, token: str, handle: str
) -> None:
    assert logs.put_sheet(token, handle, name, content) == says
    assert len(found(logs, token, handle).rows) == 1


def test_a_csv_file_of_ours_is_read(logs: LogsOf, token: str, handle: str) -> None:
    lines = "Child's full name,Concern,Outcome of resolution\nAmos Tarn,Housing.,Settled\n"
    assert logs.put_sheet(token, handle, "log.csv", lines.encode()) == ""
    assert [row.given["child_name"] for row in found(logs, token, handle).rows] == ["Amos Tarn"]


def test_a_link_to_an_earlier_log_is_over_and_a_fresh_one_goes_to_its_own_address(
    house: House, logs: LogsOf, token: str, handle: str, parley: Parley
) -> None:
    ask(parley, "2027-04-15")
    assert isinstance(logs.page(token), Expired) and logs.find(token, handle) is None
    house.sent()
    logs.fresh_link(token)
    fresh = link_in(house.last(KEEPER, "Nothing has come yet"))
    assert isinstance(logs.page(fresh), LogLink)


def test_a_copy_goes_when_its_time_is_over(house: House, logs: LogsOf, token: str, handle: str) -> None:
    assert not door.sweep(house.service)
    house.turn(days=8)
    assert door.sweep(house.service) and house.dump()["log_copies"] == []
