"""Questions with answers to choose from."""

from dataclasses import replace

import pytest

from forms import PUBLISHED, Answers, Choice, Faults, NotificationForm, ResolutionReportForm
from forms.choosing import AnyOf


def lessons(said, report, choices):
    found = ResolutionReportForm.read(report | {"lessons": said}, choices)
    return found["lessons"] if isinstance(found, Answers) else [fault.message for fault in found]


@pytest.mark.parametrize(
    "said",
    ["own procedure, training", "Own procedure; Staff need training", "An agency reviews its own procedure\r\ntraining",
     "own procedure,,training,own procedure"],
)
def test_several_answers_are_understood_and_kept_as_their_values(said, report, choices):
    assert lessons(said, report, choices) == "own procedure, training"


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("", 'Select what was learned, or "Nothing new"'),
        ("training, juggling", 'Select what was learned, or "Nothing new"'),
        ("nothing new, training", 'Select "Nothing new" alone, or what else applies'),
    ],
)
def test_several_answers_that_cannot_be_used_say_what_to_do(said, message, report, choices):
    assert lessons(said, report, choices) == [message]


def test_no_answer_that_goes_with_others_has_a_comma_in_it(choices):
    several = [q for form in PUBLISHED.values() for q in form.asking(choices).questions if isinstance(q, AnyOf)]
    assert several
    for question in several:
        assert not [one for one in question.choices if "," in one.value + one.label + "".join(one.also)]


@pytest.mark.parametrize("said", ["2", "stage 2", "Level 2", "level2", "LEVEL 2: between managers"])
def test_a_stage_is_understood_by_every_word_that_the_procedure_has_for_it(said, notification, report, choices):
    assert ResolutionReportForm.read(report | {"resolved_at": said}, choices)["resolved_at"] == "2"
    lead = {"lead_name": "Rae Moor", "lead_email": "rae.moor@northfield.example"}
    assert NotificationForm.read(notification | lead | {"stage": said}, choices)["stage"] == "2"


def test_a_word_that_the_procedure_does_not_have_names_no_stage(report, choices):
    found = ResolutionReportForm.read(report | {"resolved_at": "level 2"}, replace(choices, stage_words=("step",)))
    assert isinstance(found, Faults)


def test_what_another_procedure_is_for_stands_after_the_types_and_before_something_else(choices):
    offered = NotificationForm.asking(choices)["type"].choices
    assert [one.value for one in offered[-2:]] == ["exit conduct", "other"]


@pytest.mark.parametrize(
    ("subjects", "offered"),
    [(("child",), ["child", "unborn"]), (("child", "adult"), ["child", "unborn", "adult"]), (("adult",), ["adult"])],
)
def test_an_unborn_baby_may_be_meant_wherever_a_child_may(subjects, offered, choices):
    asked = NotificationForm.asking(replace(choices, subjects=subjects))["subject"]
    assert [one.value for one in asked.choices] == offered


def test_a_choice_is_known_by_what_people_write_for_it(choices):
    described = Choice("phone", "Phone", also=("by telephone",))
    asked = NotificationForm.asking(choices)["spoken_how"]
    asked.choices = (described,)
    assert [asked.value_of(said) for said in ("Phone", "BY TELEPHONE", "fax")] == ["phone", "phone", "fax"]
