"""Each mail gets exactly one disposition, and the order of the rules decides."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.mail import address
from service.mail.kinds.sift import RULES, Disposition, Known, sift
from service.mail.reading.message import InboundMail, read

MAILS = Path(__file__).parents[1] / "mails"
KEY = b"a key for the tests, 32 bytes lo"
OURS = address.message_id(KEY, "parley.example")
KNOWN = Known(KEY, frozenset({"sefton@parley.example"}))


def a_mail(lines: str, text: str = "Words.") -> InboundMail:
    return read(f"{lines}\r\nSubject: x\r\n\r\n{text}".encode())


@pytest.mark.parametrize(
    ("beginning", "disposition"),
    [
        ("bounce-", Disposition.RETURNED),
        ("out-of-office-", Disposition.AUTOMATIC),
        ("delayed-", Disposition.RETURNED),
        ("delivered-", Disposition.AUTOMATIC),
        ("read-receipt", Disposition.AUTOMATIC),
        ("reply-", Disposition.REPLY),
        ("person-", Disposition.REPLY),
        ("form-", Disposition.NEW),
        ("empty", Disposition.NEW),
    ],
)
def test_the_fixtures_are_sifted_as_their_names_say(beginning, disposition):
    names = list(MAILS.glob(f"{beginning}*.eml"))
    assert names
    for path in names:
        assert sift(read(path.read_bytes().replace(b"\n", b"\r\n")), KNOWN) is disposition, path.name


@pytest.mark.parametrize(
    "lines",
    [
        f"From: stranger@x.example\r\nMessage-ID: {OURS}",
        "From: Sefton <Sefton@Parley.example>",
        "From: sefton+k5q2m7xw3znv4tjy6dbpr2ohcf@parley.example\r\nAuto-Submitted: auto-generated",
        f"From: mailer-daemon@x.example\r\nMessage-ID: {OURS}\r\nX-Failed-Recipients: a@x.example",
    ],
)
def test_our_own_mail_come_back_is_ours_before_it_is_anything_else(lines):
    assert sift(a_mail(lines), KNOWN) is Disposition.OWN


@pytest.mark.parametrize(
    "lines", ["In-Reply-To: {}", "References: <a@x.example> {} <b@x.example>", "To: sefton+{tag}@parley.example"]
)
def test_a_mail_that_answers_ours_by_tag_or_by_message_id_is_a_reply_wherever_it_comes_from(lines):
    lines = lines.format(OURS, tag="k5q2m7xw3znv4tjy6dbpr2ohcf")
    assert sift(a_mail(f"From: anybody@x.example\r\n{lines}"), KNOWN) is Disposition.REPLY


def test_a_made_up_message_id_of_ours_is_no_answer_to_us():
    forged = address.message_id(b"guessed", "parley.example")
    assert sift(a_mail(f"From: jo@x.example\r\nIn-Reply-To: {forged}"), KNOWN) is Disposition.NEW


def test_a_reply_that_fills_in_labels_is_a_reply():
    mail = a_mail(f"From: jo@x.example\r\nIn-Reply-To: {OURS}", "Agency: School\nYour name: Jo")
    assert sift(mail, KNOWN) is Disposition.REPLY


def test_what_no_other_rule_claims_begins_something_new():
    assert RULES[-1][1] is Disposition.NEW
    assert {disposition for _, disposition in RULES} == set(Disposition)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_every_mail_has_one_disposition(raw):
    assert sift(read(raw), KNOWN) in Disposition
