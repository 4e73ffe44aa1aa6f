"""A form attached to a reply: the reply's word acts as it would alone, and the form lands where it belongs."""

from email.message import EmailMessage

import pytest

from forms import PUBLISHED, Answers
from tests.intake.desk import Parley
from tests.intake.house import CHILD, COORDINATOR, HEALTH, SCHOOL, House, reply, text_in, token_in
from tests.intake.test_form_mails import answers, as_word, asking, settled, with_file
from tests.intake.test_writing_up import confirm, read

LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
UNSETTLED = {
    "outcome": "not resolved", "risk": "no change", "reason": "They will not visit.", "your_name": "Rowan Samphire",
    "your_email": SCHOOL,
}  # fmt: skip


@pytest.fixture
def database_kind() -> str:
    """SQLite alone: what is read here is read before a database is asked."""
    return "sqlite"


@pytest.fixture
def reference(house: House) -> str:
    return house.notify().reference


def with_form(to: EmailMessage, words: str, content: bytes, **said: str) -> bytes:
    """A reply of the reader of that mail, with a file."""
    asked = {"sender": to["To"].addresses[0].addr_spec, "to": str(to["Reply-To"]), "subject": f"Re: {to['Subject']}"}
    return with_file(content, words=words, **{**asked, **said}, In_Reply_To=str(to["Message-ID"]))


def outcome(house: House, reference: str, **said: str) -> bytes:
    given = {**UNSETTLED, "reference": reference, **said}
    found = PUBLISHED["stage_outcome"].read(given, house.pages.outcome_choices("sefton"))
    assert isinstance(found, Answers)
    return as_word(house, found)


def reason(house: House) -> str:
    return house.ends()[-1][1]


# An outcome or a report


def test_the_word_acts_and_the_outcome_beside_it_waits_for_its_person(house: House, reference: str) -> None:
    asked = house.last(SCHOOL, "NOT RESOLVED")
    house.receive(with_form(asked, "Resolved, form attached.", as_word(house, settled(house, reference))))
    assert house.end() == "reply_applied" and "A stage outcome by mail, as Word" in reason(house)
    assert house.events(reference) == ["Notified", "Resolved", "ToldMore"]
    assert "resolved" in text_in(house.last(SCHOOL, "we have recorded your answer"))
    confirm(house)
    said = [words for paper in read(house, SCHOOL).written for _, words in paper.lines]
    assert "Zebedee Quill is seen at home, weekly." in said
    assert house.events(reference).count("Resolved") == 1, "what was said by the word is not said twice"
    assert {"2.action", "2.agree@r1"} <= {one["id"] for one in house.facts(reference)["owed"]}
    assert house.audit_faults() == []


def test_an_outcome_beside_not_resolved_is_of_the_stage_that_ended_and_moves_no_other(
    house: House, reference: str
) -> None:
    asked = house.last(SCHOOL, "NOT RESOLVED")
    house.receive(with_form(asked, "Not resolved. The form says why.", outcome(house, reference)))
    stage = house.facts(reference)["stage"]
    assert stage == "3"
    confirm(house)
    assert house.facts(reference)["stage"] == stage
    written = house.facts(reference)["written"]
    assert ("outcome", "2") in {(one["kind"], one["stage"]) for one in written}


def test_what_an_outcome_lacks_is_asked_for_and_once_given_it_moves_no_later_stage(
    house: House, reference: str
) -> None:
    known = {key: said for key, said in UNSETTLED.items() if key != "reason"} | {"reference": reference}
    content = as_word(house, Answers("stage_outcome", known))
    house.receive(with_form(house.last(SCHOOL, "NOT RESOLVED"), "NOT RESOLVED, see form.", content))
    asked = house.last(SCHOOL, "an answer is still needed")
    house.pass_time(hours=1)
    house.receive(reply(asked, f"{asking(house, 'stage_outcome')['reason'].number}: They will not visit."))
    confirm(house)
    assert house.facts(reference)["stage"] == "3" and house.events(reference).count("NotResolved") == 1


def test_an_outcome_that_waits_cannot_be_confirmed_at_a_later_stage(house: House, reference: str) -> None:
    house.receive(with_file(outcome(house, reference), sender=SCHOOL))
    house.pass_time(hours=1)
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "NOT RESOLVED. They will not visit."))
    house.pages.fresh_link(token_in(house.last(SCHOOL, "/r/")))
    later = token_in(house.last(SCHOOL, "new link"))
    assert not any(value.startswith("confirm:") for value, _ in house.pages.answer_page(later).choices)  # type: ignore[union-attr]
    confirm(house)
    assert house.facts(reference)["stage"] == "3"


def test_somebody_elses_outcome_is_theirs_alone_to_confirm(house: House, reference: str) -> None:
    content = outcome(house, reference, your_email=HEALTH)
    house.receive(with_form(house.last(SCHOOL, "NOT RESOLVED"), "SEEN, form attached", content))
    assert house.end() == "reply_applied"
    assert house.last(HEALTH, "confirm your answer") and not house.to(SCHOOL, "confirm your answer")
    assert house.facts(reference)["stage"] == "2"


def test_a_reply_that_is_held_holds_its_form_until_it_is_accepted(house: House, reference: str, parley: Parley) -> None:
    asked, colleague = house.last(SCHOOL, "NOT RESOLVED"), "mary.tern@marram-primary.example"
    house.receive(with_form(asked, "RESOLVED, form attached", outcome(house, reference), sender=colleague))
    assert house.end() == "held" and house.events(reference) == ["Notified"]
    [held] = house.held()
    parley("release", held.id, "--accept", "--as", "Pearl Lighthouse", "--why", "She stands in.")
    assert house.end() == "reply_applied"
    assert house.events(reference) == ["Notified", "Resolved", "ToldMore"]


# A notification


def test_a_notification_of_another_child_opens_a_case_of_its_own(house: House, reference: str) -> None:
    content = as_word(house, answers(house, child_name="Oriel Quince"))
    house.receive(with_form(house.last(SCHOOL, "NOT RESOLVED"), "SEEN. A second concern is attached.", content))
    assert house.end() == "reply_applied" and "A notification by mail." in reason(house)
    [other] = [one.reference for one in house.all_cases() if one.reference != reference]
    assert house.events(other) == ["Notified"] and house.events(reference) == ["Notified", "Acknowledged"]
    assert "Oriel" not in str(house.facts(reference)) and other not in str(house.facts(reference))


@pytest.mark.parametrize("words", ["Resolved, form attached.", "Please see the attached form."])
def test_the_notification_of_this_very_child_opens_nothing_and_the_coordinator_is_told(
    words: str, house: House, reference: str
) -> None:
    content = as_word(house, answers(house, child_name=f" {CHILD.upper()}"))
    house.receive(with_form(house.last(SCHOOL, "NOT RESOLVED"), words, content))
    assert len(house.all_cases()) == 1
    assert reason(house).endswith("It is about a child of this case, and opened nothing.")
    assert "came with a reply" in text_in(house.last(COORDINATOR, "to check"))


def test_a_notification_that_says_too_little_is_shown_to_the_coordinator(house: House, reference: str) -> None:
    content = as_word(house, answers(house, child_name="", area=""))
    house.receive(with_form(house.last(SCHOOL, "NOT RESOLVED"), "SEEN, form attached", content))
    assert len(house.all_cases()) == 1 and house.end() == "reply_applied"
    assert "It opened no case: too little is known" in reason(house)
    assert house.last(COORDINATOR, "to check")


# What cannot be opened


@pytest.mark.parametrize("words", ["Resolved, form attached.", "Here it is."])
def test_a_file_that_cannot_be_opened_is_kept_and_told_once(words: str, house: House, reference: str) -> None:
    house.receive(with_form(house.last(SCHOOL, "NOT RESOLVED"), words, LOCKED))
    assert "A file that came with it could not be opened" in reason(house)
    [told] = house.to(SCHOOL, "could not open your file")
    assert told["Subject"].startswith(reference) and "has a password" in text_in(told)
    assert not house.to(SCHOOL, "did not understand"), "one answer says what is wrong"


def test_a_robot_that_sends_locked_files_hears_of_them_no_oftener_than_of_anything(
    house: House, reference: str
) -> None:
    asked = house.last(SCHOOL, "NOT RESOLVED")
    before = len(house.to(SCHOOL))
    for _ in range(14):
        house.receive(with_form(asked, "Here it is.", LOCKED))
    assert len(house.to(SCHOOL)) == before + 10


def test_a_sender_who_is_not_proven_is_told_nothing_of_the_file(house: House, reference: str) -> None:
    house.receive(with_form(house.last(SCHOOL, "NOT RESOLVED"), "Here it is.", LOCKED, proof="none"))
    assert not house.to(SCHOOL, "could not open")


def test_what_was_recorded_can_still_be_taken_back(house: House, reference: str) -> None:
    house.receive(with_form(house.last(SCHOOL, "NOT RESOLVED"), "Resolved.", as_word(house, settled(house, reference))))
    house.receive(reply(house.last(SCHOOL, "we have recorded your answer"), "UNDO"))
    assert house.events(reference)[-1] == "Undone"
    assert not any(one["task"] == "agree" for one in house.facts(reference)["owed"])
