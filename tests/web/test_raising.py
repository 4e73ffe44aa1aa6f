"""Raising a disagreement, screen by screen, from the start page to the receipt."""

from uuid import uuid4

import pytest
from werkzeug.test import encode_multipart

from forms import Agency
from forms.notification import NotificationForm
from service.app import create_app
from service.errors import NotNow
from service.web.raising.screens import BY_KEY, SCREENS
from tests.web.edge import CHOICES
from tests.web.seen import hidden, problems, text, title, tree, values
from tests.web.walking import answer, asked_on, buttons, raise_up_to, send

RAISE, CHECK = "/sefton/raise", "/sefton/raise/check"
SPOKEN = {
    "spoken": "disagree", "spoken_on-day": "20", "spoken_on-month": "nov", "spoken_on-year": "2026",
    "spoken_how": "phone", "spoken_who": "Their duty desk; and I", "spoken_outcome": "They close it.\r\nWe do not.",
}  # fmt: skip


def sent_by(edge):
    (answers,) = edge.sent.values()
    return answers


def test_every_question_of_the_form_stands_on_one_screen(edge):
    form = NotificationForm.asking(edge.choices)
    asked = [key for screen in SCREENS for key in screen.keys if screen.key != "colleague"]
    assert set(BY_KEY["colleague"].keys) < set(BY_KEY["other-agency"].keys)
    own = [question.short_name for question in form.questions if question.short_name.startswith("further_")]
    assert sorted(asked + own) == sorted(question.short_name for question in form.questions)


def test_a_procedures_own_questions_are_asked_and_those_of_another_agency_are_not(edge, browser, notification):
    page = raise_up_to(browser, notification, "further")
    assert asked_on(page) == ["further_data"]
    assert "Which team is it about?" in text(answer(browser, page, {"further_data": "Assessment"}))
    edge.choices = CHOICES.__class__(**{**vars(CHOICES), "questions": (
        CHOICES.questions[0].__class__("team", "Which team?", only_for="Northfield Primary School", optional=True),
        CHOICES.questions[0].__class__("beat", "Which beat?", only_for="Exampleshire Police", optional=True),
    )})  # fmt: skip
    assert asked_on(browser.get(page.request.path)) == ["further_team"]


def test_the_risk_is_asked_before_anything_else(browser):
    assert RAISE in tree(browser.get("/sefton/")).xpath("//a/@href")
    for screen in ("about-you", "check", "discussions", "discussions/1", "children/1", "instead/conduct"):
        assert browser.get(f"{RAISE}/{screen}").headers["Location"] == RAISE


def test_no_answer_about_the_risk_is_an_error_that_links_to_the_first_answer(browser):
    response = browser.post(RAISE, data=hidden(browser.get(RAISE)))
    assert response.status_code == 422
    assert problems(response) == {"risk": "Select yes if a child is at immediate risk of significant harm"}
    assert title(response).startswith("Error: Is a child at immediate risk")


@pytest.mark.parametrize("said", ["yes", "unsure"])
def test_risk_shows_whom_to_ring_now_asks_whom_they_rang_and_carries_on(said, browser, edge, notification):
    risky = notification | {"risk": said, "risk_rung": "The front door", "risk_rung_at": "today at 10:15"}
    page = raise_up_to(browser, risky, "act-today")
    for number in ("999", "01632 960 102", "01632 960 103"):
        assert number in text(page)
    assert buttons(page) == ["I have done this – carry on", "Save and come back later"]
    assert send(browser, risky).status_code == 200
    assert (sent_by(edge)["risk"], sent_by(edge)["risk_rung"]) == (said, "The front door")


def test_the_answers_to_every_screen_are_handed_on_and_answered_with_a_receipt(browser, edge, notification):
    receipt = text(send(browser, notification))
    for said in (
        "SEF-4T9K-0000", "j•••@school.example", "safeguarding representative of Sefton Children’s Services",
        "5pm on Monday 30 November 2026", "5 working days from today", "no date is set", "01632 960 103",
        "escalation@sefton.example",
    ):
        assert said in receipt
    assert sent_by(edge)["child_born"] == "2015-03-27"
    assert sent_by(edge)["reasons"] == "Three reports\nof <neglect> & more."
    assert sent_by(edge)["stage"] == "1"


def test_the_usual_way_has_ten_screens_and_the_stage(browser, notification):
    seen, page = [], browser.get(RAISE)
    while "sent" not in page.request.path:
        seen.append(page.request.path.removeprefix(RAISE).strip("/"))
        page = answer(browser, page, notification | SPOKEN)
    assert seen == [
        "", "matter", "about-you", "other-agency", "spoken", "discussions/1", "stage", "child", "plan", "disagreement",
        "further", "check",
    ]  # fmt: skip


def test_whoever_opens_the_next_page_posts_and_is_led_there(browser, notification):
    page = browser.get(RAISE)
    answered = browser.post(RAISE, data=hidden(page) | {"risk": "no"})
    assert (answered.status_code, answered.headers["Location"]) == (303, f"{RAISE}/matter")


def test_pressing_twice_is_sending_once_and_going_back_leads_to_the_receipt(browser, edge, notification):
    checked = raise_up_to(browser, notification)
    first, second = (browser.post(CHECK, data=hidden(checked)) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert list(edge.sent) == [first.headers["Location"].rpartition("/")[2]]
    for screen in ("check", "disagreement"):
        assert browser.get(f"{RAISE}/{screen}").headers["Location"] == first.headers["Location"]


def test_after_one_was_sent_the_next_begins_empty(browser, edge, notification):
    send(browser, notification)
    assert tree(browser.get(RAISE)).xpath("//input[@checked]") == []
    send(browser, notification)
    assert len(edge.sent) == 2


EMPTY = {
    "matter": 1, "about-you": 3, "other-agency": 2, "spoken": 1, "discussions": 4, "child": 2, "plan": 1,
    "disagreement": 4, "stage": 1,
}  # fmt: skip


@pytest.mark.parametrize("screen", EMPTY)
def test_an_empty_screen_names_every_fault_beside_its_question_and_in_the_summary(screen, browser, edge, notification):
    page = raise_up_to(browser, notification | SPOKEN, screen)
    response = browser.post(page.request.path, data={"mark": hidden(page)["mark"]})
    assert response.status_code == 422
    wrong = problems(response)
    assert len(wrong) == EMPTY[screen]
    for target, message in wrong.items():
        (control,) = tree(response).xpath(f"//*[@id='{target}']")
        assert control.tag in ("input", "select", "textarea")
        beside = tree(response).get_element_by_id(f"{target.removesuffix('-day')}-error")
        assert beside.text_content().strip() == f"Error: {message}"
    assert edge.acts == []


def test_whatever_is_wrong_nothing_that_was_typed_is_lost(browser, notification):
    wrong = notification | {"child_name": "", "child_address": "1 <Hill>\r\nTown"}
    response = raise_up_to(browser, wrong, "plan")
    assert problems(response) == {"child_name": "Enter the child's full name"}
    shown = values(browser.get(response.request.path))
    assert shown["child_address"].strip().replace("\r\n", "\n") == "1 <Hill>\nTown"
    assert shown["child_born-month"] == "march"


@pytest.mark.parametrize(
    ("change", "target", "message"),
    [
        ({"concern_on-day": "31", "concern_on-month": "2"}, "concern_on-day", "must be a real date"),
        ({"concern_on-month": "brumaire"}, "concern_on-month", "must be a real date"),
        ({"concern_on-year": "26"}, "concern_on-year", "Year must include 4 numbers"),
        ({"type": "moon"}, "type", "Select what the disagreement is about"),
        ({"reasons": "Because\x00 of it"}, "reasons", "must not include control characters"),
        ({"your_name": "Jo\r\nField"}, "your_name", "must not include control characters"),
        ({"reasons": "x" * 100_000}, "reasons", "must be 4,000 characters or less"),
        ({"your_phone": "9" * 10_000}, "your_phone", "must be 40 characters or less"),
        ({"their_agency": "school"}, "their_agency", "must be different from your own"),
    ],
)
def test_each_fault_leads_to_where_it_is_put_right(change, target, message, browser, notification):
    response = raise_up_to(browser, notification | change)
    assert response.status_code == 422
    assert list(problems(response)) == [target]
    assert message in problems(response)[target]


def test_a_part_that_few_need_is_folded_away_until_it_is_answered(browser, notification):
    def is_open(page, key):
        return tree(page).get_element_by_id(key).xpath("ancestor::details")[0].get("open") is not None

    page = raise_up_to(browser, notification, "about-you")
    assert not is_open(page, "supporter")
    answer(browser, page, notification | {"supporter": "A colleague"})
    assert is_open(browser.get(page.request.path), "supporter")


def test_a_hundred_kilobytes_come_back_to_be_shortened_and_are_not_kept(browser, edge, notification):
    response = raise_up_to(browser, notification | {"reasons": "x" * 100_000})
    assert values(response)["reasons"].strip() == "x" * 100_000
    assert "xxx" not in str([draft.typed for draft in edge.drafts.kept.values()])


def test_a_browser_that_sends_the_form_in_parts_may_send_as_much(browser, notification):
    page = raise_up_to(browser, notification, "disagreement")
    boundary, body = encode_multipart(hidden(page) | {"reasons": "x" * 900_000})
    response = browser.post(page.request.path, data=body, content_type=f"multipart/form-data; boundary={boundary}")
    assert problems(response)["reasons"] == "Why you disagree must be 4,000 characters or less"


def test_more_than_a_megabyte_is_refused_in_words_with_a_number_to_ring(browser, notification):
    page = raise_up_to(browser, notification, "disagreement")
    response = browser.post(page.request.path, data=hidden(page) | {"reasons": "x" * 1_100_000})
    assert response.status_code == 413
    assert "01632 960 101" in text(response)


def test_what_the_service_refuses_is_said_beside_the_answers(browser, edge, notification):
    checked = raise_up_to(browser, notification)
    edge.refuses = NotNow("Choose the stage again: this procedure starts at stage 2.")
    response = browser.post(CHECK, data=hidden(checked))
    assert response.status_code == 409
    assert problems(response) == {"": "Choose the stage again: this procedure starts at stage 2."}
    assert "Canary Meadow" in text(response)


def test_a_long_directory_becomes_a_list_to_choose_from_that_keeps_the_choice(browser, edge, notification):
    many = tuple(Agency(f"agency-{n}", f"Agency {n}") for n in range(40))
    edge.choices = CHOICES.__class__(**{**vars(CHOICES), "agencies": many})
    raise_up_to(browser, notification | {"your_agency": "agency-7"}, "other-agency")
    response = browser.get(f"{RAISE}/your-agency")
    assert tree(response).get_element_by_id("your_agency").tag == "select"
    assert values(response)["your_agency"] == "agency-7"


def test_a_receipt_is_shown_only_to_who_has_its_address_and_under_its_own_partnership(browser, notification):
    assert browser.get(f"/sefton/sent/{uuid4()}").status_code == 404
    assert browser.get("/sefton/sent/1").status_code == 404
    receipt = send(browser, notification).request.path
    assert browser.get(receipt.replace("/sefton/", "/escb/")).status_code == 404


def test_another_browser_knows_nothing_of_it(browser, edge, notification):
    raise_up_to(browser, notification)
    other = create_app(edge).test_client()
    assert other.get(CHECK).headers["Location"] == RAISE
    assert browser.get("/escb/raise/check").headers["Location"] == "/escb/raise"
