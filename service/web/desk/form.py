"""What a form of the desk is: a few questions, about what the page knows of the case."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Self

from wtforms import Form

from forms import Choice
from forms.fields import Question, Text
from forms.given import Given, Posted


@dataclass(frozen=True)
class Offered:
    """In the place of a partnership's Choices: the options of the page, the people who can be named, today, and which
    days are worked."""

    options: tuple[Choice, ...] = ()
    today: date = date.min
    is_working_day: Callable[[date], bool] = lambda day: True
    people: tuple[Choice, ...] = ()


class DeskForm(Form):  # type: ignore[misc]
    """A form of the desk; `asked` are its questions in their order."""

    asked: ClassVar[tuple[str, ...]] = ("why",)

    @classmethod
    def made(cls, offered: Offered, given: Given | None = None) -> Self:
        form: Self = cls(None if given is None else Posted(given), meta={"choices": offered})
        return form

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(self[key] for key in self.asked)


def why(ask: str, missing: str, hint: str = "It is kept with the case") -> Text:
    return Text(ask, called="Why", hint=hint, missing=missing)
