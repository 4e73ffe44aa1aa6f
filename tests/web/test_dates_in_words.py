"""Instants as the pages say them: in London, in words."""

from datetime import UTC, datetime

import pytest

from service.web.shown import clock_time, long_date, long_moment


@pytest.mark.parametrize(
    ("instant", "said"),
    [
        (datetime(2026, 12, 2, 17, 0, tzinfo=UTC), "5pm on Wednesday 2 December 2026"),
        (datetime(2026, 7, 1, 16, 0, tzinfo=UTC), "5pm on Wednesday 1 July 2026"),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "12:30am on Thursday 2 July 2026"),
        (datetime(2026, 1, 5, 12, 5, tzinfo=UTC), "12:05pm on Monday 5 January 2026"),
    ],
)
def test_an_instant_is_said_as_people_in_london_say_it(instant, said):
    assert long_moment(instant) == said
    assert said == f"{clock_time(instant)} on {long_date(instant)}"
