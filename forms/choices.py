"""What a partnership may be asked about: the choices that differ from one procedure to the next.

A published form is the same everywhere; its areas, agencies, kinds of disagreement, stages and further questions
belong to the partnership and its procedure, and are handed in as one frozen value.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal


@dataclass(frozen=True)
class Choice:
    """One answer that may be chosen: `value` is what is kept, `label` what people read, `also` what they write too."""

    value: str
    label: str
    hint: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class FurtherQuestion:
    """A question that a procedure adds to a published form; `options` are for the kind "choice" only. `only_for` names
    the one agency that it is for, where there is one."""

    key: str
    ask: str
    kind: Literal["text", "yes or no", "date", "choice"] = "text"
    options: tuple[str, ...] = ()
    only_for: str = ""
    optional: bool = False


SUBJECTS = (Choice("child", "A child"), Choice("unborn", "An unborn baby"), Choice("adult", "An adult"))

STATUSES = (
    Choice("early help", "Early help"),
    Choice("child in need", "Child in need (section 17)"),
    Choice("section 47 enquiry", "Section 47 enquiry"),
    Choice("child protection plan", "Child protection plan"),
    Choice("looked after", "Looked after"),
    Choice("none", "None"),
    Choice("not known", "I do not know"),
)

LEVELS_OF_NEED = (
    Choice("early help", "Early help"),
    Choice("section 17", "Child in need (section 17)", also=("S17",)),
    Choice("section 47", "Child protection (section 47)", also=("S47",)),
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
    Choice("practice", "How someone worked in this case"),
    Choice("information", "Information sharing"),
    Choice("services", "Provision of services"),
    Choice("operation", "Operation of procedures"),
)


EXIT = "exit "


@dataclass(frozen=True)
class Choices:
    """What one partnership's forms offer on a given day.

    `today` is the local date, which dates in an answer are held against. `agencies` are the directory's; an agency
    outside it can still be written. `stages` stand in the order of the procedure, the first one first; `stage_words`
    are what the procedure calls a stage. `inside` are the values of `types` for a disagreement within one agency,
    `between_two` those of them for which a colleague is named, at one of the `domains` of the agency of that name;
    `exits` what another procedure is for, each with the value EXIT and its key. `questions` are the procedure's own, in
    order.
    """

    today: date
    areas: tuple[Choice, ...] = ()
    agencies: tuple[Choice, ...] = ()
    stages: tuple[Choice, ...] = ()
    stage_words: tuple[str, ...] = ("stage",)
    subjects: tuple[str, ...] = ("child",)
    types: tuple[Choice, ...] = TYPES
    inside: frozenset[str] = frozenset()
    between_two: frozenset[str] = frozenset()
    domains: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exits: tuple[Choice, ...] = ()
    statuses: tuple[Choice, ...] = STATUSES
    questions: tuple[FurtherQuestion, ...] = ()

    @property
    def people(self) -> tuple[Choice, ...]:
        """Whom it may be about: an unborn baby wherever a child."""
        covered = {*self.subjects, "unborn"} if "child" in self.subjects else {*self.subjects}
        return tuple(one for one in SUBJECTS if one.value in covered)

    @property
    def matters(self) -> tuple[Choice, ...]:
        """What it may be about: the procedure's own types, then what another procedure is for."""
        return self.types + self.exits
