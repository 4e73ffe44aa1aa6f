"""What reads like a machine's, and may be a person's: it ends before a person's eyes, and never in silence."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from service.intake.by_mail.foreseeing import foreseen
from service.intake.by_mail.returned import MAY_BRING_A_FORM, NO_MACHINE, NO_REPORT
from service.mail.reading.message import read
from tests.intake.house import COORDINATOR, HEALTH, HEALTH_DEPUTY, SEFTON, House, mail, reply, text_in

SYSTEMS = Path(__file__).parents[1] / "mails" / "systems"
IN_SILENCE = {"bounce_recorded", "auto_recorded"}
STRANGER = "Mary Tern <mary.tern@away.example>"
NOT_HERE = "A mail of yours could not be delivered to the following recipient: <{to}>"


@pytest.fixture
def database_kind() -> str:
    """SQLite alone: what is asked of the database is tested in its own room."""
    return "sqlite"


@pytest.fixture
def asked(house: House) -> EmailMessage:
    house.notify()
    return house.last(HEALTH, "NOT RESOLVED")


def test_no_persons_mail_is_put_aside_in_silence_whatever_it_sounds_like(house: House) -> None:
    names = [path.name for path in sorted(SYSTEMS.glob("person-*.eml"))]
    for name in names:
        house.receive((SYSTEMS / name).read_bytes())
    ends = dict(zip(names, (end for end, _ in house.ends()), strict=True))
    assert {name: end for name, end in ends.items() if end in IN_SILENCE} == {}


@pytest.mark.parametrize(
    ("subject", "words", "why"),
    [
        ("Automatic reply: SEF-4T9K-2MC2", "I am away until 4 December.", NO_MACHINE),
        ("New address", "Hello. Do not reply to this email.", NO_MACHINE),
        ("Your request", "Your request has been received. Ticket no. 20931", NO_MACHINE),
        ("Recall: plan", "Mary Tern would like to recall the message, plan.", NO_MACHINE),
    ],
)  # fmt: skip
def test_what_is_automatic_by_its_words_alone_is_shown_to_a_person_and_its_sender_hears_so(
    house: House, subject: str, words: str, why: str
) -> None:
    raw = mail(STRANGER, words, subject=subject)
    seen_before = foreseen(house.service, read(raw))
    house.receive(raw)
    assert house.ends()[-1] == ("held", why)
    assert (seen_before.outcome, seen_before.because) == ("hold", why)
    assert house.last(COORDINATOR, "1 message to check") and len(house.to("mary.tern@away.example")) == 1


@pytest.mark.parametrize(
    ("sender", "mark"),
    [
        ("no-reply@away.example", {}),
        ("noreply-reports@away.example", {}),
        ("MicrosoftExchange7f3a91c2@away.example", {}),
        ("desk@away.example", {"Precedence": "bulk"}),
    ],
)
def test_where_an_answer_reaches_nobody_none_is_given(house: House, sender: str, mark: dict[str, str]) -> None:
    house.receive(mail(sender, "The child of the Rook family is at home alone.", **mark))
    assert house.ends()[-1][0] == "held" and NO_MACHINE in house.ends()[-1][1]
    assert not house.to(sender.lower()) and house.last(COORDINATOR, "1 message to check")


@pytest.mark.parametrize(
    "marks", [{"Precedence": "bulk"}, {"Cc": ", ".join(f"{n}.tern@away.example" for n in range(900))}]
)
def test_an_answer_marked_as_bulk_or_sent_to_hundreds_is_taken_as_any_other(
    house: House, asked: EmailMessage, marks: dict[str, str]
) -> None:
    house.receive(reply(asked, "Not resolved. The visit did not happen.", **marks))
    assert house.end() == "reply_applied"


@pytest.mark.parametrize("marks", [{"Auto-Submitted": "auto-replied"}, {"Return-Path": "<>"}, {"X-Vacation": "yes"}])
def test_what_its_headers_prove_to_be_a_machines_troubles_nobody(house: House, marks: dict[str, str]) -> None:
    house.receive(mail("desk@away.example", "Backup done.", **marks))
    assert house.end() == "auto_recorded" and not house.sent()


def test_what_a_program_sends_of_its_own_accord_may_be_a_form_that_a_person_filled_in(house: House) -> None:
    words = "New entry on the contact form.\n\nName: Mary Tern\nMessage: I am worried about a pupil of ours."
    house.receive(mail("forms@away.example", words, Auto_Submitted="auto-generated"))
    assert house.ends()[-1] == ("held", MAY_BRING_A_FORM)
    assert not house.to("forms@away.example") and house.last(COORDINATOR, "1 message to check")


def test_what_a_rule_of_a_mailbox_sends_on_is_some_persons(house: House) -> None:
    rule = {"Auto-Submitted": "auto-generated", "X-MS-Exchange-Generated-Message-Source": "Mailbox Rules Agent"}
    house.receive(mail("desk@away.example", "I am worried about a pupil.", subject="FW: A pupil of ours", **rule))
    assert house.ends()[-1] == ("held", NO_MACHINE)


def test_an_answer_that_a_relay_took_the_return_path_of_is_some_persons(house: House, asked: EmailMessage) -> None:
    house.receive(reply(asked, "Could you ring me about this?", Return_Path="<>"))
    assert house.ends()[-1] == ("held", NO_MACHINE) and not house.to(HEALTH_DEPUTY)


def test_an_absence_notice_in_answer_to_us_counts_where_its_words_say_so_too(house: House, asked: EmailMessage) -> None:
    for words, end in (("I am back, and have read this. Can we talk at 4?", "held"), ("I am away.", "auto_recorded")):
        subject = f"Automatic reply: {asked['Subject']}"
        house.receive(
            mail(HEALTH, words, str(asked["Reply-To"]), subject=subject, In_Reply_To=str(asked["Message-ID"]))
        )
        assert house.end() == end, words


@pytest.mark.parametrize(
    ("sender", "subject", "end"),
    [
        ("mailer-daemon@away.example", "Undelivered Mail", "bounce_recorded"),
        ("ndr@away.example", "Mail delivery failed", "held"),
        ("Gary Knot <postmaster@away.example>", "Undelivered Mail", "held"),
    ],
)
def test_a_report_that_names_no_mail_of_ours_is_held_unless_a_machine_wrote_it(
    house: House, sender: str, subject: str, end: str
) -> None:
    raw = mail(sender, NOT_HERE.format(to="sam.teal@away.example"), subject=subject)
    assert foreseen(house.service, read(raw)).outcome == {"held": "hold"}.get(end, "recorded")
    house.receive(raw)
    assert house.end() == end and (end != "held" or NO_REPORT in house.ends()[-1][1])


@pytest.mark.parametrize(
    ("sender", "subject", "counts"),
    [
        ("mailer-daemon@away.example", "Undelivered Mail", True),
        ("postmaster@away.example", "Undeliverable: plan", True),
        ("Gary Knot <postmaster@away.example>", "RE: plan: mail delivery", False),
        ("ndr@away.example", "Mail delivery failed", False),
    ],
)
def test_a_report_about_a_mail_of_ours_counts_where_a_mail_system_wrote_it(
    house: House, asked: EmailMessage, sender: str, subject: str, counts: bool
) -> None:
    words = NOT_HERE.format(to=HEALTH)
    house.receive(mail(sender, words, SEFTON, subject=subject, In_Reply_To=str(asked["Message-ID"])))
    assert house.end() == ("bounce_recorded" if counts else "held")
    assert bool(house.to(HEALTH_DEPUTY)) is counts


def test_a_mail_of_ours_that_came_back_counts_though_the_report_names_nobody(house: House, asked: EmailMessage) -> None:
    words = f"It could not be delivered.\r\n\r\nMessage-ID: {asked['Message-ID']}"
    house.receive(mail("mailer-daemon@away.example", words, subject="Undelivered Mail"))
    assert house.end() == "bounce_recorded" and house.last(HEALTH_DEPUTY)
    assert "It was refused." in text_in(house.last(COORDINATOR, "an email came back"))
