"""Reading mails: whatever the bytes, honestly, and without mixing up whose words are whose."""

import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.mail.reading.message import read

MAILS = Path(__file__).parents[1] / "mails"
PLAIN = b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
UNSEEN = [*map(chr, range(32)), "\x7f", "\x85", "\u2028", "\u2029", "\u202e", "\u2066"]


def fixture(name: str) -> bytes:
    return (MAILS / f"{name}.eml").read_bytes().replace(b"\n", b"\r\n")


def a_mail(head: str | bytes, body: bytes = b"Words.") -> bytes:
    return (head.encode() if isinstance(head, str) else head).rstrip(b"\r\n") + b"\r\n\r\n" + body


# What a mail says


def test_a_reply_is_read_with_all_its_facts():
    mail = read(fixture("reply-gmail"))
    assert mail.sender == "jo.harker@council.example"
    assert mail.sender_name == "Jo Harker"
    assert mail.recipients == ("sefton+k5q2m7xw3znv4tjy6dbpr2ohcf@parley.example",)
    assert mail.subject == "RE: SEF-4T9K-2MC2: stage 2 is with you until 4 December 2026"
    assert mail.message_id == "<reply-1@council.example>"
    assert len(mail.in_reply_to) == 1 and mail.in_reply_to == mail.references
    assert mail.date == datetime(2026, 11, 25, 10, 12, tzinfo=UTC)
    assert mail.text.startswith("Resolved, thanks. We met on Tuesday.\n")
    assert mail.defects == ()


def test_headers_keep_their_order_and_every_value_and_ignore_the_case_of_names():
    mail = read(a_mail("Received: first\r\n hop\r\nX-Other: 1\r\nRECEIVED: second"))
    assert mail.get_all("received") == ("first hop", "second")
    assert mail.first("Received") == "first hop"
    assert mail.first("X-Nothing") == "" and mail.get_all("X-Nothing") == ()


def test_the_recipients_are_those_of_to_and_cc_and_of_the_delivery_without_repeats():
    head = "Delivered-To: box@parley.example\r\nCc: C@x.example\r\nTo: A <a@x.example>, b@x.example, not an address"
    mail = read(a_mail(head + "\r\nX-Original-To: a@x.example"))
    assert mail.recipients == ("a@x.example", "b@x.example", "c@x.example", "box@parley.example")


def test_several_ids_are_found_in_references_and_in_reply_to_whatever_stands_between():
    mail = read(a_mail("References: <a@x.example>,\r\n <b@x.example> junk <c@x.example>\r\nIn-Reply-To: <c@x.example>"))
    assert mail.references == ("<a@x.example>", "<b@x.example>", "<c@x.example>")
    assert mail.in_reply_to == ("<c@x.example>",)


@pytest.mark.parametrize("date", ["", "Date: yesterday", "Date: Wed, 31 Feb 2026 10:00:00 +0000", "Date: \x00"])
def test_a_date_that_is_missing_or_impossible_is_none(date):
    assert read(a_mail(f"From: jo@x.example\r\n{date}")).date is None


def test_a_date_with_an_offset_is_in_utc():
    assert read(a_mail("Date: Mon, 1 Jun 2026 10:00:00 +0100")).date == datetime(2026, 6, 1, 9, tzinfo=UTC)


# Charsets


def test_what_calls_itself_latin_1_is_read_as_windows_1252():
    mail = read(fixture("reply-latin1-that-is-windows"))
    assert mail.text == "Isn’t resolved – the école “plan” never came.\n"


@pytest.mark.parametrize(
    ("label", "content", "text", "honest"),
    [
        ("utf-8", "Siân".encode(), "Siân", True),
        ("", "Siân".encode(), "Siân", True),
        ("", b"Si\xe2n \x96 here", "Siân – here", False),
        ("utf-8", b"Si\xe2n \x96 \xa30", "Siân – £0", False),
        ("utf-8", "Siân ".encode() + b"\xa30", "Siân \ufffd0", False),
        ("utf-8", "Siâ".encode()[:-1], "Si\ufffd", False),
        ("us-ascii", b"Si\xe2n", "Siân", False),
        ("x-nobody-knows", b"caf\xe9", "caf\ufffd", False),
        ("x-nobody-knows", "café".encode(), "café", False),
        ("iso-2022-jp", "Siân".encode(), "Siân", False),
        ("punycode", b"caf-dma", "caf-dma", False),
        ("unicode_escape", rb"a\u0041 \d", r"a\u0041 \d", False),
        ("rot13", b"uryyb", "uryyb", False),
        ("utf-16-le", "Hi".encode("utf-16-le"), "Hi", True),
    ],
)
def test_a_text_is_decoded_as_far_as_it_can_be_and_a_doubt_is_a_defect(label, content, text, honest):
    charset = f"; charset={label}" if label else ""
    mail = read(a_mail(f"From: jo@x.example\r\nContent-Type: text/plain{charset}", content))
    assert mail.text == text
    assert (mail.defects == ()) is honest


@pytest.mark.parametrize(
    ("subject", "read_as"),
    [
        (b"=?utf-8?Q?R=C3=A9sum=C3=A9?=", "Résumé"),
        (b"=?utf-8?B?UsOp?= =?utf-8?B?c3Vtw6k=?=", "Résumé"),
        (b"=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?=", "café"),
        (b"=?x-nobody?Q?caf=E9?=", "caf\ufffd"),
        (b"=?iso-8859-1?Q?don=92t?=", "don’t"),
        ("raw café".encode(), "raw café"),
        (b"raw caf\xe9", "raw café"),
        (b"=?utf-8?Q?a=0ABcc:_x=40x.example?=", "a Bcc: x@x.example"),
        (b"=?utf-8?Q?nul=00=C2=85=E2=80=A8here?=", "nul here"),
        (b"=?utf-8?B?not base64!?=", "=?utf-8?B?not base64!?="),
        (b"folded\r\n over two", "folded over two"),
    ],
)
def test_a_subject_is_read_on_one_line_without_controls(subject, read_as):
    assert read(a_mail(b"Subject: " + subject)).subject == read_as


@pytest.mark.parametrize("sign", UNSEEN)
def test_no_control_character_survives_in_what_identifies_a_mail(sign):
    raw = sign.encode()
    mail = read(
        a_mail(b"From: jo%(s)b <jo%(s)b@x.example>\r\nSubject: a%(s)bb\r\nMessage-ID: <a%(s)bb@x.example>\r\n"
               b"References: <c%(s)bd@x.example>\r\nIn-Reply-To: <e%(s)bf@x.example>" % {b"s": raw})
    )  # fmt: skip
    for value in (
        mail.subject,
        mail.sender_name,
        mail.message_id,
        *mail.references,
        *mail.in_reply_to,
        mail.sender or "",
    ):
        assert sign == " " or sign not in value


# Whose words


def test_a_mail_that_is_attached_is_a_file_and_its_words_are_not_the_sender_s():
    mail = read(fixture("mail-with-a-mail-attached"))
    assert mail.text.strip() == "Please see the attached mail."
    assert [file.name for file in mail.attachments] == ["RE plan.eml", "Notice – stage 2.docx"]
    enclosed = mail.attachments[0]
    assert enclosed.content_type == "message/rfc822"
    assert b"RESOLVED" in enclosed.content and b"someone@school.example" in enclosed.content


def test_a_mail_that_is_nothing_but_another_mail_has_no_words_of_its_own():
    mail = read(a_mail("From: jo@x.example\r\nContent-Type: message/rfc822", b"From: a@x.example\r\n\r\nRESOLVED"))
    assert mail.text == "" and b"RESOLVED" in mail.attachments[0].content


def test_a_text_sent_as_a_file_before_the_words_is_not_the_words():
    body = (
        b"--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nRESOLVED\r\n"
        b"--b\r\nContent-Type: text/plain\r\n\r\nThe words.\r\n--b--"
    )
    mail = read(a_mail('Content-Type: multipart/mixed; boundary="b"', body))
    assert mail.text.strip() == "The words."
    assert [(file.name, file.content) for file in mail.attachments] == [("a.txt", b"RESOLVED")]


def test_words_behind_a_picture_belong_to_the_text_and_the_picture_is_a_file():
    body = (
        b"--b\r\n" + PLAIN + b"Before.\r\n--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        b"iVBORw==\r\n--b\r\n" + PLAIN + b"After.\r\n--b--"
    )
    mail = read(a_mail('Content-Type: multipart/mixed; boundary="b"', body))
    assert mail.text.split() == ["Before.", "After."]
    assert [file.content_type for file in mail.attachments] == ["image/png"]


def test_of_two_alternatives_the_plain_one_is_read_unless_it_is_empty():
    for words, expected in ((b"Plain.", "Plain."), (b" \r\n", "HTML.")):
        body = b"--b\r\n" + PLAIN + words + b"\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>HTML.</p>\r\n--b--"
        assert read(a_mail('Content-Type: multipart/alternative; boundary="b"', body)).text.strip() == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p><s>RESOLVED</s> Not resolved.</p>", "Not resolved."),
        ("<p><s>RESOLVED Not resolved.</s></p>", ""),
        (f"<img src='data:image/png;base64,{'A' * 600_000}'><p><s>RESOLVED</s> Hm</p>", "Hm"),
        (f"<p><s>By Friday</s></p>{'<p>Hm</p>' * 60_000}", "RESOLVED Not resolved."),
        ("<p><span style='text-decoration:line-through'>RESOLVED</span> Not resolved.</p>", "Not resolved."),
        ("<p>RESOLVED Not resolved.</p><blockquote><s>By Friday</s></blockquote>", "RESOLVED Not resolved."),
        ("<p>RESOLVED Not resolved.</p><s> </s>", "RESOLVED Not resolved."),
        ("<p style='display:none'><s>RESOLVED</s></p><p>Hm</p>", "RESOLVED Not resolved."),
    ],
)
def test_a_word_struck_out_in_the_html_is_not_read_from_its_plain_alternative(page, expected):
    halves = PLAIN + b"RESOLVED Not resolved.", b"Content-Type: text/html\r\n\r\n" + page.encode()
    body = b"".join(b"--b\r\n" + half + b"\r\n" for half in halves) + b"--b--"
    assert read(a_mail('Content-Type: multipart/alternative; boundary="b"', body)).text.strip() == expected


def test_flowed_lines_are_joined_and_keep_their_depth_of_quoting():
    head = "Content-Type: text/plain; format=flowed"
    text = read(a_mail(head, b"We met \r\ntwice.\r\n>> old \r\n>> words\r\n> less\r\n-- \r\nJo")).text
    assert text == "We met twice.\n>> old words\n> less\n-- \nJo"
    assert read(a_mail(head + "; delsp=yes", b"chrono \r\nlogy")).text == "chronology"


def test_words_that_only_html_holds_are_read_and_what_it_quotes_is_marked():
    text = read(fixture("reply-outlook-html-only-base64")).text
    assert text.split("\n")[:3] == ["Hi,", "", "It isn’t sorted. We couldn’t agree who convenes the meeting."]
    assert "> RESOLVED or NOT RESOLVED. If a child is at immediate risk, ring 999." in text
    assert "MsoNormal" not in text and "/*" not in text


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ('filename="../../etc/passwd"', "passwd"),
        (r'filename="C:\\Users\\jo\\plan.pdf"', "plan.pdf"),
        ("filename*=utf-8''Si%C3%A2n.pdf", "Siân.pdf"),
        ('filename="a\x07b\u202efdp.exe"', "a bfdp.exe"),
        ('filename=".."', "attachment"),
        ("", "attachment-1"),
    ],
)
def test_the_name_of_a_file_is_never_a_path_and_holds_nothing_unseen(written, name):
    head = f"Content-Type: application/pdf\r\nContent-Disposition: attachment; {written}"
    assert [file.name for file in read(a_mail(head, b"%PDF")).attachments] == [name]


@pytest.mark.parametrize(
    ("head", "word"),
    [
        ("Content-Type: application/ms-tnef; name=winmail.dat", "winmail.dat"),
        ("Content-Type: application/pkcs7-mime; name=smime.p7m", "S/MIME"),
    ],
)
def test_a_mail_that_only_a_person_can_open_is_kept_as_a_file_and_says_so(head, word):
    mail = read(a_mail(f"From: jo@x.example\r\n{head}", b"\x01\x02"))
    assert len(mail.attachments) == 1 and mail.text == ""
    assert any(word in defect for defect in mail.defects)


# Damage


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00" * 100,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 200,
        b"no header at all",
        b"\r\n\r\nFrom: jo@x.example\r\n\r\nafter an empty line",
        b"From jo@x.example Wed Nov 25\r\nFrom: jo@x.example\r\n\r\nmbox",
        b"Content-Type: multipart/mixed\r\n\r\nno boundary",
        b"Content-Type: multipart/mixed; boundary=\r\n\r\n--\r\n",
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\nnever begins',
        b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!not base64",
        b"Content-Type: text\r\n\r\nno subtype",
        b"Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nQUFBQ",
        b"headers: x\r\nparse: y\r\ndefects: z\r\n__class__: c\r\nsubject_json: j\r\n\r\nnames of attributes",
        b"Content-Type: text/plain; charset*=x''y; charset*0*=z\r\n\r\nodd parameters",
        b"To: " + b"(" * 8000 + b"\r\n\r\nnested comments",
    ],
)
def test_no_bytes_make_the_reader_raise(raw):
    mail = read(raw)
    assert mail.raw == raw and isinstance(mail.text, str)


def test_a_multipart_without_a_boundary_keeps_its_words():
    assert "the words" in read(a_mail("Content-Type: multipart/mixed", b"the words")).text


HEADERS = [b"From: ", b"To: ", b"Subject: ", b"Date: ", b"Content-Type: ", b"Content-Transfer-Encoding: base64\r\n"]
TYPES = [b"multipart/mixed; boundary=b", b"message/rfc822", b"text/html", b"text/plain; charset=", b"utf-7"]
BREAKS = [b"\r\n", b"\n", b"\r", b"\r\n\r\n", b"--b\r\n", b"--b--\r\n", b"\x00", b"\xff", b"\xe2\x80\xa8"]
SIGNS = [
    b"=?utf-8?Q?=00?=",
    b"<a@b.example>",
    b"(",
    b'"',
    b"<",
    b">",
    b"<div ",
    b"&#x110000;",
    b"begin 644 x\r\n",
    b"x",
]
PIECES = st.sampled_from([*HEADERS, *TYPES, *BREAKS, *SIGNS, b"Content-Disposition: attachment; filename="])


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.lists(PIECES | st.binary(max_size=6), max_size=40).map(b"".join)))
def test_any_bytes_are_read_and_what_is_read_is_clean(raw):
    mail = read(raw)
    assert mail.raw == raw
    lines = (mail.subject, mail.message_id, mail.sender or "", mail.sender_name, *mail.references, *mail.recipients)
    assert not {unicodedata.category(sign) for line in lines for sign in line} & {"Cc", "Cs", "Zl", "Zp"}
    assert "\x00" not in mail.text
    mail.text.encode("utf-8")
