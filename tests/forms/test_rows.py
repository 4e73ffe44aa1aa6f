"""Repeated rows: a row to a line, its values with ; between."""

import pytest

from forms import Answers, Faults, NotificationForm, ResolutionReportForm, StageOutcomeForm


def read_actions(lines, outcome, choices):
    return StageOutcomeForm.read(outcome | {"actions": lines}, choices)


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        ("Visit weekly; Ade Marsh; 1 December 2026", "Visit weekly; Ade Marsh; 2026-12-01"),
        ("- Visit weekly ;Ade Marsh;1/12/2026;\r\n\r\n2) Ring; Jo; 23 nov 2026",
         "Visit weekly; Ade Marsh; 2026-12-01\nRing; Jo; 2026-11-23"),
    ],
)
def test_rows_are_kept_a_line_each_with_dates_in_their_proper_form(lines, kept, outcome, choices):
    found = read_actions(lines, outcome, choices)
    assert isinstance(found, Answers)
    assert found["actions"] == kept


def test_rows_come_back_from_an_answer_as_they_were_asked_for(outcome, choices):
    found = read_actions("Visit weekly; Ade Marsh; 1 12 2026\nRing; Jo; 2 12 2026", outcome, choices)
    assert isinstance(found, Answers)
    assert found.rows("actions") == (("Visit weekly", "Ade Marsh", "2026-12-01"), ("Ring", "Jo", "2026-12-02"))
    assert found.rows("outstanding") == ()


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("Visit weekly", "Line 1: enter who will do it"),
        ("; Ade Marsh; 1 12 2026", "Line 1: enter the action"),
        ("Ring; Jo; 1 12 2026\n\nVisit weekly; Ade Marsh", "Line 3: enter the date it will be done by"),
        ("Visit weekly; Ade Marsh; 1 12", "Line 1: by when must include a year"),
        ("Visit weekly; Ade Marsh; 22 11 2026", "Line 1: by when must be today or in the future"),
        ("Visit; Ade Marsh; with; 1 12 2026", "Line 1: by when must include a month and year"),
        ("Visit\x07; Ade Marsh; 1 12 2026", "Who will do what must not include control characters – retype it"),
        ("x" * 501 + "; Ade Marsh; 1 12 2026", "Line 1: the action must be 500 characters or less"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_by_its_line_and_comes_back_as_it_was_typed(
    lines, message, outcome, choices
):
    form = StageOutcomeForm.asking(choices, outcome | {"actions": lines})
    found = form.answers()
    assert isinstance(found, Faults)
    assert [fault.message for fault in found] == [message]
    assert form["actions"].typed == lines


def test_the_hint_says_what_a_row_holds(choices):
    assert StageOutcomeForm.asking(choices)["actions"].description == (
        "One to a line, with ; between: what; who; by when"
    )


def test_a_choice_in_a_row_is_understood_by_its_words_and_kept_by_its_value(notification, choices):
    siblings = "Sam Meadow; ; Child in need (section 17)\nAlex Meadow; 1 May 2027; none"
    before = "2 11 2026; By telephone; Jo Field; They said; we rang"
    found = NotificationForm.read(notification | {"siblings": siblings, "spoken_before": before}, choices)
    assert isinstance(found, Answers)
    assert found.rows("siblings") == (
        ("Sam Meadow", "", "child in need"), ("Alex Meadow", "2027-05-01", "none"),
    )
    assert found.rows("spoken_before") == (("2026-11-02", "phone", "Jo Field", "They said, we rang"),)


@pytest.mark.parametrize("done", ["", "; open", "; Open", ";"])
def test_an_action_that_is_not_done_is_open(done, report, choices):
    found = ResolutionReportForm.read(report | {"own_actions": f"Train staff; Jo Field{done}"}, choices)
    assert isinstance(found, Answers)
    assert found.rows("own_actions") == (("Train staff", "Jo Field", "open"),)


def test_an_action_that_was_done_has_its_day_and_it_is_not_in_the_future(report, choices):
    def read(day):
        return ResolutionReportForm.read(report | {"own_actions": f"Train staff; Jo Field; {day}"}, choices)

    assert read("20 11 2026").rows("own_actions") == (("Train staff", "Jo Field", "2026-11-20"),)
    assert [fault.message for fault in read("24 11 2026")] == ["Line 1: date completed must be today or in the past"]
