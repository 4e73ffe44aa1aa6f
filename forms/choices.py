"""What a partnership may be asked about: the choices that differ from one procedure to the next.

A published form is the same everywhere; its areas, agencies, kinds of disagreement, stages and further questions
belong to the partnership and its procedure, and are handed in as one frozen value.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
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
class Agency(Choice):
    """An agency of the directory, with its kind, and the domains that its people's addresses have."""

    kind: str = ""
    domains: tuple[str, ...] = ()


@dataclass(frozen=True)
class Matter(Choice):
    """What people may disagree about. `only_for` names the one agency whose own procedure says so, and stands in the
    label too; `receiving` are the kinds of agency that it can be with, where it is not with any."""

    only_for: str = ""
    receiving: tuple[str, ...] = ()

    @property
    def for_them(self) -> "Matter":
        """As it is offered to that agency alone."""
        return replace(self, label=self.label.removesuffix(f" ({self.only_for})"))


@dataclass(frozen=True)
class FurtherQuestion:
    """A question that a procedure adds to a published form; `options` are for the kind "choice" only. `only_for` names
    the one agency that it is for, where there is one; `types` what the disagreement is about then, and `receiving` the
    kinds of agency that it is with, where that matters."""

    key: str
    ask: str
    kind: Literal["text", "yes or no", "date", "choice"] = "text"
    options: tuple[str, ...] = ()
    only_for: str = ""
    optional: bool = False
    types: tuple[str, ...] = ()
    receiving: tuple[str, ...] = ()


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
    Matter("threshold", "Threshold or level of need"),
    Matter("referral", "Response to a referral"),
    Matter("conference", "Whether to hold a conference or strategy discussion"),
    Matter("plan", "The child protection or child in need plan"),
    Matter("closing", "Closing or stepping down"),
    Matter("drift", "Delay or drift"),
    Matter("action", "Action not completed"),
    Matter("involvement", "Who should be involved"),
    Matter("assessment", "Assessment findings"),
    Matter("practice", "How someone worked in this case"),
    Matter("information", "Information sharing"),
    Matter("services", "Provision of services", "For example, a visit or service that was refused or not given"),
    Matter("operation", "Operation of procedures"),
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
    agencies: tuple[Agency, ...] = ()
    stages: tuple[Choice, ...] = ()
    stage_words: tuple[str, ...] = ("stage",)
    subjects: tuple[str, ...] = ("child",)
    types: tuple[Matter, ...] = TYPES
    inside: frozenset[str] = frozenset()
    between_two: frozenset[str] = frozenset()
    domains: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exits: tuple[Choice, ...] = ()
    statuses: tuple[Choice, ...] = STATUSES
    questions: tuple[FurtherQuestion, ...] = ()

    def agency_of(self, address: str) -> str:
        """The value of the agency whose people alone have addresses like that one; empty where there is none."""
        domain = address.strip().rpartition("@")[2].casefold()
        found = [one.value for one in self.agencies if domain in one.domains]
        return found[0] if len(found) == 1 else ""

    def between(self, own: str, theirs: str) -> "Choices":
        """The same for a disagreement of the agency `own` with `theirs`, each empty while it is not known: what it may
        be about is what the agency's own procedure says, as far as it has one for that, and else the partnership's."""
        fitting = [one for one in self.types if self._fits(one, own, theirs)]
        of_their_own = tuple(one.for_them for one in fitting if one.only_for == own)
        general = tuple(one for one in fitting if not one.only_for)
        return replace(self, types=(own and of_their_own) or general)

    def _fits(self, matter: Matter, own: str, theirs: str) -> bool:
        if not theirs or (own == theirs and not self.inside):
            return True
        return (matter.value in self.inside) == (own == theirs) and self.can_be(matter.receiving, theirs)

    def can_be(self, kinds: tuple[str, ...], agency: str) -> bool:
        """Whether the agency can be of these kinds: any can where there are none, and one of no known kind."""
        kind = next((one.kind for one in self.agencies if one.label == agency), "")
        return not kinds or not kind or kind in kinds

    @property
    def people(self) -> tuple[Choice, ...]:
        """Whom it may be about: an unborn baby wherever a child."""
        covered = {*self.subjects, "unborn"} if "child" in self.subjects else {*self.subjects}
        return tuple(one for one in SUBJECTS if one.value in covered)

    @property
    def matters(self) -> tuple[Choice, ...]:
        """What it may be about: the procedure's own types, then what another procedure is for."""
        return self.types + self.exits
