"""The published forms, each defined once. Nothing here knows the database, the web or the post."""

from forms.answers import Answers, Fault, Faults
from forms.base import OFFICE, Part, PublishedForm
from forms.choices import (
    EXIT,
    LEVELS_OF_NEED,
    STATUSES,
    SUBJECTS,
    TYPES,
    Agency,
    Choice,
    Choices,
    FurtherQuestion,
    Matter,
)
from forms.notification import NotificationForm
from forms.resolution_report import ResolutionReportForm
from forms.stage_outcome import StageOutcomeForm
from forms.summary_log import SummaryLogForm

PUBLISHED: dict[str, type[PublishedForm]] = {
    form.key: form for form in (NotificationForm, StageOutcomeForm, ResolutionReportForm, SummaryLogForm)
}

__all__ = [
    "EXIT",
    "LEVELS_OF_NEED",
    "OFFICE",
    "PUBLISHED",
    "STATUSES",
    "SUBJECTS",
    "TYPES",
    "Agency",
    "Answers",
    "Choice",
    "Choices",
    "Fault",
    "Faults",
    "FurtherQuestion",
    "Matter",
    "NotificationForm",
    "Part",
    "PublishedForm",
    "ResolutionReportForm",
    "StageOutcomeForm",
    "SummaryLogForm",
]
