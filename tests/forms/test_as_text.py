"""The same form in a mail, a line to a question."""

import time

import pytest

from forms import PUBLISHED, Answers, NotificationForm, StageOutcomeForm
from forms.as_text import bare, blank, numbered, parse
from forms.fields import folded

OWN_WORDS = {
    "no": "No", "threshold": "Threshold or level of need", "sefton": "Sefton", "school": "Northfield Primary School",
    "childrens-services": "Sefton Children's Services", "disagree": "Yes, we spoke and still disagree",
    "phone": "Phone", "1": "Stage 1: between practitioners", "child in need": "Child in need (section 17)",
}


def as_mail(form, given, line="{label}: {said}") -> str:
    return "\n".join(
        line.format(label=q.label.text, number=q.number, said=OWN_WORDS.get(given[q.short_name], given[q.short_name]))
        for q in form.questions
        if q.short_name in given
    )


@pytest.mark.parametrize(
    "line", ["{label}: {said}", "{number}. {label}: {said}", "{number}: {said}", "{number}) {label}: {said}"]
)
def test_a_form_in_a_mail_gives_the_answers_that_the_page_would(line, filled, choices):
    form, given = filled
    asking = form.asking(choices)
    answers = form.read(parse(as_mail(asking, given, line), asking), choices)
    assert isinstance(answers, Answers)
    assert answers == form.read(given, choices)


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
    labels = [label for q in form.asking(choices).questions for label in {folded(bare(q.label.text)), *q.printed}]
    assert len(labels) == len({folded(label) for label in labels})


@pytest.mark.parametrize("line", ["{label}: said", "{number}. {label}: said", "{number}: said", "{label}:\nsaid"])
@pytest.mark.parametrize("form", PUBLISHED.values())
def test_every_question_of_every_form_can_be_answered_by_its_label_and_by_its_number(form, line, choices):
    asking = form.asking(choices)
    for question in asking.questions:
        written = line.format(label=question.label.text, number=question.number)
        assert parse(written, asking) == {question.short_name: "said"}


@pytest.mark.parametrize("form", PUBLISHED.values())
def test_what_a_printed_form_calls_a_question_is_understood(form, choices):
    asking = form.asking(choices)
    for question in asking.questions:
        for label in question.printed:
            assert parse(f"{label.upper()}: said", asking) == {question.short_name: "said"}


def test_rows_in_a_mail_are_the_lines_below_their_label(outcome, choices):
    form = StageOutcomeForm.asking(choices)
    lines = "Who will do what, and by when?\n- Visit; Ade Marsh; 1 12 2026\n- Ring; Jo; 2 12 2026\n"
    answers = StageOutcomeForm.read(outcome | parse(lines, form), choices)
    assert isinstance(answers, Answers)
    assert answers["actions"] == "Visit; Ade Marsh; 2026-12-01\nRing; Jo; 2026-12-02"


NUMBERED = (
    "{n}: said", "{n}. said", "{n}) said", "({n}) said", "{n} - said", "{n} said", "Question {n}: said", "Q{n} said",
    "*{n}: said", "{n}.\nsaid", "{n}. Full name: said",
)  # fmt: skip


@pytest.mark.parametrize("line", NUMBERED)
def test_a_question_that_was_asked_for_is_answered_by_its_number_however_it_is_written(line, choices):
    form = NotificationForm.asking(choices)
    written = f"Hello,\n\n{line.format(n=form['your_name'].number)}\n\nKind regards\nJo"
    assert numbered(written, form, ("your_name", "concern_on")) == {"your_name": "said"}


def test_a_number_that_was_not_asked_for_answers_nothing(choices):
    form = NotificationForm.asking(choices)
    number = form["your_name"].number
    assert numbered(f"{number}: said\n10:30 we rang.\n2 visits were made.", form, ("concern_on",)) == {}


def test_a_blank_quotes_none_of_its_lines_in_two_and_its_guidance_is_nobodys_answer(choices):
    for form in PUBLISHED.values():
        asking = form.asking(choices)
        lines = blank(asking, "sefton@parley.example").splitlines()
        assert all(len(line) <= 78 for line in lines if line.startswith("("))
        assert not any(parse("\n".join(lines), asking).values())


def test_what_wants_one_line_ends_where_a_signature_may_begin(choices):
    text = "Full name:\nJo\nField\n\nKind regards\nJo"
    assert parse(text, NotificationForm.asking(choices)) == {"your_name": "Jo Field"}
