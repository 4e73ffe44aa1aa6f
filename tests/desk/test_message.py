"""A message that waits, at the desk: opened, its files saved, and decided by one press; it can be put back."""

from email.message import EmailMessage
from uuid import uuid4

import pytest

from service.store import audit
from service.store.tables import InboundRow
from tests.desk.sitting import Sitting
from tests.intake.house import CHILD, COORDINATOR, HEALTH, LIVERPOOL, SEFTON, House, mail, reply
from tests.intake.test_bad_mail import FORM, form

STRANGER = "mary.tern@away.example"
COLLEAGUE = "wren.sanderling@dunelands-health.example"


@pytest.fixture
def reference(house: House) -> str:
    return house.notify().reference


def with_files(subject: str) -> bytes:
    """A mail with a page and a program."""
    written = EmailMessage()
    written["From"], written["To"], written["Subject"] = STRANGER, SEFTON, subject
    written["Message-ID"] = f"<{uuid4().hex}@mail.example>"
    written.set_content("See the files.")
    written.add_attachment(b"<script>alert(1)</script>", maintype="text", subtype="html", filename=f"{CHILD}.html")
    written.add_attachment(b"MZ\x90\x00", maintype="application", subtype="pdf", filename="../../letter.pdf")
    return written.as_bytes()


def opened(house: House, pearl: Sitting) -> str:
    """The message that waits, opened."""
    (one,) = house.held()
    pearl.open(f"/messages/{one.id}")
    return one.id


def test_it_is_shown_as_text_with_its_reason_and_that_is_audited(house: House, pearl: Sitting, reference: str) -> None:
    house.receive(mail(STRANGER, f"<b>{CHILD}</b> in {reference}", subject=f"About {CHILD}"))
    id = opened(house, pearl)
    assert "neither a reply to one of our mails" in pearl.text and f"<b>{CHILD}</b>" in pearl.text
    assert CHILD not in pearl.page.xpath("string(//title)")
    assert "It names this reference. It names whom this case is about." in pearl.text
    with house.service.sessions.begin() as session:
        last = audit.entries(session, "partnership:sefton")[-1]
    assert (last.actor, last.action, last.object_id) == (house.holder(COORDINATOR), "opened a mail", id)


def test_a_suggestion_is_taken_with_one_press_and_put_back(house: House, pearl: Sitting, reference: str) -> None:
    house.receive(mail(STRANGER, "Hello", subject=f"About {reference}"))
    id = opened(house, pearl)
    pearl.send({})
    assert house.ends() == [("note_added", "A coordinator filed it with this case.")]
    assert f"With the case {reference}" in pearl.text
    assert "It is with the case now. Its sender is told that it was read and passed on" in banner(pearl)
    pearl.send({"choice": "put-back"})
    assert pearl.faults() == ["Enter why you are putting it back"]
    pearl.send({"choice": "put-back", "why": "The wrong case."})
    assert house.end() == "held" and [one.id for one in house.held()] == [id]


def banner(pearl: Sitting) -> str:
    return " ".join(pearl.page.xpath("string(//*[contains(@class, 'govuk-notification-banner')])").split())


@pytest.mark.parametrize(("proof", "told"), [("pass", True), ("fail", False)])
def test_if_its_sender_would_hear_is_said_before_it_is_filed_and_after(
    house: House, pearl: Sitting, reference: str, proof: str, told: bool
) -> None:
    house.receive(mail(STRANGER, "Hello", subject=f"About {reference}", proof=proof))
    opened(house, pearl)
    assert ("If you put it with a case, its sender is told" in pearl.text) == told and not banner(pearl)
    pearl.send({})
    assert ("Its sender is told that it was read" in banner(pearl)) == told
    assert ("Its sender is not written to." in banner(pearl)) != told
    assert len(house.to(STRANGER, "read and passed on")) == told


def test_it_is_filed_with_another_case_or_with_none(house: House, pearl: Sitting, reference: str) -> None:
    house.receive(mail(STRANGER, "Hello"))
    opened(house, pearl)
    pearl.send({"choice": "to"})
    assert pearl.faults() == ["Enter the reference of the case"]
    pearl.send({"choice": "to", "reference": "SEF-4T9K-2MC2"})
    assert pearl.faults() == ["There is no case with that reference here – check it"] and house.end() == "held"
    pearl.send({"choice": "to", "reference": reference.lower()})
    assert house.end() == "note_added"


@pytest.mark.parametrize(
    ("given", "message"),
    [({}, "Select what to do with this message"), ({"choice": "refuse"}, "Enter why you are rejecting it"),
     ({"choice": "as-new"}, "Enter why it is a new disagreement"),
     ({"choice": "accept"}, "Select what to do with this message")],
)  # fmt: skip
def test_what_is_left_out_is_asked_for(house: House, pearl: Sitting, given: dict[str, str], message: str) -> None:
    house.receive(mail(STRANGER, "Hello"))
    opened(house, pearl)
    pearl.send(given)
    assert pearl.answer.status_code == 422 and pearl.faults() == [message] and house.end() == "held"


def test_it_is_refused_with_a_reason(house: House, pearl: Sitting) -> None:
    house.receive(mail(STRANGER, "Buy this"))
    opened(house, pearl)
    pearl.send({"choice": "refuse", "why": "An advertisement."})
    assert house.end() == "closed_by_human" and "Refused by a coordinator" in pearl.text
    assert "It is refused." in banner(pearl)


def test_it_opens_a_case(house: House, pearl: Sitting) -> None:
    house.receive(form(*FORM, proof="fail"))
    opened(house, pearl)
    pearl.send({"choice": "as-new", "why": "I rang them; it is theirs."})
    assert house.end() == "case_created"


def test_a_colleagues_reply_is_accepted(house: House, pearl: Sitting, reference: str) -> None:
    asked = house.last(HEALTH, "NOT RESOLVED")
    house.receive(reply(asked, "SEEN", sender=COLLEAGUE))
    opened(house, pearl)
    pearl.send({"choice": "accept", "why": "I rang them; it is theirs."})
    assert house.end() == "reply_applied" and "To take that back, go to the case" in pearl.text
    assert house.events(reference)[-1] == "Acknowledged"


def test_files_are_saved_and_never_shown(house: House, pearl: Sitting) -> None:
    house.receive(with_files("Files"))
    id = opened(house, pearl)
    assert "Opening it could do harm." in pearl.text
    for path in pearl.page.xpath("//a[contains(@href, '/files/')]/@href"):
        answer = pearl.client.get(path)
        assert answer.mimetype == "application/octet-stream"
        name = answer.headers["Content-Disposition"]
        assert name.startswith(f'attachment; filename="message-{id[:8]}') and "Quill" not in name
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert pearl.status_of(f"/messages/{id}/files/7") == 409


def test_an_infected_file_is_withheld(house: House, pearl: Sitting) -> None:
    house.receive(with_files("Files"))
    id = opened(house, pearl)
    with house.service.sessions.begin() as session:
        session.get_one(InboundRow, id).scans = '["infected: Eicar", "scanned"]'
    pearl.open(f"/messages/{id}")
    assert "It is infected, and is withheld." in pearl.text
    assert pearl.status_of(f"/messages/{id}/files/1") == 409 and pearl.status_of(f"/messages/{id}/files/2") == 200


def test_what_the_sender_wrote_before_is_named(house: House, pearl: Sitting, reference: str) -> None:
    house.receive(mail(STRANGER, "Hello", subject=f"About {reference}"))
    opened(house, pearl)
    pearl.send({})
    house.receive(mail(STRANGER, "Hello again"))
    opened(house, pearl)
    (listed,) = [one.text_content() for one in pearl.page.xpath("//ul/li") if "Kept with a case" in one.text_content()]
    assert reference in listed


def test_a_message_to_another_partnership_is_not_there(house: House, pearl: Sitting) -> None:
    house.receive(mail(STRANGER, "Hello"), LIVERPOOL)
    (one,) = house.held()
    for path in ("", "/files/0", "/files/1"):
        assert pearl.status_of(f"/messages/{one.id}{path}") == 404
    assert pearl.status_of(f"/messages/{one.id}", "POST") == 404
    assert pearl.status_of(f"/messages/{uuid4()}") == 404


def test_a_form_without_its_mark_decides_nothing(house: House, pearl: Sitting) -> None:
    house.receive(mail(STRANGER, "Hello"))
    id = opened(house, pearl)
    answer = pearl.client.post(f"/sefton/desk/messages/{id}", data={"choice": "refuse", "why": "No."})
    assert answer.status_code == 409 and house.end() == "held"
