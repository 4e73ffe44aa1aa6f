"""The questions behind a signed link: what happened, anything to add, and the code that proves who answers."""

import re
from dataclasses import dataclass

from wtforms import Form
from wtforms.validators import StopValidation

from forms import Choice
from forms.choosing import OneOf
from forms.fields import Question, Text
from forms.given import Given, Posted
from service.pages import AnswerPage


@dataclass(frozen=True)
class Offered:
    """The answers that the page offers, in the place where a published form has its partnership's Choices."""

    answers: tuple[Choice, ...]


class Code(Question):
    """The six digits that we sent; spaces and dashes do not count."""

    kind = "code"
    limit = 40

    def check(self) -> None:
        digits = re.sub(r"[\s‐–—-]", "", self.data)
        if not re.fullmatch("[0-9]{6}", digits):
            raise StopValidation("Code must be 6 numbers")
        self.data = digits


class AnswerForm(Form):  # type: ignore[misc]
    choice = OneOf("What happened?", among="answers", missing="Select what happened")
    detail = Text(
        "Is there anything to add? (optional)", called="What you add",
        hint="For example, what you agreed, when you spoke, or why it is not resolved",
    )
    code = Code(
        "6-digit code", hint="It works for 15 minutes", missing="Enter the code", autocomplete="one-time-code"
    )

    @classmethod
    def about(cls, answer_page: AnswerPage, given: Given | None = None) -> "AnswerForm":
        offered = Offered(tuple(Choice(value, label) for value, label in answer_page.choices))
        form: AnswerForm = cls(None if given is None else Posted(given), meta={"choices": offered})
        return form

    def is_wrong(self, *keys: str) -> bool:
        """Whether one of these questions must be put right; each is checked, and says what is wrong."""
        return len([key for key in keys if self[key].validate(self)]) < len(keys)

    def forget(self, key: str) -> None:
        self[key].data, self[key].raw_data = "", []

    def refuse(self, key: str, message: str) -> None:
        self[key].errors = [message]
