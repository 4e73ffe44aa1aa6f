"""What a browser may fill in by itself: people's own details, and nothing about a child or the other agency."""

import pytest

from tests.web.seen import tree
from tests.web.test_raising import SPOKEN
from tests.web.walking import raise_up_to

OWN = {
    "your_name": "name", "completed_by": "name", "your_role": "organization-title", "your_agency_name": "organization",
    "your_email": "email", "your_phone": "tel",
}  # fmt: skip


def told_on(page):
    """What each box tells the browser, by the box's name."""
    boxes = tree(page).xpath("//textarea | //input[@type='text' or @type='email' or @type='tel']")
    return {box.get("name"): box.get("autocomplete") for box in boxes}


@pytest.mark.parametrize("page", ["outcome", "report"])
def test_own_details_are_filled_in_and_all_else_is_kept_out(page, browser):
    told = told_on(browser.get(f"/sefton/{page}"))
    assert told.keys() & OWN.keys()
    assert told == {name: OWN.get(name, "off") for name in told}


@pytest.mark.parametrize(
    "screen", ["act-today", "something-else", "about-you", "other-agency", "other-agencies", "discussions", "stage",
               "child", "children", "disagreement", "further"],
)  # fmt: skip
def test_so_it_is_on_every_screen(screen, browser, notification):
    every_branch = SPOKEN | {"risk": "yes", "type": "other", "type_other": "A word", "more_agencies": "yes"}
    answers = notification | every_branch | {"stage": "1"}
    page = raise_up_to(browser, answers, "child" if screen == "children" else screen)
    told = told_on(browser.get("/sefton/raise/children/1") if screen == "children" else page)
    assert told and told == {name: OWN.get(name, "off") for name in told}
