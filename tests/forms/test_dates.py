"""Dates as people give them."""

import pytest

from forms import Answers, Faults, NotificationForm


def read(given, notification, choices):
    without = {key: said for key, said in notification.items() if key != "concern_on"}
    return NotificationForm.read(without | given, choices)


@pytest.mark.parametrize(
    "line",
    [
        "16 11 2026", "16/11/2026", "16.11.2026", "16-11-2026", "2026-11-16", "16 November 2026", "16th nov 2026",
        "November 16, 2026", "Monday 16 November 2026", "Mon, 16 Nov. 2026", " 16\u00a0November\u00a02026 ",
    ],
)
def test_a_date_on_one_line_is_understood(line, notification, choices):
    answers = read({"concern_on": line}, notification, choices)
    assert isinstance(answers, Answers)
    assert answers["concern_on"] == "2026-11-16"


def test_a_date_in_three_boxes_is_understood(notification, choices):
    boxes = {"concern_on-day": "16", "concern_on-month": "march", "concern_on-year": "2026"}
    answers = read(boxes, notification, choices)
    assert isinstance(answers, Answers)
    assert answers["concern_on"] == "2026-03-16"


@pytest.mark.parametrize(
    ("boxes", "message", "bad"),
    [
        (("", "", ""), "Enter the date the concern arose", ("day", "month", "year")),
        (("16", "", "2026"), "Date the concern arose must include a month", ("month",)),
        (("", "", "2026"), "Date the concern arose must include a day and month", ("day", "month")),
        (("16", "11", "26"), "Year must include 4 numbers", ("year",)),
        (("16", "11", "1066"), "Year must be 1900 or later", ("year",)),
        (("31", "2", "2026"), "Date the concern arose must be a real date", ("day", "month", "year")),
        (("32", "2", "2026"), "Date the concern arose must be a real date", ("day",)),
        (("1", "brumaire", "2026"), "Date the concern arose must be a real date", ("month",)),
        (("1\x00", "1", "2026"), "Date the concern arose must be a real date", ("day",)),
        (("١", "1", "2026"), "Date the concern arose must be a real date", ("day",)),
        (("24", "11", "2026"), "Date the concern arose must be today or in the past", ("day", "month", "year")),
    ],
)
def test_a_date_that_is_none_says_which_part_to_put_right(boxes, message, bad, notification, choices):
    given = dict(zip(("concern_on-day", "concern_on-month", "concern_on-year"), boxes, strict=True))
    form = NotificationForm.asking(choices, {**{k: v for k, v in notification.items() if k != "concern_on"}, **given})
    found = form.answers()
    assert isinstance(found, Faults)
    assert [fault.message for fault in found] == [message]
    assert form["concern_on"].bad == bad
    assert form["concern_on"].parts == dict(zip(("day", "month", "year"), boxes, strict=True))


def test_an_empty_date_that_is_optional_is_no_answer(notification, choices):
    answers = read({"concern_on": "16 11 2026", "decision_on": ""}, notification, choices)
    assert isinstance(answers, Answers)
    assert "decision_on" not in answers


def test_a_baby_may_be_due_within_ten_months(notification, choices):
    answers = NotificationForm.read(notification | {"child_born": "1 June 2027"}, choices)
    assert isinstance(answers, Answers)
    assert answers["child_born"] == "2027-06-01"
