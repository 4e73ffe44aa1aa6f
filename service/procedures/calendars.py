"""The bank holidays of the nations, from the holiday package and from closures.toml."""

import hashlib
import json
import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import govuk_bank_holidays

from service.errors import ConfigError
from service.escalation.calendar import Calendar, Calendars

CLOSURES = Path(__file__).with_name("closures.toml")

PUBLISHED = files(govuk_bank_holidays) / "bank-holidays.json"  # the package's own reader brings a web client along

DIVISIONS = {
    "england": "england-and-wales",
    "wales": "england-and-wales",
    "scotland": "scotland",
    "northern-ireland": "northern-ireland",
}


def calendars(closures: Path = CLOSURES) -> Calendars:
    """The working calendars of the four nations, without asking the network.

    The data reaches to the end of the last year that the package lists. Raises ConfigError when
    closures.toml cannot be read.
    """
    text = closures.read_bytes()
    extra = _closed_days(closures, text)
    listed = _listed_days()
    return Calendars(
        {
            nation: _calendar(nation, listed[division], extra.get(nation, frozenset()), text)
            for nation, division in DIVISIONS.items()
        }
    )


def _calendar(nation: str, listed: frozenset[date], extra: frozenset[date], text: bytes) -> Calendar:
    days = listed | extra
    fingerprint = hashlib.sha256(repr(sorted(days)).encode() + text).hexdigest()[:12]
    return Calendar(nation, days, date(max(listed).year, 12, 31), f"{nation} {fingerprint}")


def _listed_days() -> dict[str, frozenset[date]]:
    """The bank holidays of each division, as they were published."""
    published = json.loads(PUBLISHED.read_text("utf-8"))
    return {
        division: frozenset(date.fromisoformat(holiday["date"]) for holiday in one["events"])
        for division, one in published.items()
    }


def _closed_days(closures: Path, text: bytes) -> dict[str, frozenset[date]]:
    try:
        listed: dict[str, Any] = tomllib.loads(text.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise ConfigError(f"{closures.name} cannot be read: {fault}. Correct it and start again.") from None
    for nation, days in listed.items():
        if nation not in DIVISIONS or not isinstance(days, list) or not all(type(day) is date for day in days):
            raise ConfigError(
                f"{closures.name}: {nation} must be one of {', '.join(DIVISIONS)}, with a list of dates: [2026-06-15]."
            )
    return {nation: frozenset(days) for nation, days in listed.items()}
