"""A coordinator decides about a mail that waits, by `parley held` and `parley release`; it can be put back."""

import json
from email.message import EmailMessage
from typing import Any

import pytest
from sqlalchemy import text

from service.intake.by_mail.mails import read_one
from tests.intake.desk import PEARL, UMBER, Parley
from tests.intake.house import CHILD, HEALTH, LIVERPOOL, SCHOOL, TEACHER, House, mail, reply
from tests.intake.test_bad_mail import FORM, form

STRANGER = "mary.tern@away.example"
COLLEAGUE = "wren.sanderling@dunelands-health.example"
WHY = "I rang them; it is theirs."


@pytest.fixture
def reference(house: House) -> str:
    return house.notify().reference


@pytest.fixture
def asked(house: House, reference: str) -> EmailMessage:
    return house.last(HEALTH, "NOT RESOLVED")


def waiting(parley: Parley) -> list[dict[str, Any]]:
    status, said, _ = parley("held", "--json")
    assert status == 0
    found: list[dict[str, Any]] = json.loads(said)
    return found


def only(parley: Parley) -> dict[str, Any]:
    (one,) = waiting(parley)
    return one


def released(parley: Parley, id: str, *words: str, name: str = PEARL) -> str:
    status, said, why_not = parley("release", id, *words, "--as", name, "--why", WHY)
    assert status == 0, why_not
    return said


def refused(parley: Parley, id: str, *words: str, name: str = PEARL) -> str:
    status, _, why_not = parley("release", id, *words, "--as", name, "--why", WHY)
    assert status in (1, 2) and why_not and "Traceback" not in why_not
    return why_not


def partnership_chain(house: House, partnership: str = "sefton") -> list[str]:
    entries = text("SELECT action FROM audit_entries WHERE chain = :chain ORDER BY seq")
    with house.service.sessions.begin() as session:
        return list(session.scalars(entries, {"chain": f"partnership:{partnership}"}))  # type: ignore[call-overload]


def slip(reference: str) -> str:
    """The reference with its last two symbols the other way round, or, where they are alike, another last one."""
    swapped = reference[:-2] + reference[-1] + reference[-2]
    return swapped if swapped != reference else reference[:-1] + ("Z" if reference[-1] != "Z" else "Y")


@pytest.mark.parametrize(
    ("sender", "subject", "words", "why"),
    [
        (STRANGER, "About {reference}", "Hello", "It names this reference."),
        (STRANGER, "Hello", "It is about {slip}, I think.", "nearly this"),
        (STRANGER, "Hello", "How is zebedee\nQUILL?", "It names whom this case is about."),
        (TEACHER, "Hello", "Is there any news?", "Its sender takes part in this case."),
        (HEALTH, "Hello", "Is there any news?", "Its sender takes part in this case."),
        ("teal.dunlin@dunelands-health.example", "Hello", "Is there any news?", ""),
        (STRANGER, "Hello", "Is there any news?", ""),
    ],
)
def test_a_held_mail_comes_with_the_cases_that_it_may_belong_to(
    house: House, parley: Parley, reference: str, sender: str, subject: str, words: str, why: str
) -> None:
    named = {"reference": reference, "slip": slip(reference)}
    house.receive(mail(sender, words.format(**named), proof="none", subject=subject.format(**named)))
    found = only(parley)["suggestions"]
    assert ([one["case"] for one in found] == [reference] and why in found[0]["why"]) if why else found == []
    said = parley("held")[1]
    assert (reference in said) == bool(why) and CHILD not in said


def test_a_case_of_another_partnership_is_never_suggested(house: House, parley: Parley, reference: str) -> None:
    house.receive(mail(STRANGER, f"About {reference} and {CHILD}", to=LIVERPOOL, proof="none"), LIVERPOOL)
    assert only(parley)["suggestions"] == []
    assert "does not coordinate" in refused(parley, only(parley)["id"], "--to", reference)
    assert "does not coordinate" in refused(parley, only(parley)["id"], "--to", reference, name=UMBER)


def test_a_mail_of_a_thread_that_was_filed_belongs_beside_it(house: House, parley: Parley, reference: str) -> None:
    house.receive(mail(STRANGER, "Good morning", proof="none", subject="The school run", Message_ID="<1@away.example>"))
    released(parley, only(parley)["id"], "--to", reference)
    other = {"proof": "none", "subject": "Hello", "In_Reply_To": "<1@away.example>"}
    house.receive(mail("ann.gull@away.example", "I agree with Mary.", **other))
    assert only(parley)["suggestions"] == [
        {"case": reference, "why": "It belongs to a thread that was filed there."}
    ]
    house.receive(mail("bob.heron@away.example", "So do I.", proof="none", subject="RE: The school run"))
    assert waiting(parley)[1]["suggestions"] == [
        {"case": reference, "why": "A mail with the same subject was filed there."}
    ]


def test_a_mail_is_filed_with_a_case_moves_nothing_and_writes_to_nobody(
    house: House, parley: Parley, reference: str
) -> None:
    house.receive(mail(STRANGER, "He was not in school.", proof="none"))
    house.sent()
    before, id = len(house.out), only(parley)["id"]
    assert reference in released(parley, id, "--to", reference.lower())
    assert waiting(parley) == [] and house.end() == "note_added"
    assert house.case(reference).stage == "2" and house.events(reference) == ["Notified", "ToldMore"]
    house.sent()
    assert len(house.out) == before
    assert [(one["disposition"], one["reason"]) for one in house.facts(reference)["in"]] == [
        ("note_added", "A coordinator filed it with this case.")
    ]
    audited = [entry for entry in house.audited(reference) if entry[1] == "filed a mail"]
    assert audited == [(house.holder(PEARL), "filed a mail", {"why": WHY})]
    assert partnership_chain(house)[-1] == "filed a mail" and house.audit_faults() == []
    assert "He was not in school." in parley("held", id, "--as", PEARL)[1]
    assert house.audited(reference)[-1][1] == "opened a mail"


def test_a_misfiled_mail_goes_to_the_right_case_and_back(house: House, parley: Parley, reference: str) -> None:
    right = house.notify(child_name="Wilma Rook").reference
    house.receive(mail(STRANGER, "It is about the other one.", proof="none"))
    id = only(parley)["id"]
    released(parley, id, "--to", reference)
    assert "already" in refused(parley, id, "--to", reference)
    released(parley, id, "--to", right)
    assert house.facts(reference)["in"] == [] and len(house.facts(right)["in"]) == 1
    assert house.audited(reference)[-1][1] == "a mail was moved to another case"
    released(parley, id, "--undo")
    assert house.facts(right)["in"] == [] and only(parley)["id"] == id
    assert house.audited(right)[-1][1] == "a mail was taken out of this case"
    assert "already" in refused(parley, id, "--undo")
    assert house.audit_faults() == []


def test_a_note_by_its_writers_own_token_can_be_moved_too(
    house: House, parley: Parley, asked: EmailMessage, reference: str
) -> None:
    other = house.notify(child_name="Wilma Rook").reference
    house.receive(reply(asked, "Wilma was seen yesterday."))
    assert house.end() == "note_added"
    id = house.dump()["inbound"][0].split("'")[1]
    released(parley, id, "--to", other)
    assert house.facts(reference)["in"] == [] and len(house.facts(other)["in"]) == 1


def test_a_refused_mail_is_closed_with_a_sealed_reason_and_can_be_put_back(house: House, parley: Parley) -> None:
    house.receive(mail(STRANGER, "Buy our chairs.", proof="none"))
    id = only(parley)["id"]
    assert "Say why" in parley("release", id, "--refuse", "--as", PEARL)[2]
    released(parley, id, "--refuse")
    assert waiting(parley) == [] and house.end() == "closed_by_human"
    assert WHY not in str(house.dump())
    assert "does not wait" in refused(parley, id, "--refuse")
    released(parley, id, "--undo")
    assert only(parley)["id"] == id


@pytest.mark.parametrize(
    ("sender", "proof"), [(COLLEAGUE, "pass"), ("safeguarding@dunelands-health.example", "pass"), (HEALTH, "none")]
)
def test_one_press_accepts_a_reply_that_another_sent_for_its_holder(
    house: House, parley: Parley, asked: EmailMessage, reference: str, sender: str, proof: str
) -> None:
    house.receive(reply(asked, "SEEN", sender=sender, proof=proof))
    if house.end() == "note_added":  # SEEN without proof is a note; a coordinator lets it wait first
        released(parley, house.dump()["inbound"][0].split("'")[1], "--undo")
    assert "Acknowledged" not in house.events(reference)
    id = only(parley)["id"]
    assert "Say why" in parley("release", id, "--accept", "--as", PEARL)[2]
    released(parley, id, "--accept")
    assert house.end() == "reply_applied" and house.events(reference)[-1] == "Acknowledged"
    assert house.last(HEALTH, "we know that you have this")
    vouched = next(entry for entry in house.audited(reference) if entry[1] == "vouched for the sender")
    assert vouched == (house.holder(PEARL), "vouched for the sender", {"sender": sender})
    acted = next(entry for entry in house.audited(reference) if entry[1] == "Acknowledged")
    assert acted[0] == house.holder(HEALTH)
    assert "moved a case" in refused(parley, id, "--undo")
    assert "moved a case" in refused(parley, id, "--to", reference)


def test_a_reply_that_is_only_read_once_more_needs_its_proof_as_before(
    house: House, parley: Parley, asked: EmailMessage, reference: str
) -> None:
    house.receive(reply(asked, "RESOLVED", proof="none"))
    assert "read once more" in parley("release", only(parley)["id"], "--as", PEARL)[1]
    while read_one(house.service):
        pass
    assert house.end() == "held" and house.events(reference) == ["Notified"]
    assert "vouched for the sender" not in [action for _, action, _ in house.audited(reference)]


def test_what_answers_none_of_our_mails_cannot_be_accepted_and_waits_still(house: House, parley: Parley) -> None:
    house.receive(mail(STRANGER, "RESOLVED", proof="none"))
    id = only(parley)["id"]
    assert "waits still" in refused(parley, id, "--accept")
    assert only(parley)["id"] == id


def test_a_form_from_an_unproven_address_is_opened_as_new(house: House, parley: Parley) -> None:
    house.receive(form(*FORM, proof="fail"))
    released(parley, only(parley)["id"], "--as-new")
    assert house.end() == "case_created" and len(house.all_cases()) == 1
    (case,) = house.all_cases()
    assert "vouched for the sender" in [action for _, action, _ in house.audited(case.reference)]


def test_a_mail_in_free_words_is_kept_as_a_notification_whose_sender_is_asked_by_number(
    house: House, parley: Parley
) -> None:
    house.receive(mail(SCHOOL, "We disagree with the health trust.", proof="none"))
    assert "asked for" in refused(parley, only(parley)["id"], "--as-new")
    assert "like \"6: your answer\"" in house.last(SCHOOL).get_content()
    assert len(waiting(parley)) == 1


def test_only_a_coordinator_of_that_mailbox_decides_or_opens(house: House, parley: Parley, reference: str) -> None:
    house.receive(mail(STRANGER, "Hello", proof="none"))
    id = only(parley)["id"]
    for words in (("--to", reference), ("--accept",), ("--as-new",), ("--refuse",), ("--undo",), ()):
        for name in ("Mallory Unknown", UMBER):
            assert "does not coordinate" in refused(parley, id, *words, name=name)
    assert "Say who opens it" in parley("held", id)[2]
    assert parley("held", id, "--as", UMBER)[0] == 1
    assert house.end() == "held" and "opened a mail" not in partnership_chain(house)


def test_a_held_mail_is_opened_and_saved_and_that_is_audited_first(
    house: House, parley: Parley, tmp_path: Any
) -> None:
    raw = mail(STRANGER, f"It is about {CHILD}.", proof="none")
    house.receive(raw)
    id = only(parley)["id"]
    assert CHILD not in parley("held")[1]
    assert CHILD in parley("held", id, "--as", PEARL)[1]
    assert parley("held", id, "--as", PEARL, "--save", str(tmp_path / "mail.eml"))[0] == 0
    assert (tmp_path / "mail.eml").read_bytes() == raw
    assert partnership_chain(house)[-2:] == ["opened a mail"] * 2


def test_a_mail_taken_for_a_machines_can_be_put_before_a_person(house: House, parley: Parley) -> None:
    house.receive(mail(STRANGER, "I am a person.", proof="none", Auto_Submitted="auto-replied"))
    assert house.end() == "auto_recorded"
    released(parley, house.dump()["inbound"][0].split("'")[1], "--undo")
    assert len(waiting(parley)) == 1
