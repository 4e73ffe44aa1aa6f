"""Mails too large in shape are not taken apart, at once and saying so."""

import time

import pytest

from service.mail.reading.message import read

PLAIN = b"Content-Type: text/plain; charset=utf-8\r\n\r\n"


PLAIN_PART = b"--b\r\n" + PLAIN + b"Words.\r\n"


def a_mail(head: str, body: bytes = b"Words.") -> bytes:
    return head.encode().rstrip(b"\r\n") + b"\r\n\r\n" + body


def nested(depth: int) -> bytes:
    levels = (f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(depth))
    return b"From: jo@x.example\r\nSubject: s\r\n" + "".join(levels).encode() + PLAIN + b"Deep words."


def many_parts(parts: int) -> bytes:
    return a_mail('Subject: s\r\nContent-Type: multipart/mixed; boundary="b"', (b"--b\r\n" + PLAIN + b"x\r\n") * parts)


def many_files(files: int) -> bytes:
    head = 'Subject: s\r\nContent-Type: multipart/mixed; boundary="b"'
    return a_mail(head, PLAIN_PART + b"--b\r\nContent-Type: application/pdf\r\n\r\n%PDF\r\n" * files)


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        (many_files(101), "100 files"),
        (a_mail("Subject: s", b"Words.\r\n" * 7_000_000), "50 MB"),
        (a_mail("Subject: s\r\n" + "X-Long: y\r\n" * 7000), "64 KB"),
        (a_mail("Subject: s\r\nX-Long: " + "y" * 9000), "8 KB"),
        (a_mail("Subject: s\r\nX-Long: " + "y\r\n " * 4000), "8 KB"),
        (a_mail("Subject: s\r\nContent-Type: text/plain" + "; a=b" * 80_000), "64 KB"),
        (a_mail('Subject: s\r\nContent-Type: multipart/mixed; boundary="b"',
                b"--b\r\nContent-Type: text/plain" + b"; a=b" * 80_000 + b"\r\n\r\nx\r\n--b--"), "8 KB"),
        (a_mail('Subject: s\r\nContent-Type: multipart/mixed; boundary="b"',
                b"--b\r\nX-Long: " + b"y" * 9000 + b"\r\n\r\nx\r\n--b--"), "8 KB"),
        (a_mail('Subject: s\r\nContent-Type: multipart/mixed; boundary="b"',
                b"--b\r\nTo: " + b"y" * 9000 + b"\r\n\r\nx\r\n--b--"), "8 KB"),
        (a_mail("Subject: s\r\nFrom: " + "[" * 9000), "8 KB"),
        (a_mail("Subject: s\r\nTo: " + "a@x.example," * 6000), "64 KB"),
        (nested(31), "30 deep"),
        (nested(400), "30 deep"),
        (nested(5000), "500 parts"),
        (many_parts(600), "500 parts"),
        (many_parts(100_000), "500 parts"),
        (b"Subject: s\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 3000, "taken apart"),
    ],
)  # fmt: skip
def test_a_mail_over_a_limit_is_an_outline_that_says_so_at_once(raw, word):
    started = time.monotonic()
    mail = read(raw)
    assert time.monotonic() - started < 2
    assert len(mail.defects) == 1 and word in mail.defects[0]
    assert mail.sender is None and mail.raw == raw and mail.subject == "s" and mail.text


READERS = ",\r\n ".join(f'"Officer Number {n}" <officer{n}@council.example>' for n in range(900))


@pytest.mark.parametrize("header", ["To", "CC", "X-MS-Exchange-AntiSpam-MessageData"])
def test_a_mail_to_hundreds_of_readers_is_read_and_names_them(header):
    mail = read(a_mail(f"From: jo@council.example\r\nTo: sefton@parley.example\r\n{header}: {READERS}\r\nSubject: s"))
    assert (mail.sender, mail.subject, mail.text, mail.defects) == ("jo@council.example", "s", "Words.", ())
    assert ("officer899@council.example" in mail.recipients) is not header.startswith("X-")


@pytest.mark.parametrize("hostile", ["<", "a@", "[", "a;", "=?utf-8?q?", '"', "a\r\n "])
def test_readers_that_are_none_cost_no_time(hostile):
    started = time.monotonic()
    assert read(a_mail(f"From: jo@council.example\r\nTo: {hostile * (60_000 // len(hostile))}")).text == "Words."
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("length", [1, 100_000])
def test_a_mail_that_is_attached_is_a_file_as_it_came_however_long_its_headers_are(length):
    inner = a_mail(f"From: a@x.example\r\nTo: {'b@x.example, ' * length}c@x.example\r\nSubject: i").replace(b"\r", b"")
    head = 'From: jo@council.example\r\nSubject: s\r\nContent-Type: multipart/mixed; boundary="b"'
    mail = read(a_mail(head, PLAIN_PART + b"--b\r\nContent-Type: message/rfc822\r\n\r\n" + inner + b"\n--b--"))
    assert (mail.sender, mail.text.strip(), mail.defects) == ("jo@council.example", "Words.", ())
    assert [file.content for file in mail.attachments] == [inner]
    assert bool(read(inner).unreadable) is (length > 1)


@pytest.mark.parametrize("raw", [nested(28), many_parts(450), many_files(100)])
def test_a_mail_just_within_the_limits_is_read(raw):
    mail = read(raw)
    assert mail.text and not any("taken apart" in defect for defect in mail.defects)
