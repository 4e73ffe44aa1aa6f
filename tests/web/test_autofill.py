"""What a browser may fill in by itself: people's own details, and nothing about a child or the other agency."""

import pytest

from tests.web.edge import tree

OWN = {
    "your_name": "name", "completed_by": "name", "your_role": "organization-title", "your_agency_name": "organization",
    "your_email": "email", "your_phone": "tel",
}  # fmt: skip


@pytest.mark.parametrize("page", ["raise/details?risk=no", "outcome", "report"])
def test_own_details_are_filled_in_and_all_else_is_kept_out(page, browser):
    shown = tree(browser.get(f"/sefton/{page}"))
    boxes = shown.xpath("//textarea | //input[@type='text' or @type='email' or @type='tel']")
    told = {box.get("name"): box.get("autocomplete") for box in boxes}
    assert told.keys() & OWN.keys()
    assert told == {name: OWN.get(name, "off") for name in told}
