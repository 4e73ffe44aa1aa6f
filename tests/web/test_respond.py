"""The page behind a signed link."""

from dataclasses import replace

import pytest

from service.errors import NotAllowed
from service.pages import WrongCode
from tests.web.edge import LINK, OLD_TOKEN, RIGHT_CODE, TOKEN, UNDO_UNTIL, hidden, problems, text, title, tree, values

PAGE = f"/r/{TOKEN}"


def with_a_code(browser, **said):
    """The page that asks for the code, after a choice was posted."""
    return browser.post(PAGE, data=hidden(browser.get(PAGE)) | {"choice": "resolved", "step": "code"} | said)


def test_opening_the_page_shows_the_disagreement_and_changes_nothing(browser, edge):
    for _ in range(3):
        assert browser.head(PAGE).status_code == 200
        page = browser.get(PAGE)
    for said in (
        LINK.reference, LINK.stage_title, LINK.originating, LINK.receiving, LINK.role, LINK.why,
        "5pm on Wednesday 2 December 2026",
    ):
        assert said in text(page)
    assert tree(page).xpath("//input[@checked]") == []
    assert "Set-Cookie" not in page.headers
    assert edge.acts == []


def test_a_robot_that_presses_the_button_changes_nothing(browser, edge):
    along = hidden(browser.get(PAGE))
    for pressed in ({}, along, along | {"step": "code"}, {"choice": "surrender"}):
        response = browser.post(PAGE, data=pressed)
        assert response.status_code == 422
        assert problems(response) == {"choice": "Select what happened"}
    assert browser.post(PAGE, data={"choice": "resolved"}).status_code == 422
    assert edge.acts == []


def test_a_choice_sends_a_code_and_the_code_records_it(browser, edge):
    asked = with_a_code(browser, detail="We spoke today.\r\nThey keep it open.")
    assert edge.acts == [("code sent", TOKEN)]
    assert "We have resolved it" in text(asked)
    assert tree(asked).get_element_by_id("code").get("autocomplete") == "one-time-code"
    done = browser.post(PAGE, data=values(asked) | {"code": "135 246", "step": "answer"})
    assert edge.acts[1:] == [("answered", "resolved", "We spoke today.\nThey keep it open.")]
    assert "You said that it is resolved." in text(done)
    assert "Reply UNDO to our email until 5pm on Tuesday 24 November 2026" in text(done)


@pytest.mark.parametrize(
    ("code", "message"),
    [("", "Enter the code"), ("12345", "Code must be 6 numbers"), ("１３５２４６", "Code must be 6 numbers"),
     ("111111", "That code is not right – check the latest email")],
)
def test_a_code_that_is_not_ours_is_asked_for_again_with_all_that_was_typed(code, message, browser, edge):
    asked = with_a_code(browser, detail="We spoke today.")
    response = browser.post(PAGE, data=values(asked) | {"code": code, "step": "answer"})
    assert response.status_code == 422
    assert problems(response) == {"code": message}
    kept = values(response)
    assert (kept["choice"], kept["detail"], kept["code"]) == ("resolved", "We spoke today.", code)
    assert edge.acts == [("code sent", TOKEN)]


@pytest.mark.parametrize(("why", "message"), [("expired", "has expired"), ("too many", "tried too often")])
def test_a_code_that_is_spent_can_be_sent_anew(why, message, browser, edge):
    edge.wrong_code = WrongCode(why)
    response = browser.post(PAGE, data=values(with_a_code(browser)) | {"code": "111111", "step": "answer"})
    assert message in problems(response)["code"]
    anew = browser.post(PAGE, data=values(response) | {"step": "code"})
    assert anew.status_code == 200
    assert tree(anew).get_element_by_id("code").get("value", "") == ""
    assert edge.acts == [("code sent", TOKEN)] * 2


def test_a_case_that_changed_meanwhile_is_shown_and_asked_about_again(browser, edge):
    asked = with_a_code(browser, detail="We spoke today.")
    edge.link = replace(LINK, stage_title="Stage 3: between heads of service", seen_version=4)
    response = browser.post(PAGE, data=values(asked) | {"code": RIGHT_CODE, "step": "answer"})
    assert response.status_code == 409
    assert "Something changed" in problems(response)[""]
    assert "Stage 3: between heads of service" in text(response)
    assert tree(response).xpath("//input[@checked]") == []
    assert values(response)["detail"].strip() == "We spoke today."
    assert edge.acts == [("code sent", TOKEN)]


def test_an_answer_that_is_offered_no_more_is_told_what_changed_and_not_that_it_is_missing(browser, edge):
    chosen = hidden(browser.get(PAGE)) | {"choice": "resolved", "step": "code"}
    edge.link = replace(LINK, choices=(("agree", "I agree that it is resolved"),), seen_version=4)
    response = browser.post(PAGE, data=chosen)
    assert response.status_code == 409
    assert list(problems(response)) == [""]
    assert "Something changed" in problems(response)[""]


def test_a_change_in_the_last_moment_is_shown_too(browser, edge, monkeypatch):
    asked = with_a_code(browser)
    later = replace(LINK, stage_title="Stage 3: between heads of service", seen_version=4)
    monkeypatch.setattr(type(edge), "answer_page", lambda self, token: LINK)
    edge.link = later
    response = browser.post(PAGE, data=values(asked) | {"code": RIGHT_CODE, "step": "answer"})
    assert response.status_code == 409
    assert "Stage 3: between heads of service" in text(response)
    assert values(response)["seen_version"] == "4"


def test_an_answered_page_shows_what_was_recorded_and_how_to_undo_or_change_it(browser, edge):
    edge.link = replace(LINK, answered="On 23 November the representative said it is resolved.", undo_until=UNDO_UNTIL)
    page = text(browser.get(PAGE))
    assert "said it is resolved" in page
    assert "UNDO" in page
    assert "Change this" in page


def test_a_page_with_nothing_left_to_choose_has_no_form(browser, edge):
    edge.link = replace(LINK, answered="The coordinator closed it.", choices=())
    page = browser.get(PAGE)
    assert tree(page).forms == []
    assert browser.post(PAGE, data={"choice": "resolved"}).status_code == 422


def test_an_old_link_says_why_and_offers_a_fresh_one_to_the_same_address(browser, edge):
    page = browser.get(f"/r/{OLD_TOKEN}")
    assert page.status_code == 200
    assert "The stage that it was for has closed." in text(page)
    assert browser.post(f"/r/{OLD_TOKEN}").status_code == 200
    assert edge.acts == []
    sent = browser.post(f"/r/{OLD_TOKEN}", data=hidden(page))
    assert "We have sent a fresh link" in title(sent)
    assert edge.acts == [("fresh link", OLD_TOKEN)]


def test_a_link_that_nobody_made_is_not_found(browser):
    for unknown in ("/r/nobody", "/r/%00", "/r/" + "x" * 3000):
        assert browser.get(unknown).status_code == 404
        assert browser.post(unknown).status_code == 404


def test_a_refusal_is_said_beside_the_question(browser, edge):
    edge.refuses = NotAllowed("Codes were asked for too often. Try again in 15 minutes.")
    response = with_a_code(browser, detail="We spoke today.")
    assert response.status_code == 409
    assert problems(response) == {"": "Codes were asked for too often. Try again in 15 minutes."}
    assert values(response)["choice"] == "resolved"


def test_a_long_addition_comes_back_to_be_shortened(browser, edge):
    response = with_a_code(browser, detail="x" * 100_000)
    assert problems(response) == {"detail": "What you add must be 4,000 characters or less"}
    assert values(response)["detail"].strip() == "x" * 100_000
    assert edge.acts == []


def test_an_answer_that_needs_words_or_a_date_asks_for_them_before_any_code_is_sent(browser, edge):
    along = hidden(browser.get(PAGE))
    for choice, wrong in (
        ("decided", {"detail": "Enter what you decided"}), ("meeting", {"on-day": "Enter the date of the meeting"})
    ):  # fmt: skip
        response = browser.post(PAGE, data=along | {"choice": choice, "step": "code"})
        assert response.status_code == 422 and problems(response) == wrong
    assert edge.acts == []


def test_a_meetings_date_and_time_go_along_with_the_code(browser, edge):
    when = {"on-day": "7", "on-month": "12", "on-year": "2026", "clock": "2pm"}
    asked = with_a_code(browser, choice="meeting", **when)
    assert "Monday 7 December 2026, 14:00" in text(asked)
    browser.post(PAGE, data=values(asked) | {"code": RIGHT_CODE, "step": "answer"})
    assert edge.acts[1:] == [("answered", "meeting", "", "2026-12-07 14:00:00")]


def test_a_date_in_the_past_is_no_date_of_a_meeting(browser):
    along = hidden(browser.get(PAGE)) | {"on-day": "1", "on-month": "11", "on-year": "2026"}
    response = browser.post(PAGE, data=along | {"choice": "meeting", "step": "code"})
    assert problems(response) == {"on-day": "The date must be today or in the future"}


def test_what_is_written_is_shown_after_a_code_and_its_title_names_nobody(browser, edge):
    asked = with_a_code(browser, choice="read")
    shown = browser.post(PAGE, data=values(asked) | {"code": RIGHT_CODE, "step": "answer"})
    assert edge.acts == [("code sent", TOKEN), ("read",)]
    assert "Canary Meadow is seen on Friday." in text(shown)
    assert "Canary" not in title(shown) and shown.headers["Cache-Control"] == "no-store"
