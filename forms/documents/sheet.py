"""A file that somebody filled in, before it is known which form it is: what stands where, and the answers in it.

Answers are found by the name of their field first, then by the label or the number of their row, then in the text.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from forms.as_text import furniture, key_of, labelled
from forms.base import PublishedForm
from forms.documents import ticks
from forms.documents.lines import HINT, wrapped
from forms.fields import Question
from forms.paper import HOW_TO, SEND_IT, guidance_of, label_of, mark_of
from forms.rows import Rows

COLUMNS = 3  # as many labels beside one another make the head of a table
MOST_OF = 2 / 3  # of the columns of a table of many rows, to be known by their heads
HEAD = ("Question", "Your answer")
SHORTEST = 4  # signs that can be told for the rest of a label
SHORT = 15  # signs of a label that could be anybody's words


@dataclass(frozen=True)
class Sheet:
    """`fields` are the named ones that hold something; `rows` what is written, in order: a paragraph is a row of one
    cell. `mark` is what the file says of itself."""

    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    fields: dict[str, str] = field(default_factory=dict, repr=False)
    mark: str = ""

    @property
    def text(self) -> str:
        return "\n".join(cell for row in self.rows for cell in row)

    @property
    def is_empty(self) -> bool:
        return not self.fields and not self.text.strip()


@dataclass
class Found:
    """What has been found so far: answers by key, as lines; what belongs to no question; whose answer goes on; the
    further rows of a table, of a form that repeats."""

    answers: dict[str, list[str]] = field(default_factory=dict)
    besides: list[str] = field(default_factory=list)
    current: str = ""
    more: list[dict[str, str]] = field(default_factory=list)


def answers_in(
    sheet: Sheet, form: PublishedForm, labels: dict[str, str]
) -> tuple[dict[str, str], tuple[str, ...], tuple[dict[str, str], ...]]:
    """The answers by the key of the question, as they stand; the lines that belong to none of `labels`; and the answers
    of each further row."""
    keys = {question.short_name: question for question in form.questions}
    reading = Reading(form, labels)
    for row in sheet.rows:
        reading.read(tuple(cell.strip() for cell in row))
    written = {key: ticks.ticked(keys[key], "\n".join(lines).strip()) for key, lines in reading.found.answers.items()}
    for key, said in sheet.fields.items():
        if key in keys and not _is_more(keys[key], said, written.get(key, "")):
            written[key] = said
    answers = {key: said for key, said in written.items() if said}
    return answers, tuple(reading.found.besides), tuple(reading.found.more)


def _is_more(question: Question, said: str, written: str) -> bool:
    """Whether more was written beside the field than in it, where an answer may be long."""
    return question.keeps_lines and said in written


class Reading:
    """One reading of a sheet's rows, for one form."""

    def __init__(self, form: PublishedForm, labels: dict[str, str]) -> None:
        self.form, self.labels, self.found = form, labels, Found()
        before = said_before(form)
        ours = (*before, *hints_of(form))
        self.printed = "\n".join(before)
        self.aside = furniture(form).union(ours, *(wrapped(text, HINT) for text in ours))
        self.head: tuple[str, ...] = ()  # the labels that stand above the next row
        self.columns: tuple[str, ...] = ()  # the keys of a table's columns, while its rows go on
        self.rest = ""  # of the label that was read last, and its guidance

    def read(self, row: tuple[str, ...]) -> None:
        cells = self._without_number(row)
        if self._goes_on(cells[0]):
            self.found.answers[self.found.current] += filter(None, cells[1:])
        elif len(cells) < 2:
            self._paragraph(*cells)
        elif self._is_head(cells):
            self.head = cells
        elif len(cells) == len(self.head):
            self._below_the_head(cells)
        elif self.form.repeats and len(cells) == len(self.columns):
            self._one_more_row(cells)
        elif cells != HEAD:
            self._row(cells)

    def _goes_on(self, cell: str) -> bool:
        """Whether the label above, or its guidance, goes on in this line: it was broken where a page had no room."""
        if len(cell) < SHORTEST or not self.rest.startswith(cell):
            return False
        self.rest = self.rest.removeprefix(cell).strip()
        return True

    def _without_number(self, row: tuple[str, ...]) -> tuple[str, ...]:
        """A number in a cell of its own belongs to the label beside it."""
        return row[1:] if len(row) > 2 and row[0].rstrip(".").isdigit() and self._key(row[1]) else row

    def _is_head(self, cells: tuple[str, ...]) -> bool:
        """Whether these are labels beside one another; a table of many rows may have some columns that nobody asked
        for."""
        keys = [self._named(cell) for cell in cells]
        known = [*filter(None, keys)]
        enough = all(keys) or (self.form.repeats and len(known) >= MOST_OF * len(keys))
        return len(known) >= COLUMNS and len({*known}) == len(known) and enough

    def _below_the_head(self, cells: tuple[str, ...]) -> None:
        self.columns = tuple(map(self._key, self.head))
        for key, label, said in zip(self.columns, self.head, cells, strict=True):
            if key:
                self._open(key, label, [said])
            elif said:
                self.found.besides.append(f"{label} {said}")
        self.head = ()

    def _one_more_row(self, cells: tuple[str, ...]) -> None:
        given = {key: said for key, said in zip(self.columns, cells, strict=True) if key and said}
        self.found.more += [given] if given else []

    def _row(self, cells: tuple[str, ...]) -> None:
        """A label and its answer; or several pairs of them, one beside the other."""
        pairs = self._pairs(cells) if len(cells) % 2 == 0 else [(cells[0], cells[1:])]
        for label, said in pairs:
            key, beside = self._begin(label)
            answers = [one for one in said if one]
            if key:
                self._open(key, label, answers or [beside])
            elif isinstance(self._question, Rows):
                self.found.answers[self.found.current].append("; ".join(cells))
            else:
                self.found.besides += [" ".join((label, *answers))] if label or answers else []

    def _pairs(self, cells: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
        if len(cells) > 2 and all(map(self._named, cells[::2])):
            return [(cells[at], (cells[at + 1],)) for at in range(0, len(cells), 2)]
        return [(cells[0], cells[1:])]

    @property
    def _question(self) -> Question | None:
        return self.form[self.found.current] if self.found.current else None

    def _key(self, cell: str) -> str:
        return self._begin(cell)[0]

    def _named(self, cell: str) -> str:
        """The same by its words alone: a number may be an answer."""
        return "" if cell.rstrip(".):").isdigit() else self._key(cell)

    def _begin(self, cell: str) -> tuple[str, str]:
        """The key of the question whose label a cell holds, not yet answered, and what stands below the label."""
        first, _, rest = cell.partition("\n")
        below = "\n".join(self._own_lines(rest))
        key, said = labelled(first, self.labels)
        key = key or key_of(first, self.labels) or self._broken_off(first)
        if not key and (key := key_of(" ".join(cell.split()), self.labels)):
            below = ""
        if not key or any(self.found.answers.get(key, ())):
            return "", ""
        return key, "\n".join(filter(None, (said, below)))

    def _broken_off(self, cell: str) -> str:
        """The key of the question whose number and label a line begins and does not end."""
        number, _, words = cell.partition(". ")
        key = self.labels.get(f"{number}:", "") if len(words) > SHORT else ""
        return key if key and label_of(self.form[key]).startswith(cell) else ""

    def _open(self, key: str, label: str, answer: list[str]) -> None:
        question = self.form[key]
        self.found.current, self.found.answers[key] = key, answer
        said = label if label_of(question).startswith(label) else label_of(question)
        self.rest = f"{label_of(question)} {question.description}".removeprefix(said).strip()

    def _paragraph(self, cell: str = "") -> None:
        for line in self._own_lines(cell):
            key, said = self._begin(line)
            if key:
                self._open(key, line, [said])
            elif self._takes_more:
                self.found.answers[self.found.current].append(line)
            elif line.strip():
                self.found.besides.append(line)

    @property
    def _takes_more(self) -> bool:
        """Whether the line above began an answer that can go on here: one of many lines, or one not yet given."""
        lines = self.found.answers.get(self.found.current, [])
        question = self._question
        return question is not None and (question.keeps_lines or question.kind == "several" or not any(lines))

    def _own_lines(self, text: str) -> Iterator[str]:
        return (line for line in text.split("\n") if not self._is_ours(line.strip()))

    def _is_ours(self, line: str) -> bool:
        """Whether we printed it: as it stands, or broken off where a page had no room."""
        return line in self.aside or line.startswith(SEND_IT) or (len(line) > SHORT and line in self.printed)


def said_before(form: PublishedForm) -> tuple[str, ...]:
    """What a file of ours says before its parts, and before the questions of each."""
    parts = (text for part in form.parts for text in (part.title, part.guidance))
    return tuple(filter(None, (form.title, mark_of(form), *HOW_TO, *parts)))


def hints_of(form: PublishedForm) -> tuple[str, ...]:
    return tuple(text for question in form.questions for text in (question.description, guidance_of(question)) if text)
