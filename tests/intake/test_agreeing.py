"""Whoever is asked to agree reads what the others say was agreed, before anything is recorded."""

import pytest
from flask.testing import FlaskClient

from service.app import create_app
from tests.intake.house import HEALTH, SCHOOL, House, reply
from tests.intake.test_answering_pages import SETTLED, Reader
from tests.intake.test_notifications import code_in
from tests.web.seen import text, title, tree


@pytest.fixture
def reference(house: House) -> str:
    return house.notify().reference


@pytest.fixture
def browser(house: House) -> FlaskClient:
    return create_app(house.pages).test_client()


def shown_to_the_school(house: House, browser: FlaskClient) -> Reader:
    """The school's lead has entered the code, and sees what was agreed."""
    lead = Reader(house, browser, SCHOOL, "AGREE")
    assert "show you what they say was agreed" in text(lead.press("choose", choice="agree"))
    lead.press("code")
    lead.press("answer", code=code_in(house, SCHOOL))
    return lead


def test_what_was_agreed_is_shown_after_the_code_and_agreed_to_by_a_further_press(
    house: House, reference: str, browser: FlaskClient
) -> None:
    Reader(house, browser, HEALTH).answer("resolved", **SETTLED)
    lead = shown_to_the_school(house, browser)
    assert title(lead.seen).startswith("What they say was agreed")
    said = text(lead.seen)
    assert "Dunelands Community Health Trust says that you agreed" in said
    assert "What was agreed Canary Meadow is seen every week." in said
    assert "A visit, at home; Dunelands Community Health Trust; 4 December 2026" in said
    assert "We have resolved it" not in said and "Full name" not in said
    assert house.events(reference)[-1] == "Resolved" and house.case(reference).state == "open"
    page = lead.seen
    assert "we have recorded this" in text(lead.press("agree"))
    recorded = house.events(reference)
    assert house.case(reference).state == "resolved" and recorded.count("Resolved") == 2
    lead.seen = page
    assert "Thank you" not in text(lead.press("agree"))
    assert house.events(reference) == recorded


def test_a_press_of_the_last_button_alone_agrees_to_nothing(house: House, reference: str, browser: FlaskClient) -> None:
    Reader(house, browser, HEALTH).answer("resolved", **SETTLED)
    lead = Reader(house, browser, SCHOOL, "AGREE")
    lead.press("choose", choice="agree")
    lead.press("agree")
    assert house.case(reference).state == "open" and "Canary" not in text(lead.seen)


def test_where_nobody_wrote_it_down_they_are_told_to_ring(house: House, reference: str, browser: FlaskClient) -> None:
    house.receive(reply(house.last(HEALTH, "NOT RESOLVED"), "RESOLVED"))
    lead = shown_to_the_school(house, browser)
    assert "They did not write it down. Ring them before you agree." in text(lead.seen)


def test_whoever_does_not_agree_after_all_goes_back_to_a_question_with_nothing_chosen(
    house: House, reference: str, browser: FlaskClient
) -> None:
    Reader(house, browser, HEALTH).answer("resolved", **SETTLED)
    lead = shown_to_the_school(house, browser)
    asked = lead.press("back")
    assert tree(asked).xpath("//input[@checked]") == []
    lead.press("choose", choice="partly")
    lead.press("details", detail="The first visit comes too late.")
    assert "Thank you" in text(lead.press("code"))  # the code that they entered proves this too
    assert house.events(reference)[-1] == "NotAgreed"


def test_what_is_asked_for_is_a_button_above_the_question_and_begins_with_what_they_want(
    house: House, reference: str, browser: FlaskClient
) -> None:
    lead = Reader(house, browser, HEALTH)
    assert "Read what they ask for (we email you a code)" in text(lead.seen)
    assert tree(lead.seen).xpath("//input[@name='choice' and @value='read']") == []
    lead.press("read")
    lead.press("code")
    read = lead.press("answer", code=code_in(house, HEALTH))
    rows = [row.text_content().strip() for row in tree(read).xpath("//dl[1]//dt")]
    assert rows[:2] == ["What do you want to happen?", "Why do you disagree?"]
    assert not [row for row in rows if "optional" in row]
    assert tree(lead.press("back")).xpath("//input[@checked]") == []


def test_whoever_is_asked_to_agree_reads_that_first_of_all_that_is_written(
    house: House, reference: str, browser: FlaskClient
) -> None:
    Reader(house, browser, HEALTH).answer("resolved", **SETTLED)
    lead = Reader(house, browser, SCHOOL, "AGREE")
    assert "Read what they say was agreed (we email you a code)" in text(lead.seen)
    lead.press("read")
    lead.press("code")
    read = lead.press("answer", code=code_in(house, SCHOOL))
    headings = [one.text_content().strip() for one in tree(read).xpath("//main//h2")]
    assert headings[0] == "What they say was agreed, stage 2"


def test_whoever_is_asked_to_agree_is_asked_for_that_alone(house: House, reference: str, browser: FlaskClient) -> None:
    done = text(Reader(house, browser, HEALTH).answer("resolved", **SETTLED))
    assert "Say whether this stage has resolved it" not in done and "tell us how it stands" not in done
    lead = text(Reader(house, browser, SCHOOL, "AGREE").seen)
    assert "What we ask of you Say whether you agree that it is resolved By" in lead
    for other in ("Let us know that you have this", "Say whether this stage", "Discuss the concerns"):
        assert f"{other} " not in lead.partition("What happened?")[0]


def test_whoever_says_that_they_have_it_reads_what_is_still_theirs_and_who_does_the_rest(
    house: House, reference: str, browser: FlaskClient
) -> None:
    mine, _, next_steps = text(Reader(house, browser, HEALTH).answer("seen")).partition("What happens next")
    assert "What to do now Talk with the other agency, try to settle it" in mine
    assert "The Service Manager at Dunelands Community Health Trust: convene a meeting" in next_steps


def test_who_has_been_told_are_those_who_hear_of_that_answer(house: House, reference: str) -> None:
    house.receive(reply(house.last(HEALTH, "NOT RESOLVED"), "RESOLVED\nA visit each week."))
    said = " ".join(house.last(HEALTH, "You say that stage 2 is resolved").get_content().split())
    told = said.partition("Who has been told")[2].partition("What to do")[0]
    assert "The Safeguarding Lead at Marram Primary School." in told
    assert "has been asked" not in told and "Dunelands" not in told
