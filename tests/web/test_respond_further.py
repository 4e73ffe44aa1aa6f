"""The pages behind a signed link for who was passed it on, and those that are shown once a code was entered."""

from service.seam.link_pages import WrongCode
from tests.web.answers import PAGE, step
from tests.web.edge import REPORT, RIGHT_CODE, TOKEN
from tests.web.seen import hidden, problems, text, title, values


def test_whoever_the_link_was_passed_on_to_names_themselves_and_the_coordinator_gets_it(browser, edge):
    told = step(browser, "details", choice="seen")
    assert "It was made for the safeguarding representative" in text(told)
    who = browser.post(PAGE, data=values(told) | {"step": "for them"})
    lacking = browser.post(PAGE, data=values(who) | {"step": "hand over"})
    assert problems(lacking) == {
        "stand_in_name": "Enter your full name", "stand_in_email": "Enter your work email address",
    }  # fmt: skip
    named = {"stand_in_name": "Jo Field", "stand_in_email": "jo.field@northfield.example"}
    done = browser.post(PAGE, data=values(lacking) | named | {"step": "hand over"})
    assert "Nothing is recorded yet" in text(done)
    assert edge.acts == [("answered for them", "Jo Field", "seen")]
    assert title(step(browser, "for them", choice="decided", detail="We do.")).startswith("Check and confirm")


def test_where_a_case_stands_is_shown_after_a_code_and_leads_on_without_another(browser, edge):
    asked = step(browser, "choose", choice="standing")
    shown = browser.post(PAGE, data=values(asked) | {"code": RIGHT_CODE, "step": "answer"})
    for said in ("Stage 1, workers Ended on Monday 23 November 2026: not resolved", "Stage 3, heads Not reached",
                 "Somebody asked for more time.", "5 working days"):  # fmt: skip
        assert said in text(shown)
    more = browser.post(PAGE, data=hidden(shown) | {"step": "choose"})
    told = browser.post(PAGE, data=values(more) | {"detail": "She was seen.", "step": "details"})
    assert "6-digit" not in text(told)
    browser.post(PAGE, data=values(told) | {"step": "code"})
    assert edge.acts == [("code sent", TOKEN), ("standing",), ("answered", "add", "She was seen.")]


def test_a_proof_that_is_too_old_is_replaced_by_a_code_and_nothing_is_lost(browser, edge):
    asked = step(browser, "code", choice="add", detail="She was seen.", proof="999999")
    edge.wrong_code = WrongCode("expired")
    again = step(browser, "code", choice="add", detail="She was seen.", proof="999999")
    assert problems(asked)["code"] and problems(again) == {"code": "That code has expired – we have sent a new one"}
    assert values(again)["detail"] == "She was seen." and "proof" not in values(again)
    assert edge.acts == [("code sent", TOKEN)]


def test_the_report_is_there_with_what_is_known_is_checked_and_sent_without_another_code(browser, edge):
    asked = step(browser, "choose", choice="fill in")
    opened = browser.post(PAGE, data=values(asked) | {"code": RIGHT_CODE, "step": "answer"})
    assert values(opened)["child_name"] == "Canary Meadow" and "Canary" not in title(opened)
    lacking = browser.post(PAGE, data=values(opened) | {"step": "details"})
    assert problems(lacking)["completed_by"] == "Enter who completed the report"
    told = browser.post(PAGE, data=values(lacking) | REPORT | {"step": "details"})
    assert "Canary Meadow" in text(told) and "levels of need are better" in text(told).casefold()
    changing = browser.post(PAGE, data=values(told) | {"step": "change"})
    assert values(changing)["completed_by"] == "Jo Field" and len(edge.acts) == 2
    browser.post(PAGE, data=values(told) | {"step": "code"})
    assert edge.acts == [("code sent", TOKEN), ("report opened",), ("answered", "fill in", "")]
    assert edge.given.answers["completed_by"] == "Jo Field"
