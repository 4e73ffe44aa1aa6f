"""The page of an officer's own entry in the directory: a code first, what can be otherwise, and what is put right."""

import pytest

from service.errors import Conflict
from service.seam.entry_pages import EntryLink
from tests.web.drafts_at_hand import RIGHT_CODE
from tests.web.entries_at_hand import OLD_LINK, OWN_LINK
from tests.web.seen import hidden, text, title

PAGE = f"/details/{OWN_LINK}"


def send(browser, step, page=None, **typed):
    page = page or browser.get(PAGE)
    return browser.post(PAGE, data=hidden(page) | typed | {"step": step})


def opened(browser):
    return send(browser, "open", code=RIGHT_CODE)


def changing(browser):
    return send(browser, "change", opened(browser), officer="o1")


def test_the_link_alone_shows_whom_it_was_made_for_and_nothing_of_the_entry(browser, edge):
    for page in (browser.get(PAGE), browser.head(PAGE), browser.get(PAGE)):
        assert page.status_code == 200
        assert "Wren" not in page.get_data(as_text=True) and "960001" not in page.get_data(as_text=True)
    assert "Safeguarding Lead, Northfield School" in text(browser.get(PAGE))
    assert edge.entries.acts == []


def test_a_code_shows_the_entry_and_another_does_not(browser, edge):
    assert "Enter the code" in title(send(browser, "code"))
    assert edge.entries.acts == [("code sent", OWN_LINK)]
    assert "That code is not right" in text(send(browser, "open", code="111111"))
    page = opened(browser)
    assert "Wren Canary" in text(page) and "from Monday 7 December 2026 until Friday 11 December 2026" in text(page)
    assert "Last checked by the officer Monday 1 June 2026" in text(page)


def test_all_of_it_is_right(browser, edge):
    page = send(browser, "right", opened(browser))
    assert "All of it is noted as right" in text(page)
    assert edge.entries.acts == [("confirmed", "proof")]


def test_without_the_mark_of_our_page_nothing_happens(browser, edge):
    given = hidden(opened(browser)) | {"step": "right", "mark": "somebody else's"}
    assert browser.post(PAGE, data=given).status_code == 422
    assert edge.entries.acts == []


def test_a_proof_that_is_over_asks_for_a_code_and_keeps_what_was_typed(browser, edge):
    typed = hidden(changing(browser)) | {"telephone": "01632 960999", "step": "save", "proof": "old"}
    page = browser.post(PAGE, data=typed | {"name": "Wren Canary"})
    assert page.status_code == 422 and "half an hour" in text(page)
    page = send(browser, "open", send(browser, "code", page), code=RIGHT_CODE)
    assert 'value="01632 960999"' in page.get_data(as_text=True) and edge.entries.acts[-1][0] == "code sent"


def test_what_is_otherwise_is_handed_on_and_what_becomes_of_it_is_said(browser, edge):
    page = changing(browser)
    assert 'value="01632 960001"' in page.get_data(as_text=True)
    page = send(browser, "save", page, telephone="01632 960002", name="Wren Canary", email="wren@school.example",
                note="A new post.")  # fmt: skip
    assert edge.entries.acts == [("corrected", "o1", "01632 960002", "A new post.", "s1")]
    assert "Changed now" in text(page) and "The coordinator looks at this first" in text(page)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"name": ""}, "Enter the officer’s name"),
        ({"email": "wren@elsewhere.example"}, "Enter an email address on one of this agency’s domains"),
        ({"telephone": "none"}, "Enter a phone number"),
        ({"deputy_name": "Ivy Thrift"}, "Enter an email address on one of this agency’s domains"),
        ({"deputy_email": "ivy@school.example"}, "Enter the deputy’s name"),
        ({"deputy_name": "Ivy", "deputy_email": "Wren@School.example"}, "The deputy must be someone else"),
        ({"first-day": "7", "first-month": "12", "first-year": "2026"}, "Enter the last day away"),
        (
            {"first-day": "7", "first-month": "12", "first-year": "2026",
             "last-day": "6", "last-month": "12", "last-year": "2026"},
            "Last day away must be the same as or after the first day away",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_used_says_so_and_nothing_is_changed(browser, edge, typed, message):
    right = {"name": "Wren Canary", "email": "wren@school.example"}
    page = send(browser, "save", changing(browser), **(right | typed))
    assert page.status_code == 422 and message in text(page)
    assert edge.entries.acts == []


def test_what_changed_meanwhile_is_said_with_what_was_typed(browser, edge):
    page = changing(browser)
    edge.entries.refuses = Conflict("Something changed.")
    page = send(browser, "save", page, telephone="01632 960002", name="Wren Canary", email="wren@school.example")
    assert page.status_code == 409 and "Something changed since you opened this page" in text(page)
    assert 'value="01632 960002"' in page.get_data(as_text=True)


def test_somebody_who_answers_in_an_officers_place_is_told_that_the_coordinator_looks_first(browser, edge):
    edge.entries.link = EntryLink("sefton", "a colleague of the Safeguarding Lead, Northfield School", is_own=False)
    assert "What you say goes to the coordinator" in text(opened(browser))
    assert "Send to the coordinator" in text(changing(browser))


def test_an_old_link_sends_a_fresh_one_where_that_was_asked_for(browser, edge):
    page = browser.get(f"/details/{OLD_LINK}")
    assert "no longer works" in title(page)
    assert browser.post(f"/details/{OLD_LINK}", data=hidden(page)).status_code == 422
    assert edge.entries.acts == []
    browser.post(f"/details/{OLD_LINK}", data=hidden(page) | {"fresh": "yes"})
    assert edge.entries.acts == [("fresh link", OLD_LINK)]


def test_a_link_that_we_did_not_make_leads_nowhere(browser):
    assert browser.get("/details/none").status_code == 404
