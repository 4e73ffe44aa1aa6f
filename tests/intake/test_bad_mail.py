"""Mail that no person should send, machines' mail, and the same mail twice: each has one end and harms nothing."""

import random
from email.message import EmailMessage

import pytest

from tests.intake.house import (
    COORDINATOR,
    HEALTH,
    HEALTH_DEPUTY,
    LIVERPOOL,
    SEFTON,
    TEACHER,
    House,
    mail,
    reply,
)

BOUNCE = """\
Return-Path: <>
From: Mail Delivery System <mailer-daemon@mx.parley.example>
To: {to}
Subject: Undelivered Mail Returned to Sender
Date: Wed, 25 Nov 2026 09:31:00 +0000
Message-ID: <dsn-1@mx.parley.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

<{reader}>: 550 5.1.1 User unknown

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.parley.example

Final-Recipient: rfc822; {reader}
Action: failed
Status: 5.1.1

--b
Content-Type: message/rfc822

From: {to}
To: {reader}
Message-ID: {id}

--b--
"""


@pytest.fixture
def database_kind() -> str:
    """SQLite alone: what is read here is read before a database is asked."""
    return "sqlite"


@pytest.fixture
def routed(house: House) -> EmailMessage:
    house.notify()
    return house.last(HEALTH, "NOT RESOLVED")


def returned(sent: EmailMessage) -> bytes:
    words = BOUNCE.format(to=sent["Reply-To"], reader=sent["To"], id=sent["Message-ID"])
    return words.replace("\n", "\r\n").encode()


def test_a_bounce_asks_the_deputy_and_tells_the_coordinator(house: House, routed: EmailMessage) -> None:
    house.receive(returned(routed))
    assert house.end() == "bounce_recorded"
    assert house.last(HEALTH_DEPUTY)
    assert house.last(COORDINATOR, "not")
    assert len(house.to(HEALTH)) == 1


def test_a_bounce_of_a_mail_that_we_never_sent_is_recorded_and_does_nothing(
    house: House, routed: EmailMessage
) -> None:
    del routed["Message-ID"]
    routed["Message-ID"] = "<made.up@parley.example>"
    house.receive(returned(routed))
    assert house.end() == "bounce_recorded"
    assert not house.to(HEALTH_DEPUTY)


def test_an_automatic_answer_asks_the_deputy_and_is_neither_taken_for_an_answer_nor_answered(
    house: House, routed: EmailMessage
) -> None:
    reference = house.all_cases()[0].reference
    house.receive(reply(routed, "I am away until 7 December. SEEN", Auto_Submitted="auto-replied"))
    assert house.end() == "auto_recorded"
    assert "Acknowledged" not in house.events(reference)
    assert house.last(HEALTH_DEPUTY, reference)
    assert len(house.to(HEALTH)) == 1


def test_our_own_mail_come_back_is_recorded_and_no_more(house: House, routed: EmailMessage) -> None:
    house.sent()
    before = len(house.out)
    house.receive(routed.as_bytes())
    assert house.end() == "own_recorded"
    assert not house.sent() and len(house.out) == before


def test_the_same_mail_twice_is_one_mail(house: House, routed: EmailMessage) -> None:
    answer = reply(routed, "SEEN")
    house.receive(answer)
    house.receive(answer)
    assert [end for end, _ in house.ends()] == ["reply_applied"]
    assert len(house.to(HEALTH, "we know that you have this")) == 1


def test_the_same_mail_by_another_route_is_linked_and_starts_nothing(house: House, routed: EmailMessage) -> None:
    answer = reply(routed, "SEEN")
    house.receive(answer)
    house.receive(b"Received: from relay.example by mx.parley.example; Wed, 25 Nov 2026 10:00:05 +0000\r\n" + answer)
    assert [end for end, _ in house.ends()] == ["reply_applied", "duplicate_linked"]
    assert len(house.to(HEALTH, "we know that you have this")) == 1


@pytest.mark.parametrize("missing", ["From", "Date", "Message_ID", "Subject", "To", "Content_Type"])
def test_a_mail_without_a_header_is_held_for_a_person(house: House, missing: str) -> None:
    house.receive(mail("mary.tern@away.example", "Good morning", proof="none", **{missing: ""}))
    assert house.end() == "held"
    assert house.last(COORDINATOR, "to check")


@pytest.mark.parametrize("missing", ["From", "Date", "Message_ID"])
def test_a_reply_without_a_header_never_acts_beyond_its_proof(
    house: House, routed: EmailMessage, missing: str
) -> None:
    house.receive(reply(routed, "RESOLVED", **{missing: ""}))
    assert house.end() == ("held" if missing == "From" else "reply_applied")


@pytest.mark.parametrize(
    "sender",
    [
        "avery.curlew@dunelands-health.example, rowan.samphire@marram-primary.example",
        "avery.curlew@dunelands-health.example\r\nFrom: mary.tern@away.example",
        "=?utf-8?q?avery.curlew=40dunelands-health.example?= <mary.tern@away.example>",
        "avery.curlew@dunelands-health.example\x00@away.example",
        "avery.curlew(hello)@dunelands-health.example",
    ],
)
def test_an_ambiguous_sender_never_acts(house: House, routed: EmailMessage, sender: str) -> None:
    reference = house.all_cases()[0].reference
    house.receive(reply(routed, "RESOLVED", sender=sender, Authentication_Results="demo; dmarc=pass"))
    assert house.events(reference) == ["Notified"]
    assert house.end() == "held"


@pytest.mark.parametrize("charset", ["utf-8", "x-klingon", "utf-7", "cp1252"])
def test_an_unknown_charset_stops_nothing(house: House, routed: EmailMessage, charset: str) -> None:
    house.receive(mail("mary.tern@away.example", "Good morning \udcff".encode("utf-8", "surrogateescape").decode(
        "utf-8", "replace"), proof="none", Content_Type=f"text/plain; charset={charset}"))  # fmt: skip
    assert house.end() == "held"


def test_thirty_megabytes_are_kept_read_and_answered(house: House, routed: EmailMessage) -> None:
    noise = random.Random(3).randbytes(30_000_000 // 2).hex()
    lines = "\r\n".join(noise[at : at + 76] for at in range(0, len(noise), 76))
    house.receive(reply(routed, f"SEEN\r\n\r\n{lines}"))
    assert house.end() in ("reply_applied", "held")


@pytest.mark.parametrize(
    "raw", [b"", b"\r\n", b"\x00\xff\xfe", b"From: \r\n\r\n", b"nothing but words", b"A:\r\n" * 9000]
)
def test_bytes_that_are_hardly_a_mail_are_held(house: House, raw: bytes) -> None:
    house.receive(raw)
    assert house.end() == "held"


def test_control_characters_in_a_subject_reach_no_header_of_ours(house: House) -> None:
    house.receive(mail("mary.tern@away.example", "Hello", proof="none", subject="Hi\x0b\x1b\rBcc: all@away.example"))
    assert house.end() == "held"
    house.sent()
    assert all("Bcc" not in sent and "away" not in str(sent["Subject"]) for sent in house.out)


FORM = (
    "Is a child at immediate risk of significant harm? No",
    "What is the disagreement about? Something else", "If it is something else, what is it about? Transport",
    "Which area does the child live in? Sefton", "Full name: Skipper Lugworm", "Job title: Class teacher",
    "Agency or school: Marram Primary School", f"Work email address: {TEACHER}",
    "Your manager or safeguarding lead: Rowan Samphire", "Their email address: rowan.samphire@marram-primary.example",
    "Which agency do you disagree with? Dunelands Community Health Trust", "Are any other agencies involved? No",
    "Have you spoken to the other agency? Not yet", "Which stage are you at? 2",
    "Child's full name: Zebedee Quill", "Date of birth or due date: 3 March 2018",
    "What help or plan is in place for the child? Child in need (section 17)",
    "What decision or action do you disagree with? No visit.", "Why do you disagree? It matters.",
    "What do you want to happen? A visit.", "When did the concern arise? 25 November 2026",
)  # fmt: skip


def form(*lines: str, sender: str = TEACHER, proof: str = "pass") -> bytes:
    return mail(sender, "\r\n".join(lines), proof=proof, subject="Notification")


def test_a_notification_by_mail_opens_a_case(house: House) -> None:
    house.receive(form(*FORM))
    assert house.end() == "case_created"
    (case,) = house.all_cases()
    assert case.reference in house.last(TEACHER, "we have your form")["Subject"]
    assert case.reference in house.last(HEALTH, "NOT RESOLVED")["Subject"]


def test_what_is_missing_in_a_notification_by_mail_is_asked_for_by_its_number(house: House) -> None:
    house.receive(form(*(line for line in FORM if not line.startswith(("Why", "Child's")))))
    assert house.end() == "held" and not house.all_cases()
    asked = house.last(TEACHER).get_content()
    assert "Why do you disagree" in asked and "Child's full name" in asked
    assert "Zebedee" not in asked


@pytest.mark.parametrize(
    ("wrong", "asks"),
    [
        ("When did the concern arise? the day after never", "concern"),
        ("Which area does the child live in? Atlantis", "area"),
        ("Date of birth or due date: 31 February 2018", "date of birth"),
    ],
)
def test_an_answer_that_cannot_be_is_asked_for_again(house: House, wrong: str, asks: str) -> None:
    label = wrong[:20]
    house.receive(form(*(wrong if line.startswith(label) else line for line in FORM)))
    assert house.end() == "case_created" and not house.to(HEALTH)
    assert asks in house.last(TEACHER, "we have your form").get_content().lower()


def test_a_form_with_a_failed_proof_is_held_and_never_answered(house: House) -> None:
    house.receive(form(*FORM, proof="fail"))
    assert house.end() == "held" and not house.all_cases()
    assert not house.to(TEACHER)


def test_a_form_from_another_address_than_it_names_is_checked_before_it_goes_on(house: House) -> None:
    house.receive(form(*FORM, sender="mary.tern@away.example", proof="none"))
    assert house.end() == "case_created"
    assert not house.to(HEALTH) and not house.to("mary.tern@away.example")
    assert house.last(COORDINATOR)
    assert house.last(TEACHER, "/r/")


def test_a_form_goes_to_the_partnership_of_its_area_whichever_mailbox_it_came_to(house: House) -> None:
    raw = form(*FORM).replace(SEFTON.encode(), LIVERPOOL.encode())
    house.receive(raw, LIVERPOOL)
    assert house.end() == "case_created"
    assert [one.reference[:4] for one in house.all_cases()] == ["SEF-"]
