"""Saved for later, hidden when idle, and shown again to whoever reads the mail."""

import pytest

from tests.web.drafts_at_hand import LINK_BACK, RIGHT_CODE
from tests.web.seen import hidden, problems, text, title, tree, values
from tests.web.test_raising import CHECK, RAISE
from tests.web.walking import answer, buttons, raise_up_to

SAVE, CODE, BACK, DRAFT = f"{RAISE}/save", f"{RAISE}/code", f"{RAISE}/back/{LINK_BACK}", f"{RAISE}/draft"


@pytest.fixture
def written(browser, edge, notification):
    """Somebody is at the check; the handle of their draft."""
    raise_up_to(browser, notification)
    [handle] = edge.drafts.kept
    return handle


def show_with(browser, address, **said):
    page = browser.get(address)
    return browser.post(address, data=hidden(page) | said, follow_redirects=True)


def test_every_screen_can_be_saved_half_filled(browser, edge, notification):
    page = raise_up_to(browser, notification, "child")
    saving = answer(browser, page, {"child_name": "Canary"}, then="save")
    assert (saving.request.path, values(saving)["your_email"]) == (SAVE, notification["your_email"])
    [draft] = edge.drafts.kept.values()
    assert draft.typed["child_name"] == "Canary"
    entry = browser.get(f"{RAISE}/children/1")
    assert answer(browser, entry, {"name": "Alex"}, then="save").request.path == SAVE
    assert next(iter(edge.drafts.kept.values())).added["children"][0]["name"] == "Alex"
    listed = browser.get(f"{RAISE}/children")
    assert answer(browser, listed, {}, then="save").request.path == SAVE


def test_the_link_is_mailed_and_the_answers_are_hidden_here(browser, edge, written):
    told = show_with(browser, SAVE, your_email="jo.field@northfield.example")
    assert title(told).startswith("We have saved your answers")
    assert "5pm on Monday 30 November 2026" in text(told) and "jo.field@northfield.example" in text(told)
    assert edge.drafts.mailed == ["jo.field@northfield.example"]
    for screen in ("", "/about-you", "/check", "/discussions", "/children/1", "/save", "/draft", "/instead/conduct"):
        assert browser.get(f"{RAISE}{screen}").headers["Location"] == CODE
    assert "Canary" not in text(browser.get(f"{RAISE}/saved"))


def test_an_address_that_cannot_be_written_to_is_put_right_first(browser, edge, written):
    for said, message in (
        ("", "Enter your work email address"),
        ("jo", "Enter an email address in the correct format, like name@example.com"),
    ):
        wrong = show_with(browser, SAVE, your_email=said)
        assert (wrong.status_code, problems(wrong)) == (422, {"your_email": message})
    assert edge.drafts.mailed == []


def test_it_can_be_sent_again_from_where_it_was_saved(browser, edge, written):
    told = show_with(browser, SAVE, your_email="jo.field@northfield.example")
    again = browser.post(SAVE, data=hidden(told) | {"your_email": "eve@evil.example"}, follow_redirects=True)
    assert again.request.path == f"{RAISE}/saved"
    assert edge.drafts.mailed == ["jo.field@northfield.example"] * 2


@pytest.mark.parametrize("way", [CODE, BACK])
def test_a_code_shows_it_again_and_no_other(way, browser, edge, written):
    edge.drafts.hide(written)
    page = browser.get(way)
    assert "j•••@northfield.example" in text(page) and "jo.field" not in page.get_data(as_text=True)
    asked = show_with(browser, way, step="code")
    assert title(asked).startswith("Enter the code we sent you") and edge.drafts.mailed == ["a code"]
    for said, message in (
        ("", "Enter the code"), ("12345", "Code must be 6 numbers"),
        ("111111", "That code is not right – check the latest email"),
    ):  # fmt: skip
        wrong = show_with(browser, way, step="open", code=said)
        assert (wrong.status_code, problems(wrong)) == (422, {"code": message})
        assert browser.get(CHECK).headers["Location"] == CODE
    shown = show_with(browser, way, step="open", code=f" {RIGHT_CODE[:3]} {RIGHT_CODE[3:]}")
    assert title(shown).startswith("You have not sent this yet")
    assert "Canary Meadow" in text(browser.get(CHECK))


def test_a_post_without_the_pages_mark_sends_no_code_and_shows_nothing(browser, edge, written):
    edge.drafts.hide(written)
    for way in (CODE, BACK):
        for said in ({"step": "code"}, {"step": "open", "code": RIGHT_CODE}):
            assert browser.post(way, data=said).status_code == 422
    assert edge.drafts.mailed == [] and edge.drafts.kept[written].is_hidden


def test_the_link_leads_there_from_another_browser_and_only_with_the_code(browser, edge, written):
    edge.drafts.hide(written)
    other = browser.application.test_client()
    assert other.get(DRAFT).headers["Location"] == RAISE
    opened = show_with(other, BACK, code=RIGHT_CODE)
    assert buttons(opened) == ["Continue", "Delete this draft"]
    assert browser.get(DRAFT).headers["Location"] == RAISE  # one browser holds it


def test_a_link_to_nothing_says_so(browser, edge, written):
    for address in (f"{RAISE}/back/of-nobody", f"/escb/raise/back/{LINK_BACK}"):
        gone = browser.get(address)
        assert (gone.status_code, gone.request.path) == (404, address)
        assert "This link no longer works" in text(gone)


def test_what_is_done_and_what_is_still_to_do(browser, edge, notification):
    raise_up_to(browser, notification, "other-agency")
    page = browser.get(DRAFT)
    tasks = {
        " ".join(one.xpath("div[1]")[0].text_content().split()): one.xpath("div[2]")[0].text_content().strip()
        for one in tree(page).xpath("//ul[@class='govuk-task-list']/li")
    }
    assert tasks == {
        "Risk": "Completed", "About you": "Completed", "The other agency": "Not yet started",
        "The discussions so far": "Not yet started", "The child": "Not yet started",
        "The disagreement": "Not finished", "Further questions": "Not yet started",
    }  # fmt: skip
    assert tree(page).xpath("//a[@role='button']/@href") == [f"{RAISE}/other-agency"]


def test_a_draft_is_deleted_where_it_is_looked_at(browser, edge, written):
    page = browser.get(DRAFT)
    gone = browser.post(f"{RAISE}/finish", data=hidden(page), follow_redirects=True)
    assert "Your answers are deleted" in text(gone) and edge.drafts.kept == {}


def test_the_start_page_tells_of_a_draft_in_this_browser_and_of_none_elsewhere(browser, written):
    assert "You have a form that you have not sent." in text(browser.get("/sefton/"))
    assert "You have a form" not in text(browser.get("/escb/"))


def test_somebody_else_at_this_computer_begins_a_new_one(browser, edge, written):
    edge.drafts.hide(written)
    page = browser.get(CODE)
    assert browser.post(f"{RAISE}/new", data={"mark": "altered"}).headers.get("Set-Cookie") is None
    begun = browser.post(f"{RAISE}/new", data=hidden(page), follow_redirects=True)
    assert begun.request.path == RAISE and tree(begun).xpath("//input[@checked]") == []
    assert written in edge.drafts.kept


def test_a_page_that_was_open_too_long_is_kept_unseen(browser, edge, written):
    page, entry = browser.get(f"{RAISE}/disagreement"), browser.get(f"{RAISE}/children/1")
    edge.drafts.hide(written)
    kept = browser.post(f"{RAISE}/disagreement", data=hidden(page) | {"reasons": "Half an hour's writing."})
    assert kept.headers["Location"] == CODE
    assert browser.post(f"{RAISE}/children/1", data=hidden(entry) | {"name": "Alex"}).headers["Location"] == CODE
    draft = edge.drafts.kept[written]
    assert draft.is_hidden and draft.typed["reasons"] == "Half an hour's writing."
    assert draft.added["children"] == ({"name": "Alex"},)
    browser.post(f"{RAISE}/about-you", data=hidden(page) | {"your_email": "eve@evil.example", "your_role": "Nurse"})
    assert edge.drafts.kept[written].address == "jo.field@northfield.example"


def test_documents_are_looked_over_with_the_answers(browser, edge, written):
    assert "Add a document (optional)" in text(browser.get(CHECK))
    page = browser.get(f"{RAISE}/documents")
    assert buttons(page) == ["Add the document", "Continue without a document"]
    assert problems(browser.post(f"{RAISE}/documents", data=hidden(page))) == {"document": "Select a document"}
    edge.drafts.add_document(written, "minutes.pdf", b"%PDF-")
    assert "minutes.pdf, 5 bytes" in text(browser.get(CHECK))
    assert "Remove minutes.pdf" in buttons(browser.get(f"{RAISE}/documents"))
