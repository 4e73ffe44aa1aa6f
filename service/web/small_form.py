"""Forms of a few questions beside the published ones, and the code that proves who somebody is."""

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Self

from wtforms import Form
from wtforms.validators import StopValidation

from forms import Choice
from forms.fields import Question
from forms.given import Given, Posted
from service.seam.pages import AnswerPage
from service.web.shown import LONDON

WRONG_CODE = {
    "wrong": "That code is not right – check the latest email",
    "expired": "That code has expired – we have sent a new one",
    "too many": "That code was tried too often – ask for a new one",
}


@dataclass(frozen=True)
class Offered:
    """What the page offers, in the place where a published form has its partnership's Choices. `after` is the
    date that stands now."""

    answers: tuple[Choice, ...]
    today: date
    ways: tuple[Choice, ...] = ()
    after: date | None = None


class SmallForm(Form):  # type: ignore[misc]
    """A form of a few questions, filled with what was given, if anything was; `about` a link, it offers what that
    offers. `asks` are its questions in order, where that is not the order in which they stand."""

    asks: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def filled(cls, given: Given | None = None) -> Self:
        form: Self = cls(None if given is None else Posted(given))
        return form

    @classmethod
    def about(cls, behind: AnswerPage, given: Given | None = None, missing: str = "") -> Self:
        answers = tuple(Choice(value, label) for value, label in behind.choices)
        after = behind.reply_by.astimezone(LONDON).date() if behind.reply_by else None
        offered = Offered(answers, behind.today, behind.moving.ways, after)
        form: Self = cls(None if given is None else Posted(given), meta={"choices": offered})
        return form

    def is_wrong(self, *keys: str) -> bool:
        """Whether one of these questions must be put right; each is checked, and says what is wrong."""
        return len([key for key in keys if self[key].validate(self)]) < len(keys)

    def refuse(self, key: str, message: str) -> None:
        self[key].errors = [message]


class Code(Question):
    """The six digits that we sent; spaces and dashes do not count."""

    kind = "code"
    limit = 40

    def check(self) -> None:
        digits = re.sub(r"[\s‐–—-]", "", self.data)
        if not re.fullmatch("[0-9]{6}", digits):
            raise StopValidation("Code must be 6 numbers")
        self.data = digits


class CodeForm(SmallForm):
    code = Code(
        "6-digit code", hint="It works for 15 minutes", missing="Enter the code", autocomplete="one-time-code"
    )
