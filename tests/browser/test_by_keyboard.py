"""The pages without a mouse: where the focus goes, in which order, and what has it after something went wrong."""

import pytest

from tests.browser import link_states, raising, saving, states, walking
from tests.intake.house import NOTIFICATION

WITH_FAULTS = (
    raising.risk_not_said, raising.matter_not_said, raising.area_not_said, raising.about_you_empty,
    raising.about_you_with_one_fault, raising.other_agency_wrong, raising.spoken_not_said, raising.discussion_empty,
    raising.whether_one_more_not_said, raising.stage_without_a_lead, raising.child_empty, raising.another_child_empty,
    raising.plan_not_said, raising.disagreement_empty, saving.saving_without_an_address, saving.code_sent_and_mistyped,
    states.outcome_empty, states.report_empty, link_states.question_not_answered,
    link_states.what_was_agreed_with_everything_missing, link_states.code_with_a_digit_too_few,
)  # fmt: skip
STOP = "(at => at.name || at.textContent.trim())(document.activeElement)"
IS_IN_VIEW = "(box => box.bottom > 0 && box.top < innerHeight)(document.activeElement.getBoundingClientRect())"
# What a screen reader says of the control that has the focus, and of its group, besides their names.
DESCRIBED = """[document.activeElement, document.activeElement.closest("fieldset")]
    .flatMap(box => box?.getAttribute("aria-describedby")?.split(" ") ?? [])
    .map(id => document.getElementById(id).textContent).join(" ")"""


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_the_first_stop_of_a_page_leads_past_its_header(script, visit):
    visitor = visit(script)
    states.start(visitor)
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate(STOP) == "Skip to main content"
    visitor.page.keyboard.press("Enter")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("way", WITH_FAULTS)
def test_each_line_of_what_is_wrong_leads_to_a_control_that_says_the_same(way, script, visit):
    visitor = visit(script)
    way(visitor)
    page = visitor.page
    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.matches('.govuk-error-summary')") is script
    lines = page.locator(".govuk-error-summary__list a").all()
    assert lines
    for line in lines:
        line.click()
        assert f"#{page.evaluate('document.activeElement.id')}" == line.get_attribute("href")
        assert page.evaluate("document.activeElement.matches('input, select, textarea')")
        assert f"Error: {line.inner_text()}" in " ".join(page.evaluate(DESCRIBED).split())


def answer(page, said: str) -> None:
    """The question that has the focus, by keys."""
    if page.evaluate("document.activeElement.type") != "radio":
        page.keyboard.insert_text(said)
        return
    page.keyboard.press("Space")
    for _ in range(page.evaluate("document.getElementsByName(document.activeElement.name).length")):
        if page.evaluate("document.activeElement.value") == said:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no key leads to {said}")


def through_the_screen(page, answers) -> list[str]:
    """Answer the screen and press its first button, by keys alone; the stops on the way."""
    stops: list[str] = []
    while not stops or not page.evaluate("document.activeElement.matches('main form button.govuk-button')"):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(STOP))
        assert page.evaluate(IS_IN_VIEW), stops[-1]
        if stops[-1] in answers:
            answer(page, answers[stops[-1]])
        assert len(stops) < 120, stops
    with page.expect_navigation():
        page.keyboard.press("Enter")
    return stops


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_disagreement_is_raised_with_the_keyboard_alone_in_the_order_of_its_questions(script, visit, site):
    visitor = visit(script)
    raising.risk(visitor)
    answers, page = NOTIFICATION | raising.TALKED, visitor.page
    while site.shown[-1][0] != "raising.sent":
        asked = [name for name in visitor.asked_for() if not visitor.is_folded(name)]
        stops = through_the_screen(page, answers)
        assert [stop for stop in stops if stop in asked] == asked
    assert site.shown[-1] == ("raising.sent", "raising/sent.html")


def test_going_back_finds_what_was_typed_and_sends_nothing_twice(visit, site):
    visitor = visit(script=True)
    walking.walk_on(visitor, "plan")
    visitor.page.go_back()
    assert visitor.page.input_value("[name=child_name]") == NOTIFICATION["child_name"]
    walking.go_on(visitor, "check")
    before = len(site.house.all_cases())
    visitor.press("Send the disagreement")
    visitor.page.go_back()
    assert site.shown[-1] == ("raising.sent", "raising/sent.html")
    assert len(site.house.all_cases()) == before + 1


def test_pressing_twice_on_a_slow_network_sends_it_once(visit, site):
    visitor = visit(script=False)
    walking.go_on(visitor, "check")
    before = len(site.house.all_cases())
    mark, address = visitor.page.input_value("main > * form [name=mark] >> nth=-1"), visitor.page.url
    first, second = (visitor.page.request.post(address, form={"mark": mark}) for _ in range(2))
    assert first.url == second.url and "/sent/" in first.url
    assert len(site.house.all_cases()) == before + 1
