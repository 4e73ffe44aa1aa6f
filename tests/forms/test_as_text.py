"""The same form in a mail, a line to a question."""

import time

import pytest

from forms import PUBLISHED, Answers, NotificationForm
from forms.as_text import parse

OWN_WORDS = {
    "no": "No", "threshold": "Threshold or level of need", "sefton": "Sefton", "school": "Northfield Primary School",
    "childrens-services": "Sefton Children's Services", "disagree": "Yes, we spoke and still disagree",
    "phone": "Phone", "1": "Stage 1: between practitioners", "child in need": "Child in need (section 17)",
}


def as_mail(given, choices, line="{label}: {said}") -> str:
    questions = NotificationForm.asking(choices).questions
    return "\n".join(
        line.format(label=q.label.text, number=q.number, said=OWN_WORDS.get(given[q.short_name], given[q.short_name]))
        for q in questions
        if q.short_name in given
    )


@pytest.mark.parametrize(
    "line", ["{label}: {said}", "{number}. {label}: {said}", "{number}: {said}", "{number}) {label}: {said}"]
)
def test_a_form_in_a_mail_gives_the_answers_that_the_page_would(line, notification, choices):
    read = parse(as_mail(notification, choices, line), NotificationForm.asking(choices))
    assert NotificationForm.read(read, choices) == NotificationForm.read(notification, choices)
    assert isinstance(NotificationForm.read(read, choices), Answers)


def test_labels_are_known_in_any_case_without_optional_and_with_curly_apostrophes(choices):
    text = "CHILD’S FULL NAME: Robin\nPhone number: 01632 960 001\nWhy do you disagree? Because.\nAnd more."
    assert parse(text, NotificationForm.asking(choices)) == {
        "child_name": "Robin", "your_phone": "01632 960 001", "reasons": "Because.\nAnd more.",
    }


def test_a_label_that_comes_again_is_only_text(choices):
    text = "Why do you disagree? First.\nWhy do you disagree? Second."
    assert parse(text, NotificationForm.asking(choices))["reasons"] == "First.\nWhy do you disagree? Second."


def test_a_time_at_the_start_of_a_line_is_no_questions_number(choices):
    text = "Why do you disagree?\n10:30 we rang."
    assert parse(text, NotificationForm.asking(choices))["reasons"] == "10:30 we rang."


def test_an_answer_may_begin_on_the_line_below_its_label_or_its_number(choices):
    number = NotificationForm.asking(choices)["your_name"].number
    text = f"{number}:\nJo Field\nWhat does the child say or want, if you know? (optional):\nTo stay."
    assert parse(text, NotificationForm.asking(choices)) == {"your_name": "Jo Field", "child_view": "To stay."}


@pytest.mark.parametrize("line", [" " * 50_000 + "x", "a " * 50_000, "a(optional" + " " * 50_000, "?" * 50_000])
def test_no_line_takes_long_to_read(line, choices):
    form = NotificationForm.asking(choices)
    started = time.monotonic()
    parse("\n".join([line] * 20), form)
    assert time.monotonic() - started < 1


@pytest.mark.parametrize("form", PUBLISHED.values())
def test_a_letter_without_labels_has_no_answers(form, choices):
    assert parse("Dear colleague,\n\nI tried to ring at 10:15 today.\n", form.asking(choices)) == {}


@pytest.mark.parametrize("form", PUBLISHED.values())
def test_no_two_questions_of_a_form_share_a_label(form, choices):
    labels = [question.label.text for question in form.asking(choices).questions]
    assert len(labels) == len(set(labels))
