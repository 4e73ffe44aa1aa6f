"""What one partnership offers on Monday 23 November 2026, and two forms filled in as they should be."""

from datetime import date

import pytest

from forms import Choice, Choices


@pytest.fixture
def choices() -> Choices:
    return Choices(
        today=date(2026, 11, 23),
        areas=(Choice("sefton", "Sefton"), Choice("wirral", "Wirral")),
        agencies=(
            Choice("school", "Northfield Primary School"),
            Choice("childrens-services", "Sefton Children’s Services"),
        ),
        stages=(Choice("1", "Stage 1: between practitioners"), Choice("2", "Stage 2: between managers")),
        inside=frozenset({"involvement"}),
    )


@pytest.fixture
def notification() -> dict[str, str]:
    return {
        "risk": "no",
        "type": "threshold",
        "area": "sefton",
        "your_name": "Jo Field",
        "your_role": "Designated safeguarding lead",
        "your_agency": "school",
        "your_email": "jo.field@northfield.example",
        "their_agency": "childrens-services",
        "more_agencies": "no",
        "spoken": "disagree",
        "spoken_on": "20 November 2026",
        "spoken_how": "phone",
        "spoken_who": "Jo Field, and the duty social worker",
        "spoken_outcome": "They will close the case. We do not agree.",
        "stage": "1",
        "child_name": "Robin Meadow",
        "child_born": "27 3 2015",
        "status": "child in need",
        "decision": "The case is to be closed.",
        "reasons": "Three reports of neglect this month.",
        "wanted": "Keep the plan open.",
        "concern_on": "16/11/2026",
    }


@pytest.fixture
def outcome() -> dict[str, str]:
    return {
        "reference": "sef 4t9k 2mc2",
        "outcome": "resolved",
        "risk": "no change",
        "agreed": "The plan stays open.",
        "settled_on": "20 11 2026",
        "method": "conversation",
        "on_file": "yes",
        "your_name": "Jo Field",
        "your_email": "jo.field@northfield.example",
    }
