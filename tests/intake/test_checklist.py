"""The cases of the checklist of hard mails that are about a case: repeats, strangers with a token, what comes late."""

from email.message import EmailMessage

import pytest

from tests.intake.house import HEALTH, SCHOOL, House, reply


@pytest.fixture
def routed(house: House) -> EmailMessage:
    """The mail that asks the trust's named nurse to deal with stage 2."""
    house.notify()
    return house.last(HEALTH)


def test_6_without_a_message_id_the_same_mail_again_is_recognised_by_its_bytes(
    house: House, routed: EmailMessage
) -> None:
    answer = reply(routed, "SEEN", Message_ID="")
    house.receive(answer)
    house.receive(answer)
    assert [end for end, _ in house.ends()] == ["reply_applied"]


def test_12_delivered_twice_it_is_one_entry(house: House, routed: EmailMessage) -> None:
    answer = reply(routed, "SEEN")
    house.receive(answer)
    house.receive(b"Received: from a.example by b.example; Wed, 25 Nov 2026 10:00:00 +0000\r\n" + answer)
    assert [end for end, _ in house.ends()] == ["reply_applied", "duplicate_linked"]
    assert len(house.to(HEALTH, "we know that you have this")) == 1


def test_47_the_token_from_another_sender_is_kept_for_a_person(house: House, routed: EmailMessage) -> None:
    house.receive(reply(routed, "NOT RESOLVED", "mary.tern@away.example"))
    assert house.end() == "held"


def test_51_an_answer_to_a_stage_that_has_ended_is_kept_and_moves_nothing(house: House, routed: EmailMessage) -> None:
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "NOT RESOLVED"))
    [case] = house.all_cases()
    assert case.stage == "3"
    house.receive(reply(routed, "RESOLVED"))
    assert house.ends()[-1][0] != "reply_applied"
    assert house.all_cases() == [case]


def test_24_a_reply_that_nobody_can_read_is_held_with_the_reason_and_kept_whole(
    house: House, routed: EmailMessage
) -> None:
    sealed = reply(routed, "0\x80", Content_Type="application/pkcs7-mime; name=smime.p7m")
    house.receive(sealed)
    assert house.ends()[-1][0] == "held" and "S/MIME" in house.ends()[-1][1]
