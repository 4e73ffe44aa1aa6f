"""The forms as files, on a page that leads to each."""

from lxml import html

from tests.web.seen import tree


def test_every_form_is_offered_three_ways_and_is_reached_from_the_start_and_from_each_form(browser):
    links = tree(browser.get("/sefton/forms")).xpath("//main//li/a/@href")
    assert len(links) == 4 * 3
    assert "/sefton/forms/resolution_report/pdf" in links
    for address in ("/sefton/", "/sefton/outcome", "/sefton/report"):
        assert "/sefton/forms" in tree(browser.get(address)).xpath("//main//a/@href")


def test_a_file_is_for_download_alone_and_is_named_after_its_form(browser):
    answer = browser.get("/sefton/forms/notification/docx")
    assert answer.data == b"notification as docx"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="notification.docx"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "wordprocessingml" in answer.mimetype


def test_a_form_or_a_kind_of_file_that_is_not_there_is_not_found(browser):
    for address in ("/sefton/forms/nothing/docx", "/sefton/forms/notification/exe", "/atlantis/forms/notification/pdf"):
        assert browser.get(address).status_code == 404


def test_a_link_says_of_which_form_it_is_a_file(browser):
    words = [html.tostring(a, method="text", encoding="unicode") for a in tree(browser.get("/sefton/forms")).iter("a")]
    assert any(said.strip() == "Word: Tell us the outcome of a stage" for said in words)
