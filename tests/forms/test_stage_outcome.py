"""What is asked of a stage's outcome: one half when it is resolved, the other when it is not."""

import pytest

from forms import Answers, Faults, StageOutcomeForm


def test_a_resolved_stage_gives_its_answers_and_the_reference_in_its_proper_form(outcome, choices):
    answers = StageOutcomeForm.read(outcome, choices)
    assert isinstance(answers, Answers)
    assert answers["reference"] == "SEF-4T9K-2MC2"
    assert answers["settled_on"] == "2026-11-20"


def test_an_unresolved_stage_asks_only_why(outcome, choices):
    said = {key: outcome[key] for key in ("reference", "risk", "your_name", "your_email")} | {"outcome": "not resolved"}
    found = StageOutcomeForm.read(said, choices)
    assert isinstance(found, Faults)
    assert [fault.message for fault in found] == ["Enter why it is not resolved"]
    assert isinstance(StageOutcomeForm.read(said | {"reason": "They still close it."}, choices), Answers)


@pytest.mark.parametrize("key", ["agreed", "settled_on", "method", "on_file"])
def test_a_resolved_stage_needs_what_was_agreed_and_how(key, outcome, choices):
    found = StageOutcomeForm.read(outcome | {key: ""}, choices)
    assert isinstance(found, Faults)
    assert [fault.key for fault in found] == [key]


@pytest.mark.parametrize("slip", ["SEF-4T9K-2MC3", "SEF-4T9K-2CM2", "EF-4T9K-2MC2X", "sefton", "SEF-4T9U-2MC2"])
def test_a_slip_in_the_reference_is_caught(slip, outcome, choices):
    found = StageOutcomeForm.read(outcome | {"reference": slip}, choices)
    assert isinstance(found, Faults)
    assert [fault.message for fault in found] == ["Check the reference – it should look like SEF-4T9K-2MC2"]


@pytest.mark.parametrize(
    ("said", "key", "message"),
    [
        (
            {"professionals_meeting": "not needed"}, "professionals_meeting_why",
            "Enter why a professionals' meeting is not needed",
        ),
        ({"decision_reviewed": "kept"}, "decision_why", "Enter the reasons for keeping or changing the decision"),
        ({"decision_reviewed": "partly"}, "decision_why", "Enter the reasons for keeping or changing the decision"),
    ],
)
def test_reasons_are_asked_for_where_something_was_decided(said, key, message, outcome, choices):
    found = StageOutcomeForm.read(outcome | said, choices)
    assert isinstance(found, Faults)
    assert [(fault.key, fault.message) for fault in found] == [(key, message)]
    assert isinstance(StageOutcomeForm.read(outcome | said | {key: "It is settled already."}, choices), Answers)


def test_a_meeting_that_was_held_needs_no_reason(outcome, choices):
    assert isinstance(StageOutcomeForm.read(outcome | {"professionals_meeting": "held"}, choices), Answers)
