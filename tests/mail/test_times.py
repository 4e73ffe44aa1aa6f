"""The time of day that a reply names, and that no text makes days and times fail."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.mail.reading.message import InboundMail
from service.mail.replies.dates import day_in
from service.mail.replies.reply import understand
from service.mail.replies.slips import MEANT, mended
from service.mail.replies.times import time_in

WEDNESDAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2pm", time(14)), ("2 pm", time(14)), ("2p.m.", time(14)), ("12pm", time(12)), ("12am", time(0)),
        ("9am", time(9)), ("9.15am", time(9, 15)), ("14:30", time(14, 30)), ("14.30", time(14, 30)),
        ("1430hrs", time(14, 30)), ("14:30 hrs", time(14, 30)), ("0900h", time(9)), ("at 10.05", time(10, 5)),
        ("noon", time(12)), ("midday", time(12)), ("12 noon", time(12)), ("half past ten", time(10, 30)),
        ("half two", time(14, 30)), ("quarter past 9", time(9, 15)), ("quarter to three", time(14, 45)),
        ("quarter to ten", time(9, 45)), ("half past 7pm", time(19, 30)), ("2 o'clock", time(14)), ("at 3", time(15)),
        ("from 11", time(11)), ("10-11am", time(10)), ("11-1pm", time(11)), ("2-3pm", time(14)),
        ("9am to 10am", time(9)), ("11:00-12:00", time(11)), ("at 7", None),
        ("half past seven", None), ("2pm or 3pm", None), ("25:00", None),
        ("13pm", None), ("3/12", None), ("at 3rd", None), ("4 December", None), ("room 4", None), ("", None),
        ("at 3 December", None), ("01632 960 103", None), ("half to ten", None), ("quarter ten", None),
    ],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it_and_none_where_nobody_could_be_sure(words: str, expected: time | None):
    assert time_in(words) == expected


@pytest.mark.parametrize(
    ("words", "written_on", "expected"),
    [
        ("end of the month", date(2026, 2, 10), date(2026, 2, 28)),
        ("end of December", date(2026, 11, 25), date(2026, 12, 31)),
        ("end of January", date(2026, 11, 25), date(2027, 1, 31)),
        ("end of the week", date(2026, 11, 28), None),
        ("end of next week", date(2026, 11, 28), date(2026, 12, 4)),
        ("the 31st", date(2026, 11, 25), None),
        ("the 24th", date(2026, 11, 25), date(2026, 12, 24)),
        ("29 February", date(2026, 11, 25), None),
        ("a week or two", date(2026, 11, 25), None),
        ("3 or 4 December", date(2026, 11, 25), None),
        ("5 working days", date(2026, 11, 25), None),
        ("tomorrow", date.max, None),
    ],
)
def test_a_day_is_counted_from_the_day_of_writing(words: str, written_on: date, expected: date | None):
    assert day_in(words, written_on) == expected


PIECES = (
    "MORE TIME", "MEETING", "Met", "NOT ME", "until", "31st", "29 Feb", "next", "Friday", "week", "end of", "99", "2pm",
    "half past", "13", "/", ".", ":", "-", "\n", "a@b.example", "Jo Tern", "because", "Regards",
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join), st.datetimes(timezones=st.just(UTC)))
def test_no_reply_and_no_date_makes_it_fail(words: str, written: datetime):
    answer = understand(InboundMail(b"", text=words, date=written))
    assert answer.date is None or isinstance(answer.date, date)


def test_slips_are_put_right_and_words_that_are_words_are_left():
    assert mended("RESLOVED, unresovled and resolve") == "resolved, unresolved and resolve"
    assert len(MEANT) > 100 and "resolve" not in MEANT and "receive" not in MEANT
