"""Mails that say a mail of ours did not arrive."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.mail import address
from service.mail.kinds import bounce
from service.mail.reading.message import InboundMail, read

MAILS = Path(__file__).parents[1] / "mails"
KEY = b"a key for the tests, 32 bytes lo"
OURS = "<mfrggzdfmztwq2lknnwg23tpob.tpqwfu34qc2c7fk6u6felati7a@parley.example>"
FAILURES = {
    "bounce-postfix": "jo.harker@council.example",
    "bounce-exchange": "jo.harker@council.example",
    "bounce-gmail": "head@school.example",
    "bounce-qmail": "jo.harker@council.example",
}
NO_FAILURES = sorted(path.stem for path in MAILS.glob("*.eml") if path.stem not in FAILURES)


def fixture(name: str) -> InboundMail:
    return read((MAILS / f"{name}.eml").read_bytes().replace(b"\n", b"\r\n"))


def failed(mail: InboundMail) -> tuple[str, ...] | None:
    """The addresses that failed; None where nothing did, or it is still tried."""
    found = bounce.report(mail)
    return found.addresses if found and found.tries is not bounce.Tries.DELAY else None


@pytest.mark.parametrize(("name", "address"), FAILURES.items())
def test_a_failure_report_names_the_address_that_failed_as_we_wrote_it(name, address):
    assert failed(fixture(name)) == (address,)


@pytest.mark.parametrize("name", NO_FAILURES)
def test_no_other_mail_is_a_failure_not_even_one_that_quotes_a_failure(name):
    assert failed(fixture(name)) is None


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_report_leads_to_the_mail_that_came_back(name):
    assert bounce.returned_ids(fixture(name), KEY) == (OURS,)
    assert bounce.returned_ids(fixture(name), b"another key") == ()


def test_the_mail_that_came_back_is_named_before_those_of_its_thread():
    first, last, this = (address.message_id(KEY, "parley.example") for _ in range(3))
    head = f"Return-Path: <>\nFrom: MAILER-DAEMON@mail.council.example\nReferences: {first}\n {last}\n"
    enclosed = f"\n\nIn-Reply-To: {last}\nmessage-id:\n {this}\nReferences: {first} {last}\n"
    assert bounce.returned_ids(read((head + enclosed).encode()), KEY) == (this, last, first)
    assert bounce.returned_ids(read(f"{head} {this}\n\nNobody is there.\n".encode()), KEY)[0] == this


def report(head: str, fields: str, kind: str = "delivery-status") -> InboundMail:
    return read(
        f'{head}\nContent-Type: multipart/report; report-type={kind}; boundary="b"\n\n--b\n\nwords\n'
        f"--b\nContent-Type: message/{kind}\n\nReporting-MTA: dns; x.example\n\n{fields}\n\n--b--\n".encode()
    )


def test_several_recipients_are_told_apart_by_what_became_of_each():
    fields = "\n\n".join(
        f"Final-Recipient: rfc822; {name}@x.example\nAction: {action}"
        for name, action in (("gone", "failed"), ("late", "delayed"), ("fine", "delivered"), ("Also.Gone", "failed"))
    )
    assert failed(report("From: postmaster@x.example", fields)) == ("also.gone@x.example", "gone@x.example")


@pytest.mark.parametrize("sender", ["", "From: caf\u00e9@x.example", "From: <>", "From: MAILER-DAEMON"])
def test_a_report_without_a_usable_sender_is_still_a_failure(sender):
    head = f"{sender}\nReturn-Path: <MAILER-DAEMON@x.example>\nSubject: Undeliverable: plan".lstrip()
    assert failed(report(head, "Final-Recipient: rfc822; a@x.example\nAction: failed")) == ("a@x.example",)


@pytest.mark.parametrize("address", ["dav...@x.example", "caf\u00e9@x.example", "no address", ""])
def test_an_address_that_is_not_given_whole_is_never_guessed(address):
    mail = report("From: mailer-daemon@x.example", f"Final-Recipient: rfc822; {address}\nAction: failed")
    assert failed(mail) == ()


@pytest.mark.parametrize("kind", ["delivery-status", "global-delivery-status"])
@pytest.mark.parametrize(
    ("field", "address"),
    [
        ("utf-8; Siân@ysgol.example", "siân@ysgol.example"),
        ("UTF-8;<siân@ysgol.example>", "siân@ysgol.example"),
        (r"utf-8; si\x{E2}n@ysgol.example", "siân@ysgol.example"),
        ("utf-8; jo@x.example", "jo@x.example"),
        ("utf-8; siân...@ysgol.example", None),
        ("utf-8; siân", None),
        ("rfc822; siân@ysgol.example", None),
        (r"utf-8; si\x{FFFFFF}n@ysgol.example", None),
        (r"utf-8; si\x{D83D}n@ysgol.example", None),
        (r"utf-8; si\x{0A}n@ysgol.example", None),
    ],
)
def test_an_address_in_other_letters_than_ascii_is_read_where_it_calls_itself_so(kind, field, address):
    fields = f"Final-Recipient: {field}\nAction: failed\nStatus: 5.1.1"
    assert failed(report("From: mailer-daemon@x.example", fields, kind)) == ((address,) if address else ())


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_from_a_mail_system_make_the_reader_of_failures_raise(raw):
    mail = read(b"From: mailer-daemon@x.example\r\nSubject: Undeliverable\r\n" + raw)
    assert all("@" in address for address in failed(mail) or ())
