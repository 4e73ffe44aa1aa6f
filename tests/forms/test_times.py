"""Times of day as people write them."""

import pytest

from forms import Answers, NotificationForm


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("14:30", "14:30"), ("14.30", "14:30"), ("1430", "14:30"), ("9:05", "09:05"), ("00:00", "00:00"),
        ("2:30pm", "14:30"), ("2.30 p.m.", "14:30"), ("2 PM", "14:00"), ("12am", "00:00"), ("12 pm", "12:00"),
        ("930am", "09:30"), ("11a.m.", "11:00"),
    ],
)
def test_a_time_is_kept_on_the_24_hour_clock(written, kept, notification, choices):
    found = NotificationForm.read(notification | {"concern_at": written}, choices)
    assert isinstance(found, Answers)
    assert found["concern_at"] == kept


@pytest.mark.parametrize("written", ["2", "14", "24:00", "12:60", "13pm", "0am", "noonish", "2:3", "١٤:٣٠", "14:30:00"])
def test_what_is_no_time_or_could_be_two_is_asked_for_with_an_example(written, notification, choices):
    found = NotificationForm.read(notification | {"concern_at": written}, choices)
    assert [fault.message for fault in found] == [
        "Time the concern arose must be a time of day, like 2:30pm or 14:30"
    ]
