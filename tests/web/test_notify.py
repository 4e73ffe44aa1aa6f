"""Raising a disagreement, from the start page to the receipt."""

from uuid import uuid4

import pytest
from itsdangerous import TimestampSigner
from werkzeug.test import encode_multipart

from forms import Choice, Choices
from service.errors import NotNow
from tests.web.edge import hidden, problems, text, title, tree, values

FORM = "/sefton/raise/details"


def fresh(browser) -> dict[str, str]:
    return hidden(browser.get(f"{FORM}?risk=no"))


def test_the_risk_is_asked_before_anything_else(browser):
    assert "/sefton/raise" in tree(browser.get("/sefton/")).xpath("//a/@href")
    assert browser.get(FORM).headers["Location"] == "/sefton/raise"
    assert browser.get(f"{FORM}?risk=perhaps").headers["Location"] == "/sefton/raise"


def test_no_answer_about_the_risk_is_an_error_that_links_to_the_first_answer(browser):
    response = browser.post("/sefton/raise")
    assert response.status_code == 422
    assert problems(response) == {"risk": "Select yes if a child is at immediate risk of significant harm"}
    assert title(response).startswith("Error: ")


@pytest.mark.parametrize("said", ["yes", "unsure"])
def test_risk_shows_whom_to_ring_now_and_then_carries_on(said, browser):
    leads_to = browser.post("/sefton/raise", data={"risk": said}).headers["Location"]
    page = browser.get(leads_to)
    for number in ("999", "01632 960 102", "01632 960 103"):
        assert number in text(page)
    carry_on = tree(page).xpath("//a[contains(@class, 'govuk-button')]/@href")[0]
    assert values(browser.get(carry_on))["risk"] == said


def test_no_risk_leads_straight_to_the_form(browser):
    assert browser.post("/sefton/raise", data={"risk": "no"}).headers["Location"] == f"{FORM}?risk=no"


def test_a_full_form_is_handed_on_and_answered_with_a_receipt(browser, edge, notification):
    sent = browser.post(FORM, data=fresh(browser) | notification)
    assert sent.status_code == 303
    receipt = text(browser.get(sent.headers["Location"]))
    for said in (
        "SEF-4T9K-0000", "j•••@school.example", "safeguarding representative of Sefton Children’s Services",
        "5pm on Monday 30 November 2026", "5 working days from today", "no date is set", "01632 960 103",
        "escalation@sefton.example",
    ):
        assert said in receipt
    (answers,) = edge.sent.values()
    assert answers["child_born"] == "2015-03-27"
    assert answers["reasons"] == "Three reports\nof <neglect> & more."


def test_pressing_twice_is_sending_once(browser, edge, notification):
    filled = fresh(browser) | notification
    first, second = browser.post(FORM, data=filled), browser.post(FORM, data=filled)
    assert first.headers["Location"] == second.headers["Location"]
    assert len(edge.sent) == 1


def test_an_empty_form_names_every_fault_beside_its_question_and_in_the_summary(browser, edge):
    response = browser.post(FORM, data=fresh(browser))
    assert response.status_code == 422
    page = tree(response)
    wrong = problems(response)
    assert len(wrong) == 18
    for target, message in wrong.items():
        (control,) = page.xpath(f"//*[@id='{target}']")
        assert control.tag in ("input", "select", "textarea")
        beside = page.get_element_by_id(f"{target.removesuffix('-day')}-error")
        assert beside.text_content().strip() == f"Error: {message}"
    assert edge.acts == []


def test_whatever_is_wrong_nothing_that_was_typed_is_lost(browser, notification):
    filled = fresh(browser) | notification | {"your_email": "jo at school", "child_address": "1 <Hill>\r\nTown"}
    response = browser.post(FORM, data=filled)
    assert problems(response) == {"your_email": "Enter an email address in the correct format, like name@example.com"}
    shown = values(response)
    for key in set(filled) - {"mark"}:
        assert shown[key].replace("\r\n", "\n") == filled[key].replace("\r\n", "\n"), key


@pytest.mark.parametrize(
    ("change", "target", "message"),
    [
        ({"concern_on-day": "31", "concern_on-month": "2"}, "concern_on-day", "must be a real date"),
        ({"concern_on-month": "brumaire"}, "concern_on-month", "must be a real date"),
        ({"concern_on-year": "26"}, "concern_on-year", "Year must include 4 numbers"),
        ({"area": "narnia"}, "area", "Select the area the child lives in"),
        ({"reasons": "Because\x00 of it"}, "reasons", "must not include control characters"),
        ({"your_name": "Jo\r\nField"}, "your_name", "must not include control characters"),
        ({"reasons": "x" * 100_000}, "reasons", "must be 4,000 characters or less"),
        ({"your_phone": "9" * 100_000}, "your_phone", "must be 40 characters or less"),
    ],
)
def test_each_fault_leads_to_where_it_is_put_right(change, target, message, browser, notification):
    response = browser.post(FORM, data=fresh(browser) | notification | change)
    assert response.status_code == 422
    assert list(problems(response)) == [target]
    assert message in problems(response)[target]


def test_a_part_that_few_need_is_folded_away_until_it_is_answered(browser, notification):
    def is_open(page, key):
        return tree(page).get_element_by_id(key).xpath("ancestor::details")[0].get("open") is not None

    page = browser.get(f"{FORM}?risk=no")
    assert not is_open(page, "siblings")
    wrong = browser.post(FORM, data=hidden(page) | notification | {"siblings": "Sam Meadow"})
    assert is_open(wrong, "siblings")
    assert not is_open(wrong, "their_group")
    assert list(problems(wrong)) == ["siblings"]


def test_a_hundred_kilobytes_come_back_to_be_shortened(browser, notification):
    response = browser.post(FORM, data=fresh(browser) | notification | {"reasons": "x" * 100_000})
    assert values(response)["reasons"].strip() == "x" * 100_000


def test_a_browser_that_sends_the_form_in_parts_may_send_as_much(browser, notification):
    long = fresh(browser) | notification | {"reasons": "x" * 900_000}
    boundary, body = encode_multipart(long)
    response = browser.post(FORM, data=body, content_type=f"multipart/form-data; boundary={boundary}")
    assert problems(response) == {"reasons": "Why you disagree must be 4,000 characters or less"}


def test_more_than_a_megabyte_is_refused_in_words_with_a_number_to_ring(browser, notification):
    response = browser.post(FORM, data=fresh(browser) | notification | {"reasons": "x" * 1_100_000})
    assert response.status_code == 413
    assert "01632 960 101" in text(response)


@pytest.mark.parametrize("mark", ["", "altered", None])
def test_a_form_whose_mark_is_not_fresh_is_shown_again_and_then_taken(mark, browser, edge, notification, monkeypatch):
    filled = fresh(browser) | notification
    if mark is None:
        monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda self: 0)
        filled |= fresh(browser)
        monkeypatch.undo()
    else:
        filled["mark"] = mark
    response = browser.post(FORM, data=filled)
    assert response.status_code == 422
    assert "Nothing is lost" in problems(response)[""]
    assert edge.acts == []
    again = browser.post(FORM, data=values(response))
    assert again.status_code == 303
    assert list(edge.sent) == [filled["submission_id"]]


def test_a_mark_belongs_to_one_form_of_one_partnership_and_one_submission(browser, edge, notification):
    mark = fresh(browser) | notification
    assert browser.post("/escb/raise/details", data=mark).status_code == 422
    assert browser.post(FORM, data=mark | {"submission_id": str(uuid4())}).status_code == 422
    assert edge.acts == []


def test_an_address_cannot_choose_the_submission_that_somebody_else_will_send(browser):
    chosen = str(uuid4())
    assert hidden(browser.get(f"{FORM}?risk=no&submission_id={chosen}"))["submission_id"] != chosen


def test_what_the_service_refuses_is_said_beside_the_filled_form(browser, edge, notification):
    edge.refuses = NotNow("Choose the stage again: this procedure starts at stage 2.")
    response = browser.post(FORM, data=fresh(browser) | notification)
    assert response.status_code == 409
    assert problems(response) == {"": "Choose the stage again: this procedure starts at stage 2."}
    assert values(response)["child_name"] == "Canary Meadow"


def test_a_long_directory_becomes_a_list_to_choose_from_that_keeps_the_choice(browser, edge, notification):
    many = tuple(Choice(f"agency-{n}", f"Agency {n}") for n in range(40))
    edge.choices = Choices(edge.choices.today, edge.choices.areas, many, edge.choices.stages)
    response = browser.post(FORM, data=fresh(browser) | notification | {"your_agency": "agency-7", "risk": ""})
    assert tree(response).get_element_by_id("your_agency").tag == "select"
    assert values(response)["your_agency"] == "agency-7"


def test_a_receipt_is_shown_only_to_who_has_its_address(browser):
    assert browser.get(f"/sefton/sent/{uuid4()}").status_code == 404
    assert browser.get("/sefton/sent/1").status_code == 404


def test_a_receipt_is_not_shown_under_another_partnerships_name(browser, notification):
    sent = browser.post(FORM, data=fresh(browser) | notification).headers["Location"]
    assert browser.get(sent.replace("/sefton/", "/escb/")).status_code == 404
