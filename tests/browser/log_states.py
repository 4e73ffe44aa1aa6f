"""An agency's log behind its signed link in every state, and the way there, as whoever keeps it takes it."""

import re
from datetime import UTC, datetime, timedelta
from itertools import count

from service.intake.by_clock import log_requests
from service.telling.occasion import Occasion
from tests.browser.state import state
from tests.browser.states import ONE_LONG_WORD
from tests.browser.visitor import Visitor
from tests.intake.house import House, text_in
from tests.intake.test_log_returns import AGENCY
from tests.intake.test_notifications import code_in
from tests.intake.writing import FROM_LIVERPOOL
from tests.seeds.merseyside import SCHOOLS_OFFICER

ADDED = {
    "child_name": "Amos Tarn", "concern": f"Housing. {ONE_LONG_WORD}", "level_of_need": "section 17",
    "summary": "We settled it.", "outcome": "Settled at stage 1",
}  # fmt: skip
DUE = datetime(2027, 1, 15, 17, 0, tzinfo=UTC)
MINUTES = count()  # each visitor is asked anew: for a day there is one request


def log_link(house: House) -> str:
    """The signed link that the keeper of the school's log was sent, who has a case."""
    house.notify(partnership="liverpool", **FROM_LIVERPOOL)
    before = len(house.to(SCHOOLS_OFFICER))  # what the desk asked for has left by now, too
    at, until = house.service.clock.now(), DUE + timedelta(minutes=next(MINUTES))
    with house.service.sessions.begin() as session:
        assert log_requests.ask(Occasion(house.service, session, "liverpool", at), "officer:none", AGENCY, until, "")
    [asked] = house.to(SCHOOLS_OFFICER)[before:]
    found = re.search(r"/l/[a-z2-7]{26}", text_in(asked))
    assert found
    return found[0]


@state("log.ask", "links/log/link.html")
def log(visitor: Visitor) -> None:
    visitor.open(log_link(visitor.site.house))


@state("log.answered", "links/log/link.html")
def log_not_answered(visitor: Visitor) -> None:
    log(visitor)
    visitor.press("Continue")


@state("log.answered", "links/log/code.html")
def log_code(visitor: Visitor, cases: str = "yes") -> None:
    log(visitor)
    visitor.fill({"cases": cases})
    visitor.press("Continue")


@state("log.answered", "links/log/code.html")
def log_code_wrong(visitor: Visitor) -> None:
    log_code(visitor)
    visitor.fill({"code": "1"})
    visitor.press("Continue")


@state("log.table", "links/log/table.html")
def log_opened(visitor: Visitor) -> None:
    log_code(visitor)
    visitor.fill({"code": code_in(visitor.site.house, SCHOOLS_OFFICER)})
    visitor.press("Continue")


def to(visitor: Visitor, page: str) -> None:
    """That page of the log in hand."""
    visitor.open(f"/l/{visitor.page.url.partition('/l/')[2].partition('/')[0]}/{page}")


@state("log.row", "links/log/row.html")
def log_row(visitor: Visitor) -> None:
    log_opened(visitor)
    to(visitor, "cases/1")


@state("log.row_changed", "links/log/row.html")
def log_row_with_everything_missing(visitor: Visitor) -> None:
    log_added(visitor, save=False)
    visitor.press("Save and go back to the log")


def log_added(visitor: Visitor, *, save: bool = True) -> None:
    log_opened(visitor)
    to(visitor, f"cases/{visitor.page.locator('.govuk-summary-card').count() + 1}")
    if save:
        visitor.fill(ADDED)
        visitor.press("Save and go back to the log")


@state("log.table", "links/log/table.html")
def log_with_an_added_row(visitor: Visitor) -> None:
    log_added(visitor)


@state("log.table", "links/log/table.html")
def log_with_a_row_removed(visitor: Visitor) -> None:
    log_added(visitor)
    visitor.press("Remove")


@state("log.sheet", "links/log/sheet.html")
def log_sheet(visitor: Visitor) -> None:
    log_opened(visitor)
    to(visitor, "sheet")


@state("log.sheet_sent", "links/log/sheet.html")
def log_sheet_of_another_kind(visitor: Visitor) -> None:
    log_sheet(visitor)
    visitor.page.set_input_files("#sheet", {"name": "log.pdf", "mimeType": "", "buffer": b"%PDF-1.7\n"})
    visitor.press("Upload the sheet")


@state("log.check", "links/log/check.html")
def log_check_of_a_sheet_that_lacks_something(visitor: Visitor) -> None:
    log_sheet(visitor)
    lines = "Child's full name,Concern,Outcome of resolution\nAmos Tarn,Housing.,\n"
    visitor.page.set_input_files("#sheet", {"name": "log.csv", "mimeType": "", "buffer": lines.encode()})
    visitor.press("Upload the sheet")


@state("log.send", "links/log/check.html")
def log_not_sent_while_it_lacks_something(visitor: Visitor) -> None:
    log_check_of_a_sheet_that_lacks_something(visitor)
    visitor.press("Send your log")


@state("log.check", "links/log/check.html")
def log_check(visitor: Visitor) -> None:
    log_opened(visitor)
    to(visitor, "check")


@state("log.check", "links/log/check.html")
def log_check_of_changes(visitor: Visitor) -> None:
    log_added(visitor)
    to(visitor, "check")


@state("log.send", "links/log/recorded.html")
def log_sent(visitor: Visitor) -> None:
    log_check_of_changes(visitor)
    visitor.press("Send your log")


@state("log.nil", "links/log/nil.html")
def log_nil(visitor: Visitor) -> None:
    log_code(visitor, "no")
    visitor.fill({"code": code_in(visitor.site.house, SCHOOLS_OFFICER)})
    visitor.press("Continue")


@state("log.nil_sent", "links/log/nil.html")
def log_nil_not_said(visitor: Visitor) -> None:
    log_nil(visitor)
    visitor.press("Confirm")


@state("log.nil_sent", "links/log/recorded.html")
def log_nil_sent(visitor: Visitor) -> None:
    log_nil(visitor)
    visitor.fill({"nothing": "yes"})
    visitor.press("Confirm")


@state("log.ask", "links/expired.html")
def log_of_an_earlier_day(visitor: Visitor) -> None:
    link = log_link(visitor.site.house)
    log_link(visitor.site.house)
    visitor.open(link)


@state("log.answered", "links/expired.html")
def log_of_an_earlier_day_not_answered(visitor: Visitor) -> None:
    log_of_an_earlier_day(visitor)
    visitor.press("Send a fresh link")


@state("log.answered", "links/link_sent.html")
def log_link_sent(visitor: Visitor) -> None:
    log_of_an_earlier_day(visitor)
    visitor.fill({"fresh": "yes"})
    visitor.press("Send a fresh link")
