"""One row of an agency's escalation summary log: a case, in the order of the printed columns.

In print it is Liverpool's Appendix 1 and Longmoor's Appendix iii. The agency keeps it, and sends it when asked.
"""

from forms.base import Part, PublishedForm
from forms.choices import LEVELS_OF_NEED, Choice
from forms.choosing import OneOf, StageOf
from forms.dates import BirthOrDueDate, PartsDate
from forms.fields import Line, Reference, Text
from forms.rows import Rows

COMPLETED_BY = (
    Choice("part 1", "The line manager, for the first stage", also=("line manager",)),
    Choice("part 2", "The line manager and the safeguarding representative, for the second stage"),
)


class SummaryLogForm(PublishedForm):
    key = "summary_log"
    title = "Agency escalation summary log"
    reports = "summary log"
    repeats = True
    parts = (
        Part("The agency", ("agency", "own_number")),
        Part("The child", ("child_name", "child_born", "age", "board")),
        Part(
            "The disagreement",
            ("escalated", "concern", "level_of_need", "summary", "actions", "outcome", "stage", "completed_by",
             "reference"),
        ),
    )

    agency = Line("Agency or school", missing="Enter your agency or school", printed=("Agency", "Agency / school"))
    own_number = Line(
        "Your agency's escalation number (optional)", hint="Do not use the child's name", limit=50,
        autocomplete="off", printed=("Escalation number", "Agency / school escalation number"),
    )

    child_name = Line(
        "Child's full name", missing="Enter the child's full name", sensitive=True, autocomplete="off",
        printed=("Child name", "Name of child"),
    )
    child_born = BirthOrDueDate(
        "Date of birth or due date (optional)", called="Date of birth", hint="For example, 27 3 2015", sensitive=True,
        autocomplete="off", printed=("Date of birth", "DOB"),
    )
    age = Line(
        "Age when the concern arose (optional)", called="Age", hint="Leave it empty for an unborn baby", limit=20,
        sensitive=True, autocomplete="off", printed=("Age",),
    )
    board = Line("Which partnership? (optional)", called="Partnership", printed=("Which LSCB", "Board"))

    escalated = Rows(
        "When was it escalated, and by whom? (optional)", called="When it was escalated",
        printed=("Date escalated and by whom",),
        of={
            "day": PartsDate("date", called="Date it was escalated", missing="Enter the date it was escalated"),
            "whom": Line("by whom", called="By whom", missing="Enter by whom"),
        },
    )
    concern = Text("Concern", limit=2000, missing="Enter the concern", sensitive=True, printed=("Concerns",))
    level_of_need = OneOf(
        "Level of need", among=LEVELS_OF_NEED, missing="Select the level of need", sensitive=True
    )
    summary = Text(
        "Summary of the professional disagreement", called="Summary", limit=2000,
        missing="Enter a summary of the disagreement", sensitive=True,
        printed=("Summary of professional disagreement",),
    )
    actions = Text(
        "Actions undertaken towards resolution (optional)", called="Actions", limit=2000, sensitive=True
    )
    outcome = Text(
        "Outcome of resolution", called="Outcome", limit=2000, missing='Enter the outcome, or "Still open"',
        sensitive=True, printed=("Outcome", "Outcomes"),
    )
    stage = StageOf(
        "Which stage did it reach? (optional)", called="Stage", among="stages", printed=("Stage", "Level")
    )
    completed_by = OneOf(
        "Who completed this row? (optional)", called="Who completed it", among=COMPLETED_BY,
        printed=("For completion by",),
    )
    reference = Reference(
        "Our reference (optional)", called="Our reference", hint="Leave it empty where it never came to us",
        autocomplete="off",
    )


OURS = ("reference", "stage", "escalated")  # what a partnership adds, and no agency says otherwise of a case of ours
ON_A_SHEET = (
    *("own_number", "child_name", "child_born", "age", "concern", "level_of_need", "summary", "actions", "outcome"),
    *OURS,
)
