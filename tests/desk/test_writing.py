"""A message to people of a case (C9): to each their own, with no more than they may have, and seen before it goes."""

from collections.abc import Sequence

import pytest
from sqlalchemy import text

from tests.desk.sitting import Sitting
from tests.intake.house import CHILD, COORDINATOR, HEALTH, SCHOOL, House, mail, text_in

SUBJECT, TEXT = "A date for the meeting", "Can you both come on Thursday?\n\nBring the chronology."
MINIMAL = "This person's email domain can only have the minimal version – use it or remove them"


@pytest.fixture
def reference(house: House) -> str:
    return house.notify().reference


def holder_of(pearl: Sitting, reference: str, name: str) -> str:
    """The value of the box of that person."""
    page = pearl.open(f"/cases/{reference}/write")
    (label,) = [one for one in page.xpath("//label") if name in one.text_content()]
    return str(page.xpath(f"//input[@id='{label.get('for')}']/@value")[0])


def write(pearl: Sitting, reference: str, names: Sequence[str] = ("Avery Curlew",), **given: str) -> None:
    """The questions answered, up to the page that shows what each will read."""
    to = "\n".join(holder_of(pearl, reference, name) for name in names)
    pearl.open(f"/cases/{reference}/write")
    pearl.send({"to": to, "subject": SUBJECT, "text": TEXT} | given)


def test_each_reads_what_was_shown_before_it_was_sent(house: House, pearl: Sitting, reference: str) -> None:
    before = len(house.mails_of(reference))
    write(pearl, reference, ("Avery Curlew", "Rowan Samphire"))
    shown = [one.text_content() for one in pearl.page.xpath("//*[contains(@class, 'parley-message')]/p")]
    assert f"Subject: {reference}: {SUBJECT}" in pearl.text and "dunelands-health.example" in pearl.text
    assert len(shown) == 2 and len(house.mails_of(reference)) == before
    pearl.send({}, button="do")
    assert "The message is on its way." in pearl.text
    for address, body in ((HEALTH, shown[0]), (SCHOOL, shown[1])):
        read = house.last(address, SUBJECT)
        assert text_in(read).strip() == body.strip() and read["Cc"] is read["Bcc"] is None
        assert "Can you both come on Thursday?" in body
    assert house.events(reference)[-1] == "WrittenTo"
    assert (house.holder(COORDINATOR), "WrittenTo") in [(who, what) for who, what, _ in house.audited(reference)]


def test_two_presses_send_one(house: House, pearl: Sitting, reference: str) -> None:
    write(pearl, reference)
    preview = pearl.answer
    pearl.send({}, button="do")
    pearl.answer = preview
    pearl.send({}, button="do")
    assert "The message is on its way." in pearl.text and len(house.to(HEALTH, SUBJECT)) == 1


@pytest.mark.parametrize("subject", [f"About {CHILD}", "The visit to Zebedee", "QUILL: a date"])
def test_a_subject_that_names_the_child_does_not_leave(
    house: House, pearl: Sitting, reference: str, subject: str
) -> None:
    write(pearl, reference, subject=subject)
    assert pearl.faults() == ["Remove the child's name from the subject"]
    pearl.send({"to": "", "subject": SUBJECT})
    assert pearl.faults() == ["Select at least one person", "Enter a message"]
    assert not house.to(HEALTH, "a date") and "WrittenTo" not in house.events(reference)


def test_a_text_that_names_the_child_goes_to_those_alone_who_may_have_it(
    house: House, pearl: Sitting, reference: str
) -> None:
    with house.service.sessions.begin() as session:
        session.execute(text("UPDATE officers SET level = 'L2' WHERE email = :email"), {"email": HEALTH})
    names = ("Avery Curlew", "Rowan Samphire")
    write(pearl, reference, names, text="Zebedee Quill is safe.")
    assert pearl.faults() == [f"{MINIMAL}: Safeguarding Lead, Marram Primary School"]
    write(pearl, reference, names, text="Zebedee Quill is safe.", minimal="minimal")
    pearl.send({}, button="do")
    assert "Zebedee Quill is safe." in text_in(house.last(HEALTH, SUBJECT))
    assert "Z.Q. is safe." in text_in(house.last(SCHOOL, SUBJECT)) and "Quill" not in text_in(house.last(SCHOOL))


def test_it_is_kept_with_the_case_for_the_coordinators_alone(house: House, pearl: Sitting, reference: str) -> None:
    write(pearl, reference)
    pearl.send({}, button="do")
    pearl.open(f"/cases/{reference}/written")
    pearl.send({})
    assert "A message to people of the case" in pearl.text and "Bring the chronology." in pearl.text


def test_while_it_is_checked_nobody_of_the_other_agency_can_be_written_to(house: House, pearl: Sitting) -> None:
    reference = house.notify(your_email="skipper.lugworm@elsewhere.example", their_name="Avery Curlew",
                             their_email=HEALTH).reference  # fmt: skip
    pearl.open(f"/cases/{reference}/write")
    assert "Skipper Lugworm" in pearl.text and "Avery Curlew" not in pearl.text
    pearl.send({"to": "officer:somebody-else", "subject": SUBJECT, "text": TEXT})
    assert pearl.faults() == ["Select at least one person"]


def test_what_changed_meanwhile_is_shown_first(house: House, pearl: Sitting, reference: str) -> None:
    write(pearl, reference)
    house.receive(mail(HEALTH, f"SEEN\r\n{reference}", to=str(house.last(HEALTH)["Reply-To"])))
    pearl.send({}, button="do")
    assert pearl.answer is not None and pearl.answer.status_code == 409 and not house.to(HEALTH, SUBJECT)


def test_a_reply_to_it_is_kept_with_the_case(house: House, pearl: Sitting, reference: str) -> None:
    write(pearl, reference)
    pearl.send({}, button="do")
    house.receive(mail(HEALTH, "Thursday suits us.", to=str(house.last(HEALTH, SUBJECT)["Reply-To"])))
    assert house.end() in ("note_added", "reply_applied") and house.case(reference).state == "open"
