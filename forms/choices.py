"""What a partnership may be asked about: the choices that differ from one procedure to the next.

A published form is the same everywhere; its areas, agencies, kinds of disagreement, stages and further questions
belong to the partnership and its procedure, and are handed in as one frozen value.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True)
class Choice:
    """One answer that may be chosen: `value` is what is kept, `label` what people read."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class FurtherQuestion:
    """A question that a procedure adds to a published form; `options` are for the kind "choice" only."""

    key: str
    ask: str
    kind: Literal["text", "yes or no", "date", "choice"] = "text"
    options: tuple[str, ...] = ()
    hint: str = ""
    optional: bool = False


STATUSES = (
    Choice("early help", "Early help"),
    Choice("child in need", "Child in need (section 17)"),
    Choice("section 47 enquiry", "Section 47 enquiry"),
    Choice("child protection plan", "Child protection plan"),
    Choice("looked after", "Looked after"),
    Choice("none", "None"),
    Choice("not known", "I do not know"),
)

TYPES = (
    Choice("threshold", "Threshold or level of need"),
    Choice("referral", "Response to a referral"),
    Choice("conference", "Whether to hold a conference or strategy discussion"),
    Choice("plan", "The child protection or child in need plan"),
    Choice("closing", "Closing or stepping down"),
    Choice("drift", "Delay or drift"),
    Choice("action", "Action not completed"),
    Choice("involvement", "Who should be involved"),
    Choice("assessment", "Assessment findings"),
    Choice("information", "Information sharing"),
    Choice("services", "Provision of services"),
    Choice("operation", "Operation of procedures"),
)


@dataclass(frozen=True)
class Choices:
    """What one partnership's forms offer on a given day.

    `today` is the local date, which dates in an answer are held against. `agencies` are the directory's; an agency
    outside it can still be written. `stages` stand in the order of the procedure, the first one first. `inside` are
    the values of `types` for a disagreement within one agency. `questions` are the procedure's own, in order.
    """

    today: date
    areas: tuple[Choice, ...] = ()
    agencies: tuple[Choice, ...] = ()
    stages: tuple[Choice, ...] = ()
    types: tuple[Choice, ...] = TYPES
    inside: frozenset[str] = frozenset()
    statuses: tuple[Choice, ...] = STATUSES
    questions: tuple[FurtherQuestion, ...] = ()
