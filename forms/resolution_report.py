"""The report to the partnership of a disagreement that was resolved at a late stage, and what was learned from it.

In print it is Liverpool's Appendix 2 and Longmoor's Appendix ii. The office completes the last part, and nobody else.
"""

from forms.base import OFFICE, Part, PublishedForm
from forms.choices import LEVELS_OF_NEED, Choice
from forms.choosing import AnyOf, OneOf, StageOf, when
from forms.dates import BirthOrDueDate, DateOrOpen, PartsDate
from forms.fields import Email, Line, Reference, Text
from forms.rows import Rows
from forms.stage_outcome import METHODS

NOTHING_NEW = Choice("nothing new", "Nothing new")
LESSONS = (
    Choice("own procedure", "An agency reviews its own procedure"),
    Choice("training", "Staff need training"),
    Choice("levels of need", "Levels of need are better understood"),
    Choice("other", "Something else"),
    NOTHING_NEW,
)


class ResolutionReportForm(PublishedForm):
    key = "resolution_report"
    title = "Report: multi-agency resolution"
    reports = "resolution report"
    parts = (
        Part("The case", ("reference",)),
        Part("The child", ("child_name", "child_born", "child_address")),
        Part("Who raised it", ("escalated_name", "escalated_email", "escalated_role", "escalated_agency")),
        Part("The resolution", ("others", "level_of_need", "details", "met_on", "method", "resolved_at")),
        Part("What was learned", ("lessons", "lessons_text", "own_actions")),
        Part(
            "Who completed this report",
            ("completed_by", "completed_on", "your_email"),
            "We check that you are a person of this case.",
        ),
        Part("For the partnership's office", ("received_on", "notified_on"), completed_by=OFFICE),
    )

    reference = Reference(
        "Case reference", called="Reference", hint="For example, SEF-4T9K-2MC2", missing="Enter the reference",
        autocomplete="off",
    )

    child_name = Line(
        "Child's full name", missing="Enter the child's full name", sensitive=True, autocomplete="off",
        printed=("Name of child / young person", "Name of child"),
    )
    child_born = BirthOrDueDate(
        "Date of birth or due date (optional)", called="Date of birth", hint="For example, 27 3 2015", sensitive=True,
        autocomplete="off", printed=("Date of birth",),
    )
    child_address = Text("Address (optional)", limit=500, sensitive=True, autocomplete="off")

    escalated_name = Line(
        "Who raised the disagreement?", called="Who raised the disagreement", autocomplete="off",
        missing="Enter who raised the disagreement", printed=("Name and email of professional escalating concern",),
    )
    escalated_email = Email("Their work email address (optional)", autocomplete="off")
    escalated_role = Line("Their job title (optional)", limit=150, autocomplete="off")
    escalated_agency = Line(
        "Their agency or school", missing="Enter the agency or school of who raised it", autocomplete="off"
    )

    others = Rows(
        "Other professionals involved, board members too (optional)", called="Other professionals",
        printed=("Name(s) of other professionals involved", "Other professionals involved"),
        of={
            "name": Line("name", called="Name", missing="Enter the name"),
            "role": Line("role", called="Role", missing="Enter the role"),
            "agency": Line("agency", called="Agency", missing="Enter the agency"),
        },
    )
    level_of_need = OneOf(
        "Level of need", among=LEVELS_OF_NEED, missing="Select the level of need", sensitive=True,
        printed=("Please indicate level of need",),
    )
    details = Text(
        "Brief details of the disagreement, with the agreed outcomes", called="Brief details", sensitive=True,
        missing="Enter brief details of the disagreement, with the agreed outcomes",
        printed=("Brief details of inter-agency disagreement (including agreed outcomes)", "Brief details"),
    )
    met_on = PartsDate(
        "Date of the discussion or meeting", hint="For example, 27 3 2026", missing="Enter the date of the meeting",
        printed=("Date of discussion/ Meeting re disagreement", "Date of discussion or meeting"),
    )
    method = OneOf(
        "How was it settled?", among=METHODS, missing="Select how it was settled",
        printed=("Methodology used to resolve conflict", "Method used to resolve conflict"),
    )
    resolved_at = StageOf(
        "At which stage was it resolved?", among="stages", missing="Select the stage it was resolved at",
        printed=("At which level was it resolved", "Disagreement resolved at"),
    )

    lessons = AnyOf(
        "What was learned?", among=LESSONS, alone=NOTHING_NEW, hint="Select all that apply",
        missing='Select what was learned, or "Nothing new"',
        printed=("Please indicate lessons learned from this disagreement resolution", "Lessons learned"),
    )
    lessons_text = Text(
        "Say more about what was learned (optional)", called="What was learned", limit=2000,
        hint="Leave out names", missing='Enter what was learned, or select "Nothing new"',
        needed_when=when("lessons", "other"),
    )
    own_actions = Rows(
        "Further actions by your agency (optional)", called="Further actions", sensitive=True,
        printed=(
            "Please identify any further actions taken by your agency following the resolution of this issue",
        ),
        of={
            "action": Line("action", called="The action", missing="Enter the action", limit=500),
            "whom": Line("by whom", called="By whom", missing="Enter by whom"),
            "done": DateOrOpen("date completed, or open", called="Date completed"),
        },
    )

    completed_by = Line(
        "Who completed this report?", called="Who completed the report", missing="Enter who completed the report",
        autocomplete="name", printed=("Form completed by", "Completed by"),
    )
    completed_on = PartsDate(
        "When was it completed?", called="Date it was completed", hint="For example, 27 3 2026",
        missing="Enter the date it was completed",
    )
    your_email = Email(
        "Work email address", hint="Of the person who completed it", missing="Enter your work email address",
        autocomplete="email",
    )

    received_on = PartsDate(
        "When was the report received?", called="Date received", missing="Enter the date it was received",
    )
    notified_on = PartsDate(
        "When was the board told of the outcome? (optional)", called="Date the board was told",
    )
