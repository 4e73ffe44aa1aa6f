"""The published forms, each defined once. Nothing here knows the database, the web or the post."""

from forms.answers import Answers, Fault, Faults
from forms.base import Part, PublishedForm
from forms.choices import STATUSES, TYPES, Choice, Choices, FurtherQuestion
from forms.notification import NotificationForm
from forms.stage_outcome import StageOutcomeForm

PUBLISHED: dict[str, type[PublishedForm]] = {form.key: form for form in (NotificationForm, StageOutcomeForm)}

__all__ = [
    "PUBLISHED",
    "STATUSES",
    "TYPES",
    "Answers",
    "Choice",
    "Choices",
    "Fault",
    "Faults",
    "FurtherQuestion",
    "NotificationForm",
    "Part",
    "PublishedForm",
    "StageOutcomeForm",
]
