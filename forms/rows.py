"""Repeated rows in one answer: a row to a line, its values in order with ; between them."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import Form
from wtforms.validators import StopValidation

from forms.fields import Question
from forms.given import Posted

BULLET = re.compile(r"\s*(?:[-–•*]|[0-9]{1,2}[.)])\s+")


class Rows(Question):
    """Rows that each answer the same questions: "Visit weekly; Ade Marsh; 1 December 2026".

    `of` are the questions of one row, by key, whose labels name the values in the hint. A row is kept as they keep
    its values; a ; within the last of them becomes a comma, so that `Answers.rows` finds as many as were asked for.
    """

    kind = "rows"
    keeps_lines = True
    limit = 4000

    def __init__(self, label: str, *, of: Mapping[str, Any], **rest: Any) -> None:
        self.row = type("Row", (Form,), dict(of))
        super().__init__(label, **rest)
        self.asks = tuple(of)
        names = (lowered(question.label.text) for question in self.row_of({}))
        self.description = f"One to a line, with ; between: {'; '.join(names)}"

    def row_of(self, values: Mapping[str, str]) -> Any:
        return self.row(Posted(values), meta={"choices": self.meta.choices})

    def check(self) -> None:
        super().check()
        lines = enumerate(self.data.split("\n"), start=1)
        self.data = "\n".join(self.kept(number, line) for number, line in lines if line.strip())

    def kept(self, number: int, line: str) -> str:
        """The row on this line as it is kept. Raises StopValidation with what is wrong in it."""
        values = BULLET.sub("", line, count=1).rstrip(" ;").split(";", len(self.asks) - 1)
        row = self.row_of(dict(zip(self.asks, values, strict=False)))
        for question in row:
            if not question.validate(row):
                raise StopValidation(f"Line {number}: {lowered(str(question.errors[0]))}")
        return "; ".join(question.answer.replace(";", ",") for question in row).rstrip()

    @staticmethod
    def line(values: Iterable[str]) -> str:
        """These values as one line, which is read as a row with the same values."""
        return "; ".join(" ".join(value.replace(";", ",").split()) for value in values)


def lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
