"""What a reader is sent about one case is one thread; an answer from deep within it still finds its stage."""

from email.message import EmailMessage

import pytest

from tests.intake.house import HEALTH, SCHOOL, SCHOOL_DIRECTOR, TEACHER, House, reply
from tests.intake.test_bad_mail import BOUNCE


@pytest.fixture
def reference(house: House) -> str:
    """A case that the directors could not settle either, each step some minutes after the one before."""
    reference = house.notify().reference
    for address, words in ((HEALTH, "SEEN"), (SCHOOL, "NOT RESOLVED"), (SCHOOL_DIRECTOR, "NOT RESOLVED")):
        house.pass_time(minutes=5)
        house.receive(reply(house.last(address, "NOT RESOLVED"), words))
    assert house.case(reference).stage == "chair"
    return reference


@pytest.fixture
def asked(house: House, reference: str) -> EmailMessage:
    """The mail that asks the school's director once more, at the stage of the Chair."""
    return house.last(SCHOOL_DIRECTOR, "your colleague has raised")


@pytest.mark.parametrize("address", [TEACHER, SCHOOL, SCHOOL_DIRECTOR, HEALTH])
def test_each_mail_about_a_case_follows_the_readers_last_one_and_names_their_first(
    house: House, reference: str, address: str
) -> None:
    mails = {mail["Message-ID"]: mail for mail in house.to(address, reference)}
    (first,) = [mail for mail in mails.values() if mail["In-Reply-To"] is None]
    assert len(mails) >= 3 and first["References"] is None
    for mail in mails.values():
        if mail is not first:
            before, when = mails[mail["In-Reply-To"]], mail["Date"].datetime
            assert not [m for m in mails.values() if before["Date"].datetime < m["Date"].datetime < when]
            assert mail["References"].split() == list(dict.fromkeys((first["Message-ID"], before["Message-ID"])))
        assert not mail["Subject"].startswith("Re:")


def test_no_thread_runs_from_one_reader_or_one_case_to_another(house: House, reference: str) -> None:
    other = house.notify().reference
    house.sent()
    about = {mail["Message-ID"]: (mail["To"], reference in mail["Subject"]) for mail in house.out}
    for mail in house.out:
        for earlier in str(mail["References"] or "").split():
            assert about[earlier] == about[mail["Message-ID"]]
    assert house.last(HEALTH, other)["In-Reply-To"] is None


@pytest.mark.parametrize("answered", ["In-Reply-To", "the end of References"])
def test_an_answer_without_its_plus_address_speaks_of_the_stage_of_the_mail_that_it_answers(
    house: House, reference: str, asked: EmailMessage, answered: str
) -> None:
    thread = f"{asked['References']} {asked['Message-ID']}"
    shown = str(asked["Message-ID"]) if answered == "In-Reply-To" else ""
    house.receive(reply(asked, "SEEN", To="sefton@parley.example", In_Reply_To=shown, References=thread))
    assert house.end() == "reply_applied"
    assert house.events(reference)[-1] == "Acknowledged"


def test_an_answer_to_an_earlier_mail_of_the_thread_is_about_that_mails_stage(
    house: House, reference: str, asked: EmailMessage
) -> None:
    first = next(mail for mail in house.to(SCHOOL_DIRECTOR) if mail["In-Reply-To"] is None)
    house.receive(reply(first, "SEEN", To="sefton@parley.example"))
    assert house.end() == "note_added" and "a stage that has passed" in house.ends()[-1][1]


def test_a_mail_that_comes_back_with_its_thread_is_the_one_that_came_back(
    house: House, reference: str, asked: EmailMessage
) -> None:
    enclosed = f"{asked['Message-ID']}\nReferences: {asked['References']}"
    report = BOUNCE.format(to=asked["Reply-To"], reader=SCHOOL_DIRECTOR, id=enclosed)
    above = f"References: {asked['References']}\nAuto-Submitted: auto-replied"
    house.receive(report.replace("Auto-Submitted: auto-replied", above).replace("\n", "\r\n").encode())
    assert house.end() == "bounce_recorded"
    assert house.events(reference)[-1] == "Unavailable"
    assert [mail.message_id for mail in house.mails_of(reference) if mail.bounced_at] == [asked["Message-ID"]]
