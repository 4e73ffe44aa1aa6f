"""The pages behind a signed link for who was passed it on, and those that are shown once a code was entered."""

from service.seam.link_pages import WrongCode
from tests.web.answers import PAGE, step
from tests.web.edge import REPORT, RIGHT_CODE, TOKEN
from tests.web.seen import controls, hidden, problems, text, title, tree, values


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


def opened_report(browser):
    asked = step(browser, "choose", choice="fill in")
    return browser.post(PAGE, data=values(asked) | {"code": RIGHT_CODE, "step": "answer"})


def press(browser, page, button, **typed):
    return browser.post(PAGE, data=values(page) | typed | {"step": button})


def test_the_report_is_there_with_what_is_known_a_change_to_each_block(browser):
    opened = opened_report(browser)
    assert "Child's full name Canary Meadow" in text(opened) and "Canary" not in title(opened)
    titles = [one.text_content() for one in tree(opened).xpath("//*[@class='govuk-summary-card__title']")]
    changes = tree(opened).xpath("//button[starts-with(@value, 'block:')]/@value")
    assert titles == ["The child", "Who raised it", "The resolution", "What was learned", "Who completed this report"]
    assert len(changes) == len(titles) and "Not answered yet" in text(opened)


def test_a_block_is_changed_on_a_page_of_its_own_and_leads_back_to_the_check(browser, edge):
    opened = opened_report(browser)
    block = press(browser, opened, "block:child_name")
    assert set(controls(block)) == {"child_name", "child_born-day", "child_born-month", "child_born-year",
                                    "child_address"}  # fmt: skip
    lacking = press(browser, block, "block done:child_name", child_name="")
    assert problems(lacking) == {"child_name": "Enter the child's full name"}
    again = press(browser, lacking, "block done:child_name", child_name="Canary Meadow-Brook")
    assert again.status_code == 200 and "Canary Meadow-Brook" in text(again) and "There is a problem" not in text(again)
    (back,) = [one for one in tree(block).forms if one.xpath(".//button[@value='blocks']")]
    left = browser.post(PAGE, data=dict(back.form_values()) | {"step": "blocks"})
    assert "Child's full name Canary Meadow " in text(left)
    assert edge.acts == [("code sent", TOKEN), ("report opened",)]


def test_a_report_that_lacks_something_is_not_sent_and_says_where(browser, edge):
    lacking = press(browser, opened_report(browser), "code")
    assert lacking.status_code == 422 and title(lacking).startswith("Error: ")
    wrong = {one.text_content(): one.get("href") for one in tree(lacking).xpath("//*[@role='alert']//a")}
    assert wrong["Enter who completed the report"] == "#change-completed_by"
    assert wrong["Select how it was settled"] == "#change-others"
    assert len(edge.acts) == 2


def test_the_report_is_sent_as_it_was_changed_without_another_code(browser, edge):
    page = opened_report(browser)
    others = "Wren Meadow; Head; Northfield\nJo Field; Chair; The board"
    for key in ("child_name", "escalated_name", "others", "lessons", "completed_by"):
        page = press(browser, press(browser, page, f"block:{key}"), f"block done:{key}", **REPORT, others=others)
        assert page.status_code == 200, problems(page)
    assert "Not answered yet" not in text(page) and "levels of need are better" in text(page).casefold()
    listed = [one.text_content() for one in tree(page).xpath("//dd//li")]
    assert "Wren Meadow, Head, Northfield" in listed and "Jo Field, Chair, The board" in listed
    press(browser, page, "code")
    assert edge.acts == [("code sent", TOKEN), ("report opened",), ("answered", "fill in", "")]
    assert edge.given.answers["completed_by"] == "Jo Field"


def test_no_other_answer_has_blocks(browser):
    page = step(browser, "block:child_name", choice="seen")
    assert page.status_code == 200 and "Is there anything to add" in text(page)
