"""Rows of one answer as boxes of their own: each row its questions, and one more row whenever somebody asks for it.

The published form reads a row to a line; here the same questions stand apart, and are put into those lines.
"""

import re
from typing import Any

from forms.fields import Question
from forms.given import Given, Posted
from forms.rows import Rows

AT_MOST = 20


class Repeated:
    """The rows of a question as they were given, an empty one where there is none; `more` adds an empty one."""

    def __init__(self, question: Rows, given: Given, more: bool = False) -> None:
        self.question, self.name = question, question.name
        numbers = [int(found[1]) for key in given if (found := re.match(rf"{self.name}-([0-9]{{1,2}})-", key))]
        count = min(max(numbers, default=1) + more, AT_MOST)
        self.rows = tuple(self._row(number, given) for number in range(1, count + 1))

    def _row(self, number: int, given: Given) -> Any:
        row = self.question.row(
            Posted(given), prefix=f"{self.name}-{number}-", meta={"choices": self.question.meta.choices}
        )
        for asked in row:
            asked.label.text = asked.called
        return row

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(asked for row in self.rows for asked in row)

    @property
    def lines(self) -> str:
        """The rows that are not empty, as the form reads them."""
        filled = ([asked.data or "" for asked in row] for row in self.rows)
        return "\n".join("; ".join(_in_one_line(said) for said in row) for row in filled if any(row))

    def is_wrong(self) -> bool:
        """Whether a row that was begun lacks something; each box says what."""
        begun = [row for row in self.rows if any(asked.data for asked in row)]
        return bool([asked for row in begun for asked in row if not asked.validate(row)])


def _in_one_line(said: str) -> str:
    return " ".join(said.replace(";", ",").split())
