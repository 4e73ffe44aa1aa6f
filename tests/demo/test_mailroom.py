"""The mail room: what a provider does with mail, quickly enough for a demo to be watched."""

import json
import os
import select
import signal
import smtplib
import subprocess
import sys
import time
from contextlib import contextmanager
from statistics import median

import pytest
from imapclient import IMAPClient

from service.demo import addresses as known
from service.demo.addresses import ELSEWHERE, PASSWORD, POST_ROOM, SENDER, Addresses
from service.demo.stamp import without_verdicts

MAILBOX, HEAD, LEAD = "sefton@parley.example", "head@school.example", "lead@health.example"
ADDRESSES = Addresses({"sefton": MAILBOX}, (HEAD, LEAD))
READY_WITHIN = 10


@pytest.fixture(scope="module")
def ports(tmp_path_factory):
    folder = tmp_path_factory.mktemp("room")
    known.write(ADDRESSES, folder / "accounts.json")
    ready = folder / "ready.json"
    command = ["-W", "error", "-m", "service.demo.mailroom", "--accounts", folder / "accounts.json", "--ready", ready]
    process = subprocess.Popen([sys.executable, *command])
    try:
        wait_until(ready.exists)
        yield json.loads(ready.read_text())
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(READY_WITHIN) == 0


def wait_until(happened) -> None:
    until = time.monotonic() + READY_WITHIN
    while not happened():
        assert time.monotonic() < until, "the mail room did not get ready"
        time.sleep(0.01)


@contextmanager
def reader(ports, user):
    with IMAPClient("127.0.0.1", ports["imap_port"], ssl=False, timeout=10) as client:
        client.login(user, PASSWORD)
        client.select_folder("INBOX")
        yield client


@contextmanager
def counter(ports, user=None):
    with smtplib.SMTP("127.0.0.1", ports["smtp_port"], "client.example", timeout=10) as line:
        if user:
            line.login(user, PASSWORD)
        yield line


def hand_in(ports, to, sender=HEAD, user=None, extra=""):
    with counter(ports, user) as line:
        line.sendmail(sender, [to], f"{extra}From: {sender}\r\nSubject: one\r\n\r\nHello.\r\n".encode())


def newest(ports, user):
    """The mail that came last, by header and as bytes."""
    with reader(ports, user) as client:
        uid = client.search("ALL")[-1]
        return client.fetch([uid], ["BODY.PEEK[]"])[uid][b"BODY[]"]


def verdict(mail: bytes) -> bytes:
    return next(line for line in mail.split(b"\r\n") if line.startswith(b"Authentication-Results:"))


# Where mail goes


def test_a_mail_goes_to_the_inbox_of_its_address(ports):
    hand_in(ports, LEAD)
    assert b"Delivered-To: lead@health.example\r\n" in newest(ports, LEAD)


def test_a_plus_address_goes_to_its_box_and_keeps_its_tag(ports):
    hand_in(ports, "Sefton+abc234@parley.example")
    assert newest(ports, MAILBOX).startswith(b"Delivered-To: Sefton+abc234@parley.example\r\n")


@pytest.mark.parametrize("to", ["nobody@school.example", "nobody+x@parley.example"])
def test_an_unknown_person_at_a_known_domain_is_refused_at_once(ports, to):
    with counter(ports) as line:
        line.ehlo_or_helo_if_needed()
        line.mail(HEAD)
        code, text = line.rcpt(to)
    assert (code, text[:5]) == (550, b"5.1.1")


def test_mail_for_any_other_domain_goes_elsewhere(ports):
    hand_in(ports, "someone@council.example")
    assert b"Delivered-To: someone@council.example" in newest(ports, ELSEWHERE)


def test_what_the_service_sends_is_also_kept_in_the_post_room(ports):
    hand_in(ports, LEAD, sender=MAILBOX, user=SENDER, extra="X-Mark: kept\r\n")
    assert b"X-Mark: kept" in newest(ports, LEAD)
    assert newest(ports, POST_ROOM) == newest(ports, LEAD)


def test_what_people_send_is_not_in_the_post_room(ports):
    hand_in(ports, MAILBOX, user=HEAD, extra="X-Mark: private\r\n")
    hand_in(ports, LEAD, sender=MAILBOX, user=SENDER)
    assert b"X-Mark: private" not in newest(ports, POST_ROOM)


# Who sent it


@pytest.mark.parametrize(
    ("sender", "user", "expected"),
    [
        (HEAD, HEAD, b"dmarc=pass header.from=school.example"),
        (HEAD, None, b"dmarc=fail header.from=school.example"),
        (HEAD, LEAD, b"dmarc=fail header.from=school.example"),
        ("nobody@school.example", HEAD, b"dmarc=fail header.from=school.example"),
        ("parent@home.example", None, b"dmarc=none header.from=home.example"),
        (MAILBOX, SENDER, b"dmarc=pass header.from=parley.example"),
        ("sefton+abc@parley.example", SENDER, b"dmarc=pass header.from=parley.example"),
        (HEAD, SENDER, b"dmarc=fail header.from=school.example"),
    ],
)
def test_the_verdict_on_the_sender_is_pass_for_the_owner_of_the_address_only(ports, sender, user, expected):
    hand_in(ports, LEAD, sender, user)
    assert verdict(newest(ports, LEAD)) == b"Authentication-Results: mail.demo.example; " + expected


@pytest.mark.parametrize(
    "ambiguous",
    [
        "From: lead@health.example\r\n",
        "From: evil@elsewhere.example, ",
        "From: head@school.example <evil@elsewhere.example>\r\nX-",
        'From: "head@school.example" <evil@elsewhere.example>\r\nX-',
        "From: head@school.example\r\n <evil@elsewhere.example>\r\nX-",
    ],
)
def test_an_ambiguous_sender_never_passes(ports, ambiguous):
    hand_in(ports, LEAD, HEAD, HEAD, extra=ambiguous)
    assert b"dmarc=pass" not in verdict(newest(ports, LEAD))


def test_a_verdict_that_came_with_the_mail_is_struck_out(ports):
    forged = (
        "authentication-results : mail.demo.example;\r\n dmarc=pass\r\n\theader.from=school.example\r\nX-Kept: yes\r\n"
    )
    hand_in(ports, LEAD, extra=forged)
    mail = newest(ports, LEAD)
    assert mail.lower().count(b"authentication-results") == 1
    assert b"dmarc=fail" in verdict(mail)
    assert b"X-Kept: yes" in mail


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r"])
def test_no_odd_line_ending_hides_a_forged_verdict(end):
    raw = end.join(
        [b"A: 1", b"Authentication-Results: x; dmarc=pass", b" more", b"B: 2", b"", b"Authentication-Results: body"]
    )
    assert without_verdicts(raw) == end.join([b"A: 1", b"B: 2", b"", b"Authentication-Results: body"])


def test_a_mail_without_a_body_or_a_header_passes_through():
    assert without_verdicts(b"") == b""
    assert without_verdicts(b"A: 1") == b"A: 1"


def test_the_hosts_own_lines_stand_above_all_others(ports):
    hand_in(ports, LEAD)
    names = [line.split(b":")[0] for line in newest(ports, LEAD).split(b"\r\n\r\n")[0].split(b"\r\n")]
    assert names == [b"Delivered-To", b"Authentication-Results", b"Received", b"From", b"Subject"]


# Signing in


@pytest.mark.parametrize("method", ["auth_login", "auth_plain"])
def test_a_person_signs_in_with_login_or_plain(ports, method):
    with counter(ports) as line:
        line.ehlo()
        line.user, line.password = HEAD, PASSWORD
        assert line.auth(method.removeprefix("auth_").upper(), getattr(line, method))[0] == 235


@pytest.mark.parametrize(
    ("user", "password"), [(HEAD, "wrong"), ("nobody@school.example", PASSWORD), ("\xff", PASSWORD)]
)
def test_a_stranger_cannot_sign_in(ports, user, password):
    with counter(ports) as line, pytest.raises((smtplib.SMTPAuthenticationError, UnicodeError)):
        line.login(user, password)
    with pytest.raises(Exception, match=r"Invalid|failed"), IMAPClient("127.0.0.1", ports["imap_port"], ssl=False) as c:
        c.login(HEAD, "wrong")


# Reading


def test_a_waiting_reader_is_told_of_new_mail_at_once(ports):
    with reader(ports, LEAD) as client:
        client.idle()
        began = time.monotonic()
        hand_in(ports, LEAD)
        assert select.select([client.socket()], [], [], 2)[0]
        assert time.monotonic() - began < 0.5
        client.idle_done()


def test_a_reader_moves_mail_to_a_folder(ports):
    hand_in(ports, LEAD)
    with reader(ports, LEAD) as client:
        uid = client.search("ALL")[-1]
        client.create_folder("Done")
        client.move([uid], "Done")
        assert uid not in client.search("ALL")
        assert client.select_folder("Done")[b"EXISTS"] == 1


def test_a_mail_is_in_the_inbox_well_within_a_fifth_of_a_second(ports):
    spent = []
    for _ in range(20):
        began = time.monotonic()
        hand_in(ports, LEAD, user=HEAD)
        newest(ports, LEAD)
        spent.append(time.monotonic() - began)
    assert median(spent) < 0.2


def test_a_mail_of_thirty_megabytes_is_taken(ports):
    line = b"x" * 76 + b"\r\n"
    with counter(ports) as post:
        post.sendmail(HEAD, [ELSEWHERE + "@council.example"], b"From: a@b.example\r\n\r\n" + line * 400_000)
    with reader(ports, ELSEWHERE) as client:
        uid = client.search("ALL")[-1]
        assert client.fetch([uid], ["RFC822.SIZE"])[uid][b"RFC822.SIZE"] > 30_000_000


# Starting


def test_the_ports_are_told_on_a_descriptor_too(tmp_path):
    known.write(ADDRESSES, tmp_path / "accounts.json")
    reading, writing = os.pipe()
    command = ["-m", "service.demo.mailroom", "--accounts", tmp_path / "accounts.json", "--ready", str(writing)]
    process = subprocess.Popen([sys.executable, *command], pass_fds=[writing])
    os.close(writing)
    with os.fdopen(reading) as ready:
        assert set(json.loads(ready.readline())) == {"imap_port", "smtp_port"}
    process.terminate()
    assert process.wait(READY_WITHIN) == 0


def test_the_addresses_are_read_back_as_they_were_written(tmp_path):
    known.write(ADDRESSES, tmp_path / "accounts.json")
    assert known.read(tmp_path / "accounts.json") == ADDRESSES
