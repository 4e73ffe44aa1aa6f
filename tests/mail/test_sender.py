"""Who a mail is from, beyond doubt or not at all."""

import pytest

from service.mail.reading.message import read


def from_lines(lines: str):
    return read(f"Subject: x\r\n{lines}\r\n\r\nWords.".encode())


@pytest.mark.parametrize(
    ("value", "sender", "name"),
    [
        ("jo@x.example", "jo@x.example", ""),
        ("<Jo.B-1+a@X.Example>", "jo.b-1+a@x.example", ""),
        ("Jo Smith <jo@x.example>", "jo@x.example", "Jo Smith"),
        ('"Smith, Jo (Children\'s Services)" <jo@x.example>', "jo@x.example", "Smith, Jo (Children's Services)"),
        ("=?utf-8?Q?Si=C3=A2n?= Pryce <sian@x.example>", "sian@x.example", "Siân Pryce"),
        ("=?utf-8?B?am9AeC5leGFtcGxl?= <jo@x.example>", "jo@x.example", "jo@x.example"),
        ('"jo@x.example" <jo@x.example>', "jo@x.example", "jo@x.example"),
        ("Jo\r\n Smith\r\n <jo@x.example>", "jo@x.example", "Jo Smith"),
    ],
)
def test_one_plain_mailbox_is_the_sender_in_lower_case(value, sender, name):
    mail = from_lines(f"From: {value}")
    assert (mail.sender, mail.sender_name, mail.defects) == (sender, name, ())


@pytest.mark.parametrize(
    "lines",
    [
        "",
        "From:",
        "From: jo@x.example\r\nFrom: evil@y.example",
        "From: jo@x.example\r\nFROM: jo@x.example",
        "From: jo@x.example, evil@y.example",
        "From: Officers: jo@x.example;",
        "From: officer@council.example <evil@y.example>",
        "From: <officer@council.example> <evil@y.example>",
        "From: alice@a.example)<bob@b.example>",
        "From: jo@x.example (officer@council.example)",
        "From: Jo (comment) <jo@x.example>",
        "From: jo(comment)@x.example",
        "From: Smith, Jo <jo@x.example>",
        "From: =?utf-8?Q?officer=40council.example?= <evil@y.example>",
        "From: =?utf-8?Q?Jo_=3Cofficer=40council.example=3E?= <evil@y.example>",
        "From: <=?utf-8?Q?officer=40council.example?=>",
        "From: =?utf-8?Q?officer?=@council.example",
        "From: jo@x.ex\u0430mple",
        "From: Siân <sian@x.example>",
        "From: jo@x.example\x00@y.example",
        "From: jo@x.example\x0b",
        "From: jo @x.example",
        "From: jo@x@y.example",
        "From: @x.example",
        "From: jo@",
        "From: jo@x.example.",
        "From: jo@-x.example",
        "From: <@relay.example:jo@x.example>",
        'From: "jo smith"@x.example',
        "From: jo@[192.0.2.1]",
        "From: MAILER-DAEMON",
        "From: Jo <>",
        "From: jo@x.example <jo@x.example>",
        "From: " + "a" * 250 + "@x.example",
    ],
)
def test_a_from_that_two_readers_could_take_differently_names_nobody(lines):
    mail = from_lines(lines)
    assert mail.sender is None
    assert mail.defects


@pytest.mark.parametrize(
    ("value", "name", "address"),
    [
        ("jo@x.example (Jo Smith)", "Jo Smith", "jo@x.example"),
        ("jo@x.example (=?utf-8?q?Si=C3=A2n?=)", "Siân", "jo@x.example"),
        ("jo@x.example", "", "jo@x.example"),
        ("jo@x.example (officer@council.example)", "", "jo@x.example"),
        ("jo@x.example (away) (Jo)", "", "jo@x.example"),
    ],
)
def test_a_name_behind_the_address_is_what_a_reader_sees_and_proves_nothing(value, name, address):
    mail = from_lines(f"From: {value}")
    assert (mail.shown_name, mail.shown_address) == (name, address)
    assert mail.sender == (None if "(" in value else address)
