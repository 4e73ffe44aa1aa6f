"""The outcome of a stage: what two agencies agreed, or why it is not resolved and moves on."""

from typing import Any

from forms.base import YES_OR_NO, Part, PublishedForm
from forms.choices import Choice
from forms.choosing import OneOf, when
from forms.dates import ComingDate, PartsDate
from forms.fields import Email, Line, Reference, Text
from forms.rows import Rows

OUTCOMES = (Choice("resolved", "We have resolved it"), Choice("not resolved", "We have not resolved it"))
RISK_SINCE = (Choice("no change", "No change"), Choice("higher", "Higher"), Choice("immediate", "Immediate"))
METHODS = (
    Choice("conversation", "Conversation"),
    Choice("managers", "Managers' meeting"),
    Choice("professionals", "Professionals' meeting"),
    Choice("mediator", "Meeting with a mediator"),
    Choice("panel", "Panel"),
)
ON_FILE = (Choice("yes", "Yes"), Choice("not yet", "Not yet"))
PLAN = (
    Choice("fits", "It fits the child's current plan"),
    Choice("changed", "The plan changes"),
    Choice("new", "A plan will be made"),
    Choice("none", "There is no plan"),
)
MEETING = (Choice("held", "It was held"), Choice("not needed", "It was considered, and is not needed"))
REVIEWED = (
    Choice("kept", "Yes, and we keep it"),
    Choice("changed", "Yes, and we change it"),
    Choice("partly", "Yes, and we change part of it"),
)
IS_RESOLVED = when("outcome", "resolved")
IS_NOT_RESOLVED = when("outcome", "not resolved")


def to_be_done(label: str, called: str) -> Any:
    """What is to be done: rows of what, who and by when."""
    return Rows(
        label, called=called, sensitive=True,
        of={
            "what": Line("what", called="The action", missing="Enter the action", limit=500),
            "who": Line("who", called="Who will do it", missing="Enter who will do it"),
            "by": ComingDate("by when", called="By when", missing="Enter the date it will be done by"),
        },
    )


class StageOutcomeForm(PublishedForm):
    key = "stage_outcome"
    title = "Tell us the outcome of a stage"
    reports = "stage outcome"
    parts = (
        Part("The case", ("risk", "reference", "outcome")),
        Part(
            "If you have resolved it",
            ("agreed", "actions", "settled_on", "method", "on_file", "plan_fit"),
            "Leave these empty if it is not resolved. It takes effect when the other agency agrees too.",
        ),
        Part(
            "If you have not resolved it",
            ("reason", "tried", "taken_on_by"),
            "Leave these empty if it is resolved.",
        ),
        Part(
            "For the record",
            ("professionals_meeting", "professionals_meeting_why", "decision_reviewed", "decision_why"),
            "Answer what applies, however the stage ended.",
            more=("outstanding", "your_view", "your_aim", "minutes", "advised"),
        ),
        Part("What can be learned", ("learned",), more=("guidance_change", "training", "debrief")),
        Part("About you", ("your_name", "your_email"), "We check that you are a person of this case."),
    )

    reference = Reference(
        "Case reference", called="Reference", hint="For example, SEF-4T9K-2MC2", missing="Enter the reference",
        autocomplete="off",
    )
    outcome = OneOf("What happened?", among=OUTCOMES, missing="Select what happened")
    risk = OneOf(
        "Has the risk to the child changed since the last stage?", among=RISK_SINCE,
        hint="If it is immediate, use your own safeguarding procedures today as well as this form",
        missing="Select if the risk to the child has changed",
    )

    agreed = Text(
        "What did you agree?", called="What you agreed",
        missing="Enter what you agreed", needed_when=IS_RESOLVED, sensitive=True,
    )
    actions = to_be_done("Who will do what, and by when? (optional)", called="Who will do what")
    settled_on = PartsDate(
        "When did you settle it?", called="Date you settled it", hint="For example, 27 3 2026",
        missing="Enter the date you settled it", needed_when=IS_RESOLVED,
    )
    method = OneOf(
        "How was it settled?", among=METHODS, missing="Select how it was settled", needed_when=IS_RESOLVED
    )
    on_file = OneOf(
        "Has your agency put a written record on the child's file?", among=ON_FILE,
        missing="Select if the record is on the child's file", needed_when=IS_RESOLVED,
    )
    plan_fit = OneOf(
        "Does it fit the child's plan? (optional)", called="Whether it fits the child's plan", among=PLAN
    )

    reason = Text(
        "Why is it not resolved?", called="Why it is not resolved",
        missing="Enter why it is not resolved", needed_when=IS_NOT_RESOLVED, sensitive=True,
    )
    tried = Text("What have you tried? (optional)", called="What you have tried", limit=2000, sensitive=True)
    taken_on_by = Line("Who takes it on for your agency? (optional)", called="Who takes it on", autocomplete="off")

    professionals_meeting = OneOf(
        "Was a professionals' meeting considered? (optional)", called="Professionals' meeting", among=MEETING,
        hint="Managers always consider one",
    )
    professionals_meeting_why = Text(
        "If a professionals' meeting is not needed, why?", called="Why it was not needed", limit=1000, sensitive=True,
        missing="Enter why a professionals' meeting is not needed",
        needed_when=when("professionals_meeting", "not needed"),
    )
    decision_reviewed = OneOf(
        "If the decision was your agency's, have you reviewed it with an open mind? (optional)",
        called="Whether you have reviewed it", among=REVIEWED,
    )
    decision_why = Text(
        "If you reviewed the decision, what are your reasons?", called="The reasons", sensitive=True,
        missing="Enter the reasons for keeping or changing the decision",
        needed_when=when("decision_reviewed", *(one.value for one in REVIEWED)),
    )
    outstanding = to_be_done(
        "What is still outstanding, who follows it up, and by when? (optional)", called="What is still outstanding"
    )
    your_view = Text(
        "How does your side see the problem? (optional)", called="How your side sees the problem", limit=2000,
        sensitive=True,
    )
    your_aim = Text(
        "What does your side want to happen? (optional)", called="What your side wants", limit=2000, sensitive=True
    )
    minutes = Line("Where are the minutes kept? (optional)", called="Where the minutes are kept", autocomplete="off")
    advised = OneOf(
        "Did you advise, rather than talk with your counterpart? (optional)", called="Whether you advised",
        among=YES_OR_NO,
    )

    learned = Text(
        "What can others learn from this? (optional)", called="What others can learn", hint="Leave out names",
        limit=2000,
    )
    guidance_change = OneOf(
        "Should any guidance change? (optional)", called="Whether guidance should change", among=YES_OR_NO
    )
    training = Text("Which training would help? (optional)", called="Training", hint="Leave out names", limit=1000)
    debrief = OneOf(
        "Would a debrief help you? (optional)", called="Whether a debrief would help", among=YES_OR_NO,
        hint="We ask your manager or safeguarding lead to offer one",
    )

    your_name = Line("Full name", missing="Enter your full name", autocomplete="name")
    your_email = Email("Work email address", missing="Enter your work email address", autocomplete="email")
