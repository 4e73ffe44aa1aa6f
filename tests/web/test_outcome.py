"""Telling of a stage's outcome."""

from service.errors import NoSuchCase
from tests.web.seen import hidden, problems, text, values

FORM = "/sefton/outcome"


def test_an_outcome_is_handed_on_and_says_what_happens_next(browser, edge, outcome):
    response = browser.post(FORM, data=hidden(browser.get(FORM)) | outcome)
    assert response.status_code == 200
    assert "We have asked the other agency whether it agrees." in text(response)
    assert "999" not in text(response)
    (answers,) = edge.outcomes.values()
    assert answers["reference"] == "SEF-4T9K-2MC2"


def test_pressing_twice_is_sending_once(browser, edge, outcome):
    filled = hidden(browser.get(FORM)) | outcome
    browser.post(FORM, data=filled)
    browser.post(FORM, data=filled)
    assert len(edge.outcomes) == 1


def test_an_immediate_risk_is_answered_with_whom_to_ring(browser, outcome):
    response = browser.post(FORM, data=hidden(browser.get(FORM)) | outcome | {"risk": "immediate"})
    assert "01632 960 103" in text(response)


def test_a_slip_in_the_reference_keeps_everything_else(browser, edge, outcome):
    response = browser.post(FORM, data=hidden(browser.get(FORM)) | outcome | {"reference": "SEF-4T9K-2MC3"})
    assert problems(response) == {"reference": "Check the reference – it should look like SEF-4T9K-2MC2"}
    assert values(response)["reason"].strip() == outcome["reason"]
    assert edge.acts == []


def test_an_empty_outcome_names_what_is_missing(browser):
    response = browser.post(FORM, data=hidden(browser.get(FORM)))
    assert list(problems(response)) == ["risk", "reference", "outcome", "your_name", "your_email"]


def test_a_reference_that_nobody_knows_is_said_beside_the_form(browser, edge, outcome):
    edge.refuses = NoSuchCase("We know no case SEF-4T9K-2MC2. Check the reference in our latest email.")
    response = browser.post(FORM, data=hidden(browser.get(FORM)) | outcome)
    assert response.status_code == 409
    assert "We know no case" in problems(response)[""]
    assert values(response)["reason"].strip() == outcome["reason"]
