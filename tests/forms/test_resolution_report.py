"""The report of a resolution: what it asks of people, and the part that only the office completes."""

import pytest

from forms import OFFICE, Answers, Faults, PublishedForm, ResolutionReportForm


def test_an_empty_report_names_what_is_missing_in_the_order_of_the_questions(choices):
    found = ResolutionReportForm.read({}, choices)
    assert isinstance(found, Faults)
    assert [fault.message for fault in found] == [
        "Enter the reference",
        "Enter the child's full name",
        "Enter who raised the disagreement",
        "Enter the agency or school of who raised it",
        "Select the level of need",
        "Enter brief details of the disagreement, with the agreed outcomes",
        "Enter the date of the meeting",
        "Select how it was settled",
        "Select the stage it was resolved at",
        'Select what was learned, or "Nothing new"',
        "Enter who completed the report",
        "Enter the date it was completed",
        "Enter your work email address",
    ]


def test_something_else_that_was_learned_is_asked_for_in_words(report, choices):
    found = ResolutionReportForm.read(report | {"lessons": "training, other"}, choices)
    assert [fault.message for fault in found] == ['Enter what was learned, or select "Nothing new"']
    said = {"lessons": "other", "lessons_text": "Ring earlier."}
    assert isinstance(ResolutionReportForm.read(report | said, choices), Answers)


def test_what_is_given_for_the_offices_part_by_anybody_else_is_not_read(report, choices):
    office = {"received_on": "20 11 2026", "notified_on": "nonsense"}
    assert ResolutionReportForm.read(report | office, choices) == ResolutionReportForm.read(report, choices)
    shown = ResolutionReportForm.asking(choices)
    assert not {"received_on", "notified_on"} & {question.short_name for question in shown.questions}


def test_the_office_completes_its_own_part_alone(report, choices):
    answers = ResolutionReportForm.read(report | {"received_on": "20 11 2026"}, choices, OFFICE)
    assert isinstance(answers, Answers)
    assert dict(answers) == {"received_on": "2026-11-20"}
    found = ResolutionReportForm.read({}, choices, OFFICE)
    assert [fault.message for fault in found] == ["Enter the date it was received"]


@pytest.mark.parametrize("office", ["", OFFICE])
def test_a_question_has_the_same_number_whoever_is_asked(office, choices):
    every = [key for part in ResolutionReportForm.parts for key in part.asks]
    form: PublishedForm = ResolutionReportForm.asking(choices, completed_by=office)
    assert form.questions
    assert [every[question.number - 1] for question in form.questions] == [q.short_name for q in form.questions]


def test_LON_71_the_office_notes_when_it_received_the_report(choices):
    found = ResolutionReportForm.read({"received_on": "20 11 2026"}, choices, OFFICE)
    assert isinstance(found, Answers)
    assert found["received_on"] == "2026-11-20"


def test_LON_72_the_office_notes_when_the_board_or_executive_group_was_told(choices):
    found = ResolutionReportForm.read({"received_on": "20 11 2026", "notified_on": "23 11 2026"}, choices, OFFICE)
    assert isinstance(found, Answers)
    assert found["notified_on"] == "2026-11-23"
