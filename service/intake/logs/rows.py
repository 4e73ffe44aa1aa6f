"""The rows of a log that came back, each held against the one that we hold of the same case.

A cell that came back as we wrote it is ours, and nobody is asked to put it right. What a row lacks has a number: that
of the row, and where it lacks several things a letter too.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from string import ascii_lowercase

from forms import Answers, Choices, SummaryLogForm
from forms.fields import folded
from forms.paper import in_words
from forms.rows import lowered
from forms.summary_log import ON_A_SHEET, OURS
from service.telling.summary_log import COLUMNS, STILL_OPEN, LogRow, case_of

BY_NUMBER = re.compile(r"\s*(?:row\s*)?([0-9]{1,4})\s*([a-z]?)\s*[:.)–-]\s*(.*)", re.IGNORECASE)
Given = Mapping[str, str]


@dataclass(frozen=True)
class SentRow:
    """A row as it was sent: its place among them, what stands in it by key, and the row that we hold, if any."""

    number: int
    given: Given = field(repr=False)
    choices: Choices = field(repr=False)
    held: LogRow | None = None

    @cached_property
    def form(self) -> SummaryLogForm:
        return SummaryLogForm.asking(self.choices, self.given)

    @cached_property
    def ours(self) -> frozenset[str]:
        """The keys of what we hold and the agency left as it was, or has no say in."""
        held = self.held.values if self.held else {}
        return frozenset(key for key, said in held.items() if said and (key in OURS or self._is_left(key, said)))

    def _is_left(self, key: str, said: str) -> bool:
        given = folded(self.given.get(key, ""))
        return not given or given in (folded(said), folded(in_words(self.form[key], said)))

    @cached_property
    def lacks(self) -> tuple[tuple[str, str], ...]:
        """The keys of what has to be put right, each with what to do, in small letters; nothing of a row of ours that
        was left as it was."""
        if self.held is not None and not self.changes:
            return ()
        found = self.form.answers()
        faults = () if isinstance(found, Answers) else tuple(found)
        return tuple((one.key, lowered(one.message)) for one in faults if one.key not in self.ours)

    @cached_property
    def answers(self) -> Given:
        """All that is sound in it; what was left as it was, as we hold it."""
        wrong = {fault.key for fault in found} if not isinstance(found := self.form.answers(), Answers) else set()
        sound = self.form.answers(only=[key for key in self.form.data if key not in wrong])
        assert isinstance(sound, Answers), "every other question was found sound"
        held = self.held.values if self.held else {}
        return {**sound, **{key: held[key] for key in self.ours if self.given.get(key, "").strip()}}

    @property
    def changes(self) -> tuple[str, ...]:
        """The keys of what a row of ours says otherwise now."""
        if self.held is None:
            return ()
        return tuple(key for key in ON_A_SHEET if key in self.answers and self._differs(key, self.held.values))

    def _differs(self, key: str, held: Given) -> bool:
        return key not in self.ours and self.answers[key] != held.get(key, "")

    @property
    def is_open(self) -> bool:
        return folded(self.answers.get("outcome", "")) == folded(STILL_OPEN)


def rows_sent(given: Iterable[Given], choices: Choices, agency: str, held: tuple[LogRow, ...]) -> tuple[SentRow, ...]:
    """Each row with ours; one that names no agency is that of the agency that sent it."""
    of_reference = {one.reference: one for one in held if one.reference}
    said = ({key: said.strip() for key, said in row.items() if key in COLUMNS and said.strip()} for row in given)
    rows = ({"agency": agency, **row} for row in said)
    return tuple(
        SentRow(number, row, choices, of_reference.get(case_of(row, held) or ""))
        for number, row in enumerate(rows, start=1)
    )


# What they change


def in_numbers(rows: Sequence[SentRow], held: Sequence[LogRow]) -> str:
    """Before and after: how many rows there are, how many of them are still open, and what changed; nobody's name."""
    before = sum(folded(one.values["outcome"]) == folded(STILL_OPEN) for one in held)
    after = sum(row.is_open for row in rows)
    return (
        f"Before: {_rows(len(held))}, {before} still open. After: {_rows(len(rows))}, {after} still open."
        f"{''.join(f' {line}' for line in changes(rows, held))}"
    )


def changes(rows: Sequence[SentRow], held: Sequence[LogRow]) -> Iterator[str]:
    """What changed, a sentence for each kind of it, as far as it did."""
    changed = [row for row in rows if row.changes]
    if changed:
        counted = Counter(key for row in changed for key in row.changes)
        called = {key: lowered(rows[0].form[key].called) for key in ON_A_SHEET if counted[key]}
        named = ", ".join(f"{words} in {counted[key]}" for key, words in called.items())
        yield f"Changed: {_rows(len(changed))} ({named})."
    added = sum(row.held is None for row in rows)
    if added:
        yield f"Added: {_rows(added)}."
    missing = len({one.reference for one in held if one.reference} - {row.held.reference for row in rows if row.held})
    if missing:
        yield f"Left out: {_rows(missing)} that we hold."


def _rows(count: int) -> str:
    return {0: "no row", 1: "1 row"}.get(count, f"{count} rows")


# What they lack


def asked_for(rows: Iterable[SentRow]) -> dict[str, tuple[int, str, str]]:
    """By its number what is asked for: the place of the row among them, the key, and what to do."""
    found = {}
    for at, row in enumerate(rows):
        letters: Iterable[str] = ascii_lowercase if len(row.lacks) > 1 else ("",)
        for letter, (key, to_do) in zip(letters, row.lacks, strict=False):
            found[f"{row.number}{letter}"] = (at, key, to_do)
    return found


def with_numbers(text: str, rows: Sequence[SentRow]) -> tuple[Given, ...] | None:
    """All rows with what was asked for by number (`4: still open`, `Row 4b: …`); None where nothing of it is there."""
    asked, found, current = asked_for(rows), dict[str, list[str]](), ""
    for line in text.splitlines():
        begun = BY_NUMBER.match(line)
        if begun and (label := f"{int(begun[1])}{begun[2].lower()}") in asked:
            current, line = label, begun[3]
        if current and (line.strip() or not found.get(current)):
            found.setdefault(current, []).append(line.strip())
        elif current:
            current = ""
    given = [dict(row.given) for row in rows]
    for label, lines in found.items():
        at, key, _ = asked[label]
        given[at][key] = "\n".join(lines).strip()
    return tuple(given) if any(map(any, found.values())) else None
