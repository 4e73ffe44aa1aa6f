"""A stage's authority ends it: by the signed link and its code, or by a coordinator who records it; by no mail."""

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.app import create_app
from tests.intake.desk import PEARL, SIENNA, UMBER, WHY, Parley, act, refused
from tests.intake.house import COORDINATOR, IN_LIVERPOOL, SCHOOL_DIRECTOR, TEACHER, House, reply, token_in
from tests.intake.test_notifications import code_in
from tests.web.seen import problems, text, values

CHAIR = "ebb.springtide@sefton-partnership.example"
BOARD_MEMBER = "russet.barometer@liverpool-partnership.example"
MEDIATOR = "mauve.astrolabe@liverpool-partnership.example"
DECISION = "The visit goes ahead, with the school nurse."


@pytest.fixture
def browser(house: House) -> FlaskClient:
    return create_app(house.pages).test_client()


@pytest.fixture
def at_the_chair(house: House, parley: Parley) -> str:
    """A case of Sefton that neither managers nor directors could settle."""
    reference = house.notify().reference
    for _ in range(2):
        act(parley, reference, "move")
    assert house.case(reference).stage == "chair"
    return reference


@pytest.fixture
def at_the_board(house: House, parley: Parley) -> str:
    """A case of Liverpool at its last stage, mediated before, with the Board member named by the coordinator."""
    reference = house.notify(partnership="liverpool", **IN_LIVERPOOL).reference
    act(parley, reference, "done", "--duty", "3.talk", name=UMBER)
    act(parley, reference, "name", "--duty", "3.name-mediator", "--to", MEDIATOR, name=UMBER)
    act(parley, reference, "move", name=UMBER)
    act(parley, reference, "name", "--duty", "4.name-member", "--to", BOARD_MEMBER, name=UMBER)
    assert house.case(reference).stage == "4"
    return reference


def decide_by_link(house: House, browser: FlaskClient, reader: str, token: str) -> TestResponse:
    """Choose, ask for the code, read it in the mail, and send it back with the choice."""
    chosen = values(browser.get(f"/r/{token}")) | {"choice": "decided", "detail": DECISION, "step": "code"}
    asked = browser.post(f"/r/{token}", data=chosen)
    return browser.post(f"/r/{token}", data=values(asked) | {"code": code_in(house, reader), "step": "answer"})


def by_whom_decided(house: House, reference: str) -> list[str]:
    """Who each decision was audited to; the words that came with it must be sealed beside it."""
    lines = house.audited(reference)
    assert [detail for _, action, detail in lines if action in ("words", "reason")][-1] in (
        {"said": DECISION}, {"why": WHY},
    )  # fmt: skip
    return [actor for actor, action, _ in lines if action == "Decided"]


def test_the_chair_decides_by_the_link_and_its_code(house: House, browser: FlaskClient, at_the_chair: str) -> None:
    done = decide_by_link(house, browser, CHAIR, token_in(house.last(CHAIR, at_the_chair)))
    assert "Your decision or recommendation is recorded." in text(done)
    assert house.case(at_the_chair).state == "resolved"
    assert by_whom_decided(house, at_the_chair) == [house.holder(CHAIR)]
    assert house.last(TEACHER, "decided") and house.last(SCHOOL_DIRECTOR, "in your own words")
    assert all(DECISION not in mail.get_content() for mail in house.out)


def test_nothing_is_decided_before_the_code_comes(house: House, browser: FlaskClient, at_the_chair: str) -> None:
    token = token_in(house.last(CHAIR, at_the_chair))
    page = browser.get(f"/r/{token}")
    chosen = {"choice": "decided", "detail": "A joint visit.", "step": "code"}
    asked = browser.post(f"/r/{token}", data=values(page) | chosen)
    wrong = "000000" if code_in(house, CHAIR) != "000000" else "111111"
    answered = browser.post(f"/r/{token}", data=values(asked) | {"code": wrong, "step": "answer"})
    assert "code" in problems(answered)
    assert house.case(at_the_chair).state == "open" and "Decided" not in house.events(at_the_chair)


def test_the_named_board_member_decides_by_the_link_and_its_code(
    house: House, browser: FlaskClient, at_the_board: str
) -> None:
    asked = house.last(BOARD_MEMBER, at_the_board)
    assert "01632 960158" in asked.get_content() and "01632 960171" in asked.get_content(), "who hears both rings both"
    done = decide_by_link(house, browser, BOARD_MEMBER, token_in(asked))
    assert "Your decision or recommendation is recorded." in text(done)
    assert house.case(at_the_board).state == "resolved"
    assert by_whom_decided(house, at_the_board) == [house.holder(BOARD_MEMBER)]


def test_the_mediator_of_the_stage_before_does_not_decide(
    house: House, browser: FlaskClient, at_the_board: str
) -> None:
    old = browser.get(f"/r/{token_in(house.last(MEDIATOR, at_the_board))}")
    browser.post(old.request.path, data=values(old))
    fresh = browser.get(f"/r/{token_in(house.last(MEDIATOR, '/r/'))}")
    assert fresh.status_code == 200 and 'value="decided"' not in fresh.text


def test_the_decision_can_be_taken_back_within_a_day_as_its_page_says(
    house: House, browser: FlaskClient, at_the_chair: str
) -> None:
    asked = house.last(CHAIR, at_the_chair)
    assert "Reply UNDO" in text(decide_by_link(house, browser, CHAIR, token_in(asked)))
    house.receive(reply(asked, "UNDO"))
    assert house.case(at_the_chair).state == "open"
    assert house.last(TEACHER, "taken back")


@pytest.mark.parametrize("name", [UMBER, SIENNA])
def test_a_coordinator_records_what_the_board_member_decided(
    house: House, parley: Parley, at_the_board: str, name: str
) -> None:
    act(parley, at_the_board, "decided", name=name)
    assert house.case(at_the_board).state == "resolved"
    assert by_whom_decided(house, at_the_board) == [house.holder(name)]


def test_a_coordinator_records_what_the_chair_decided(house: House, parley: Parley, at_the_chair: str) -> None:
    act(parley, at_the_chair, "decided")
    assert house.case(at_the_chair).state == "resolved"
    assert by_whom_decided(house, at_the_chair) == [house.holder(PEARL)]


def test_nothing_is_decided_at_a_stage_without_an_authority(house: House, parley: Parley) -> None:
    reference = house.notify().reference
    assert "nobody who decides" in refused(parley, reference, "decided")
    assert house.events(reference) == ["Notified"]


@pytest.mark.parametrize(
    ("words", "proof", "end", "new_links"),
    [
        ("RESOLVED", "none", "held", 1),
        ("RESOLVED", "fail", "held", 0),
        ("RESOLVED", "pass", "note_added", 1),
        ("DECIDED: the visit goes ahead", "none", "note_added", 0),
        ("DECIDED: the visit goes ahead", "pass", "note_added", 1),
    ],
)
def test_no_mail_decides_least_of_all_a_spoof_with_the_chairs_exact_address(
    house: House, at_the_chair: str, browser: FlaskClient, words: str, proof: str, end: str, new_links: int
) -> None:
    asked, before = house.last(CHAIR, at_the_chair), house.events(at_the_chair)
    links = len(house.to(CHAIR, "/r/"))
    house.receive(reply(asked, words, proof=proof))
    assert house.end() == end
    assert [event for event in house.events(at_the_chair) if event != "ToldMore"] == before
    assert house.case(at_the_chair).state == "open"
    assert len(house.to(CHAIR, "/r/")) == links + new_links
    assert end != "held" or house.last(COORDINATOR, "to check")
    decide_by_link(house, browser, CHAIR, token_in(house.last(CHAIR, "/r/")))
    assert house.case(at_the_chair).state == "resolved", "the Chair's own link decides all the same"
