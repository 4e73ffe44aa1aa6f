"""How a question stands on paper, the same in each kind of file: its number, its label, its guidance, its answer.

Paper has no buttons: what a page offers is written out, and an answer is the words that people read.
"""

import re
from collections.abc import Mapping
from datetime import date

from forms.base import PublishedForm
from forms.choices import Choice
from forms.dates import OPEN
from forms.fields import Question

MARK = re.compile(r"Form ([a-z_]{1,40}), edition ([0-9a-f]{8})")
HOW_TO = (
    "Write each answer in the box beside or below its question. Leave empty what does not apply.",
    "You can write in each box. Save the file when you are done.",
)
SEND_IT = "Send it to "
TO_WRITE, TO_CHOOSE, TO_DATE = "Write here", "Choose an answer", "Choose or write a date"
PLACEHOLDERS = frozenset((TO_WRITE, TO_CHOOSE, TO_DATE))  # what invites to answer, and is no answer


def mark_of(form: PublishedForm) -> str:
    """Which form it is and in which edition: for whoever reads the file, and for us when it comes back."""
    return f"Form {form.key}, edition {form.edition}"


def marked(text: str) -> tuple[str, str]:
    """The key of the form and the edition that `text` says; two empty strings if it says none."""
    found = MARK.search(text)
    return (found[1], found[2]) if found else ("", "")


def how_to(send_to: str) -> tuple[str, ...]:
    """What a blank says before its first question."""
    return (*HOW_TO, *([f"{SEND_IT}{send_to} as an email."] if send_to else []))


def label_of(question: Question) -> str:
    """`6. Full name:`, or `7. When did you speak?`"""
    label = question.label.text
    return f"{question.number}. {label}{'' if label.endswith('?') else ':'}"


def choices_of(question: Question) -> tuple[Choice, ...]:
    return getattr(question, "choices", ())


def guidance_of(question: Question) -> str:
    """The hint, and what can be chosen where something can."""
    offered = "; ".join(choice.label for choice in choices_of(question))
    among = {"choice": "One of", "several": "Choose from"}.get(question.kind, "")
    return ". ".join(filter(None, (question.description, f"{among}: {offered}" if offered else "")))


def in_words(question: Question, answer: str) -> str:
    """A kept answer as people read it: labels for values, 27 March 2026 for 2026-03-27."""
    if question.kind in ("choice", "several"):
        labels: Mapping[str, str] = {choice.value: choice.label for choice in choices_of(question)}
        values = [answer] if question.kind == "choice" else answer.split(", ")
        return "\n".join(labels.get(value, value) for value in values if value)
    if question.kind == "date" and answer and answer != OPEN:
        try:
            day = date.fromisoformat(answer)
        except ValueError:  # words in the place of a date that was taken out
            return answer
        return f"{day.day} {day:%B %Y}"
    return answer
