"""Reporting a resolution."""

from service.errors import NoSuchCase
from tests.web.seen import hidden, problems, text, tree, values

FORM = "/sefton/report"


def test_a_report_is_handed_on_and_says_what_happens_next(browser, edge, report):
    response = browser.post(FORM, data=hidden(browser.get(FORM)) | report)
    assert response.status_code == 200
    assert "We have sent you a link to confirm it." in text(response)
    (answers,) = edge.reports.values()
    assert (answers["resolved_at"], answers["met_on"]) == ("2", "2026-11-18")


def test_the_page_is_found_from_the_start(browser):
    assert FORM in tree(browser.get("/sefton/")).xpath("//a/@href")


def test_every_box_that_is_ticked_is_read_and_ticked_again(browser, edge, report):
    filled = hidden(browser.get(FORM)) | report | {"lessons": ["own procedure", "training"]}
    again = browser.post(FORM, data=filled | {"child_name": ""})
    ticked = tree(again).xpath("//input[@name='lessons'][@checked]/@value")
    assert ticked == ["own procedure", "training"]
    browser.post(FORM, data=filled)
    (answers,) = edge.reports.values()
    assert answers["lessons"] == "own procedure, training"


def test_nothing_new_goes_with_nothing_else(browser, edge, report):
    filled = hidden(browser.get(FORM)) | report | {"lessons": ["training", "nothing new"]}
    assert problems(browser.post(FORM, data=filled)) == {"lessons": 'Select "Nothing new" alone, or what else applies'}
    assert edge.acts == []


def test_a_line_of_a_table_that_cannot_be_used_comes_back_as_it_was_typed(browser, edge, report):
    rows = {"own_actions": "Train staff; Jo Field; 20 11 2026\r\nWrite it up"}
    response = browser.post(FORM, data=hidden(browser.get(FORM)) | report | rows)
    assert problems(response) == {"own_actions": "Line 2: enter by whom"}
    assert values(response)["own_actions"].strip().splitlines() == rows["own_actions"].splitlines()
    assert edge.acts == []


def test_a_reference_that_nobody_knows_is_said_beside_the_form(browser, edge, report):
    edge.refuses = NoSuchCase("We know no case SEF-4T9K-2MC2. Check the reference in our latest email.")
    response = browser.post(FORM, data=hidden(browser.get(FORM)) | report)
    assert response.status_code == 409
    assert "We know no case" in problems(response)[""]
    assert values(response)["details"].strip() == report["details"]


def test_LIV_93_the_date_of_receipt_is_the_offices_and_is_not_on_the_page(browser, edge, report):
    response = browser.get(FORM)
    assert "received_on" not in response.get_data(as_text=True)
    browser.post(FORM, data=hidden(response) | report | {"received_on": "20 11 2026", "notified_on": "20 11 2026"})
    (answers,) = edge.reports.values()
    assert not {"received_on", "notified_on"} & set(answers)
