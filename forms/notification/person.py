"""The child, unborn baby or adult whom the disagreement is about, and the help that is in place."""

from typing import Any

from forms.base import Part
from forms.choices import LEVELS_OF_NEED, Choice
from forms.choosing import OneOf, when
from forms.dates import BirthOrDueDate
from forms.fields import Line, Postcode, Text
from forms.rows import Rows

REVIEWING_OFFICER = (
    Choice("yes", "Yes"),
    Choice("no", "No, tell them for me"),
    Choice("not known", "I do not know who it is"),
)

HAS_REVIEWING_OFFICER = when("status", "child protection plan", "looked after")

PARTS = (
    Part(
        "The child",
        ("subject", "child_name", "child_born", "child_address", "child_postcode", "child_numbers", "child_school"),
        "We need these so both agencies look at the right record.",
        more=("siblings", "family"),
    ),
    Part("Help or plan in place", ("status", "reviewing_officer", "level_of_need")),
)


def may_be_an_adult(form: Any) -> bool:
    return "adult" in form.meta.choices.subjects


class WhoItIsAbout(OneOf):
    """A child or an unborn baby; where adults are covered too, it says how to read the questions after it."""

    def __init__(self, label: str, **rest: Any) -> None:
        super().__init__(label, **rest)
        if "adult" in self.meta.choices.subjects:
            self.description = "Where we say child below, answer for the person it is about"


class ThePerson:
    subject = WhoItIsAbout(
        "Who is it about?", among="people", missing="Select who it is about", needed_when=may_be_an_adult,
    )
    child_name = Line(
        "Child's full name", hint="For an unborn baby, the mother's name", missing="Enter the child's full name",
        sensitive=True, autocomplete="off",
    )
    child_born = BirthOrDueDate(
        "Date of birth or due date", called="Date of birth", hint="For example, 27 3 2015",
        missing="Enter the child's date of birth or due date", sensitive=True, autocomplete="off",
    )
    child_address = Text(
        "Address (optional)", hint="Leave blank if you do not know it", limit=500, sensitive=True, autocomplete="off",
    )
    child_postcode = Postcode("Postcode (optional)", sensitive=True, autocomplete="off")
    child_numbers = Line(
        "Reference numbers you know (optional)", called="Reference numbers", hint="Social care, NHS or pupil number",
        limit=100, sensitive=True, autocomplete="off",
    )
    child_school = Line("School or nursery (optional)", sensitive=True, autocomplete="off")
    siblings = Rows(
        "Brothers and sisters it is about too (optional)", called="Brothers and sisters", limit=2000, sensitive=True,
        autocomplete="off",
        of={
            "name": Line("Full name", missing="Enter the full name"),
            "born": BirthOrDueDate("Date of birth or due date (optional)", called="Date of birth"),
            "status": OneOf(
                "Help or plan in place", among="statuses",
                missing="Enter the help or plan in place, for example child in need or not known",
            ),
        },
    )
    family = Text(
        "Family members it is about too (optional)", called="Family members",
        hint="Names, and who they are to the child", limit=500, sensitive=True, autocomplete="off",
    )

    status = OneOf(
        "What help or plan is in place for the child?", among="statuses",
        missing="Select what help or plan is in place", sensitive=True,
    )
    reviewing_officer = OneOf(
        "Have you told the independent reviewing officer?", among=REVIEWING_OFFICER,
        hint="Answer if the child has a child protection plan or is looked after",
        missing="Select if the independent reviewing officer has been told",
        needed_when=HAS_REVIEWING_OFFICER,
    )
    level_of_need = OneOf(
        "Which level of need do you think it is? (optional)", called="Level of need", among=LEVELS_OF_NEED,
        hint="Use your area's levels of need", sensitive=True,
    )
