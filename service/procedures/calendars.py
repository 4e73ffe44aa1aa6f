"""The bank holidays of the nations, from the holiday package and from closures.toml."""

import hashlib
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from govuk_bank_holidays.bank_holidays import BankHolidays

from service.errors import ConfigError
from service.escalation.calendar import Calendar, Calendars

CLOSURES = Path(__file__).with_name("closures.toml")

DIVISIONS = {
    "england": BankHolidays.ENGLAND_AND_WALES,
    "wales": BankHolidays.ENGLAND_AND_WALES,
    "scotland": BankHolidays.SCOTLAND,
    "northern-ireland": BankHolidays.NORTHERN_IRELAND,
}


def calendars(closures: Path = CLOSURES) -> Calendars:
    """The working calendars of the four nations, without asking the network.

    The data reaches to the end of the last year that the package lists. Raises ConfigError when
    closures.toml cannot be read.
    """
    text = closures.read_bytes()
    extra = _closed_days(closures, text)
    package = BankHolidays(use_cached_holidays=True)
    return Calendars({nation: _calendar(package, nation, extra.get(nation, frozenset()), text) for nation in DIVISIONS})


def _calendar(package: BankHolidays, nation: str, extra: frozenset[date], text: bytes) -> Calendar:
    listed = frozenset(holiday["date"] for holiday in package.get_holidays(division=DIVISIONS[nation]))
    days = listed | extra
    fingerprint = hashlib.sha256(repr(sorted(days)).encode() + text).hexdigest()[:12]
    return Calendar(nation, days, date(max(listed).year, 12, 31), f"{nation} {fingerprint}")


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
