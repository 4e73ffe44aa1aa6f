"""A meeting goes into a calendar as it was set: at its hour in UTC, its words whole, its lines short."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import UnsafeHeader
from service.escalation.calendar import LONDON
from service.mail.sending.invitation import Meeting, calendar

MEETING = Meeting(
    uid="SEF-4T9K-2MC2-2@parley.example",
    edition=7,
    title="SEF-4T9K-2MC2: resolution meeting",
    begins=datetime(2026, 7, 6, 14, 0, tzinfo=LONDON),
    written=datetime(2026, 7, 1, 8, 30, 5, tzinfo=UTC),
    organiser="sefton@parley.example",
)
UNESCAPED = {"\\n": "\n", "\\;": ";", "\\,": ",", "\\\\": "\\"}
WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], include_characters="\n"))


def read_back(text: str) -> dict[str, str]:
    """Each property by name, unfolded and unescaped as a calendar does it."""
    assert text.endswith("\r\n")
    lines = re.sub("\r\n ", "", text).removesuffix("\r\n").split("\r\n")
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    pairs = (line.split(":", 1) for line in lines if not line.startswith(("BEGIN", "END")))
    return {name: re.sub(r"\\[n;,\\]", lambda found: UNESCAPED[found[0]], value) for name, value in pairs}


def test_a_meeting_reads_back_as_it_was_set_with_its_time_in_utc():
    assert read_back(calendar(MEETING)) == {
        "VERSION": "2.0",
        "PRODID": "-//Parley//Parley//EN",
        "METHOD": "PUBLISH",
        "UID": "SEF-4T9K-2MC2-2@parley.example",
        "SEQUENCE": "7",
        "DTSTAMP": "20260701T083005Z",
        "DTSTART": "20260706T130000Z",
        "DURATION": "PT1H",
        "SUMMARY": "SEF-4T9K-2MC2: resolution meeting",
        "ORGANIZER": "mailto:sefton@parley.example",
    }


def test_one_event_stands_in_one_calendar():
    lines = calendar(MEETING).split("\r\n")
    assert [line for line in lines if line.startswith(("BEGIN", "END"))] == [
        "BEGIN:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip


@given(WORDS)
def test_any_words_arrive_whole_on_lines_of_at_most_75_octets(words):
    text = calendar(replace(MEETING, title=words))
    assert read_back(text)["SUMMARY"] == words
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


@pytest.mark.parametrize("break_", ["\r\n", "\r", "\x0b", "\x85", "\u2028", "\0", "\r\nATTACH:"])
def test_no_words_begin_a_line_of_their_own(break_):
    text = calendar(replace(MEETING, title=f"Meeting{break_}METHOD:CANCEL"))
    assert read_back(text)["METHOD"] == "PUBLISH"
    assert text.count("\r\n") == calendar(MEETING).count("\r\n")


def test_whoever_sends_it_is_one_plain_address():
    with pytest.raises(UnsafeHeader):
        calendar(replace(MEETING, organiser="sefton@parley.example\r\nATTENDEE:x"))


@pytest.mark.parametrize("moment", ["begins", "written"])
def test_a_meeting_without_a_time_zone_is_refused(moment):
    with pytest.raises(ValueError, match="time zone"):
        calendar(replace(MEETING, **{moment: datetime(2026, 7, 6, 14, 0)}))  # noqa: DTZ001
