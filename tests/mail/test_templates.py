"""A mail's words: nothing missing, one line of subject, and dates as people write them in Britain."""

from datetime import UTC, date, datetime

import pytest
from jinja2 import TemplateNotFound, UndefinedError

from service.errors import UnsafeHeader
from service.mail.sending import templates
from service.mail.sending.templates import clock_time, day_month_year, kinds, long_date, month_year, render, short_date

SUBJECT = "{{ reference }}: answer by {{ due|short_date }}\n"
BODY = """
{{ name }},

{% if urgent %}
A child may be at risk.
{% endif %}

Please answer by {{ due|long_date }} at {{ due|clock_time }}.
"""
VALUES = {
    "reference": "EXM-4T9K-2MC2",
    "name": "Mo",
    "urgent": False,
    "due": datetime(2026, 12, 2, 17, 0, tzinfo=UTC),
}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "routed").mkdir()
    (tmp_path / "routed" / "subject.txt").write_text(SUBJECT, encoding="utf-8")
    (tmp_path / "routed" / "body.txt").write_text(BODY, encoding="utf-8")
    return tmp_path


def test_a_mail_has_a_subject_of_one_line_and_a_body_without_gaps(folder):
    subject, body = render("routed", VALUES, folder)
    assert subject == "EXM-4T9K-2MC2: answer by Wed 2 December"
    assert body == "Mo,\n\nPlease answer by Wednesday 2 December 2026 at 5pm.\n"


@pytest.mark.parametrize("missing", ["reference", "name", "urgent", "due"])
def test_a_missing_value_is_an_error_and_not_a_blank(folder, missing):
    with pytest.raises(UndefinedError):
        render("routed", {name: value for name, value in VALUES.items() if name != missing}, folder)


def test_a_kind_of_mail_nobody_wrote_is_an_error(folder):
    with pytest.raises(TemplateNotFound):
        render("unheard-of", VALUES, folder)


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\x85", "\u2028", "\0"])
def test_a_subject_with_a_line_break_is_refused(folder, break_):
    with pytest.raises(UnsafeHeader):
        render("routed", {**VALUES, "reference": f"EXM{break_}Bcc: evil@elsewhere.example"}, folder)


def test_a_long_subject_is_cut_at_a_word_and_keeps_its_reference(folder):
    (folder / "routed" / "subject.txt").write_text("{{ reference }}: {{ name }}", encoding="utf-8")
    subject, _ = render("routed", {**VALUES, "name": "children " * 20}, folder)
    assert subject.startswith("EXM-4T9K-2MC2: children children")
    assert subject.endswith("children…")
    assert len(subject) <= 78


def test_words_typed_by_people_are_never_run_as_a_template(folder):
    _, body = render("routed", {**VALUES, "name": "{{ reference }} & <b>"}, folder)
    assert body.startswith("{{ reference }} & <b>,")


def test_the_kinds_of_mail_are_the_folders(folder):
    (folder / "notes").mkdir()
    assert kinds(folder) == ("routed",)


def test_the_real_templates_lie_beside_the_packages():
    assert templates.TEMPLATES.is_dir()


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (datetime(2026, 12, 2, 16, 12, tzinfo=UTC), "4:12pm"),
        (datetime(2026, 7, 2, 16, 12, tzinfo=UTC), "5:12pm"),
        (datetime(2026, 12, 2, 9, 0, tzinfo=UTC), "9am"),
        (datetime(2026, 12, 2, 12, 0, tzinfo=UTC), "midday"),
        (datetime(2026, 12, 2, 12, 5, tzinfo=UTC), "12:05pm"),
        (datetime(2026, 7, 1, 23, 0, tzinfo=UTC), "midnight"),
        (datetime(2026, 12, 2, 10, 0, tzinfo=UTC), "10am"),
    ],
)
def test_a_time_is_london_time(moment, shown):
    assert clock_time(moment) == shown


def test_a_summer_evening_belongs_to_the_next_day_in_london():
    assert long_date(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "Wednesday 1 July 2026"


def test_a_day_stays_that_day():
    assert (long_date(date(2026, 12, 2)), short_date(date(2026, 12, 2))) == (
        "Wednesday 2 December 2026",
        "Wed 2 December",
    )


def test_a_birthday_has_no_day_of_the_week_and_a_time_of_keeping_no_day():
    assert (day_month_year(date(2018, 3, 3)), month_year(date(2051, 11, 1))) == ("3 March 2018", "November 2051")


def test_an_instant_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        clock_time(datetime(2026, 12, 2, 16, 12))  # noqa: DTZ001
