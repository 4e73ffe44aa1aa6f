"""Machines are told from people, and a person is never taken for a machine."""

from pathlib import Path

import pytest

from service.mail.kinds.automatic import is_automatic, is_proven, takes_no_answer
from service.mail.reading.message import InboundMail, read

MAILS = Path(__file__).parents[1] / "mails"


def fixture(name: str) -> InboundMail:
    return read((MAILS / f"{name}.eml").read_bytes())


def with_headers(lines: str) -> InboundMail:
    return read(f"From: Jo <jo@council.example>\r\nSubject: RE: SEF-4T9K-2MC2\r\n{lines}\r\n\r\nWords.".encode())


@pytest.mark.parametrize("name", sorted(path.stem for path in MAILS.glob("out-of-office-*.eml")))
def test_an_absence_notice_that_answers_us_is_automatic_with_or_without_the_proper_headers(name):
    assert is_automatic(fixture(name), answers=True)


@pytest.mark.parametrize(
    "name", ["read-receipt", "delayed-postfix", "delivered-postfix", "bounce-exchange", "bounce-qmail"]
)
def test_reports_and_receipts_are_automatic(name):
    assert is_automatic(fixture(name))


@pytest.mark.parametrize(
    "name", sorted(path.stem for path in MAILS.glob("*.eml") if path.stem.startswith(("reply-", "person-")))
)
def test_what_people_write_is_not_automatic(name):
    assert not is_automatic(fixture(name), answers=True)


@pytest.mark.parametrize(
    "line",
    [
        "Auto-Submitted: auto-generated",
        "Auto-Submitted: Auto-Replied (vacation)",
        "Auto-Submitted: auto-notified; owner-email=x@x.example",
        "Precedence: auto_reply",
        "X-Autoreply: yes",
        "X-Autorespond: SEF-4T9K-2MC2",
        "X-POST-MessageClass: 9; Autoresponder",
        "X-FC-MachineGenerated: true",
        "X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent",
        "Content-Type: multipart/report; report-type=feedback-report; boundary=b",
        "Content-Type: message/disposition-notification",
    ],
)
def test_a_header_that_only_machines_write_makes_a_mail_automatic(line):
    assert is_automatic(with_headers(line)) and is_proven(with_headers(line))


@pytest.mark.parametrize(("subject", "proves"), [("SEF-4T9K-2MC2", True), ("RE: SEF-4T9K-2MC2", False)])
def test_the_null_return_path_is_a_machine_s_and_proves_nothing_of_an_answer_that_may_have_lost_its_own(
    subject, proves
):
    mail = read(f"Return-Path: <>\r\nFrom: jo@council.example\r\nSubject: {subject}\r\n\r\nWords.".encode())
    assert is_automatic(mail) and is_proven(mail) is proves


def test_bulk_is_what_old_vacation_programs_write_and_programs_that_send_people_s_mail():
    assert is_automatic(with_headers("Precedence: bulk")) and not is_proven(with_headers("Precedence: bulk"))
    for line in ("X-Mailer: Desk", "In-Reply-To: <a@parley.example>", "References: <a@parley.example>"):
        assert not is_automatic(with_headers(f"Precedence: bulk\r\n{line}"))


@pytest.mark.parametrize(
    "line",
    [
        "Auto-Submitted: no",
        "X-Autoreply: no",
        "X-Vacation: False",
        "X-Auto-Response-Suppress: All",
        "Precedence: normal",
        "Importance: high",
        "Return-Path: <jo@council.example>",
        "X-MS-Exchange-Organization-AuthAs: Internal",
        "Disposition-Notification-To: jo@council.example",
    ],
)
def test_a_header_that_people_s_mail_carries_too_makes_nothing_automatic(line):
    assert not is_automatic(with_headers(line), answers=True)


@pytest.mark.parametrize("sender", ["no-reply@x.example", "DoNotReply@x.example", "MAILER-DAEMON@x.example"])
def test_an_address_that_nobody_reads_is_a_machine_s(sender):
    mail = read(f"From: {sender}\r\nSubject: x\r\n\r\nWords.".encode())
    assert is_automatic(mail) and is_proven(mail) is sender.startswith("MAILER-DAEMON")


@pytest.mark.parametrize(
    "sender", ["noreply-reports@x.example", "do-not-reply.desk@x.example", "MicrosoftExchange7f3a91c2@x.example"]
)
def test_an_address_that_begins_like_one_that_nobody_reads_is_a_machine_s_unless_it_answers(sender):
    lines = f"From: {sender}\r\nIn-Reply-To: <a@parley.example>\r\nSubject: {{}}\r\n\r\nWords."
    begins, answers = (read(lines.format(subject).encode()) for subject in ("x", "RE: SEF-4T9K-2MC2"))
    assert is_automatic(begins) and not is_proven(begins) and not is_automatic(answers, answers=True)
    assert takes_no_answer(begins) and takes_no_answer(answers)


@pytest.mark.parametrize("sender", ["norton@x.example", "noreplyatall@x.example", "microsoftexchange.team@x.example"])
def test_an_address_that_only_looks_a_little_like_one_is_a_person_s(sender):
    assert not is_automatic(read(f"From: {sender}\r\nSubject: x\r\n\r\nWords.".encode()))


@pytest.mark.parametrize(
    "subject",
    [
        "Automatic reply: SEF-4T9K-2MC2",
        "Vacation Rule: SEF-4T9K-2MC2",
        "Out of Office: Re: SEF-4T9K-2MC2",
        "Automatic reply: Re: SEF-4T9K-2MC2",
        "Autoreply: away",
        "Réponse automatique : SEF-4T9K-2MC2",
        "Automatische Antwort: SEF-4T9K-2MC2",
        "Automatisch antwoord: SEF-4T9K-2MC2",
        "Respuesta automática: SEF-4T9K-2MC2",
        "Risposta automatica: SEF-4T9K-2MC2",
        "Odpowiedź automatyczna: SEF-4T9K-2MC2",
        "Autosvar: SEF-4T9K-2MC2",
        "Автоматический ответ: SEF-4T9K-2MC2",
    ],
)
def test_what_only_programs_write_before_a_subject_is_automatic_and_proves_nothing(subject):
    mail = read(f"From: jo@council.example\r\nSubject: {subject}\r\n\r\nAway.".encode())
    assert is_automatic(mail) and not is_proven(mail)


@pytest.mark.parametrize("subject", ["Out of office", "Out of Office AutoReply: SEF-4T9K-2MC2", "Abwesend: SEF"])
def test_what_people_write_over_their_mails_too_is_automatic_only_in_answer_to_us(subject):
    mail = read(f"From: jo@council.example\r\nSubject: {subject}\r\n\r\nI am away.".encode())
    assert is_automatic(mail, answers=True) and not is_proven(mail)
    assert not is_automatic(mail, answers=False)


@pytest.mark.parametrize("number", ["#4471", "INC0048812", "Ticket no. 20931"])
def test_a_ticket_has_its_number(number):
    words = "Your request has been received. {}"
    mail = "From: Desk <desk@council.example>\r\nSubject: Your request\r\n\r\n{}"
    assert is_automatic(read(mail.format(words.format(number)).encode()))
    assert not is_automatic(read(mail.format(words.format("Ring me on 01632 960371.")).encode()))


@pytest.mark.parametrize(
    "subject",
    [
        "RE: Automatic reply: SEF-4T9K-2MC2",
        "Out of office cover for Friday",
        "Out of hours call",
        "Absent father",
        "FW: Out of Office: Jo",
    ],
)
def test_a_subject_that_a_person_may_write_counts_for_nothing(subject):
    mail = read(f"From: jo@council.example\r\nSubject: {subject}\r\n\r\nOut of office until Monday, I wrote.".encode())
    assert not is_automatic(mail, answers=True)
