"""The outcome of a stage: what two agencies agreed, or why it is not resolved and moves on."""

from forms.base import Part, PublishedForm
from forms.choices import Choice
from forms.dates import PartsDate
from forms.fields import Email, Line, OneOf, Reference, Text
from forms.notification import when

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
IS_RESOLVED = when("outcome", "resolved")
IS_NOT_RESOLVED = when("outcome", "not resolved")


class StageOutcomeForm(PublishedForm):
    key = "stage_outcome"
    title = "Tell us the outcome of a stage"
    reports = "stage outcome"
    parts = (
        Part("The case", ("reference", "outcome", "risk")),
        Part(
            "If you have resolved it",
            ("agreed", "actions", "settled_on", "method", "on_file"),
            "Leave these empty if it is not resolved. It takes effect when the other agency agrees too.",
        ),
        Part(
            "If you have not resolved it",
            ("reason", "tried", "taken_on_by"),
            "Leave these empty if it is resolved.",
        ),
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
    actions = Text(
        "Who will do what, and by when? (optional)", called="Who will do what", limit=2000, sensitive=True
    )
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

    reason = Text(
        "Why is it not resolved?", called="Why it is not resolved",
        missing="Enter why it is not resolved", needed_when=IS_NOT_RESOLVED, sensitive=True,
    )
    tried = Text("What have you tried? (optional)", called="What you have tried", limit=2000, sensitive=True)
    taken_on_by = Line("Who takes it on for your agency? (optional)", called="Who takes it on", autocomplete="off")

    your_name = Line("Full name", missing="Enter your full name", autocomplete="name")
    your_email = Email("Work email address", missing="Enter your work email address", autocomplete="email")
