"""What one partnership offers on Monday 23 November 2026, and the published forms filled in as they should be."""

from datetime import date

import pytest

from forms import PUBLISHED, Agency, Choice, Choices, PublishedForm


@pytest.fixture
def choices() -> Choices:
    return Choices(
        today=date(2026, 11, 23),
        areas=(Choice("sefton", "Sefton"), Choice("wirral", "Wirral")),
        agencies=(
            Agency("school", "Northfield Primary School", kind="school", domains=("school.example",)),
            Agency("childrens-services", "Sefton Children’s Services", kind="childrens_services"),
        ),
        stages=(Choice("1", "Stage 1: between practitioners"), Choice("2", "Stage 2: between managers")),
        stage_words=("stage", "level"),
        exits=(Choice("exit conduct", "Someone's conduct"),),
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


@pytest.fixture
def report() -> dict[str, str]:
    return {
        "reference": "SEF-4T9K-2MC2",
        "child_name": "Robin Meadow",
        "escalated_name": "Jo Field",
        "escalated_agency": "Northfield Primary School",
        "level_of_need": "section 17",
        "details": "The plan was to be closed. It stays open.",
        "met_on": "18 11 2026",
        "method": "panel",
        "resolved_at": "2",
        "lessons": "training, levels of need",
        "completed_by": "Jo Field",
        "completed_on": "20 11 2026",
        "your_email": "jo.field@northfield.example",
    }


@pytest.fixture
def log_row() -> dict[str, str]:
    return {
        "agency": "Northfield Primary School",
        "child_name": "Robin Meadow",
        "concern": "Neglect.",
        "level_of_need": "section 47",
        "summary": "We say that the plan must stay open.",
        "outcome": "Still open",
    }


@pytest.fixture(params=PUBLISHED.values(), ids=PUBLISHED)
def filled(request: pytest.FixtureRequest) -> tuple[type[PublishedForm], dict[str, str]]:
    """Each published form, and its answers."""
    fixtures = {"stage_outcome": "outcome", "resolution_report": "report", "summary_log": "log_row"}
    return request.param, request.getfixturevalue(fixtures.get(request.param.key, request.param.key))
