"""A reply in a word: what it may do, by whom it was written and how far that is proven (decisions 20, 23, 24)."""

import re
from email.message import EmailMessage

import pytest

from tests.intake.house import (
    COORDINATOR,
    HEALTH,
    SCHOOL,
    SCHOOL_DIRECTOR,
    TEACHER,
    House,
    mail,
    reply,
    text_in,
    token_in,
)


@pytest.fixture
def reference(house: House) -> str:
    return house.notify().reference


@pytest.fixture
def asked(house: House, reference: str) -> EmailMessage:
    """The mail that asks the other agency for its answer."""
    return house.last(HEALTH, "NOT RESOLVED")


@pytest.fixture
def asked_at_school(house: House, reference: str) -> EmailMessage:
    return house.last(SCHOOL, "NOT RESOLVED")


def test_seen_is_recorded_and_confirmed(house: House, reference: str, asked: EmailMessage) -> None:
    house.receive(reply(asked, "SEEN"))
    assert house.end() == "reply_applied"
    assert house.events(reference)[-1] == "Acknowledged"
    assert house.last(HEALTH, "we know that you have this")


def test_not_resolved_from_the_originating_side_moves_it_on(
    house: House, reference: str, asked_at_school: EmailMessage
) -> None:
    house.receive(reply(asked_at_school, "NOT RESOLVED\r\nWe could not agree."))
    assert house.end() == "reply_applied"
    assert house.case(reference).stage == "3"
    assert reference in house.last(SCHOOL_DIRECTOR)["Subject"]
    assert "UNDO" in house.last(SCHOOL, "not resolved").get_content()


def test_not_resolved_from_the_other_side_is_a_view_and_asks_the_originating_side(
    house: House, reference: str, asked: EmailMessage
) -> None:
    house.receive(reply(asked, "NOT RESOLVED"))
    assert house.case(reference).stage == "2"
    assert house.last(SCHOOL, "not resolved")


def test_not_resolved_without_proof_is_provisional(
    house: House, reference: str, asked_at_school: EmailMessage
) -> None:
    house.receive(reply(asked_at_school, "NOT RESOLVED", proof="none"))
    assert house.end() == "note_added"
    assert house.case(reference).stage == "2"
    assert house.events(reference)[-1] == "NotResolvedUnproven"
    assert house.last(COORDINATOR, "not resolved")
    assert house.last(SCHOOL, "/r/")


def test_resolved_without_proof_is_held_and_the_address_on_record_gets_a_link(
    house: House, reference: str, asked: EmailMessage
) -> None:
    house.sent()
    before = len(house.out)
    house.receive(reply(asked, "RESOLVED", sender="avery.curlew@home.example", proof="pass"))
    house.receive(reply(asked, "RESOLVED", proof="none"))
    assert [end for end, _ in house.ends()] == ["held", "held"]
    assert house.events(reference) == ["Notified"]
    house.sent()
    assert {str(mail["To"].addresses[0].addr_spec) for mail in house.out[before:]} >= {HEALTH, COORDINATOR}
    assert not house.to("avery.curlew@home.example")
    assert token_in(house.last(HEALTH))


def test_a_mail_that_fails_its_proof_is_held_and_never_answered(
    house: House, reference: str, asked: EmailMessage
) -> None:
    house.sent()
    before = len(house.out)
    house.receive(reply(asked, "RESOLVED", proof="fail"))
    assert house.end() == "held"
    assert house.events(reference) == ["Notified"]
    house.sent()
    (warned,) = [mail for mail in house.out[before:] if "sefton-partnership" not in str(mail["To"])]
    assert warned["To"] == HEALTH and warned["Subject"] == "A message in your name was not passed on"
    assert reference not in text_in(warned) and "/r/" not in text_in(warned)


def test_a_token_in_another_persons_hands_does_nothing(house: House, reference: str, asked: EmailMessage) -> None:
    house.receive(reply(asked, "RESOLVED", sender="jay.turnstone@dunelands-health.example"))
    assert house.end() == "held"
    assert "Resolved" not in house.events(reference)


def test_a_reply_is_known_by_its_thread_where_the_tag_was_lost(
    house: House, reference: str, asked: EmailMessage
) -> None:
    house.receive(reply(asked, "SEEN", To="sefton@parley.example"))
    assert house.end() == "reply_applied"


def test_a_reply_to_a_past_stage_is_kept_and_changes_nothing(
    house: House, reference: str, asked: EmailMessage, asked_at_school: EmailMessage
) -> None:
    house.receive(reply(asked_at_school, "NOT RESOLVED"))
    house.receive(reply(asked, "RESOLVED"))
    assert house.end() == "note_added"
    assert house.case(reference).stage == "3"
    assert house.events(reference)[-1] == "ToldMore"
    assert house.last(HEALTH)["Auto-Submitted"] == "auto-generated"


def test_a_reply_to_a_case_that_is_over_is_kept_and_changes_nothing(
    house: House, reference: str, asked: EmailMessage, asked_at_school: EmailMessage
) -> None:
    settle(house, asked, asked_at_school)
    assert house.case(reference).state == "resolved"
    house.receive(reply(asked, "NOT RESOLVED"))
    assert house.end() == "note_added"
    assert house.case(reference).state == "resolved"


def settle(house: House, asked: EmailMessage, asked_at_school: EmailMessage) -> None:
    house.receive(reply(asked_at_school, "RESOLVED - a visit on Friday"))
    house.receive(reply(house.last(HEALTH, "AGREE"), "AGREE"))


def test_resolved_by_one_side_asks_the_other_and_ends_with_its_word(
    house: House, reference: str, asked: EmailMessage, asked_at_school: EmailMessage
) -> None:
    house.receive(reply(asked_at_school, "RESOLVED"))
    assert house.case(reference).state == "open"
    house.receive(reply(house.last(HEALTH, "AGREE"), "NOT AGREED, the visit is not booked"))
    assert house.case(reference).state == "open"
    settle(house, asked, asked_at_school)
    assert house.case(reference).state == "resolved"


@pytest.mark.parametrize("words", ["RESOLVED / NOT RESOLVED", "AGREE but not agreed", "What does this mean?"])
def test_words_that_conflict_or_say_nothing_change_nothing_and_are_asked_about(
    house: House, reference: str, asked: EmailMessage, words: str
) -> None:
    house.receive(reply(asked, words))
    assert house.end() == "note_added"
    assert house.events(reference)[-1] == "ToldMore"
    assert house.last(HEALTH, "RESOLVED")


def test_undo_within_a_day_takes_the_last_answer_back(
    house: House, reference: str, asked_at_school: EmailMessage
) -> None:
    house.receive(reply(asked_at_school, "RESOLVED"))
    house.pass_time(hours=20)
    house.receive(reply(house.last(SCHOOL, "UNDO"), "UNDO"))
    assert house.end() == "reply_applied"
    assert house.events(reference)[-1] == "Undone"
    assert house.last(SCHOOL, "taken back")


def test_undo_of_a_move_is_asked_of_a_coordinator_and_does_not_claim_to_be_done(
    house: House, reference: str, asked_at_school: EmailMessage
) -> None:
    house.receive(reply(asked_at_school, "NOT RESOLVED"))
    house.receive(reply(house.last(SCHOOL, "UNDO"), "UNDO"))
    assert house.case(reference).stage == "3"
    assert house.last(COORDINATOR)
    assert not house.to(SCHOOL, "was taken back")


def test_undo_with_nothing_to_take_back_is_answered_with_that_sentence(
    house: House, reference: str, asked: EmailMessage
) -> None:
    house.receive(reply(asked, "UNDO"))
    assert house.end() == "note_added"
    assert "nothing to take back" in house.last(HEALTH).get_content()


def test_withdrawing_is_asked_of_the_coordinator(house: House, reference: str) -> None:
    house.receive(reply(house.last(TEACHER, "WITHDRAW"), "WITHDRAW"))
    assert house.end() == "reply_applied"
    assert house.case(reference).state == "open"
    assert house.last(COORDINATOR, "withdraw")


def test_more_time_is_asked_of_the_coordinator_and_the_date_stands(
    house: House, reference: str, asked: EmailMessage
) -> None:
    before = house.case(reference).next_due
    house.receive(reply(asked, "MORE TIME until 9 December 2026"))
    assert house.end() == "reply_applied"
    assert house.events(reference)[-1] == "MoreTimeAsked"
    assert house.last(COORDINATOR, "more time")
    assert house.case(reference).next_due is not None and before is not None


@pytest.mark.parametrize("words", ["SEEN", "Thank you for this", "RESOLVED"])
@pytest.mark.parametrize("proof", ["pass", "none"])
def test_words_of_risk_in_any_reply_alert_at_once(
    house: House, reference: str, asked: EmailMessage, words: str, proof: str
) -> None:
    house.receive(reply(asked, f"{words}\r\nThe child is in immediate danger at home.", proof=proof))
    assert "RiskStated" in house.events(reference)
    assert house.case(reference).urgent
    assert "act" in house.last(COORDINATOR, reference)["Subject"].lower()


def test_a_stranger_is_held_and_told_once_a_day(house: House, reference: str) -> None:
    for hour in range(3):
        house.receive(mail("mary.tern@away.example", f"Hello, number {hour}", proof="none"))
    assert [end for end, _ in house.ends()] == ["held"] * 3
    assert len(house.to("mary.tern@away.example")) == 1
    house.pass_time(days=1)
    house.receive(mail("mary.tern@away.example", "Hello again", proof="none"))
    assert len(house.to("mary.tern@away.example")) == 2


def test_a_stranger_with_a_made_up_tag_is_held(house: House, reference: str) -> None:
    house.receive(mail(HEALTH, "RESOLVED", to="sefton+aaaaaaaaaaaaaaaaaaaaaaaaaa@parley.example"))
    assert house.end() == "held"
    assert house.events(reference) == ["Notified"]


def test_a_person_of_the_partnerships_team_can_say_seen_and_no_more(house: House, reference: str) -> None:
    told = house.last("pearl.lighthouse@sefton-partnership.example", reference)
    house.receive(reply(told, "RESOLVED"))
    assert house.end() == "note_added"
    assert house.case(reference).state == "open"
    house.receive(reply(told, "SEEN"))
    assert house.ends()[-1][0] in ("reply_applied", "note_added")


def test_an_answer_in_another_character_set_is_read(house: House, reference: str, asked: EmailMessage) -> None:
    answer = reply(asked, "SEEN", Content_Type="text/plain; charset=iso-8859-15")
    house.receive(answer)
    assert house.end() == "reply_applied"


def test_every_answer_carries_no_more_than_initials(house: House, reference: str, asked: EmailMessage) -> None:
    house.receive(reply(asked, "SEEN. Zebedee Quill is well."))
    house.sent()
    assert all(not re.search("Zebedee|Quill", mail.as_string()) for mail in house.out)


@pytest.mark.parametrize("rest", ["", "We go on talking."])
def test_a_word_that_its_writer_struck_out_moves_nothing_though_the_plain_half_still_has_it(house, rest):
    reference = house.notify().reference
    before = house.case(reference)
    head, _, quoted = reply(house.last(HEALTH, "NOT RESOLVED"), "RESOLVED").partition(b"\r\n\r\n")
    plain = b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + quoted
    page = f"Content-Type: text/html; charset=utf-8\r\n\r\n<p><s>RESOLVED</s> {rest}</p>".encode()
    halves = b"".join(b"--half\r\n" + half + b"\r\n" for half in (plain, page)) + b"--half--\r\n"
    kind = b'Content-Type: multipart/alternative; boundary="half"'
    house.receive(head.replace(b"Content-Type: text/plain; charset=utf-8", kind) + b"\r\n\r\n" + halves)
    assert house.case(reference) == before
    assert [end for end, _ in house.ends()] == ["note_added"]
