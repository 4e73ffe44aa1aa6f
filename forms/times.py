"""A time of day, as people write it: 14:30, 14.30, 1430, 2:30pm, 2 p.m."""

import re
from datetime import time

from wtforms.validators import StopValidation

from forms.fields import Line

WRITTEN = re.compile(r"([0-9]{1,2})(?:[:.]?([0-9]{2}))?\s*([ap])?\.?(?(3)m\.?)", re.IGNORECASE)
HALVES = {"a": 0, "p": 12}


class TimeOfDay(Line):
    """A time in London, kept as 14:30. An hour alone could be either half of the day: it needs am or pm."""

    def check(self) -> None:
        super().check()
        found = read(self.data)
        if found is None:
            raise StopValidation(f"{self.called} must be a time of day, like 2:30pm or 14:30")
        self.data = f"{found:%H:%M}"


def read(said: str) -> time | None:
    """The time that was written; None when it is none, or could be two."""
    written = WRITTEN.fullmatch(said)
    if not written:
        return None
    hour, minute, half = int(written[1]), written[2], (written[3] or "").lower()
    if (half and not 1 <= hour <= 12) or not (half or minute):
        return None
    try:
        return time(hour % 12 + HALVES[half] if half else hour, int(minute or 0))
    except ValueError:
        return None
