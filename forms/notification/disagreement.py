"""The disagreement itself: what was decided, why that is not right, and what should happen."""

from forms.base import Part
from forms.dates import PartsDate
from forms.fields import Text
from forms.times import TimeOfDay

PARTS = (
    Part(
        "The disagreement",
        ("decision", "reasons", "wanted", "concern_on", "concern_at", "child_view", "decision_on"),
        "Write facts and give reasons. The child or their family may see this record one day.",
    ),
)


class TheDisagreement:
    decision = Text(
        "What decision or action do you disagree with?", called="The decision or action",
        missing="Enter the decision or action you disagree with", sensitive=True,
    )
    reasons = Text(
        "Why do you disagree?", called="Why you disagree", hint="Use evidence and your area's levels of need",
        missing="Enter why you disagree", sensitive=True,
    )
    wanted = Text(
        "What do you want to happen?", called="What you want to happen", hint="Be clear about what would settle it",
        missing="Enter what you want to happen", limit=2000, sensitive=True,
    )
    concern_on = PartsDate(
        "When did the concern arise?", called="Date the concern arose", hint="For example, 27 3 2026",
        missing="Enter the date the concern arose",
    )
    concern_at = TimeOfDay(
        "At what time did it arise? (optional)", called="Time the concern arose", hint="For example, 2:30pm or 14:30",
        autocomplete="off",
    )
    child_view = Text(
        "What does the child say or want, if you know? (optional)", called="What the child says or wants", limit=2000,
        sensitive=True,
    )
    decision_on = PartsDate(
        "When did you receive the decision? (optional)", called="Date you received the decision",
        hint="For example, 27 3 2026",
    )
