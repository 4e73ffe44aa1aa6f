"""Immediate risk, and what the disagreement is about."""

from forms.base import YES_OR_NO, Part
from forms.choices import Choice
from forms.choosing import OneOf, when
from forms.fields import Line, Text

UNSURE = Choice("unsure", "I am not sure")

PARTS = (
    Part("Immediate risk", ("risk", "risk_rung", "risk_rung_at")),
    Part(
        "What the disagreement is about",
        ("type", "type_other", "area"),
        "How someone worked in this case belongs here. Concerns about their conduct do not: tell the designated officer"
        " (LADO), or use your agency's whistleblowing procedure.",
    ),
)


class RiskAndMatter:
    risk = OneOf(
        "Is a child at immediate risk of significant harm?", among=(*YES_OR_NO, UNSURE),
        hint="Use your own safeguarding procedures today as well as this form",
        missing="Select yes if a child is at immediate risk of significant harm",
    )
    risk_rung = Text(
        "Who have you rung about the risk? (optional)", called="Who you have rung",
        hint="If you answered yes or are not sure, for example the front door team", limit=500, sensitive=True,
    )
    risk_rung_at = Line(
        "When did you ring? (optional)", called="When you rang", hint="For example, today at 10:15", autocomplete="off"
    )

    type = OneOf(
        "What is the disagreement about?", among="matters", plus=(Choice("other", "Something else"),),
        missing="Select what the disagreement is about",
    )
    type_other = Line(
        "If it is something else, what is it about?", called="What it is about",
        missing="Enter what the disagreement is about", needed_when=when("type", "other"), sensitive=True,
    )
    area = OneOf(
        "Which area does the child live in?", among="areas", hint="Raise it where the child lives, not where you work",
        missing="Select the area the child lives in",
    )
