"""What can be added more than once on the way: the discussions so far, and the brothers and sisters.

Each entry is asked for by itself, with the form's own questions; together they become the form's answers again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wtforms import Form

from forms import Choices
from forms.base import YES_OR_NO
from forms.choosing import OneOf
from forms.fields import Question
from forms.given import Posted
from forms.notification import NotificationForm
from forms.rows import Rows
from service.seam.drafting import Typed
from service.web.raising.screens import CHILDREN, DISCUSSIONS, Screen

MOST = 8  # entries of one list: as many as the form's own answer can hold


@dataclass(frozen=True)
class Asked:
    """The questions about one entry, filled with what was typed; `of` is the form that they are checked with."""

    of: Form
    questions: tuple[Question, ...]

    def is_wrong(self) -> bool:
        """Whether something must be put right; every question is checked, and says what."""
        return len([question for question in self.questions if question.validate(self.of)]) < len(self.questions)

    @property
    def answers(self) -> tuple[str, ...]:
        return tuple(question.answer for question in self.questions)


@dataclass(frozen=True)
class Listed:
    """A list of entries, on the page of its screen. `rows` is the question whose rows they become, `first` those that
    the latest of them answers by itself; `counted` is how many stand elsewhere: the child of the child's own screen."""

    screen: Screen
    one: str
    many: str
    heading: str
    another: str
    nothing: str
    rows: str
    first: tuple[str, ...] = ()
    counted: int = 0

    def asked(self, choices: Choices, spoken: str, typed: Typed) -> Asked:
        """One entry's questions. Whether there was talk says whether a discussion must be told of."""
        if self.first:
            form: Any = NotificationForm.asking(choices, {**typed, "spoken": spoken})
            return Asked(form, tuple(form[key] for key in self.first))
        row = NotificationForm.asking(choices)[self.rows].row_of(typed)
        return Asked(row, tuple(row))

    def names(self, name: str) -> bool:
        """Whether a control of that name belongs to an entry."""
        return name.partition("-")[0] in (self.first or ("name", "born", "status"))


OF_DISCUSSIONS = Listed(
    DISCUSSIONS, "discussion", "Discussions", "A discussion",
    another="Select yes if you need to add another discussion",
    nothing="Add at least one discussion, or go back and say you have not spoken yet",
    rows="spoken_before", first=("spoken_on", "spoken_how", "spoken_who", "spoken_outcome"),
)  # fmt: skip
OF_CHILDREN = Listed(
    CHILDREN, "child", "Brothers and sisters it is about too", "Another child",
    another="Select yes if you need to add another child", nothing="", rows="siblings", counted=1,
)  # fmt: skip
LISTS: Mapping[str, Listed] = {listed.screen.key: listed for listed in (OF_DISCUSSIONS, OF_CHILDREN)}


def asking_for_another(listed: Listed, typed: Typed | None = None) -> Any:
    """The question below the list: whether there is one more."""
    question = OneOf(f"Do you need to add another {listed.one}?", among=YES_OR_NO, missing=listed.another)
    return type("Another", (Form,), {"another": question})(None if typed is None else Posted(typed))


def as_answers(listed: Listed, choices: Choices, spoken: str, entries: Sequence[Typed]) -> dict[str, str]:
    """What the entries are as answers to the form: the latest by itself where the form asks so, the others as rows."""
    asked = [(listed.asked(choices, spoken, typed), typed) for typed in entries]
    for one, _ in asked:
        one.is_wrong()  # a date that can be read is now in its ISO form, by which they are put in order
    answers: dict[str, str] = {}
    if listed.first and asked:
        asked.sort(key=lambda one: one[0].answers[0])
        answers |= asked.pop()[1]
    rows = [Rows.line(one.answers) for one, _ in asked]
    return answers | ({listed.rows: "\n".join(rows)} if rows else {})
