"""Cases 1 to 12 of the checklist: the shape of a message."""

from service.mail.describe import describe
from service.mail.kinds.kind import Kind
from tests.mail.checklist.bytes import HEAD, OFFICER, REPLY, Case, check, mail, reply, table

OFFICE_97 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
FULL = {"kind": Kind.REPLY, "from": OFFICER, "body_text": ("Not resolved.",)}
WORDS = "Not resolved.\n"

CASES = [
    Case(1, "an empty file", b"", {"kind": Kind.QUARANTINE, "reply_text": ""}),
    Case(1, "white space alone", b"\r\n \r\n", {"kind": Kind.QUARANTINE}),
    Case(1, "an Outlook file that is no mail", OFFICE_97, {"kind": Kind.QUARANTINE}),
    Case(2, "an mbox line first", b"From jo@council.example Wed Nov 25 10:12:00 2026\r\n" + reply(WORDS), FULL),
    Case(2, "a quoted mbox line first", b">From jo@council.example Wed Nov 25\r\n" + reply(WORDS), FULL),
    Case(3, "an empty line before the header", b"\r\n\r\n" + reply(WORDS), FULL),
    Case(4, "no empty line below the header", mail(f"{REPLY}Content-Type: text/plain\nNot resolved.", ""), FULL),
    Case(5, "no From", mail("Subject: x\nTo: a@x.example", WORDS), {"kind": Kind.QUARANTINE, "from": ""}),
    Case(5, "a From without an address", mail("From: Jo Harker\nSubject: x", WORDS), {"kind": Kind.QUARANTINE}),
    Case(
        5,
        "a mail system without an address",
        mail(
            'From: "" (Mail Delivery System)\nSubject: Undeliverable: x', "<jo@council.example> could not be delivered"
        ),
        {"kind": Kind.BOUNCE_HARD},
    ),
    Case(7, "no date", mail(HEAD, WORDS), {"from": OFFICER, "reply_text": "Not resolved."}),
    Case(
        7,
        "a date to come",
        mail(f"{HEAD}Date: Fri, 25 Nov 2099 10:12:00 +0000", WORDS),
        {"reply_text": "Not resolved."},
    ),
    Case(8, "LF", mail(REPLY, WORDS, "\n"), FULL),
    Case(8, "CR", mail(REPLY, b"Not resolved.\rWe met.\r", "\r"), FULL),
    Case(
        8,
        "LF below a CRLF header",
        mail(REPLY, b"Not resolved.\nWe met.\n"),
        {"body_text": ("Not resolved.\nWe met.",)},
    ),
    Case(9, "To and Cc twice", mail(f"{REPLY}To: b@x.example\nCc: c@x.example\nCc: d@x.example", WORDS), FULL),
    Case(10, "a long folded header", mail(f"{REPLY}X-Long: " + "\n ".join(["word"] * 1000), WORDS), FULL),
    Case(10, "a strange first header line", mail(f">X: y\n{REPLY}", WORDS), FULL),
    Case(
        11,
        "NUL in an encoded subject",
        mail("From: jo@x.example\nSubject: =?utf-8?Q?a=00b?=", WORDS),
        {"subject": "a b"},
    ),
]


@table(CASES)
def test_the_shape_of_a_mail_loses_none_of_it(case: Case):
    check(case, describe(case.raw))
