"""The pages without a mouse: where the focus goes, in which order, and what has it after something went wrong."""

import pytest

from forms.dates import PARTS, PartsDate
from forms.notification import NotificationForm
from tests.browser import link_states, states
from tests.intake.house import NOTIFICATION

WITH_FAULTS = (
    states.risk_not_said, states.notification_empty, states.notification_with_few_faults, states.outcome_empty,
    states.report_empty, link_states.question_not_answered, link_states.what_was_agreed_with_everything_missing,
    link_states.code_with_a_digit_too_few,
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


def controls_in_order(form: NotificationForm) -> list[str]:
    """The names of what is asked without unfolding anything."""
    questions = [form[key] for part in form.parts for key in part.keys]
    boxes = [
        [f"{one.name}-{part}" for part in PARTS] if isinstance(one, PartsDate) else [one.name] for one in questions
    ]
    return [name for several in boxes for name in several]


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


def test_a_disagreement_is_raised_with_the_keyboard_alone_in_the_order_of_its_questions(visit, site):
    visitor = visit(script=True)
    states.notification(visitor)
    stops, page = [], visitor.page
    while not stops or stops[-1] != "Send the disagreement":
        page.keyboard.press("Tab")
        stops.append(page.evaluate(STOP))
        assert page.evaluate(IS_IN_VIEW), stops[-1]
        if stops[-1] in NOTIFICATION:
            answer(page, NOTIFICATION[stops[-1]])
    asked = controls_in_order(NotificationForm.asking(site.house.pages.notification_choices("sefton")))
    assert [stop for stop in stops if stop in asked] == asked
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert site.shown[-1] == ("notify.sent", "sent.html")
