"""The notification: a professional tells the partnership of a disagreement with another agency about a child."""

from collections.abc import Callable
from typing import Any

from wtforms.validators import StopValidation

from forms.base import YES_OR_NO, Part, PublishedForm
from forms.choices import Choice
from forms.dates import PartsDate
from forms.fields import Email, Line, OneOf, Postcode, Telephone, Text, folded

UNSURE = Choice("unsure", "I am not sure")
ANOTHER_AGENCY = Choice("other", "Another agency, not in this list")
HAVE_SPOKEN = (
    Choice("disagree", "Yes, we spoke and still disagree"),
    Choice("settled", "Yes, and it is settled", "We keep a record only"),
    Choice("not yet", "Not yet"),
)
WAYS_TO_SPEAK = (
    Choice("phone", "Phone"),
    Choice("in person", "In person"),
    Choice("video", "Video"),
    Choice("in writing", "Email or letter only", "Speak to them as well if you can"),
)
REVIEWING_OFFICER = (
    Choice("yes", "Yes"),
    Choice("no", "No, tell them for me"),
    Choice("not known", "I do not know who it is"),
)


def when(key: str, *values: str) -> Callable[[Any], bool]:
    return lambda form: form[key].data in values


def past_the_first_stage(form: Any) -> bool:
    stage = form["stage"]
    return stage.is_known and stage.data not in (UNSURE.value, stage.choices[0].value)


def agency_in(form: Any, key: str) -> str:
    chosen = form[key]
    return folded(form[f"{key}_name"].data if chosen.data == ANOTHER_AGENCY.value else chosen.words)


def different_from_your_own(form: Any, their_agency: Any) -> None:
    theirs = agency_in(form, "their_agency")
    if theirs and theirs == agency_in(form, "your_agency") and form["type"].data not in form.meta.choices.inside:
        raise StopValidation("The agency you disagree with must be different from your own")


class NotificationForm(PublishedForm):
    key = "notification"
    title = "Raise a professional disagreement about a child"
    reports = "notified"
    parts = (
        Part("Immediate risk", ("risk", "risk_rung")),
        Part(
            "What the disagreement is about",
            ("type", "type_other", "area"),
            "If it is about someone's behaviour or conduct, tell the designated officer (LADO) or use your agency's"
            " whistleblowing procedure instead.",
        ),
        Part(
            "About you",
            (
                "your_name", "your_role", "your_agency", "your_agency_name", "your_email", "your_phone",
                "lead_name", "lead_email", "your_reference",
            ),
            "We use these to send your reference and updates.",
        ),
        Part(
            "The other agency",
            (
                "their_agency", "their_agency_name", "their_name", "their_role", "their_phone", "their_email",
                "more_agencies", "more_agencies_names",
            ),
        ),
        Part(
            "Have you spoken?",
            ("spoken",),
            "Speak to them first if it is safe to wait. Most disagreements end there.",
        ),
        Part(
            "Your last discussion",
            ("spoken_on", "spoken_how", "spoken_who", "spoken_outcome"),
            "Leave these empty if you have not spoken yet.",
        ),
        Part("The stage you are at", ("stage",)),
        Part(
            "The child",
            ("child_name", "child_born", "child_address", "child_postcode", "child_numbers", "child_school"),
            "We need these so both agencies look at the right record.",
        ),
        Part("Help or plan in place", ("status", "reviewing_officer")),
        Part(
            "The disagreement",
            ("decision", "reasons", "wanted", "concern_on", "child_view"),
            "Write facts and give reasons. The child or their family may see this record one day.",
        ),
    )

    risk = OneOf(
        "Is a child at immediate risk of significant harm?", among=(*YES_OR_NO, UNSURE),
        hint="Use your own safeguarding procedures today as well as this form",
        missing="Select yes if a child is at immediate risk of significant harm",
    )
    risk_rung = Text(
        "Who have you rung about the risk, and when? (optional)", called="Who you have rung",
        hint="If you answered yes or are not sure, for example the front door team at 10:15 today", limit=500,
        sensitive=True,
    )

    type = OneOf(
        "What is the disagreement about?", among="types", plus=(Choice("other", "Something else"),),
        missing="Select what the disagreement is about",
    )
    type_other = Line(
        "If it is something else, what is it about?", called="What it is about",
        missing="Enter what the disagreement is about", needed_when=when("type", "other"), sensitive=True,
    )
    area = OneOf(
        "Which area does the child live in?", among="areas", hint="Raise it where the child lives, not where you work",
        missing="Select the area the child lives in",
    )

    your_name = Line("Full name", missing="Enter your full name", autocomplete="name")
    your_role = Line(
        "Job title", hint="For example, designated safeguarding lead", missing="Enter your job title", limit=150,
        autocomplete="organization-title",
    )
    your_agency = OneOf(
        "Agency or school", among="agencies", plus=(ANOTHER_AGENCY,), otherwise="your_agency_name",
        missing="Enter your agency or school", autocomplete="organization",
    )
    your_agency_name = Line(
        "If it is not in the list, the name of your agency or school", called="Name of your agency or school",
        missing="Enter your agency or school", needed_when=when("your_agency", ANOTHER_AGENCY.value),
        autocomplete="organization",
    )
    your_email = Email(
        "Work email address", hint="We will send updates here", missing="Enter your work email address",
        autocomplete="email",
    )
    your_phone = Telephone("Phone number (optional)", hint="The other agency may ring you", autocomplete="tel")
    lead_name = Line(
        "Your manager or safeguarding lead (optional at the first stage)",
        called="Your manager or safeguarding lead's name", hint="We tell them when the stage needs it",
        missing="Enter your manager or safeguarding lead's name", needed_when=past_the_first_stage, autocomplete="off",
    )
    lead_email = Email(
        "Their email address (optional at the first stage)",
        called="Your manager or safeguarding lead's email address",
        missing="Enter your manager or safeguarding lead's email address", needed_when=past_the_first_stage,
        autocomplete="off",
    )
    your_reference = Line(
        "Your agency's reference (optional)", hint="Do not use the child's name", limit=50, autocomplete="off",
    )

    their_agency = OneOf(
        "Which agency do you disagree with?", among="agencies", plus=(ANOTHER_AGENCY,), otherwise="their_agency_name",
        missing="Select the agency you disagree with", validators=(different_from_your_own,),
    )
    their_agency_name = Line(
        "If it is not in the list, the name of the other agency", called="Name of the other agency",
        missing="Enter the agency you disagree with", needed_when=when("their_agency", ANOTHER_AGENCY.value),
        autocomplete="off",
    )
    their_name = Line("Who have you dealt with? (optional)", called="Name", autocomplete="off")
    their_role = Line("Their job title (optional)", limit=150, autocomplete="off")
    their_phone = Telephone("Their phone number (optional)", autocomplete="off")
    their_email = Email(
        "Their work email address (optional)", hint="We check these against our directory first", autocomplete="off",
    )
    more_agencies = OneOf(
        "Are any other agencies involved?", among=YES_OR_NO, missing="Select yes if any other agencies are involved",
    )
    more_agencies_names = Text("If yes, which agencies? (optional)", called="The agencies involved", limit=500)

    spoken = OneOf(
        "Have you spoken to the other agency?", among=HAVE_SPOKEN,
        missing="Select if you have spoken to the other agency",
    )
    spoken_on = PartsDate(
        "When did you speak?", called="Date you spoke", hint="For example, 27 3 2026",
        missing="Enter the date you spoke", needed_when=when("spoken", "disagree", "settled"),
    )
    spoken_how = OneOf(
        "How did you speak?", among=WAYS_TO_SPEAK, missing="Select how you spoke",
        needed_when=when("spoken", "disagree", "settled"),
    )
    spoken_who = Text(
        "Who took part?", called="Who took part", hint="Names and job titles", missing="Enter who took part",
        needed_when=when("spoken", "disagree", "settled"), limit=500, sensitive=True,
    )
    spoken_outcome = Text(
        "What was said, and what is still not agreed?", called="What was said", missing="Enter what was said",
        needed_when=when("spoken", "disagree", "settled"), limit=2000, sensitive=True,
    )
    stage = OneOf(
        "Which stage are you at?", among="stages",
        plus=(Choice(UNSURE.value, "I am not sure – the coordinator can decide"),),
        missing='Select the stage you are at, or "I am not sure"',
    )

    child_name = Line(
        "Child's full name", hint="For an unborn baby, enter the mother's name and say so",
        missing="Enter the child's full name", sensitive=True, autocomplete="off",
    )
    child_born = PartsDate(
        "Date of birth or due date", called="Date of birth", hint="For example, 27 3 2015",
        missing="Enter the child's date of birth or due date", ahead="Due date must be in the next 10 months",
        sensitive=True, autocomplete="off",
    )
    child_address = Text(
        "Address (optional)", hint="Leave blank if you do not know it", limit=500, sensitive=True, autocomplete="off",
    )
    child_postcode = Postcode("Postcode (optional)", sensitive=True, autocomplete="off")
    child_numbers = Line(
        "Reference numbers you know (optional)", called="Reference numbers", hint="Social care, NHS or pupil number",
        limit=100, sensitive=True, autocomplete="off",
    )
    child_school = Line("School or nursery (optional)", sensitive=True, autocomplete="off")

    status = OneOf(
        "What help or plan is in place for the child?", among="statuses",
        missing="Select what help or plan is in place", sensitive=True,
    )
    reviewing_officer = OneOf(
        "Have you told the independent reviewing officer?", among=REVIEWING_OFFICER,
        hint="Answer if the child has a child protection plan or is looked after",
        missing="Select if the independent reviewing officer has been told",
        needed_when=when("status", "child protection plan", "looked after"),
    )

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
    child_view = Text(
        "What does the child say or want, if you know? (optional)", called="What the child says or wants", limit=2000,
        sensitive=True,
    )
