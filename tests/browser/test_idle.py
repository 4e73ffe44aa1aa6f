"""Somebody leaves their answers open and goes away (ux.md, A28)."""

from tests.browser import raising
from tests.browser.visitor import Visitor
from tests.intake.house import TEACHER
from tests.intake.test_notifications import code_in

A_WHILE = 25 * 60 * 1000  # milliseconds


def left_open(visitor: Visitor):
    """The screen after the one that asked for an address, on a browser whose clock is ours."""
    visitor.page.clock.install()
    raising.other_agency(visitor)
    visitor.fill({"their_name": "Avery Curlew"})
    return visitor.page.locator("dialog")


def test_they_are_warned_five_minutes_before_and_may_stay(visit):
    visitor = visit(script=True)
    warning = left_open(visitor)
    visitor.page.clock.run_for(A_WHILE - 1000)
    assert not warning.is_visible()
    visitor.page.clock.run_for(2000)
    assert warning.is_visible() and "We hide your answers in 5 minutes" in warning.inner_text()
    assert visitor.page.evaluate("document.activeElement.textContent.trim()") == "Stay on this page"
    with visitor.page.expect_request(lambda request: request.method == "HEAD"):
        visitor.page.keyboard.press("Enter")
    assert not warning.is_visible()
    visitor.page.clock.run_for(A_WHILE - 1000)
    assert not warning.is_visible() and visitor.page.locator("[name=their_name]").input_value() == "Avery Curlew"


def test_what_was_typed_is_kept_when_nobody_answers_and_shown_to_nobody(visit):
    visitor = visit(script=True)
    left_open(visitor)
    visitor.site.house.pass_time(minutes=31)
    with visitor.page.expect_navigation():
        visitor.page.clock.run_for(A_WHILE + 6 * 60 * 1000)
    assert visitor.is_at("raise/code") and "Avery Curlew" not in visitor.page.content()
    visitor.press("Send me a code")
    visitor.fill({"code": code_in(visitor.site.house, TEACHER)})
    visitor.press("Show my answers")
    visitor.open("/sefton/raise/other-agency")
    assert visitor.page.locator("[name=their_name]").input_value() == "Avery Curlew"


def test_without_script_the_page_says_so_beforehand(visit):
    visitor = visit(script=False)
    raising.other_agency(visitor)
    assert "If you leave this page for 30 minutes, we hide your answers" in visitor.page.inner_text("main")
