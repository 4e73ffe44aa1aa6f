"""The notification, taken down by a coordinator for somebody who rang or wrote: the same questions, and how it came.

What it answers is a notification like any other; it is published nowhere.
"""

from dataclasses import dataclass, replace
from datetime import time
from typing import Any, Self

from wtforms.validators import StopValidation

from forms.base import Part
from forms.choices import Choice, Choices
from forms.choosing import OneOf
from forms.dates import PartsDate
from forms.fields import Email
from forms.given import Given
from forms.notification import NotificationForm
from forms.times import TimeOfDay

WAYS_IT_REACHED_US = (
    Choice("telephone", "By telephone"), Choice("paper", "On paper"), Choice("letter", "By letter"),
    Choice("email", "By email"),
)  # fmt: skip
REACHED_US = "Enter the date and time it reached us"
HOW_IT_CAME = ("reached_by", "reached_on", "reached_at")
SPOKEN_OF = {"About you": "Who raises it"}


@dataclass(frozen=True)
class ChoicesNow(Choices):
    """What the form offers, and the time of day, which the time that it reached us is held against."""

    now: time = time.max

    @classmethod
    def of(cls, choices: Choices, now: time) -> Self:
        """But for what another procedure is for: nobody takes that down here."""
        return cls(**vars(choices) | {"exits": (), "now": now})


def a_day_is_given(form: Any) -> bool:
    return bool(form["reached_on"].data)


def not_to_come(form: Any, reached_at: Any) -> None:
    day, now = form["reached_on"].data, form.meta.choices
    if reached_at.data and day == now.today.isoformat() and reached_at.data > f"{now.now:%H:%M}":
        raise StopValidation("The time it reached us must be in the past")


class TakenDownForm(NotificationForm):
    title = "Add a case"
    parts = (
        Part("How it reached us", HOW_IT_CAME),
        *(replace(part, title=SPOKEN_OF.get(part.title, part.title)) for part in NotificationForm.parts),
    )
    reached_by = OneOf("How did it reach us?", among=WAYS_IT_REACHED_US, missing="Select how it reached us")
    reached_on = PartsDate(
        "When did it reach us?", called="Date it reached us", hint="For example, 27 3 2026", missing=REACHED_US,
    )
    reached_at = TimeOfDay(
        "At what time did it reach us?", called="Time it reached us", hint="For example, 2:30pm or 14:30",
        missing=REACHED_US, needed_when=a_day_is_given, validators=(not_to_come,),
    )
    your_email = Email("Work email address (optional)", hint="We send the receipt and updates there")

    @classmethod
    def asking(cls, choices: Choices, given: Given | None = None, completed_by: str = "") -> Self:
        form = super().asking(choices, given, completed_by)
        for question in form.questions:
            question.autocomplete = "off" if question.autocomplete else ""  # it is not about whoever types it
        return form
