"""The questions about what is owed: which is done, who is named, when people meet, what its raiser was told."""

from forms.choosing import AnyOf, OneOf
from forms.dates import ComingDate
from forms.fields import Text
from forms.times import TimeOfDay
from service.web.desk.form import DeskForm, why

READ_BY_BOTH = "Both agencies can read this"


class DoneForm(DeskForm):
    asked = ("choice", "why")
    choice = OneOf("What has been done?", among="options", missing="Select what has been done")
    why = why("How was it done?", "Enter how it was done", READ_BY_BOTH)


class NameForm(DeskForm):
    asked = ("choice", "whom", "why", "all_the_same")
    choice = OneOf("What do you name somebody for?", among="options", missing="Select what you name somebody for")
    whom = OneOf("Who is it?", among="people", missing="Select who it is")
    why = why("Why is it them?", "Enter why it is them")
    all_the_same = Text(
        "If their agency is party to it, why is it them all the same? (optional)", called="Why it is them all the same",
        hint="Nobody mediates, chairs or decides for their own agency without a reason",
    )  # fmt: skip


class MeetingForm(DeskForm):
    asked = ("choice", "on", "clock", "why")
    choice = OneOf("Which stage do they meet about?", among="options", missing="Select which stage they meet about")
    on = ComingDate(
        "When is the meeting?", called="The date", missing="Enter the date of the meeting",
        hint="For example, 7 12 2026",
    )  # fmt: skip
    clock = TimeOfDay(
        "What time does it begin? (optional)", called="The time", hint="For example, 2:30pm. Without a time, 9am stands"
    )
    why = why("What was agreed about the meeting?", "Enter what was agreed about the meeting", READ_BY_BOTH)


class FeedbackForm(DeskForm):
    why = why(
        "What was the person who raised it told?", "Enter what the person who raised it was told",
        "They can read this, and nobody on the other side",
    )  # fmt: skip


class FeedbackOfSeveralForm(FeedbackForm):
    asked = ("choice", "why")
    choice = AnyOf(
        "Which of these were they told about?", among="options", hint="Select all that apply. The rest stays owed",
        missing="Select what they were told about",
    )  # fmt: skip
