"""What a published form is: its title, its parts, their questions in order, and the event that it reports.

One class reads a browser's post and the lines of a mail alike: `read` takes what was given, whoever brought it, and
returns the answers or what is wrong with them.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from wtforms import Form

from forms.answers import Answers, Fault, Faults
from forms.choices import Choice, Choices, FurtherQuestion
from forms.choosing import OneOf
from forms.dates import AnyDate
from forms.fields import Question, Text
from forms.given import Given, Posted

YES_OR_NO = (Choice("yes", "Yes"), Choice("no", "No"))
OFFICE = "office"


@dataclass(frozen=True)
class Part:
    """Some questions that belong together, by their keys, under one heading.

    `more` are those that few people need; a page folds them away. `completed_by` says who alone may complete the part:
    "" anybody, OFFICE the partnership's own office.
    """

    title: str
    keys: tuple[str, ...]
    guidance: str = ""
    more: tuple[str, ...] = ()
    completed_by: str = ""

    @property
    def asks(self) -> tuple[str, ...]:
        return self.keys + self.more


class PublishedForm(Form):  # type: ignore[misc]
    """A form as a partnership publishes it. Made by `asking`; a procedure's further questions come last.

    `key` names the form, `reports` the event that its answers tell of; `repeats`: a file may hold it many times, a row
    of a table each.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    repeats: ClassVar[bool] = False
    guidance: ClassVar[str] = ""
    reports: ClassVar[str]
    parts: tuple[Part, ...]

    @classmethod
    def asking(cls, choices: Choices, given: Given | None = None, completed_by: str = "") -> Self:
        """The parts for whoever completes them, with a partnership's choices, filled with what was given, if any was.

        The other parts are not there: nothing that is given for them is read.
        """
        further = {f"further_{question.key}": further_field(question) for question in choices.questions}
        form: Self = type(cls.__name__, (cls,), further)(
            None if given is None else Posted(given), meta={"choices": choices}
        )
        parts = (*cls.parts, Part("Further questions", tuple(further))) if further else cls.parts
        for number, key in enumerate((key for part in parts for key in part.asks), start=1):
            form[key].number = number
        form.parts = tuple(part for part in parts if part.completed_by == completed_by)
        return form

    @classmethod
    def read(cls, given: Given, choices: Choices, completed_by: str = "") -> Answers | Faults:
        """The answers in `given`, or all that is wrong with them, in the order of the questions."""
        return cls.asking(choices, given, completed_by).answers()

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(self[key] for part in self.parts for key in part.asks)

    @property
    def edition(self) -> str:
        """What the form asks today, as eight signs: a copy that says other ones was made before it was changed."""
        asked = "\n".join(f"{q.number} {q.short_name} {q.label.text}" for q in self.questions)
        return hashlib.sha256(asked.encode()).hexdigest()[:8]

    @property
    def sensitive(self) -> frozenset[str]:
        """The keys of what must never leave the sealed store: the child, and what is said of them."""
        return frozenset(question.short_name for question in self.questions if question.sensitive)

    def answers(self, only: Collection[str] = ()) -> Answers | Faults:
        """The answers, or the faults; of the questions named in `only`, if any are."""
        asked = [question for question in self.questions if not only or question.short_name in only]
        wrong = [question for question in asked if not question.validate(self)]
        if wrong:
            return Faults(tuple(Fault(q.short_name, q.number, q.errors[0]) for q in wrong))
        return Answers(self.key, {q.short_name: q.answer for q in asked if q.answer})

    def post_process(self, formdata: Any = None) -> None:
        """Carry a name that is not on a list over to the question that asks for such names."""
        super().post_process(formdata)
        for question in self:
            if isinstance(question, OneOf) and question.otherwise and question.data and not question.is_known:
                self[question.otherwise].take_over(question.data)
                question.data = "other"


def further_field(question: FurtherQuestion) -> Any:
    """The field for a procedure's own question."""
    label = question.ask + " (optional)" * question.optional
    hint = f"For {question.only_for} only" if question.only_for else ""
    told: dict[str, Any] = {"called": f"“{question.ask}”", "hint": hint, "sensitive": question.kind == "text"}
    match question.kind:
        case "text":
            return Text(label, missing=missing("Enter an answer to", question), limit=2000, **told)
        case "date":
            return AnyDate(label, missing=missing("Enter a date for", question), **told)
        case "yes or no":
            return OneOf(label, among=YES_OR_NO, missing=missing("Select yes or no for", question), **told)
        case "choice":
            options = tuple(Choice(option, option) for option in question.options)
            return OneOf(label, among=options, missing=missing("Select an answer to", question), **told)


def missing(ask_for: str, question: FurtherQuestion) -> str:
    return "" if question.optional else f"{ask_for} “{question.ask}”"
