"""The day that a reply asks for."""

from datetime import UTC, date, datetime

import pytest

from service.mail.reading.message import InboundMail
from service.mail.replies.reply import Act, Answer, understand

WEDNESDAY = datetime(2026, 11, 25, 10, 12, tzinfo=UTC)


def said(text: str, on: datetime | None = WEDNESDAY) -> Answer:
    return understand(InboundMail(b"", text=text, date=on))


@pytest.mark.parametrize(
    ("line", "by"),
    [
        ("MORE TIME 4 December", date(2026, 12, 4)),
        ("More time until 4th Dec 2026", date(2026, 12, 4)),
        ("More time, December 4, please", date(2026, 12, 4)),
        ("MORE TIME 4/12/2026", date(2026, 12, 4)),
        ("MORE TIME 04.12.26", date(2026, 12, 4)),
        ("MORE TIME 2026-12-04", date(2026, 12, 4)),
        ("More time to 4/12", date(2026, 12, 4)),
        ("More time until 10 January", date(2027, 1, 10)),
        ("More time until Friday", date(2026, 11, 27)),
        ("More time until Fri please", date(2026, 11, 27)),
        ("More time until Wednesday", date(2026, 12, 2)),
        ("More time until tomorrow", date(2026, 11, 26)),
        ("More time until Friday 4 December", date(2026, 12, 4)),
        ("More time: we met on 20 November 2026, need until 4 December", date(2026, 12, 4)),
        ("MORE TIME\nFriday, if we may", date(2026, 11, 27)),
        ("MORE TIME", None),
        ("More time until next Friday", None),
        ("More time until Thursday 4 December", None),
        ("More time until 31 November", None),
        ("More time, 4 December or 7 December", None),
        ("More time until Monday or Tuesday", None),
        ("More time until 13/13/2026", None),
    ],
)
def test_more_time_asks_for_the_day_that_is_plainly_named(line, by):
    answer = said(f"{line}\nJo")
    assert (answer.act, answer.date) == (Act.MORE_TIME, by)


def test_a_day_is_counted_from_the_day_in_london_that_the_mail_was_written():
    late = datetime(2026, 6, 4, 23, 30, tzinfo=UTC)
    assert said("More time until tomorrow", on=late).date == date(2026, 6, 6)


def test_without_the_day_of_writing_only_a_full_date_is_read():
    assert said("More time until Friday", on=None).date is None
    assert said("More time until 4 December", on=None).date is None
    assert said("More time until 4 December 2026", on=None).date == date(2026, 12, 4)


def test_only_more_time_asks_for_a_day():
    assert said("RESOLVED on 4 December 2026").date is None
