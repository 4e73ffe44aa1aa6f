"""What an answer to a receipt may do: it is about the whole case, and asks nobody about a stage (decision 20)."""

import pytest

from tests.intake.house import HEALTH, SCHOOL, TEACHER, House, reply
from tests.seeds.merseyside import behind
from tests.seeds.others import LINCOLNSHIRE, raised
from tests.telling.test_reply_words import words


@pytest.fixture
def reference(house: House) -> str:
    return house.notify().reference


@pytest.mark.parametrize("word", ["RESOLVED", "MORE TIME until 9 December 2026", "MEETING 4 December at 2pm", "AGREE"])
def test_a_word_about_a_stage_that_is_other_peoples_changes_nothing_and_is_answered(
    house: House, reference: str, word: str
) -> None:
    house.receive(reply(house.last(TEACHER, "WITHDRAW"), word))
    assert house.end() == "note_added" and "other people's" in house.ends()[-1][1]
    assert house.events(reference) == ["Notified", "ToldMore"]
    assert not house.to(HEALTH, "it is resolved:")
    assert words(house.last(TEACHER, "one word?")) == ["NOT RESOLVED", "SEEN"]


@pytest.mark.parametrize(
    ("word", "answered"), [("HELP", "You asked for help"), ("hm, I wonder", "one word?"), ("SEEN", "have this")]
)
def test_our_answer_to_it_opens_no_more_than_the_receipt_did(
    house: House, reference: str, word: str, answered: str
) -> None:
    house.receive(reply(house.last(TEACHER, "WITHDRAW"), word))
    house.receive(reply(house.last(TEACHER, answered), "RESOLVED"))
    assert "Resolved" not in house.events(reference)


def test_help_offers_what_takes_effect(house: House, reference: str) -> None:
    house.receive(reply(house.last(TEACHER, "WITHDRAW"), "HELP"))
    offered = words(house.last(TEACHER, "You asked for help"))
    assert "WITHDRAW" in offered and not {"RESOLVED", "MORE TIME", "AGREE"} & {*offered}


def test_escalating_needs_no_more_than_a_token_of_the_originating_side(house: House, reference: str) -> None:
    house.receive(reply(house.last(TEACHER, "WITHDRAW"), "NOT RESOLVED"))
    assert house.end() == "reply_applied" and house.case(reference).stage == "3"


def test_who_is_asked_at_the_stage_says_so_in_answer_to_any_of_our_mails(house: House) -> None:
    reference = raised(house, LINCOLNSHIRE, stage="1")
    house.receive(reply(house.last(LINCOLNSHIRE.raiser, "WITHDRAW"), "RESOLVED"))
    assert house.events(reference)[-1] == "Resolved"


def test_nor_does_another_stage_that_has_its_own_people_hear_them(house: House, reference: str) -> None:
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "NOT RESOLVED"))
    house.receive(reply(house.last(TEACHER, "WITHDRAW"), "RESOLVED"))
    assert house.events(reference)[-1] == "ToldMore"


def test_the_link_in_our_answer_opens_no_more_either(house: House, reference: str) -> None:
    house.receive(reply(house.last(TEACHER, "WITHDRAW"), "HELP"))
    offered = {value for value, _ in behind(house, TEACHER, "You asked for help").choices}
    assert {"risk", "not_resolved", "seen"} <= offered and not {"resolved", "more_time", "meeting"} & offered
