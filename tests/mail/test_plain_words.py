"""What our mails sound like: plain, short, of one rank with everybody, and without blame."""

import re

import pytest

from service.mail.sending.templates import TEMPLATES, render
from tests.mail.every_mail import MAILS
from tests.mail.mail_values import EVERYTHING, FIXED_TERMS
from tests.mail.reading_age import OF_THE_FIELD, Reading, reading

FIXED = rf"{'|'.join(map(re.escape, FIXED_TERMS))}|\b(?i:{OF_THE_FIELD})\b"
NEVER_SAID = re.compile(
    r"\b(?:please|sorry|valid|invalid|required|forbidden|oops|click here|unfortunately|kindly"  # A35
    r"|complaints?|complainants?|respondents?|disputes?|grievances?|allegations?|clients?|breach\w*|submit\w*|deadlines?"
    r"|spoc|slo|save draft|escalate)\b|\bagainst\b",  # ux.md 0.2
    re.I,
)
OF_RANK = re.compile(r"\b(?:superiors?|subordinates?|juniors?|inferiors?|ranks?|boss|overrul\w+|obey)\b", re.I)
LEFT_OVER = re.compile(r"[*_<>{]|\bn/a\b|\bNone\b|Undefined|[a-z,]\.\.|\( ?\)|: ?\.| $| {2,}(?=[.,])", re.M)
HARD = """\
The aforementioned documentation, notwithstanding any representation to the contrary, constitutes a comprehensive
enumeration of the circumstances in which the organisation's obligations may subsequently be discharged.
"""
EASY = "Ring the school first. Then write to us.\n"


@pytest.mark.parametrize(("kind", "values"), MAILS)
def test_a_mail_uses_none_of_the_words_that_we_do_not_say(kind, values):
    assert NEVER_SAID.findall("\n".join(render(kind, values))) == []


@pytest.mark.parametrize(("kind", "values"), MAILS)
def test_a_mail_holds_no_markup_and_no_gap_where_a_value_is_missing(kind, values):
    assert LEFT_OVER.findall("\n".join(render(kind, values))) == []


def test_no_mail_sets_one_agency_or_post_over_another():
    assert [path for path in TEMPLATES.rglob("*.txt") if OF_RANK.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize(("kind", "values"), MAILS)
def test_a_mail_can_be_read_at_eleven_years_of_age(kind, values):
    body = render(kind, values)[1]
    assert reading(body, FIXED).grade <= 6
    whole = reading(body)
    assert whole.grade <= 8
    assert whole.longest <= 25
    assert whole.mean <= 15


def test_the_measure_tells_hard_from_easy():
    assert reading(HARD).grade > 15
    assert reading(EASY).grade < 2
    assert reading(EASY) == Reading(words=8, sentences=2, syllables=8, longest=4)


def test_a_sentence_is_measured_over_the_ends_of_its_lines_and_headings_are_none():
    text = "What to do\nRing the school\nfirst, then us.\n\n- a list\nHelp: 01632 960100\n"
    assert reading(text).longest == 6
    assert reading(text).sentences == 1


def test_the_words_that_are_not_said_are_found():
    assert NEVER_SAID.search("A breach of the deadline") and OF_RANK.search("your superior")
    assert LEFT_OVER.search("by None") and LEFT_OVER.search("about ()")
    assert not NEVER_SAID.search(str(EVERYTHING["category"]))
