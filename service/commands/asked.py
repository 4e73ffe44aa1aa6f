"""What a simulation is asked: a procedure, the moment that the concern arose, and whether a child is at risk."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from service.errors import ServiceError
from service.escalation.clocks import instant_of
from service.escalation.simulate import Beginning
from service.procedures.fault import did_you_mean, quoted

YEARS = range(2000, 2100)


class Unclear(ServiceError):
    """What was asked cannot be understood; says what to write instead."""


@dataclass(frozen=True)
class Asked:
    """`written` is the moment as it was given."""

    procedure: str
    written: str
    beginning: Beginning

    @property
    def urgent(self) -> bool:
        return self.beginning.urgent


def asked(procedure: object, written: object, urgent: object, known: Collection[str]) -> Asked:
    """`known` are the procedures that can be used. Raises Unclear."""
    if not isinstance(procedure, str) or procedure not in known:
        name = procedure if isinstance(procedure, str) else ""
        guess = did_you_mean(name, known) or f" Choose from {', '.join(sorted(known))}."
        raise Unclear(f"there is no procedure {quoted(name)} that can be used.{guess}")
    if not isinstance(urgent, bool):
        raise Unclear('"urgent" is true or false.')
    if not isinstance(written, str):
        raise Unclear('"from" is missing. Write the moment as 2026-12-17T10:00.')
    return Asked(procedure, written, Beginning(moment(written), urgent))


def moment(written: str) -> datetime:
    """The instant of a date and time, in London where no zone is given; 09:00 of a date alone. Raises Unclear."""
    at = instant_of(written)
    if at is None:
        raise Unclear(f"{quoted(written)} is no date and time. Write it as 2026-12-17T10:00.")
    if at.year not in YEARS:
        raise Unclear(f"{quoted(written)} is not in the years {YEARS[0]} to {YEARS[-1]}.")
    return at


def listed(text: str, known: Collection[str]) -> tuple[Asked, ...]:
    """A JSON list of {"procedure", "from", "urgent"}, other keys ignored. Raises Unclear naming the case."""
    try:
        cases = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise Unclear(f"The cases are no JSON: {fault}.") from None
    if not isinstance(cases, list):
        raise Unclear('Write the cases as a list: [{"procedure": "sefton", "from": "2026-12-17T10:00"}].')
    return tuple(_case(number, case, known) for number, case in enumerate(cases, 1))


def _case(number: int, case: object, known: Collection[str]) -> Asked:
    if not isinstance(case, dict):
        raise Unclear(f'Case {number}: write it as {{"procedure": "sefton", "from": "2026-12-17T10:00"}}.')
    try:
        return asked(case.get("procedure"), case.get("from"), case.get("urgent", False), known)
    except Unclear as fault:
        raise Unclear(f"Case {number}: {fault}") from None
