"""Whose draft it is: the cookie, the mark of each page, and other sites that would like to meddle."""

import pytest
from itsdangerous import TimestampSigner

from tests.web.seen import hidden, problems, text
from tests.web.test_raising import CHECK, RAISE
from tests.web.walking import raise_up_to, send


def test_the_browser_holds_a_handle_that_no_script_and_no_other_site_has(browser, edge, notification):
    page = browser.get(RAISE)
    assert "Set-Cookie" not in page.headers
    begun = browser.post(RAISE, data=hidden(page) | {"risk": "no"})
    [handle] = edge.drafts.kept
    assert begun.headers["Set-Cookie"].partition(";")[0] == f"draft={handle}"
    for told in ("HttpOnly", "SameSite=Lax", "Secure", "Path=/sefton/"):
        assert told in begun.headers["Set-Cookie"]
    assert handle not in begun.headers["Location"]
    assert "Set-Cookie" not in raise_up_to(browser, notification).headers


def test_where_the_pages_have_no_tls_the_cookie_works_all_the_same(browser, edge):
    edge.config.base_url = "http://127.0.0.1:8000"
    begun = browser.post(RAISE, data=hidden(browser.get(RAISE)) | {"risk": "no"})
    assert "Secure" not in begun.headers["Set-Cookie"]


SCREENS = ("matter", "check", "discussions", "discussions/1", "discussions/1/remove", "children/1", "about-you")


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("mark", ["", "altered", "of yesterday", "of another draft"])
def test_a_page_without_a_fresh_mark_changes_nothing_and_is_shown_again(
    mark, screen, browser, edge, notification, monkeypatch
):
    raise_up_to(browser, notification)
    if mark == "of yesterday":
        monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda self: 0)
        mark = hidden(browser.get(CHECK))["mark"]
        monkeypatch.undo()
    if mark == "of another draft":
        other = browser.application.test_client()
        mark = hidden(raise_up_to(other, notification, "matter"))["mark"]
    before = dict(edge.drafts.kept)
    said = notification | {"type": "drift", "spoken_how": "video", "name": "Sam", "your_email": "eve@evil.example"}
    response = browser.post(f"{RAISE}/{screen}", data=said | {"mark": mark, "another": "no"})
    assert response.status_code == 422
    assert "Nothing is lost" in problems(response)[""]
    assert edge.drafts.kept == before
    assert edge.acts == []


def test_another_site_cannot_begin_a_draft_in_this_browser(browser, edge):
    mark = hidden(browser.get(RAISE))
    for site in ("cross-site", "same-site"):
        response = browser.post(RAISE, data=mark | {"risk": "no"}, headers={"Sec-Fetch-Site": site})
        assert response.status_code == 422 and "Set-Cookie" not in response.headers
    assert edge.drafts.kept == {}
    own = browser.post(RAISE, data=mark | {"risk": "no"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert own.status_code == 303


def test_a_handle_that_nobody_gave_out_begins_anew(browser, edge):
    browser.set_cookie("draft", "of-nobody", path="/sefton/")
    assert browser.get(CHECK).headers["Location"] == RAISE
    begun = browser.post(RAISE, data=hidden(browser.get(RAISE)) | {"risk": "no"})
    assert list(edge.drafts.kept) != ["of-nobody"] and begun.status_code == 303


def test_finishing_here_deletes_all_of_it(browser, edge, notification):
    raise_up_to(browser, notification, "matter")
    left = browser.get(f"{RAISE}/instead/conduct")
    assert "we delete all that you typed" in text(left)
    browser.post(f"{RAISE}/finish", data={"mark": "altered"})
    assert len(edge.drafts.kept) == 1
    finished = browser.post(f"{RAISE}/finish", data=hidden(left), follow_redirects=True)
    assert "Your answers are deleted" in text(finished)
    assert edge.drafts.kept == {} and browser.get_cookie("draft", path="/sefton/") is None


def test_once_it_is_sent_the_computer_can_be_cleared_and_not_before(browser, edge, notification):
    raise_up_to(browser, notification)
    browser.post(f"{RAISE}/clear")
    assert len(edge.drafts.kept) == 1
    receipt = send(browser, notification)
    assert "Finish and clear this computer" in text(receipt)
    assert browser.post(f"{RAISE}/clear").headers["Location"] == "/sefton/"
    assert edge.drafts.kept == {} and browser.get_cookie("draft", path="/sefton/") is None
