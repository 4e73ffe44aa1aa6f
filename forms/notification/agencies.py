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


def is_between_two(form: Any) -> bool:
    """Whether it is a disagreement with a colleague, who is named; it has no other agency."""
    return form["type"].data in form.meta.choices.between_two


def has_another_agency(form: Any) -> bool:
    return not is_between_two(form)


def named_for_two(form: Any) -> None:
    """The questions about whoever is across, as they are asked about a colleague."""
    for key, (label, missing) in OF_A_COLLEAGUE.items():
        form[key].label.text, form[key].missing = label, missing
    form["their_email"].description = "At your own agency. We write to them there"


OF_A_COLLEAGUE = {
    "their_name": ("Your colleague’s full name", "Enter your colleague’s full name"),
    "their_role": ("Their job title", "Enter your colleague’s job title"),
    "their_email": ("Their work email address", "Enter your colleague’s work email address"),
    "spoken": ("Have you spoken to your colleague?", "Select if you have spoken to your colleague"),
}


def one_mailbox(address: str, other: str) -> bool:
    """Whether mail to both addresses comes to the same place, as far as they show: tags and capitals aside."""
    return bool(address) and _untagged(address) == _untagged(other)


def _untagged(address: str) -> str:
    local, _, domain = address.strip().casefold().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def not_your_own_address(form: Any, address: Any) -> None:
    if is_between_two(form) and one_mailbox(form["their_email"].data or "", form["your_email"].data or ""):
        raise StopValidation("Your colleague’s email address must be different from your own")


def at_your_agency(form: Any, their_email: Any) -> None:
    domain, choices = str(their_email.data or "").rpartition("@")[2].casefold(), form.meta.choices
    if domain and is_between_two(form) and domain not in choices.domains.get(agency_words(form, "your_agency"), ()):
        raise StopValidation("Enter an email address that your agency has in our directory")


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
        autocomplete="email", validators=(not_your_own_address,),
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
        missing="Select the agency you disagree with", needed_when=has_another_agency,
        validators=(different_from_your_own,),
    )
    their_agency_name = Line(
        "If it is not in the list, the name of the other agency", called="Name of the other agency",
        missing="Enter the agency you disagree with", needed_when=when("their_agency", ANOTHER_AGENCY.value),
        autocomplete="off",
    )
    their_name = Line(
        "Who have you dealt with? (optional)", called="Name", needed_when=is_between_two, autocomplete="off",
    )
    their_role = Line(
        "Their job title (optional)", needed_when=is_between_two, limit=150, autocomplete="off",
    )
    their_phone = Telephone("Their phone number (optional)", autocomplete="off")
    their_email = Email(
        "Their work email address (optional)", hint="We check these against our directory first",
        needed_when=is_between_two, autocomplete="off",
        validators=(not_your_own_address, at_your_agency),
    )
    more_agencies = OneOf(
        "Are any other agencies involved?", among=YES_OR_NO, missing="Select yes if any other agencies are involved",
        needed_when=has_another_agency,
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
