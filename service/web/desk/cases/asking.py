"""The questions of the desk's pages, and the words of each act: what it asks, and what it says when something is wrong.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Self

from forms import Choice
from forms.choosing import AnyOf, OneOf
from forms.dates import PARTS, ComingDate, PartsDate
from forms.fields import Line, Reference, Text
from forms.given import Given
from service.seam.desk_acts import ActPage, Option
from service.web.desk.cases.arranging import DoneForm, FeedbackForm, FeedbackOfSeveralForm, MeetingForm, NameForm
from service.web.desk.form import DeskForm, Offered, why

HOW = (
    Choice("telephone", "By telephone"), Choice("in person", "In person"), Choice("video", "By video"),
    Choice("meeting", "In a meeting"),
)  # fmt: skip


class ReasonForm(DeskForm):
    why = Text("Why do you need to read it now?", called="Why", limit=2000)

    @classmethod
    def asking(cls, given: Given | None = None) -> Self:
        return cls.made(Offered(), given)


class DecisionForm(DeskForm):
    """What is to become of a message."""

    asked = ("choice", "reference", "why")
    choice = OneOf(
        "What should happen with this message?", among="options", missing="Select what to do with this message"
    )
    reference = Reference(
        "Reference of the case (optional)", hint="Only if you put it with a case, like SEF-4T9K-2MC2"
    )
    why = Text("Why? (optional)", called="Why", hint="It is kept, and shown to nobody outside your team", limit=2000)

    @classmethod
    def asking(cls, choices: Sequence[Choice], given: Given | None = None) -> Self:
        return cls.made(Offered(tuple(choices)), given)

    NEEDED: ClassVar[Mapping[str, tuple[str, str]]] = {
        "to": ("reference", "Enter the reference of the case"),
        "accept": ("why", "Enter why you accept it"),
        "as-new": ("why", "Enter why it is a new disagreement"),
        "refuse": ("why", "Enter why you are rejecting it"),
        "put-back": ("why", "Enter why you are putting it back"),
    }

    def lacks(self) -> bool:
        """Whether the choice needs words that were left out; the box then says so."""
        box, message = self.NEEDED.get(self["choice"].data, ("", ""))
        if not box or self[box].data:
            return False
        self[box].errors = [message]
        return True


class WorkingDay(ComingDate):
    """A day to come on which people work."""

    def hold_against(self, found: date, today: date) -> None:
        super().hold_against(found, today)
        if not self.meta.choices.is_working_day(found):
            self.refuse("The new date must be a working day", PARTS)


TO_THE_TEAM = "The coordinators can read this, and neither agency"


class MoveForm(DeskForm):
    asked = ("choice", "why")
    choice = OneOf("Which stage should it move to?", among="options", missing="Select the stage to move to")
    why = why("Why are you moving it?", "Enter why you are moving it", "Both agencies can read this")


class SeveralWaysForm(MoveForm):
    choice = AnyOf(
        "Which stages should it move to?", among="options", hint="Select all that apply",
        missing="Select the stage to move to",
    )  # fmt: skip


class DateForm(DeskForm):
    asked = ("choice", "until", "why")
    choice = OneOf("Which date should change?", among="options", missing="Select which date should change")
    until = WorkingDay(
        "What is the new date?", called="The new date", missing="Enter the new date", hint="For example, 7 12 2026"
    )
    why = why("Why has the date changed?", "Enter why the date has changed")


class CallForm(DeskForm):
    asked = ("on", "how", "who", "why", "choice")
    on = PartsDate("When did you speak?", called="The date", missing="Enter the date", hint="For example, 27 3 2026")
    how = OneOf("How did you speak?", among=HOW, missing="Select how you spoke")
    who = Text(
        "Who took part?", called="Who took part", hint="Names and job titles", missing="Enter who took part", limit=500
    )
    why = Text(
        "What was said?", called="What was said", hint="Both agencies can read this", missing="Enter what was said"
    )
    choice = OneOf("What follows from it?", among="options", missing="Select what follows from it")


class CloseForm(DeskForm):
    why = why("Why are you closing it?", "Enter why you are closing it")


class WithdrawForm(DeskForm):
    why = why("Why is it withdrawn?", "Enter why it is withdrawn")


class ReopenForm(DeskForm):
    why = why("Why are you reopening it?", "Enter why you are reopening it")


class ReleaseForm(DeskForm):
    why = why("How did you check it?", "Enter how you checked it")


class RefuseForm(DeskForm):
    asked = ("choice", "why")
    choice = OneOf("Why should it not go on?", among="options", missing="Select why it should not go on")
    why = why("What did you find out?", "Enter why you are rejecting it", TO_THE_TEAM)


class CheckAgainForm(DeskForm):
    why = why("Why should it be checked again?", "Enter why it should be checked again")


class TakeUpForm(DeskForm):
    why = why("What have you done about it?", "Enter what you have done about it")


class UnsettleForm(DeskForm):
    why = why("Why should it be closed?", "Enter why it should be closed without agreement", TO_THE_TEAM)


class LowerForm(DeskForm):
    why = why("Why should the risk be lowered?", "Enter why the risk should be lowered", TO_THE_TEAM)


class SecondForm(DeskForm):
    asked = ("choice", "why")
    choice = OneOf("What do you say?", among="options", missing="Select if you confirm it or decline it")
    why = why("Why?", "Enter why you confirm it or decline it", TO_THE_TEAM)


class RedirectForm(DeskForm):
    asked = ("choice", "where", "why")
    choice = OneOf("Where does it belong?", among="options", missing="Select where it belongs")
    where = Line(
        "If the area is not served here, where should it go? (optional)", called="Where it should go",
        hint="For example, the safeguarding partnership of that area. Everybody who was told reads this", limit=200,
    )  # fmt: skip
    why = why("Why does it belong there?", "Enter why it belongs there")


class RestrictForm(DeskForm):
    asked = ("choice", "why")
    choice = AnyOf(
        "Who of your team may see it? (optional)", called="Who may see it", among="options",
        hint="Select everybody who may. If you select nobody, all of you may see it",
    )  # fmt: skip
    why = why("Why is that so?", "Enter why that is so", "Those who may see the case can read this")


class RecallForm(DeskForm):
    asked = ("choice", "why")
    choice = AnyOf(
        "Which messages should be deleted?", among="options", hint="Select all that apply",
        missing="Select at least one message",
    )  # fmt: skip
    why = why("Why should they be deleted?", "Enter why they should be deleted", TO_THE_TEAM)


NAMED_IN_SUBJECT = "Remove the child's name from the subject"
MINIMAL_ONLY = "This person's email domain can only have the minimal version – use it or remove them"
MINIMAL = (Choice("minimal", "Put initials in the place of the name, for whoever may have no more"),)


class WriteForm(DeskForm):
    asked = ("to", "subject", "text", "minimal")
    to = AnyOf("Who should get it?", among="options", missing="Select at least one person")
    subject = Line(
        "Subject", hint="The reference stands before it. Do not name the child", missing="Enter a subject", limit=45
    )
    text = Text("Message", missing="Enter a message")
    minimal = AnyOf("If it names the child (optional)", called="The minimal version", among=MINIMAL)


@dataclass(frozen=True)
class ActWords:
    """How an act is spoken of: the link to its page, the page's heading, what it says before it asks, its last button,
    and what the case's page says once it is done. `several` is the form where more than one option can be chosen;
    what is `rare` stands apart from the rest."""

    link: str
    heading: str
    form: type[DeskForm]
    button: str
    done: str
    guidance: str = ""
    several: type[DeskForm] | None = None
    rare: bool = False

    def asking(self, about: ActPage, is_working_day: Callable[[date], bool], given: Given | None = None) -> DeskForm:
        form = self.several if self.several and about.several else self.form
        options, people = _choices(about.options), _choices(about.people)
        return form.made(Offered(options, about.today, is_working_day, people), given)


def _choices(options: Sequence[Option]) -> tuple[Choice, ...]:
    return tuple(Choice(one.value, one.label, one.hint) for one in options)


TWO = "It takes two of you: nothing changes until another coordinator confirms it."
ACTS: Mapping[str, ActWords] = {
    "call": ActWords(
        "Record a call or a meeting", "Record a call or a meeting", CallForm, "Record this", "It is recorded.",
    ),
    "move": ActWords(
        "Move it to another stage", "Move to another stage", MoveForm, "Move the case", "The case has moved.",
        "The clocks of the new stage start when you confirm.", SeveralWaysForm,
    ),
    "done": ActWords(
        "Record that something is done", "Record that something is done", DoneForm, "Record this",
        "It is recorded as done.", "Do this for somebody who has told you so, or for your own part.",
    ),
    "name": ActWords(
        "Name somebody", "Name who takes part", NameForm, "Name them", "They are named, and have been written to.",
        "They are of no agency that is party to the disagreement, unless you give a reason.",
    ),
    "meeting": ActWords(
        "Set the date of a meeting", "Set the date of a meeting", MeetingForm, "Set the date",
        "The meeting has a date.", "Everyone who attends is told.",
    ),
    "date": ActWords(
        "Agree another date", "Change a date", DateForm, "Change the date", "The date is agreed.",
        "The procedure’s own date stays as it is. The new date stands beside it, and both are shown.",
    ),
    "close": ActWords("Close it", "Close the case", CloseForm, "Close the case", "The case is closed."),
    "withdraw": ActWords(
        "Withdraw it", "Withdraw the case", WithdrawForm, "Withdraw the case", "The case is withdrawn.",
        "Do this if the side that raised it asks for it, or if it was never theirs to send.",
    ),
    "reopen": ActWords(
        "Reopen it", "Reopen the case", ReopenForm, "Reopen the case", "The case is open again.",
        "It opens at the stage where it ended.",
    ),
    "release": ActWords(
        "Send it on", "Check this notification", ReleaseForm, "Send it to both agencies", "It has been sent on.",
        "The other side knows nothing of it yet. Where you are not sure, ring the agency that it names.",
    ),
    "refuse": ActWords(
        "Do not send it on", "Do not send it on", RefuseForm, "Do not send it on",
        "It was not sent on. Nothing went to the other side.",
        "The other side knows nothing of it, and hears nothing. Before you say that it is false, ring the agency that"
        " it names, by a number that you know. It can be checked again later.",
    ),
    "check-again": ActWords(
        "Check it again", "Check it again", CheckAgainForm, "Check it again", "It is to be checked again.",
        "The other side still hears nothing of it. Its sender is not written to.",
    ),
    "take-up": ActWords(
        "Take up the alert", "Take up the alert", TakeUpForm, "I have taken it up", "The alert has been taken up.",
        "Until you do, we go on alerting people every hour.",
    ),
    "feedback": ActWords(
        "Record that its raiser was told", "Record what the person who raised it was told", FeedbackForm,
        "Record this", "It is recorded that they were told.",
        "Feedback is somebody’s own words, or a call: our automatic messages do not count.", FeedbackOfSeveralForm,
    ),
    "unsettle": ActWords(
        "Close it without agreement", "Close without agreement", UnsettleForm, "Ask another coordinator",
        "Another coordinator is asked to confirm it.", f"Both agencies are told once it is done. {TWO}",
    ),
    "lower": ActWords(
        "Lower the risk", "Lower the risk", LowerForm, "Ask another coordinator",
        "Another coordinator is asked to confirm it.", f"Both agencies are told once it is done. {TWO}",
    ),
    "redirect": ActWords(
        "Hand it to another area or procedure", "Hand it to another area or procedure", RedirectForm, "Hand it over",
        "It is handed over.", "It ends here, or goes on under the other procedure. Whoever raised it is still told by"
        " somebody, in their own words.", rare=True,
    ),
    "restrict": ActWords(
        "Restrict who may see it", "Restrict who may see it", RestrictForm, "Restrict it", "Who may see it is changed.",
        "For a conflict of interest. Everybody else of your team sees in the list that a case is restricted, nothing"
        " of it, and gets no message about it. The agencies notice nothing.", rare=True,
    ),
    "recall": ActWords(
        "Ask people to delete a message", "Ask people to delete a message", RecallForm, "Ask them to delete it",
        "They are asked to delete it.", "Each is told when we sent it, and nothing of what it said.", rare=True,
    ),
    "second": ActWords(
        "What waits for a second coordinator", "What takes two coordinators", SecondForm, "Record this",
        "What you said is recorded.", "Nothing has changed yet. Speak with whoever asked before you answer.",
    ),
}  # fmt: skip
