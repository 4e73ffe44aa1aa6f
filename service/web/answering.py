"""The questions behind a signed link: what happened, anything to add, and the code that proves who answers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from wtforms import Form
from wtforms.validators import StopValidation

from forms import Choice
from forms.choosing import OneOf
from forms.dates import ComingDate
from forms.fields import Question, Text
from forms.given import Given, Posted
from forms.times import TimeOfDay
from service.pages import AnswerPage
from service.pages import Given as Answered


@dataclass(frozen=True)
class Offered:
    """The answers that the page offers, in the place where a published form has its partnership's Choices."""

    answers: tuple[Choice, ...]
    today: date


class Code(Question):
    """The six digits that we sent; spaces and dashes do not count."""

    kind = "code"
    limit = 40

    def check(self) -> None:
        digits = re.sub(r"[\s‐–—-]", "", self.data)
        if not re.fullmatch("[0-9]{6}", digits):
            raise StopValidation("Code must be 6 numbers")
        self.data = digits


class CodeForm(Form):  # type: ignore[misc]
    code = Code(
        "6-digit code", hint="It works for 15 minutes", missing="Enter the code", autocomplete="one-time-code"
    )

    @classmethod
    def filled(cls, given: Given | None = None) -> "CodeForm":
        form: CodeForm = cls(None if given is None else Posted(given))
        return form

    def refuse(self, key: str, message: str) -> None:
        self[key].errors = [message]


class AnswerForm(CodeForm):
    choice = OneOf("What happened?", among="answers", missing="Select what happened")
    detail = Text(
        "Is there anything to add? (optional)", called="What you add",
        hint="For example, what you agreed, when you spoke, or why it is not resolved",
    )
    on = ComingDate(
        "Which date? (optional)", called="The date",
        hint="For a meeting, or if you need more time. For example, 7 12 2026",
    )
    clock = TimeOfDay("What time does the meeting begin? (optional)", called="The time", hint="For example, 2:30pm")

    @classmethod
    def about(cls, answer_page: AnswerPage, given: Given | None = None) -> "AnswerForm":
        offered = Offered(tuple(Choice(value, label) for value, label in answer_page.choices), answer_page.today)
        form: AnswerForm = cls(None if given is None else Posted(given), meta={"choices": offered})
        return form

    def is_wrong(self, *keys: str) -> bool:
        """Whether one of these questions must be put right; each is checked, and says what is wrong."""
        return len([key for key in keys if self[key].validate(self)]) < len(keys)

    def lacks(self, needs: Mapping[str, tuple[str, str]]) -> bool:
        """Whether the chosen answer needs words or a date that were left out; the box then says so."""
        box, message = needs.get(self["choice"].data, ("", ""))
        if not box or self[box].data:
            return False
        self.refuse(box, message)
        return True

    def given(self, seen_version: int) -> Answered:
        """What was answered, once it has been checked."""
        on, clock = self["on"].answer, self["clock"].answer
        return Answered(
            self["choice"].data, self["detail"].data or "", seen_version,
            date.fromisoformat(on) if on else None, time.fromisoformat(clock) if clock else None,
        )  # fmt: skip

    def forget(self, key: str) -> None:
        self[key].data, self[key].raw_data = "", []
