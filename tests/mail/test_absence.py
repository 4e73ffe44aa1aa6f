"""Absence notices of fifteen mail programs and gateways in six languages: machines' mail, and away for how long."""

from datetime import date

import pytest

from service.mail.kinds.absence import Absence, absence
from service.mail.kinds.sift import Disposition, Known, sift
from service.mail.reading.message import read
from tests.mail.notices_of_absence import NOTICES, notice_of

WRITTEN = date(2026, 11, 25)  # a Wednesday
KEY = b"k" * 32


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("name", NOTICES)
def test_a_notice_is_a_machines_and_its_days_are_read(name: str) -> None:
    notice = NOTICES[name]
    mail = read(notice_of(name, "jo.harker@council.example", "sefton+k5q2m7xw3znv4tjy6dbpr2ohcf@parley.example"))
    known = Known(KEY, frozenset({"sefton@parley.example"}))
    assert sift(mail, known) is Disposition.AUTOMATIC
    assert absence(mail.subject, mail.text, WRITTEN) == Absence(day(notice.first), day(notice.last))


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("I am away until 28 November.", "", "2026-11-28"),
        ("I am on leave from 24 to 28 November.", "2026-11-24", "2026-11-28"),
        ("I am on leave from 24 November until 2 December 2026.", "2026-11-24", "2026-12-02"),
        ("I am back on Monday 30 November.", "", "2026-11-29"),
        ("I will return to the office on 4 January.", "", "2027-01-03"),
        ("Away 23-27 November", "2026-11-23", "2026-11-27"),
        ("I am out of the office and back on Monday.", "", "2026-11-29"),
        ("I am on leave until Friday. For urgent matters ring Sam on 1 December.", "", "2026-11-27"),
        ("Away from 21/12/2026 to 04/01/2027.", "2026-12-21", "2027-01-04"),
        ("I am away. Please ring the duty team.", "", ""),
        ("I was away until 3 March 2020.", "", ""),
        ("I am back on Tuesday 30 November.", "", ""),
        ("Away until further notice.", "", ""),
        ("Away until 31 November.", "", ""),
        ("I am away.\n\n> Reply by Wednesday 2 December 2026", "", ""),
    ],
)
def test_only_what_is_plainly_said_is_read(words: str, first: str, last: str) -> None:
    assert absence("Automatic reply: hello", words, WRITTEN) == Absence(day(first), day(last))


def test_without_a_date_of_the_notice_only_a_full_date_is_read() -> None:
    assert absence("", "Away until 28 November.", None) == Absence()
    assert absence("", "Away until 28 November 2026.", None) == Absence(None, date(2026, 11, 28))
