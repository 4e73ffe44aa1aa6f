"""Asking for the link to a case: one answer to everybody."""

from tests.web.seen import problems, title

PAGE = "/sefton/find"
ASKED = {"reference": "sef 4t9k 2mc2", "email": "jo.field@northfield.example"}


def test_what_was_asked_is_handed_on_and_the_answer_says_nothing_of_the_case(browser, edge):
    answers = {browser.post(PAGE, data=ASKED | {"email": who}).data for who in (ASKED["email"], "a@b.example")}
    assert len(answers) == 1
    assert edge.acts[0] == ("link asked for", "SEF-4T9K-2MC2", "jo.field@northfield.example")
    assert title(browser.post(PAGE, data=ASKED)).startswith("If these match, we have sent you a link")


def test_what_is_missing_or_mistyped_is_said(browser, edge):
    assert problems(browser.post(PAGE)) == {
        "reference": "Enter the reference", "email": "Enter your work email address",
    }  # fmt: skip
    assert problems(browser.post(PAGE, data=ASKED | {"reference": "SEF-4T9K-2MC3", "email": "jo"})) == {
        "reference": "Check the reference – it should look like SEF-4T9K-2MC2",
        "email": "Enter an email address in the correct format, like name@example.com",
    }
    assert edge.acts == []
