"""What is wrong with the lines of a directory file, and what is only worth a look."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from service.escalation.routing import PARTNERSHIP
from service.listing import LONGEST_VALUE, NEEDED, Line, short, text

ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
SPANS = (("away_from", "away_until"), ("active_from", "active_until"))
LEVELS = ("", "L1", "L2", "L3")


@dataclass
class Reading:
    """What the lines so far have said; `kinds` are those of the partnership's procedure."""

    partnership: str
    kinds: Collection[str]
    first: dict[tuple[str, ...], Line] = field(default_factory=dict)


def identity(line: Line) -> tuple[str, ...]:
    """What makes an officer the same one when a directory is loaded again."""
    return tuple(line[column].casefold() for column in ("agency", "post", "service", "email"))


def faults(lines: Collection[Line], partnership: str, kinds: Collection[str]) -> list[str]:
    """Every fault of every line: `line 7: ...`."""
    reading = Reading(partnership, kinds)
    return [f"line {line.number}: {says}" for line in lines for check in CHECKS for says in check(line, reading)]


def warnings(lines: Collection[Line], today: date) -> tuple[str, ...]:
    """What can be loaded, and may be a slip."""
    return (*_outside(lines), *_shared(lines), *_over(lines, today))


def _missing(line: Line, reading: Reading) -> Iterator[str]:
    yield from (f"{column} is empty." for column in NEEDED if not line[column])
    if bool(line["deputy_name"]) != bool(line["deputy_email"]):
        yield "give the deputy both a name and an e-mail address, or neither."


def _unprintable(line: Line, reading: Reading) -> Iterator[str]:
    for column, value in line.values.items():
        if not value.isprintable():
            yield f"{column} holds a control character. Write it anew."
        elif len(value) > LONGEST_VALUE:
            yield f"{column} is longer than {LONGEST_VALUE} characters."


def _partnership(line: Line, reading: Reading) -> Iterator[str]:
    if line["partnership"] and line["partnership"] != reading.partnership:
        other = short(line["partnership"])
        yield f'the partnership is "{other}", not {reading.partnership}. Give each a file of its own.'


def _kind(line: Line, reading: Reading) -> Iterator[str]:
    known = (*reading.kinds, PARTNERSHIP)
    if line["kind"] and line["kind"] not in known:
        yield f'there is no kind of agency "{short(line["kind"])}". Choose from {", ".join(known)}.'


def _agency(line: Line, reading: Reading) -> Iterator[str]:
    """An agency has one kind, whichever of its lines says so."""
    before = reading.first.setdefault(("agency", line["agency"].casefold()), line)
    if before["kind"] != line["kind"]:
        yield f"{line['agency']} is {line['kind']} here and {before['kind']} on line {before.number}. Choose one."


def _officer(line: Line, reading: Reading) -> Iterator[str]:
    before = reading.first.setdefault(("officer", *identity(line)), line)
    if before is not line:
        yield f"{line['name']} is the same officer as on line {before.number}. Keep one of the two."


def _addresses(line: Line, reading: Reading) -> Iterator[str]:
    for column in ("email", "deputy_email"):
        if line[column] and not ADDRESS.fullmatch(line[column]):
            yield f'{column} is no e-mail address: "{short(line[column])}". Write one such as name@school.example.'
    yield from (f'"{short(name)}" is no mail domain.' for name in sorted(line.domains) if not DOMAIN.fullmatch(name))


def _days(line: Line, reading: Reading) -> Iterator[str]:
    for begins, ends in SPANS:
        wrong = [column for column in (begins, ends) if line[column] and day(line[column]) is None]
        yield from (f'{column} is no date: "{short(line[column])}". Write it as 2026-01-31.' for column in wrong)
        if not wrong and line[begins] and line[ends] and line[begins] > line[ends]:
            yield f"{ends} is before {begins}."


def _level(line: Line, reading: Reading) -> Iterator[str]:
    if line["level"] not in LEVELS:
        yield f'there is no level "{short(line["level"])}". Write L1, L2 or L3, or leave it empty.'


CHECKS: tuple[Callable[[Line, Reading], Iterator[str]], ...] = (
    _missing,
    _unprintable,
    _partnership,
    _kind,
    _agency,
    _officer,
    _addresses,
    _days,
    _level,
)


def settled(lines: Collection[Line]) -> tuple[Line, ...]:
    """The lines as a directory keeps them: in order, each with all the domains of its agency, whose name is spelt as
    on the first of its lines."""
    at_home, spelt = domains(lines), {line["agency"].casefold(): line["agency"] for line in reversed([*lines])}
    return tuple(
        Line(number, {**line.values, "agency": spelt[name], "domains": " ".join(sorted(at_home[name]))})
        for number, line in enumerate(sorted(lines, key=identity), 2)
        for name in (line["agency"].casefold(),)
    )


@dataclass(frozen=True)
class Differing:
    """`changed` are pairs of a line before and after."""

    added: tuple[Line, ...]
    changed: tuple[tuple[Line, Line], ...]
    gone: tuple[Line, ...]

    @property
    def is_nothing(self) -> bool:
        return not (self.added or self.changed or self.gone)


def differing(before: Collection[Line], after: Collection[Line]) -> Differing:
    """What is otherwise in the lines that come after, an officer to a line."""
    old = {identity(line): line for line in settled(before)}
    new = {identity(line): line for line in settled(after)}
    both = [(old[key], new[key]) for key in new if key in old]
    return Differing(
        added=tuple(line for key, line in new.items() if key not in old),
        changed=tuple(pair for pair in both if pair[0].values != pair[1].values),
        gone=tuple(line for key, line in old.items() if key not in new),
    )


def digest(lines: Collection[Line]) -> str:
    """Stands for what these lines say: it tells whether somebody has changed them since they were shown."""
    return hashlib.sha256(text(settled(lines)).encode()).hexdigest()


def day(value: str) -> date | None:
    """The day written as 2026-01-31; None for anything else, the empty text too."""
    try:
        return date.fromisoformat(value) if len(value) == 10 else None
    except ValueError:
        return None


def domains(lines: Collection[Line]) -> dict[str, frozenset[str]]:
    """The domains of each agency, from all its lines."""
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for line in lines:
        found[line["agency"].casefold()] |= line.domains
    return found


def _outside(lines: Collection[Line]) -> Iterator[str]:
    at_home = domains(lines)
    for line in lines:
        for column in ("email", "deputy_email"):
            home, domain = at_home[line["agency"].casefold()], line[column].rpartition("@")[2].lower()
            if domain and domain not in home:
                yield f"line {line.number}: {column} is outside the domains of {line['agency']}."


def _shared(lines: Collection[Line]) -> Iterator[str]:
    at_home, kinds = domains(lines), {line["agency"].casefold(): line for line in lines}
    for one, other in combinations(kinds.values(), 2):
        both = at_home[one["agency"].casefold()] & at_home[other["agency"].casefold()]
        if both and one["kind"] != other["kind"]:
            yield f"{one['agency']} and {other['agency']} share {', '.join(sorted(both))}: their people look alike."


def _over(lines: Collection[Line], today: date) -> Iterator[str]:
    for line in lines:
        last = day(line["active_until"])
        if last and last < today:
            yield f"line {line.number}: {line['name']} held the post until {last:%-d %B %Y}, and is left out since."
