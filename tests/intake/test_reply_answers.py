"""Every word of a reply is answered: what was recorded and until when UNDO takes it back, and what it still lacks."""

from email.message import EmailMessage

import pytest

from service.store import cases, papers
from tests.intake.desk import Parley, act
from tests.intake.house import COORDINATOR, HEALTH, HEALTH_DEPUTY, SCHOOL, TEACHER, House, mail, reply, text_in

JAY = "jay.turnstone@dunelands-health.example"


@pytest.fixture
def reference(house: House) -> str:
    return house.notify().reference


@pytest.fixture
def asked(house: House, reference: str) -> EmailMessage:
    return house.last(HEALTH, "NOT RESOLVED")


def flat(mail: EmailMessage) -> str:
    return " ".join(text_in(mail).split())


def kept(house: House, reference: str) -> list[tuple[str, dict[str, str]]]:
    """The papers of the case but for its notification: their kind and what they say."""
    with house.service.sessions.begin() as session:
        found = papers.of_case(session, house.service.vault, cases.id_of(session, reference))
    return [(paper.kind, dict(paper.says)) for paper in found if paper.kind != "notification"]


@pytest.mark.parametrize(
    ("words", "event", "recorded", "still_needed"),
    [
        ("RESOLVED", "Resolved", "You say that stage 2 is resolved.", "says what you agreed"),
        ("RESOLVED\r\nA visit each week.", "Resolved", "You say that stage 2 is resolved.", ""),
        ("NOT RESOLVED", "NotResolved", "You say that stage 2 is not resolved.", "says why it is not"),
        ("NOT RESOLVED: no visit", "NotResolved", "You say that stage 2 is not resolved.", ""),
        ("MORE TIME", "MoreTimeAsked", "more time at stage 2.", "MORE TIME 4 December, or MORE TIME 9 December, or"),
        ("MORE TIME until Friday", "MoreTimeAsked", "until Friday 27 November 2026.", "says why you need it"),
        ("MORE TIME until Friday as she is ill", "MoreTimeAsked", "until Friday 27 November 2026.", ""),
        ("MEETING 4 December 2pm", "MeetingSet", "is set for Friday 4 December 2026 at 14:00.", ""),
        ("MEETING 4 December", "MeetingSet", "is set for Friday 4 December 2026.", "You gave no time, so 9am stands."),
        ("NOT ME", "NotMine", "You say that this is not for you.", "Who should we ask?"),
        ("NOT ME, Jay Turnstone", "NotMine", "You say that this is not for you.", ""),
    ],
)
def test_a_word_is_recorded_confirmed_and_asked_about_where_it_lacks_something(
    house: House, reference: str, asked: EmailMessage, words: str, event: str, recorded: str, still_needed: str
) -> None:
    house.receive(reply(asked, words))
    assert house.end() == "reply_applied" and house.events(reference)[-1] == event
    told = flat(house.last(HEALTH, "reply UNDO"))
    assert recorded in told and "reply UNDO before 10am on Thursday 26 November 2026" in told
    if still_needed:
        assert still_needed in told
    else:
        assert "Reply with a line" not in told and "You gave no time" not in told


def test_the_words_that_were_asked_for_are_kept_beside_the_answer_and_ask_for_no_word(
    house: House, reference: str, asked: EmailMessage
) -> None:
    house.receive(reply(asked, "RESOLVED"))
    house.receive(reply(house.last(HEALTH, "says what you agreed"), "The nurse visits each Monday until Easter."))
    assert house.end() == "note_added"
    assert ("outcome", {"said": "The nurse visits each Monday until Easter."}) in kept(house, reference)
    assert house.last(HEALTH, "We have kept your words") and not house.to(HEALTH, "one word?")


def test_a_reason_given_after_the_case_has_moved_is_kept_all_the_same(house: House, reference: str) -> None:
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "NOT RESOLVED"))
    assert house.case(reference).stage == "3"
    house.receive(reply(house.last(SCHOOL, "says why it is not"), "They will not visit before January."))
    assert house.last(SCHOOL, "We have kept your words")
    assert kept(house, reference)[-1][1] == {"said": "They will not visit before January."}


def test_what_is_lacking_is_asked_for_once(house: House, reference: str, asked: EmailMessage) -> None:
    for _ in range(2):
        house.receive(reply(asked, "RESOLVED"))
    assert len(house.to(HEALTH, "we have recorded your answer")) == 2
    assert len(house.to(HEALTH, "says what you agreed")) == 1


def test_a_meeting_is_told_to_all_who_attend_with_an_entry_for_their_calendar(
    house: House, reference: str, asked: EmailMessage
) -> None:
    house.receive(reply(asked, "MEETING Friday 4 December, half past two"))
    for reader in (HEALTH, SCHOOL):
        invitation = house.last(reader, "is set.")
        assert "Friday 4 December 2026, 2:30pm" in flat(invitation)
        assert "DTSTART:20261204T143000Z" in str(next(invitation.iter_attachments()).get_content())


def test_a_meeting_without_a_day_is_asked_about_and_one_that_was_held_invites_nobody(
    house: House, reference: str, asked: EmailMessage
) -> None:
    house.receive(reply(asked, "MEETING booked"))
    assert house.end() == "note_added"
    assert "Give the date of the meeting." in flat(house.last(HEALTH, "changed nothing"))
    house.sent()
    before = len(house.out)
    house.receive(reply(asked, "Met yesterday at 3pm"))
    assert house.events(reference)[-1] == "MeetingSet"
    house.sent()
    assert [sent for sent in house.out[before:] if "meeting" in str(sent["Subject"])] == []


def test_not_me_ends_the_mails_to_that_person_asks_the_deputy_and_tells_the_coordinator(
    house: House, reference: str, asked: EmailMessage
) -> None:
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "RESOLVED"))  # so that the other side owes its word
    house.receive(reply(asked, f"NOT ME\r\n{JAY} has this now"))
    assert house.last(COORDINATOR, "not for them") and "not for them" in flat(house.last(HEALTH_DEPUTY, "cover"))
    assert kept(house, reference)[-1] == ("reason", {"said": f"NOT ME\n{JAY} has this now", "who": JAY})
    house.sent()
    before = len(house.to(HEALTH))
    house.turn(days=10)
    assert house.to(HEALTH_DEPUTY, "A reply was due")
    assert len(house.to(HEALTH)) == before, "nobody is written to who said that it is not for them"


def test_not_me_can_be_undone_and_a_coordinator_says_who_it_is(
    house: House, reference: str, asked: EmailMessage, parley: Parley
) -> None:
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "RESOLVED"))
    house.receive(reply(asked, "NOT ME"))
    house.receive(reply(house.last(HEALTH, "not for you"), "UNDO"))
    house.turn(days=10)
    assert house.to(HEALTH, "A reply was due")
    house.receive(reply(asked, "NOT ME"))
    act(parley, reference, "redirect", "--for", "r1", "--role", "safeguarding_lead", "--to", JAY)
    assert house.last(JAY, reference)


def test_only_the_side_that_raised_it_withdraws_and_says_why(
    house: House, reference: str, asked: EmailMessage
) -> None:
    house.receive(reply(asked, "WITHDRAW"))
    assert house.end() == "note_added" and "WithdrawalAsked" not in house.events(reference)
    assert "Only the side that raised it" in flat(house.last(HEALTH, "changed nothing"))
    house.receive(reply(house.last(TEACHER, "WITHDRAW"), "WITHDRAW"))
    assert "says why" in flat(house.last(TEACHER, "You ask to withdraw"))
    house.receive(reply(house.last(TEACHER, "You ask to withdraw"), "The family has moved away."))
    assert kept(house, reference)[-1] == ("reason", {"said": "The family has moved away."})


def test_help_gives_the_words_that_take_effect_and_a_number(
    house: House, reference: str, asked: EmailMessage
) -> None:
    house.receive(reply(asked, "HELP"))
    told = text_in(house.last(HEALTH, "You asked for help"))
    assert all(f"\n{word} " in told for word in ("RESOLVED", "NOT RESOLVED", "MORE TIME", "SEEN", "NOT ME", "UNDO"))
    assert "\nWITHDRAW" not in told and "01632 960100" in told and "/r/" in told
    assert house.events(reference)[-1] == "ToldMore"


def test_stop_is_explained_offers_not_me_and_tells_the_coordinator(
    house: House, reference: str, asked: EmailMessage
) -> None:
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "RESOLVED"))
    house.receive(reply(asked, "STOP"))
    assert "reply NOT ME" in flat(house.last(HEALTH, "You asked us to stop"))
    assert house.last(COORDINATOR, "no more emails")
    house.turn(days=10)
    assert house.to(HEALTH, "A reply was due"), "who asked us to stop is still asked"


@pytest.mark.parametrize("word", ["NIL", "CORRECT"])
def test_a_word_for_the_log_changes_no_case(house: House, reference: str, asked: EmailMessage, word: str) -> None:
    house.receive(reply(asked, word))
    assert house.end() == "note_added" and house.events(reference)[-1] == "ToldMore"
    assert "your agency's log" in flat(house.last(HEALTH, "changed nothing"))


def test_what_is_unclear_is_asked_again_once_and_then_a_person_rings(
    house: House, reference: str, asked: EmailMessage
) -> None:
    for number in range(3):
        house.receive(reply(asked, f"We have spoken, part {number}."))
        assert house.end() == "note_added"
    assert house.events(reference)[-3:] == ["ToldMore"] * 3
    assert len(house.to(HEALTH, "one word?")) == 1
    assert house.to(COORDINATOR, "a reply we could not read, twice")
    house.receive(reply(asked, "SEEN"))
    house.receive(reply(asked, "And now we wait for the plan."))
    assert len(house.to(HEALTH, "one word?")) == 2


def test_the_files_that_came_with_a_reply_are_counted_and_not_named(
    house: House, reference: str, asked: EmailMessage
) -> None:
    body = (
        "--x\r\nContent-Type: text/plain\r\n\r\nRESOLVED: see the plan\r\n--x\r\nContent-Type: application/pdf\r\n"
        'Content-Disposition: attachment; filename="Zebedee Quill plan.pdf"\r\n\r\n%PDF-\r\n--x--'
    )
    to, headers = str(asked["Reply-To"]), {"Content_Type": 'multipart/mixed; boundary="x"', "MIME_Version": "1.0"}
    house.receive(mail(HEALTH, body, to, **headers))
    assert house.ends()[-1][0] == "reply_applied" and "It came with 1 file." in house.ends()[-1][1]
    assert "We have kept the file that came with it." in flat(house.last(HEALTH, "we have recorded"))
    assert not any("Quill" in sent.as_string() for sent in house.out)
