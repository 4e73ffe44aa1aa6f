"""The bytes that leave are the mail that was meant, whatever the values hold."""

import email
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from email import policy
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import UnsafeHeader
from service.mail.sending.compose import Draft, Enclosure, compose

DRAFT = Draft(
    sender_name="Exampleshire safeguarding disagreements",
    sender="exampleshire@parley.example",
    to="lead@health.example",
    subject="EXM-4T9K-2MC2: answer by Wed 2 December",
    body="Dear colleague,\n\nRing Mo first: 01632 960 123.\n",
    message_id="<abc.def@parley.example>",
    date=datetime(2026, 11, 25, 9, 30, tzinfo=UTC),
    reply_to="exampleshire+qwerty@parley.example",
)
BREAKS = ["\r\n", "\n", "\r", "\0", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\r\n\r\n", "\ud800"]
INJECTIONS = [f"safe{b}{tail}" for b in BREAKS for tail in ("Bcc: evil@elsewhere.example", " folded", "")]
ENCODED = ["=?utf-8?q?hi=0ABcc=3A_evil=40elsewhere.example?=", "=?us-ascii?b?CkJjYzogZXZpbA==?=", "a =?x?="]
FIELDS = ["sender_name", "sender", "to", "subject", "message_id", "reply_to", "in_reply_to", "references"]


def with_value(field: str, value: str) -> Draft:
    return replace(DRAFT, **{field: (value,) if field == "references" else value})


def read_back(draft: Draft) -> email.message.EmailMessage:
    return email.message_from_bytes(compose(draft), policy=policy.default)


def text_of(mail: email.message.EmailMessage) -> str:
    return mail.get_content().replace("\r\n", "\n")


def test_a_mail_reads_back_as_it_was_drafted():
    mail = read_back(DRAFT)
    assert mail["From"] == "Exampleshire safeguarding disagreements <exampleshire@parley.example>"
    assert (mail["To"], mail["Subject"], mail["Reply-To"]) == (DRAFT.to, DRAFT.subject, DRAFT.reply_to)
    assert (mail["Message-ID"], mail["Date"].datetime) == (DRAFT.message_id, DRAFT.date)
    assert text_of(mail) == DRAFT.body


def test_every_mail_says_that_a_machine_wrote_it():
    mail = read_back(DRAFT)
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "All"


def test_a_mail_has_these_headers_and_no_others():
    threaded = replace(DRAFT, in_reply_to="<b@school.example>", references=("<a@school.example>",))
    assert read_back(threaded).keys() == [
        "From", "To", "Subject", "Date", "Message-ID", "Reply-To", "In-Reply-To", "References", "Auto-Submitted",
        "X-Auto-Response-Suppress", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
    ]  # fmt: skip


@pytest.mark.parametrize(("field", "value"), list(product(FIELDS, INJECTIONS)))
def test_no_value_can_end_its_header(field, value):
    with pytest.raises(UnsafeHeader):
        compose(with_value(field, value))


@pytest.mark.parametrize(("field", "value"), list(product(["sender_name", "sender", "to", "subject"], ENCODED)))
def test_no_value_can_hide_a_header_in_an_encoded_word(field, value):
    with pytest.raises(UnsafeHeader):
        compose(with_value(field, value))


@pytest.mark.parametrize(
    "to",
    [
        "",
        "lead",
        "lead@",
        "@health.example",
        "a@health.example, b@health.example",
        "a@health.example;b@health.example",
        "lead@council.example <evil@elsewhere.example>",
        "Lead <lead@health.example>",
        '"lead@x"@health.example',
        "lead@health.example ",
        "léad@health.example",
        "lead@hé.example",
        "a@b@health.example",
        f"{'a' * 65}@health.example",
    ],
)
def test_a_mail_goes_to_exactly_one_plain_address(to):
    with pytest.raises(UnsafeHeader):
        compose(replace(DRAFT, to=to))


def test_the_fault_never_repeats_the_value():
    with pytest.raises(UnsafeHeader) as fault:
        compose(replace(DRAFT, subject="Ada Example\nBcc: evil@elsewhere.example"))
    assert "Ada" not in str(fault.value)


def test_letters_beyond_ascii_travel_in_name_subject_and_body():
    mail = read_back(replace(DRAFT, sender_name="Ynys Môn, “Parley”", subject="Ŵyn – " + "é" * 60, body="£5 – naïve\n"))
    assert mail["From"].addresses[0].display_name == "Ynys Môn, “Parley”"
    assert mail["Subject"] == "Ŵyn – " + "é" * 60
    assert text_of(mail) == "£5 – naïve\n"


def test_a_name_with_quotes_and_a_comma_stays_one_sender():
    mail = read_back(replace(DRAFT, sender_name='Smith, "Jo" <x@y.example>'))
    assert [one.addr_spec for one in mail["From"].addresses] == [DRAFT.sender]


def test_an_answer_names_the_whole_thread_once():
    mail = read_back(
        replace(DRAFT, in_reply_to="<b@school.example>", references=("<a@school.example>", "<b@school.example>"))
    )
    assert mail["In-Reply-To"] == "<b@school.example>"
    assert mail["References"].split() == ["<a@school.example>", "<b@school.example>"]


@pytest.mark.parametrize("wild", ["no brackets", "<two words@x>", "<a@b> <c@d>", "<=?utf-8?q?a?=@x>", "<a@é>", ""])
def test_an_id_of_others_that_is_none_is_left_out(wild):
    mail = read_back(replace(DRAFT, in_reply_to=wild, references=(wild, "<a@school.example>")))
    assert mail["In-Reply-To"] is None
    assert mail["References"] == "<a@school.example>"


def test_our_own_message_id_must_be_one():
    with pytest.raises(UnsafeHeader):
        compose(replace(DRAFT, message_id="abc@parley.example"))


def test_the_date_is_given_in_utc():
    summer = datetime(2026, 7, 1, 10, 0, tzinfo=timezone(timedelta(hours=1)))
    assert b"Date: Wed, 01 Jul 2026 09:00:00 +0000\r\n" in compose(replace(DRAFT, date=summer))


@pytest.mark.parametrize("body", ["a\r\nb\rc\nd", "trailing  \n", ".\n..\n", "From here\n", "x" * 5000, "\ud800 half"])
def test_any_body_becomes_short_crlf_lines(body):
    lines = compose(replace(DRAFT, body=body)).split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 78


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t")))
def test_a_body_arrives_word_for_word(body):
    assert text_of(read_back(replace(DRAFT, body=body))) == body


@given(st.sampled_from(FIELDS), st.text(max_size=90))
def test_whatever_a_value_holds_it_is_refused_or_adds_no_header(field, value):
    try:
        written = compose(with_value(field, value))
    except UnsafeHeader:
        return
    head = written.partition(b"\r\n\r\n")[0]
    names = [line.partition(b":")[0] for line in re.split(rb"\r\n(?! )", head)]
    assert names == [name.encode() for name in email.message_from_bytes(written)]
    assert b"Bcc" not in names
    assert len(set(names)) == len(names)


CALENDAR = "BEGIN:VCALENDAR\r\nX:=_ and é\r\nEND:VCALENDAR\r\n"
FILE = Enclosure("text/calendar; method=PUBLISH", "EXM-4T9K-2MC2.ics", CALENDAR)


def test_a_file_travels_beside_the_text_under_its_type_and_name():
    mail = read_back(replace(DRAFT, enclosed=FILE))
    text, file = mail.iter_parts()
    assert mail.get_content_type() == "multipart/mixed"
    assert text_of(text) == DRAFT.body
    assert (file.get_content_type(), file.get_param("method")) == ("text/calendar", "PUBLISH")
    assert (file.get_content_disposition(), file.get_filename()) == ("attachment", "EXM-4T9K-2MC2.ics")
    assert file.get_payload(decode=True).decode() == FILE.content


def test_a_file_of_bytes_arrives_as_it_was():
    content = bytes(range(256)) * 40 + b"\r\n--=_between-the-parts--\r\n"
    mail = read_back(replace(DRAFT, enclosed=Enclosure("application/pdf", "log.pdf", content)))
    text, file = mail.iter_parts()
    assert (text_of(text), file.get_content_type(), file.get_filename()) == (DRAFT.body, "application/pdf", "log.pdf")
    assert file.get_payload(decode=True) == content


@given(st.text(alphabet="-=_abet whnpris\n"), st.text(alphabet="-=_abet whnpris\n"))
def test_no_words_end_a_part_before_its_end(body, words):
    mail = read_back(replace(DRAFT, body=body, enclosed=replace(FILE, content=words)))
    assert [part.get_payload(decode=True).decode().replace("\r\n", "\n") for part in mail.iter_parts()] == [body, words]


@pytest.mark.parametrize("name", ["Ada Example.ics", 'a".ics', "a.ics\r\nX: y", "../a.ics", "", ".ics", "é.ics"])
def test_a_files_name_is_plain(name):
    with pytest.raises(UnsafeHeader):
        compose(replace(DRAFT, enclosed=replace(FILE, name=name)))


@pytest.mark.parametrize("break_", BREAKS)
def test_a_files_type_cannot_end_its_header(break_):
    with pytest.raises(UnsafeHeader):
        compose(replace(DRAFT, enclosed=replace(FILE, type=f"text/calendar{break_}X: y")))
