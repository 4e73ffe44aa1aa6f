"""The small forms behind a signed link: what happened, and what belongs to each answer. What a published form asks is
asked with that form (see `asked`)."""

from dataclasses import replace
from datetime import date
from typing import Self

from wtforms.validators import StopValidation

from forms import Choice
from forms.choosing import AnyOf, OneOf
from forms.dates import PARTS, ComingDate
from forms.fields import Email, Line, Telephone, Text
from forms.given import Given
from forms.stage_outcome import StageOutcomeForm
from forms.times import TimeOfDay
from service.seam.pages import AnswerPage
from service.web.shown import long_day
from service.web.small_form import SmallForm

MOST = 3
NOTHING = Choice("nothing", "Nothing")
HELPED = (
    Choice("talking", "Talking to each other"),
    Choice("manager", "A manager or safeguarding lead"),
    Choice("meeting", "A meeting"),
    Choice("mediator", "Somebody who mediated"),
    Choice("guidance", "The levels of need, or other guidance"),
    Choice("new information", "New information"),
    NOTHING,
)
PREVENTED = (
    Choice("threshold", "A clearer threshold"),
    Choice("response", "A faster response"),
    Choice("information", "Better information sharing"),
    Choice("roles", "Clearer roles"),
    Choice("training", "Training"),
    Choice("other", "Something else"),
)

HOW_FAR = (Choice("yes", "Yes"), Choice("partly", "Partly"), Choice("no", "No"))


class LaterDate(ComingDate):
    """A day after the one that is asked for now."""

    def hold_against(self, found: date, today: date) -> None:
        super().hold_against(found, today)
        after = self.meta.choices.after
        if after and found <= after:
            self.refuse(f"{self.called} must be after {long_day(after)}", PARTS)


class AnswerForm(SmallForm):
    """Of what the link offers, all but reading what is written: a button beside the question does that."""

    choice = OneOf("What happened?", among="answers", missing="Select what happened")

    @classmethod
    def about(cls, behind: AnswerPage, given: Given | None = None, missing: str = "") -> Self:
        answers = tuple(one for one in behind.choices if one[0] != "read")
        return super().about(replace(behind, choices=answers), given, missing)


class WordsForm(SmallForm):
    """What belongs to most answers: words, which some cannot do without."""

    detail = Text("Is there anything to add? (optional)", called="What you add")

    @classmethod
    def about(cls, behind: AnswerPage, given: Given | None = None, missing: str = "") -> Self:
        form = super().about(behind, given, missing)
        if missing:
            words = form["detail"]
            words.missing, words.label.text = missing, "Say it in your own words"
        return form


class DifferenceForm(SmallForm):
    detail = Text(
        "What do you not agree with?", called="What you do not agree with", missing="Enter what you do not agree with"
    )


class UpTo(AnyOf):
    """At most three answers, so that what mattered stands out."""

    def check(self) -> None:
        super().check()
        if len(self.chosen) > MOST:
            raise StopValidation(f"Select up to {MOST} things that helped")


class LearningForm(SmallForm):
    """What others can learn: three questions, and none that names anybody."""

    asks = ("helped", "prevented", "guidance_change", "learned", "debrief")

    helped = UpTo(
        "What helped settle it?", called="What helped", among=HELPED, alone=NOTHING, hint="Select up to 3",
        missing='Select what helped, or "Nothing"',
    )
    prevented = AnyOf(
        "What would have stopped it arising? (optional)", called="What would have stopped it", among=PREVENTED,
        hint="Select all that apply",
    )
    guidance_change = StageOutcomeForm.guidance_change
    learned = StageOutcomeForm.learned
    debrief = StageOutcomeForm.debrief


class MoreTimeForm(SmallForm):
    on = LaterDate(
        "Which date do you need?", called="The date you need", hint="For example, 7 12 2026",
        missing="Enter the date you need",
    )
    detail = Text("Why do you need more time?", called="Why you need it", missing="Enter why you need more time")


class MeetingForm(SmallForm):
    on = ComingDate(
        "When is the meeting?", called="The date", hint="For example, 7 12 2026",
        missing="Enter the date of the meeting",
    )
    clock = TimeOfDay(
        "What time does it begin? (optional)", called="The time", hint="For example, 2:30pm. Without a time, 9am stands"
    )
    detail = Text("Is there anything to add? (optional)", called="What you add")


class WhoInsteadForm(SmallForm):
    who = Line("Full name", called="Name", missing="Enter who we should ask", autocomplete="off")
    role = Line("Their job title (optional)", called="Job title", autocomplete="off")
    email = Email("Their work email address (optional)", called="Email address", autocomplete="off")
    phone = Telephone("Their phone number (optional)", called="Phone number", autocomplete="off")

    def is_wrong(self, *keys: str) -> bool:
        wrong = super().is_wrong(*keys)
        if not wrong and not (self["email"].data or self["phone"].data):
            self.refuse("email", "Enter their email address or phone number")
            return True
        return wrong


class FreshLinkForm(SmallForm):
    """Asked, and not merely pressed: a robot that presses buttons sends nobody a mail."""

    fresh = OneOf(
        "Do you want a fresh link?", among=(Choice("yes", "Yes, send it to the address that this one was made for"),),
        missing="Select yes if you want a fresh link",
    )


class ExperienceForm(SmallForm):
    """How a case went: four questions, none of them about people."""

    asks = ("clear", "heard", "helped", "comment")

    clear = OneOf("Was it clear what would happen, and by when? (optional)", called="Clear", among=HOW_FAR)
    heard = OneOf("Could you say what you needed to say? (optional)", called="Heard", among=HOW_FAR)
    helped = OneOf("Did it lead to something better for the child? (optional)", called="Helped", among=HOW_FAR)
    comment = Text(
        "What should we do differently next time? (optional)", called="Your comment", hint="Do not name anybody",
        limit=2000,
    )


class LogForm(SmallForm):
    """What an agency has to say of its log, before it is shown."""

    cases = OneOf(
        "Do you have cases to report?",
        among=(Choice("yes", "Yes, show me our log"), Choice("no", "No, we have nothing to report")),
        missing="Select if you have cases to report",
    )


class NilForm(SmallForm):
    nothing = OneOf(
        "Do you have nothing to report?", among=(Choice("yes", "Yes, we have nothing to report"),),
        missing="Select yes if you have nothing to report",
    )


class StandInForm(SmallForm):
    stand_in_name = Line("Your full name", called="Name", missing="Enter your full name", autocomplete="name")
    stand_in_email = Email(
        "Your work email address", called="Email address", missing="Enter your work email address",
        autocomplete="email",
    )


class WaysForm(SmallForm):
    """Where several stages may come next: one of them is chosen, or several."""

    to = AnyOf("Where does it go next?", among="ways", missing="Select where it goes next")


class WayForm(SmallForm):
    to = OneOf("Where does it go next?", among="ways", missing="Select where it goes next")
