"""An agency's log behind its signed link."""

import io

import pytest

from tests.web.edge import Edge
from tests.web.logs_at_hand import HANDLE, LOG, LOG_LINK, OLD_LOG
from tests.web.seen import hidden, problems, text, title, tree, values

PAGE = f"/l/{LOG}"
ROW = {
    "child_name": "Canary Sedge", "concern": "Housing.", "level_of_need": "section 17", "summary": "We settled it.",
    "outcome": "Settled",
}  # fmt: skip
TO_THE_LOG = ("/cases", "/cases/1", "/cases/2", "/sheet", "/sheet.xlsx", "/check", "/nil")


@pytest.fixture
def opened(browser):
    """A browser in which a code has opened the log."""
    code = browser.post(PAGE, data=hidden(browser.get(PAGE)) | {"cases": "yes", "step": "code"})
    done = browser.post(PAGE, data=values(code) | {"code": "135 246", "step": "enter"})
    assert done.status_code == 303 and done.headers["Location"] == f"{PAGE}/cases"
    return browser


def test_opening_the_link_shows_no_child_sets_no_cookie_and_changes_nothing(browser, edge: Edge):
    for _ in range(2):
        assert browser.head(PAGE).status_code == 200
        page = browser.get(PAGE)
    for said in (LOG_LINK.agency, LOG_LINK.quarter, LOG_LINK.role, "Friday 15 January 2027", "You sent your own log."):
        assert said in text(page)
    assert "Canary" not in text(page) and "Set-Cookie" not in page.headers and edge.logs.acts == []


def test_a_robot_that_presses_the_button_changes_nothing(browser, edge: Edge):
    for pressed in ({}, hidden(browser.get(PAGE)), {"step": "enter", "code": "135246"}):
        response = browser.post(PAGE, data=pressed)
        assert response.status_code == 422
        assert problems(response) == {"cases": "Select if you have cases to report"}
    assert browser.post(PAGE, data={"cases": "yes", "step": "code"}).status_code == 422
    assert edge.logs.acts == []


@pytest.mark.parametrize("address", TO_THE_LOG)
def test_without_the_code_nothing_of_the_log_is_shown(address, browser, edge: Edge):
    for method in ("GET", "POST"):
        answer = browser.open(f"{PAGE}{address}", method=method)
        assert answer.status_code in (303, 405, 422), address
        assert b"Canary" not in answer.data
    assert edge.logs.acts == []


def test_a_wrong_code_opens_nothing(browser):
    code = browser.post(PAGE, data=hidden(browser.get(PAGE)) | {"cases": "yes", "step": "code"})
    wrong = browser.post(PAGE, data=values(code) | {"code": "111111", "step": "enter"})
    assert wrong.status_code == 422 and "That code is not right" in text(wrong) and "Set-Cookie" not in wrong.headers


def test_the_cookie_is_for_this_link_alone_and_for_no_script(browser, opened):
    [cookie] = [one for one in (browser.get_cookie("log", path=PAGE),) if one]
    assert cookie.value == HANDLE and cookie.path == PAGE and cookie.http_only


def test_the_log_names_the_child_on_the_page_and_in_no_title_or_address(opened):
    page = opened.get(f"{PAGE}/cases")
    assert "Canary Meadow" in text(page) and "Canary" not in title(page)
    assert not [link for link in tree(page).xpath("//@href") if "anary" in link]


def test_a_row_is_changed_on_a_page_of_its_own(opened, edge: Edge):
    page = opened.get(f"{PAGE}/cases/1")
    asked = values(page)
    assert asked["outcome"] == "Still open" and asked["child_born-year"] == "2018" and "SEF-4T9K-2MC2" in text(page)
    wrong = opened.post(f"{PAGE}/cases/1", data=asked | {"outcome": ""})
    assert wrong.status_code == 422 and problems(wrong) == {"outcome": 'Enter the outcome, or "Still open"'}
    done = opened.post(f"{PAGE}/cases/1", data=asked | {"outcome": "They visit."})
    assert done.headers["Location"] == f"{PAGE}/cases" and edge.logs.rows[0]["outcome"] == "They visit."
    assert edge.logs.rows[0]["reference"] == "SEF-4T9K-2MC2"


def test_what_a_sheet_brought_in_a_row_of_ones_own_can_be_put_right_on_its_page(opened, edge: Edge):
    edge.logs.rows.append({**ROW, "stage": "nowhere", "escalated": "in spring"})
    asked = values(opened.get(f"{PAGE}/cases/2"))
    assert "escalated" in asked and "escalated" not in values(opened.get(f"{PAGE}/cases/1"))
    assert opened.post(f"{PAGE}/cases/2", data=asked).status_code == 422
    assert opened.post(f"{PAGE}/cases/2", data=asked | {"stage": "2", "escalated": ""}).status_code == 303


def test_a_case_is_added_and_removed(opened, edge: Edge):
    add = opened.get(f"{PAGE}/cases/2")
    assert title(add).startswith("Add a case dealt with inside stage 1")
    opened.post(f"{PAGE}/cases/2", data=values(add) | ROW)
    page = opened.get(f"{PAGE}/cases")
    assert "Row 2, added by you" in text(page)
    opened.post(f"{PAGE}/cases/2/remove", data={})
    opened.post(f"{PAGE}/cases/2/remove", data=hidden(page))
    assert edge.logs.acts[-2:] == [("changed", "2"), ("removed", "2")]
    assert opened.get(f"{PAGE}/cases/9").status_code == 404


def test_without_a_mark_no_row_is_changed(opened, edge: Edge):
    said = values(opened.get(f"{PAGE}/cases/1")) | {"mark": "", "outcome": "They visit."}
    answer = opened.post(f"{PAGE}/cases/1", data=said)
    assert answer.status_code == 422 and edge.logs.rows[0]["outcome"] == "Still open"


def test_a_sheet_is_uploaded_and_leads_to_the_check(opened, edge: Edge):
    along = hidden(opened.get(f"{PAGE}/sheet"))
    none = opened.post(f"{PAGE}/sheet", data=along)
    assert none.status_code == 422 and problems(none) == {"sheet": "Select a spreadsheet"}
    file = (io.BytesIO(b"PK: rows"), "log.xlsx")
    done = opened.post(f"{PAGE}/sheet", data=along | {"sheet": file}, content_type="multipart/form-data")
    assert done.headers["Location"] == f"{PAGE}/check" and edge.logs.acts[-1] == ("sheet", "log.xlsx")
    refused = opened.post(f"{PAGE}/sheet", data=b"x" * 10_600_000, content_type="multipart/form-data")
    assert problems(refused) == {"sheet": "The selected file must be smaller than 10MB"}


def test_the_sheet_to_fill_in_is_a_download(opened):
    answer = opened.get(f"{PAGE}/sheet.xlsx")
    assert answer.data == b"PK: a sheet" and "spreadsheetml" in answer.mimetype
    assert answer.headers["Content-Disposition"] == 'attachment; filename="log.xlsx"'


def test_what_was_checked_is_sent_and_what_changed_since_is_shown_again(opened, edge: Edge):
    along = hidden(opened.get(f"{PAGE}/check"))
    edge.logs.seen = "otherwise"
    changed = opened.post(f"{PAGE}/check", data=along)
    assert changed.status_code == 409 and "Something changed since you opened this page" in text(changed)
    done = opened.post(f"{PAGE}/check", data=hidden(changed))
    assert "Reply UNDO to our email until 5pm on Tuesday 24 November 2026" in text(done)
    assert edge.logs.acts[-1] == ("sent", along["submission_id"])


def test_a_row_that_lacks_something_is_led_to_before_anything_is_sent(opened, edge: Edge):
    edge.logs.rows.append({"child_name": "Canary Sedge"})
    refused = opened.post(f"{PAGE}/check", data=hidden(opened.get(f"{PAGE}/check")))
    assert refused.status_code == 422 and "Row 2: enter the outcome" in text(refused)
    assert f"{PAGE}/cases/2" in tree(refused).xpath("//a/@href") and edge.logs.acts[-1] == ("code sent", LOG)


def test_nothing_to_report_is_said_with_a_choice_and_a_button(opened, edge: Edge):
    asked = opened.get(f"{PAGE}/nil")
    assert "We hold 1 case of yours" in text(asked)
    unsaid = opened.post(f"{PAGE}/nil", data=hidden(asked))
    assert problems(unsaid) == {"nothing": "Select yes if you have nothing to report"}
    assert "nothing to log" in text(opened.post(f"{PAGE}/nil", data=hidden(asked) | {"nothing": "yes"}))
    assert edge.logs.acts[-1][0] == "nil"


def test_an_old_link_says_why_and_offers_a_fresh_one(browser, edge: Edge):
    page = browser.get(f"/l/{OLD_LOG}/cases")
    assert "asked for a newer log" in text(page)
    assert browser.post(f"/l/{OLD_LOG}", data=hidden(page)).status_code == 422
    assert browser.post(f"/l/{OLD_LOG}", data={"fresh": "yes"}).status_code == 422 and edge.logs.acts == []
    assert "fresh link" in text(browser.post(f"/l/{OLD_LOG}", data=hidden(page) | {"fresh": "yes"}))
    assert edge.logs.acts == [("fresh link", OLD_LOG)]


def test_a_link_that_nobody_knows_is_not_found(browser):
    assert browser.get("/l/nobody").status_code == 404
