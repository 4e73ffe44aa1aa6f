"""Clocks, parties and conditions in the words of a sentence, for `explain`."""

from collections.abc import Iterable

from service.escalation.clocks import Clock, Unit
from service.escalation.facts import Answer, When
from service.escalation.parties import Party, Rung

UNSAID = " (unsaid)"
LENGTHS = {
    Unit.HOURS: "hours",
    Unit.CALENDAR_DAYS: "calendar days",
    Unit.WORKING_DAYS: "working days",
    Unit.WORKING_WEEK: "working weeks",
}
WITHOUT_LENGTH = {
    Unit.BY_DAY: "by day {0.amount} of the case, the day of the concern being day 1",
    Unit.SAME_WORKING_DAY: "the same working day",
    Unit.AT_ONCE: "at once",
    Unit.DATE: "on the date {0.date}",
}


def in_words(clock: Clock, unsaid: str = "") -> str:
    """A clock as the end of a sentence: `5 working days after stage opened`; `unsaid` is what it counts from if it
    says nothing."""
    since = " or ".join(clock.after) or unsaid
    parts = [_length(clock)]
    parts += [f"after {since}"] * bool(since)
    parts += [f"or sooner, by {clock.or_sooner}"] * bool(clock.or_sooner)
    parts += ["as a guide, never late"] * clock.indicative
    parts += [f"in {clock.calendar}"] * bool(clock.calendar)
    parts += [f"[clock.{clock.name}]"] * bool(clock.name)
    return " ".join(parts) + when_in_words(clock.when)


def _length(clock: Clock) -> str:
    if clock.unit in WITHOUT_LENGTH:
        return WITHOUT_LENGTH[clock.unit].format(clock)
    unit = LENGTHS[clock.unit]
    return f"{clock.amount} {unit if clock.amount != 1 else unit.removesuffix('s')}"


def due_in_words(several: tuple[Clock, ...]) -> str:
    return "; else ".join(map(_due_in_words, several)) or f"no deadline; looked at again{UNSAID}"


def _due_in_words(clock: Clock) -> str:
    return in_words(clock, f"it opens{UNSAID}" if clock.unit in LENGTHS else "")


def when_in_words(when: When) -> str:
    facts = (f"{name} is {' or '.join(map(_answer, wanted))}" for name, wanted in when.facts)
    return f", when {' and '.join(facts)}" if when.facts else ""


def _answer(answer: Answer) -> str:
    return ("no", "yes")[answer] if isinstance(answer, bool) else str(answer)


def parties_in_words(several: Iterable[Party]) -> str:
    return " or ".join(map(str, several))


def ladder_in_words(rungs: tuple[Rung, ...]) -> str:
    steps = (f"{rung.party}{f' {rung.how}' if rung.how else ''}{when_in_words(rung.when)}" for rung in rungs)
    return "; then ".join(steps)
