"""The page behind a signed link."""

from dataclasses import replace

import pytest

from service.errors import NotAllowed
from service.seam.link_pages import WrongCode
from tests.web.answers import NOT_RESOLVED, PAGE, RESOLVED, step
from tests.web.edge import LINK, OLD_TOKEN, RIGHT_CODE, TOKEN, UNDO_UNTIL
from tests.web.seen import controls, hidden, problems, text, title, tree, values


def with_a_code(browser, **said):
    """The page that asks for the code, after an answer was checked."""
    return step(browser, "code", **({"choice": "seen"} | said))


def test_opening_the_page_shows_the_disagreement_and_changes_nothing(browser, edge):
    for _ in range(3):
        assert browser.head(PAGE).status_code == 200
        page = browser.get(PAGE)
    for said in (
        LINK.reference, LINK.stage_title, LINK.originating, LINK.receiving, LINK.role,
        "Talk with the other agency By 5pm on Wednesday 2 December 2026 in five days",
    ):
        assert said in text(page)
    assert tree(page).xpath("//input[@checked]") == []
    assert "Set-Cookie" not in page.headers
    assert edge.acts == []


def test_a_robot_that_presses_the_button_changes_nothing(browser, edge):
    along = hidden(browser.get(PAGE))
    steps = ("choose", "details", "add", "rung", "change", "back", "code", "answer")
    for pressed in ({}, along, *(along | {"step": name} for name in steps), {"choice": "surrender"}):
        response = browser.post(PAGE, data=pressed)
        assert response.status_code == 422
        assert problems(response) == {"choice": "Select what happened"}
    assert browser.post(PAGE, data={"choice": "resolved"}).status_code == 422
    assert edge.acts == []


def test_an_answer_is_asked_about_checked_and_recorded_with_a_code(browser, edge):
    asked = step(browser, "choose", choice="resolved")
    assert {"agreed", "settled_on-day", "method", "on_file", "actions-1-what"} <= set(controls(asked))
    told = browser.post(PAGE, data=values(asked) | RESOLVED | {"step": "details"})
    for said in ("We have resolved it", "Canary Meadow is seen every week.", "A visit, at home – The health visitor"):
        assert said in text(told)
    assert edge.acts == []
    code = browser.post(PAGE, data=values(told) | {"step": "code"})
    assert edge.acts == [("code sent", TOKEN)]
    assert tree(code).get_element_by_id("code").get("autocomplete") == "one-time-code"
    done = browser.post(PAGE, data=values(code) | {"code": "135 246", "step": "answer"})
    assert edge.acts[1:] == [("answered", "resolved", "")]
    assert edge.given.answers["actions"] == "A visit, at home; The health visitor; 2026-12-04"
    assert edge.given.answers["agreed"] == "Canary Meadow is seen\nevery week."
    for said in ("You said that it is resolved.",
                 "Reply UNDO to the email that your link came in, until 5pm on Tuesday 24 November 2026",
                 "The Representative at Northfield", "Say whether you agree"):  # fmt: skip
        assert said in text(done)


def test_each_answer_says_what_it_lacks_before_any_code_is_sent(browser, edge):
    lacking = {
        "resolved": {
            "agreed": "Enter what you agreed", "settled_on-day": "Enter the date you settled it",
            "method": "Select how it was settled", "on_file": "Select if the record is on the child's file",
        },
        "not_resolved": {
            "reason": "Enter why it is not resolved", "risk": "Select if the risk to the child has changed",
        },
        "more_time": {"on-day": "Enter the date you need", "detail": "Enter why you need more time"},
        "not_me": {"who": "Enter who we should ask"},
        "decided": {"detail": "Enter what you decided"},
        "meeting": {"on-day": "Enter the date of the meeting"},
        "learned": {"helped": 'Select what helped, or "Nothing"'},
    }  # fmt: skip
    for choice, wrong in lacking.items():
        for name in ("details", "rung", "code", "answer"):
            response = step(browser, name, choice=choice)
            assert response.status_code == 422 and problems(response) == wrong
    assert edge.acts == []


def test_a_row_that_was_begun_says_what_it_lacks_and_a_further_one_is_added_on_request(browser):
    begun = {name: said for name, said in RESOLVED.items() if name not in ("actions-1-who", "actions-1-by-year")}
    response = step(browser, "details", choice="resolved", **begun)
    assert problems(response) == {
        "actions-1-who": "Enter who will do it", "actions-1-by-year": "By when must include a year",
    }  # fmt: skip
    more = step(browser, "add", choice="resolved", **RESOLVED)
    assert more.status_code == 200
    assert values(more)["actions-1-what"] == RESOLVED["actions-1-what"] and values(more)["actions-2-what"] == ""
    assert problems(more) == {}


def test_what_is_known_of_the_move_is_there_already(browser):
    asked = step(browser, "choose", choice="not_resolved")
    assert title(asked).startswith("Move to stage 3, heads of service")
    assert values(asked)["tried"].strip() == "Stage 1: not resolved."
    assert values(asked)["taken_on_by"] == "Head of Safeguarding"


def test_an_immediate_risk_shows_whom_to_ring_before_anything_is_checked(browser, edge):
    first = step(browser, "details", choice="not_resolved", **NOT_RESOLVED)
    assert "999" in text(first) and "does not replace the call" in text(first)
    told = browser.post(PAGE, data=values(first) | {"step": "rung"})
    assert title(told).startswith("Check and confirm") and "They still close it." in text(told)
    assert title(step(browser, "details", choice="risk")).startswith("Act today")
    assert edge.acts == []


def test_more_time_is_for_a_date_after_the_one_that_stands(browser):
    response = step(browser, "details", choice="more_time", on="2 December 2026", detail="The nurse is away.")
    assert problems(response) == {"on-day": "The date you need must be after Wednesday 2 December 2026"}


def test_who_should_be_asked_instead_is_named_with_a_way_to_reach_them(browser, edge):
    response = step(browser, "details", choice="not_me", who="Jo Field")
    assert problems(response) == {"email": "Enter their email address or phone number"}
    asked = with_a_code(browser, choice="not_me", who="Jo Field", role="Team manager", phone="01632 960 101")
    browser.post(PAGE, data=values(asked) | {"code": RIGHT_CODE, "step": "answer"})
    assert edge.acts[1:] == [("answered", "not_me", "Jo Field, Team manager, 01632 960 101")]


def test_all_that_was_typed_survives_going_back_and_another_choice(browser):
    told = step(browser, "details", choice="resolved", **RESOLVED)
    for name in ("change", "add", "back", "choose"):
        kept = values(browser.post(PAGE, data=values(told) | {"step": name}))
        assert {key: kept[key].strip() for key in RESOLVED if key != "agreed"} == {
            key: said for key, said in RESOLVED.items() if key != "agreed"
        }
        assert kept["agreed"].split() == RESOLVED["agreed"].split()
    other = browser.post(PAGE, data=values(told) | {"choice": "more_time", "step": "choose"})
    assert values(other)["method"] == "managers"
    assert values(browser.post(PAGE, data=values(other) | {"choice": "resolved"}))["method"] == "managers"


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
    assert (kept["choice"], kept["detail"], kept["code"]) == ("seen", "We spoke today.", code)
    assert edge.acts == [("code sent", TOKEN)]


def test_a_code_that_is_too_old_is_replaced_and_all_that_was_typed_stays(browser, edge):
    edge.wrong_code = WrongCode("expired")
    asked = with_a_code(browser, choice="resolved", **RESOLVED)
    response = browser.post(PAGE, data=values(asked) | {"code": "111111", "step": "answer"})
    assert problems(response) == {"code": "That code has expired – we have sent a new one"}
    assert edge.acts == [("code sent", TOKEN)] * 2
    browser.post(PAGE, data=values(response) | {"code": RIGHT_CODE, "step": "answer"})
    assert edge.given.answers["method"] == "managers"


def test_a_code_that_was_tried_too_often_can_be_sent_anew(browser, edge):
    edge.wrong_code = WrongCode("too many")
    response = browser.post(PAGE, data=values(with_a_code(browser)) | {"code": "111111", "step": "answer"})
    assert "tried too often" in problems(response)["code"]
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
    chosen = hidden(browser.get(PAGE)) | {"choice": "seen", "step": "code"}
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
    for pressed in ({}, hidden(page)):
        answered = browser.post(f"/r/{OLD_TOKEN}", data=pressed)
        assert problems(answered) == {"fresh": "Select yes if you want a fresh link"}
    assert edge.acts == []
    sent = browser.post(f"/r/{OLD_TOKEN}", data=hidden(page) | {"fresh": "yes"})
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
    assert values(response)["choice"] == "seen"


def test_a_long_addition_comes_back_to_be_shortened(browser, edge):
    response = with_a_code(browser, detail="x" * 100_000)
    assert problems(response) == {"detail": "What you add must be 4,000 characters or less"}
    assert values(response)["detail"].strip() == "x" * 100_000
    assert edge.acts == []


def test_a_meetings_date_and_time_go_along_with_the_code(browser, edge):
    when = {"on-day": "7", "on-month": "12", "on-year": "2026", "clock": "2pm"}
    asked = with_a_code(browser, choice="meeting", **when)
    assert "Monday 7 December 2026 The time 14:00" in text(asked)
    browser.post(PAGE, data=values(asked) | {"code": RIGHT_CODE, "step": "answer"})
    assert edge.acts[1:] == [("answered", "meeting", "", "2026-12-07 14:00:00")]


def test_a_date_in_the_past_is_no_date_of_a_meeting(browser):
    along = hidden(browser.get(PAGE)) | {"on-day": "1", "on-month": "11", "on-year": "2026"}
    response = browser.post(PAGE, data=along | {"choice": "meeting", "step": "details"})
    assert problems(response) == {"on-day": "The date must be today or in the future"}


def test_what_is_written_is_shown_after_a_code_and_its_title_names_nobody(browser, edge):
    asked = with_a_code(browser, choice="read")
    shown = browser.post(PAGE, data=values(asked) | {"code": RIGHT_CODE, "step": "answer"})
    assert edge.acts == [("code sent", TOKEN), ("read",)]
    assert "Canary Meadow is seen on Friday." in text(shown)
    assert "Canary" not in title(shown) and shown.headers["Cache-Control"] == "no-store"
