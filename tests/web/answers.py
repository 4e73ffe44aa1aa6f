"""What somebody answers on the pages behind a link, by the names of the controls, and how they press a button."""

from tests.web.edge import TOKEN
from tests.web.seen import hidden

PAGE = f"/r/{TOKEN}"
RESOLVED = {
    "agreed": "Canary Meadow is seen\r\nevery week.", "settled_on-day": "20",
    "settled_on-month": "nov", "settled_on-year": "2026", "method": "managers", "on_file": "yes",
    "actions-1-what": "A visit; at home", "actions-1-who": "The health visitor", "actions-1-by-day": "4",
    "actions-1-by-month": "12", "actions-1-by-year": "2026",
}  # fmt: skip
NOT_RESOLVED = {
    "reason": "They still close it.", "tried": "Two calls.", "risk": "immediate",
    "taken_on_by": "Head of Safeguarding",
}  # fmt: skip


def step(browser, name, **said):
    """What follows when that button of the page is pressed, with all that was typed so far."""
    return browser.post(PAGE, data=hidden(browser.get(PAGE)) | {"step": name} | said)
