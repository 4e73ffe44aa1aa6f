"""What the notification asks, and what it says of each answer that cannot be used."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from forms import PUBLISHED, Answers, Choices, Faults, FurtherQuestion, NotificationForm
from forms.base import PublishedForm

BANNED = {"please", "sorry", "valid", "invalid", "required", "oops"}
THEIR_NUMBER_IS_LONG = "The other agency's case number must be 50 characters or less"
NO_PLAN = "Line 1: enter the help or plan in place, for example child in need or not known"
MESSAGES_FOR_NOTHING = {
    "risk": "Select yes if a child is at immediate risk of significant harm",
    "type": "Select what the disagreement is about",
    "area": "Select the area the child lives in",
    "your_name": "Enter your full name",
    "your_role": "Enter your job title",
    "your_agency": "Enter your agency or school",
    "your_email": "Enter your work email address",
    "their_agency": "Select the agency you disagree with",
    "more_agencies": "Select yes if any other agencies are involved",
    "spoken": "Select if you have spoken to the other agency",
    "stage": 'Select the stage you are at, or "I am not sure"',
    "child_name": "Enter the child's full name",
    "child_born": "Enter the child's date of birth or due date",
    "status": "Select what help or plan is in place",
    "decision": "Enter the decision or action you disagree with",
    "reasons": "Enter why you disagree",
    "wanted": "Enter what you want to happen",
    "concern_on": "Enter the date the concern arose",
}


def said_of(given: Mapping[str, str], choices: Choices, form: type[PublishedForm] = NotificationForm) -> dict[str, str]:
    """The message for each question that is wrong."""
    found = form.read(given, choices)
    return {fault.key: fault.message for fault in found} if isinstance(found, Faults) else {}


def test_a_filled_form_gives_its_answers_in_their_proper_form(notification, choices):
    answers = NotificationForm.read(notification, choices)
    assert isinstance(answers, Answers)
    assert answers["concern_on"] == "2026-11-16"
    assert answers["child_born"] == "2015-03-27"
    assert "your_phone" not in answers


def test_an_empty_form_names_everything_that_is_missing_in_the_order_of_the_questions(choices):
    found = NotificationForm.read({}, choices)
    assert isinstance(found, Faults)
    assert {fault.key: fault.message for fault in found} == MESSAGES_FOR_NOTHING
    numbers = [fault.number for fault in found]
    assert numbers == sorted(numbers)


def test_someone_who_has_spoken_is_asked_when_how_who_and_what(notification, choices):
    only_spoken = {key: said for key, said in notification.items() if not key.startswith("spoken_")}
    assert said_of(only_spoken, choices) == {
        "spoken_on": "Enter the date you spoke",
        "spoken_how": "Select how you spoke",
        "spoken_who": "Enter who took part",
        "spoken_outcome": "Enter what was said",
    }
    assert said_of(only_spoken | {"spoken": "not yet"}, choices) == {}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"type": "other"}, {"type_other": "Enter what the disagreement is about"}),
        ({"area": "narnia"}, {"area": "Select the area the child lives in"}),
        ({"your_agency": "other"}, {"your_agency_name": "Enter your agency or school"}),
        ({"their_agency": "other"}, {"their_agency_name": "Enter the agency you disagree with"}),
        ({"their_agency": "school"}, {"their_agency": "The agency you disagree with must be different from your own"}),
        (
            {"status": "looked after"},
            {"reviewing_officer": "Select if the independent reviewing officer has been told"},
        ),
        ({"child_postcode": "L20"}, {"child_postcode": "Enter a full UK postcode"}),
        ({"child_born": "1 1 2028"}, {"child_born": "Due date must be in the next 10 months"}),
        ({"concern_on": "24 11 2026"}, {"concern_on": "Date the concern arose must be today or in the past"}),
        ({"their_reference": "x" * 51}, {"their_reference": THEIR_NUMBER_IS_LONG}),
        ({"level_of_need": "high"}, {"level_of_need": "Select one of the answers to “Level of need”"}),
        ({"decision_on": "24 11 2026"}, {"decision_on": "Date you received the decision must be today or in the past"}),
        ({"siblings": "Sam; 1 1 2016"}, {"siblings": NO_PLAN}),
        ({"your_phone": "ring me"}, {"your_phone": "Enter a phone number, like 01632 960 001 or 07700 900 982"}),
    ],
)
def test_each_answer_that_cannot_be_used_says_what_to_do(change, said, notification, choices):
    assert said_of(notification | change, choices) == said


def test_a_manager_is_needed_from_the_second_stage_on(notification, choices):
    assert set(said_of(notification | {"stage": "2"}, choices)) == {"lead_name", "lead_email"}
    assert said_of(notification | {"stage": "unsure"}, choices) == {}


def test_one_agency_may_disagree_with_itself_where_the_procedure_says_so(notification, choices):
    inside = {"their_agency": "school", "type": "involvement"}
    assert said_of(notification | inside, choices) == {}


def test_an_agency_outside_the_directory_is_kept_by_its_name(notification, choices):
    answers = NotificationForm.read(notification | {"their_agency": "Hill Top Surgery"}, choices)
    assert isinstance(answers, Answers)
    assert (answers["their_agency"], answers["their_agency_name"]) == ("other", "Hill Top Surgery")


@pytest.mark.parametrize("key", ["data", "errors", "key", "parts", "questions", "stage", "sensitive", "meta"])
def test_a_procedures_question_never_stands_in_the_way_of_the_forms_own(key, notification, choices):
    asking = Choices(choices.today, choices.areas, choices.agencies, choices.stages, questions=(
        FurtherQuestion(key, "Which team is it about?"),
    ))
    assert said_of(notification, asking) == {f"further_{key}": "Enter an answer to “Which team is it about?”"}
    answers = NotificationForm.read(notification | {f"further_{key}": "Duty team"}, asking)
    assert isinstance(answers, Answers)
    assert answers[f"further_{key}"] == "Duty team"
    assert answers["stage"] == "1"


@pytest.mark.parametrize(
    ("question", "wrong", "right", "kept"),
    [
        (FurtherQuestion("q", "Is it urgent?", kind="yes or no"), "perhaps", "Yes", "yes"),
        (FurtherQuestion("q", "When was it?", kind="date"), "31 2 2026", "1 Feb 2026", "2026-02-01"),
        (FurtherQuestion("q", "By when?", kind="date"), "31 2 2027", "1 Feb 2027", "2027-02-01"),
        (FurtherQuestion("q", "Which?", kind="choice", options=("Hub", "Team")), "Both", "team", "Team"),
    ],
)
def test_a_procedures_question_is_held_against_its_kind(question, wrong, right, kept, notification, choices):
    asking = Choices(choices.today, choices.areas, choices.agencies, choices.stages, questions=(question,))
    assert set(said_of(notification | {"further_q": wrong}, asking)) == {"further_q"}
    assert NotificationForm.read(notification | {"further_q": right}, asking)["further_q"] == kept


@pytest.mark.parametrize("form", PUBLISHED.values())
def test_no_message_says_please_sorry_valid_invalid_required_or_oops(form, choices):
    for question in form.asking(choices).questions:
        assert not BANNED & set(f"{question.missing} {question.description}".casefold().split())


def test_whom_it_is_about_is_asked_for_where_the_procedure_covers_adults_too(notification, choices):
    adults_too = replace(choices, subjects=("child", "adult"))
    assert said_of(notification, choices) == {}
    assert said_of(notification, adults_too) == {"subject": "Select who it is about"}
    assert NotificationForm.read(notification | {"subject": "An adult"}, adults_too)["subject"] == "adult"
    assert said_of(notification | {"subject": "adult"}, choices) == {"subject": "Select who it is about"}


def test_what_few_people_need_is_asked_at_the_end_of_its_part_and_is_never_needed(notification, choices):
    form = NotificationForm.asking(choices)
    few = [key for part in form.parts for key in part.more]
    assert {"siblings", "family", "spoken_before", "their_group", "also_receiving", "supporter"} <= set(few)
    assert [key for key in few if form[key].missing or "(optional)" not in form[key].label.text] == []


def test_what_says_something_of_the_child_is_marked_sensitive(choices):
    sensitive = NotificationForm.asking(choices).sensitive
    assert {"child_name", "child_born", "child_address", "reasons", "decision", "spoken_outcome"} <= sensitive
    assert {"siblings", "family", "spoken_before", "level_of_need"} <= sensitive
    assert not {"your_name", "area", "stage", "their_agency"} & sensitive


def test_the_childs_details_carry_no_autofill(choices):
    for question in NotificationForm.asking(choices).questions:
        if question.short_name.startswith("child_"):
            assert question.autocomplete in ("", "off"), question.short_name
