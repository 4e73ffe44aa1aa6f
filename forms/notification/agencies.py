"""The two sides: the person who raises the disagreement, and the agency that they disagree with."""

from typing import Any

from wtforms.validators import StopValidation

from forms.base import YES_OR_NO, Part
from forms.choices import Choice
from forms.choosing import OneOf, when
from forms.fields import Email, Line, Telephone, Text, folded
from forms.notification.matter import UNSURE

ANOTHER_AGENCY = Choice("other", "Another agency, not in this list")

PARTS = (
    Part(
        "About you",
        (
            "your_name", "your_role", "your_agency", "your_agency_name", "your_email", "your_phone",
            "lead_name", "lead_email",
        ),
        "We use these to send your reference and updates.",
        more=("your_reference", "supporter"),
    ),
    Part(
        "The other agency",
        (
            "their_agency", "their_agency_name", "their_name", "their_role", "their_phone", "their_email",
            "more_agencies", "more_agencies_names",
        ),
        more=("their_group", "their_reference", "also_receiving"),
    ),
)  # fmt: skip


def past_the_first_stage(form: Any) -> bool:
    stage = form["stage"]
    return stage.is_known and stage.data not in (UNSURE.value, stage.choices[0].value)


def agency_words(form: Any, key: str) -> str:
    """The agency that was chosen, or the one that was written instead."""
    chosen = form[key]
    return str(form[f"{key}_name"].data if chosen.data == ANOTHER_AGENCY.value else chosen.words)


def agency_in(form: Any, key: str) -> str:
    """The same as it is compared."""
    return folded(agency_words(form, key))


def different_from_your_own(form: Any, their_agency: Any) -> None:
    theirs = agency_in(form, "their_agency")
    if theirs and theirs == agency_in(form, "your_agency") and form["type"].data not in form.meta.choices.inside:
        raise StopValidation("The agency you disagree with must be different from your own")


class AboutYou:
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
    supporter = Line(
        "Which colleague supports you in this? (optional)", called="The colleague who supports you",
        hint="Nobody should have to raise a disagreement alone", autocomplete="off",
    )


class TheOtherAgency:
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
    their_group = Line(
        "Which group, conference or panel decided? (optional)", called="The group, conference or panel",
        hint="If it is not one person's decision, for example a child protection conference", autocomplete="off",
    )
    their_reference = Line(
        "The other agency's case number (optional)", hint="Do not use the child's name", limit=50, autocomplete="off",
    )
    also_receiving = Text(
        "Which other agencies do you disagree with too? (optional)", called="The other agencies you disagree with",
        hint="One agency to a line", limit=500,
    )
