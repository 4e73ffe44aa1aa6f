"""The signed link: looking changes nothing, a code proves the reader, and an old page records nothing."""

import pytest
from flask.testing import FlaskClient

from service.app import create_app
from service.seam.link_pages import Expired, WrongCode
from service.seam.pages import AnswerPage, Changed, Recorded
from tests.intake.house import COORDINATOR, HEALTH, SCHOOL, House, reply, token_in
from tests.intake.test_notifications import code_in


@pytest.fixture
def reference(house: House) -> str:
    return house.notify().reference


@pytest.fixture
def token(house: House, reference: str) -> str:
    return token_in(house.last(HEALTH, "NOT RESOLVED"))


@pytest.fixture
def browser(house: House) -> FlaskClient:
    return create_app(house.pages).test_client()


def page(house: House, token: str) -> AnswerPage:
    shown = house.pages.answer_page(token)
    assert isinstance(shown, AnswerPage)
    return shown


def code(house: House, token: str) -> str:
    house.pages.send_code(token)
    return code_in(house, HEALTH)


def test_looking_at_a_link_changes_nothing(house: House, token: str, browser: FlaskClient) -> None:
    before = house.dump()
    for method in ("GET", "HEAD", "OPTIONS"):
        assert browser.open(f"/r/{token}", method=method).status_code in (200, 405)
    assert browser.get("/r/aaaaaaaaaaaaaaaaaaaaaaaaaa").status_code == 404
    assert house.dump() == before


def test_a_link_names_no_child(house: House, token: str, browser: FlaskClient) -> None:
    shown = browser.get(f"/r/{token}").text
    assert "Zebedee" not in shown and "Quill" not in shown


def test_the_right_code_records_the_answer(house: House, reference: str, token: str) -> None:
    done = house.answer(token, code(house, token), "seen")
    assert isinstance(done, Recorded)
    assert house.events(reference)[-1] == "Acknowledged"


def test_five_wrong_codes_end_the_code(house: House, reference: str, token: str) -> None:
    right, seen = code(house, token), page(house, token).seen_version
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(5):
        assert isinstance(house.answer(token, wrong, "seen", seen_version=seen), WrongCode)
    assert isinstance(house.answer(token, right, "seen", seen_version=seen), WrongCode)
    assert house.events(reference) == ["Notified"]


def test_a_code_is_worth_a_quarter_of_an_hour(house: House, token: str) -> None:
    right, seen = code(house, token), page(house, token).seen_version
    house.pass_time(minutes=16)
    assert isinstance(house.answer(token, right, "seen", seen_version=seen), WrongCode)


def test_an_answer_to_a_page_that_has_changed_records_nothing(house: House, reference: str, token: str) -> None:
    seen = page(house, token).seen_version
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "RESOLVED"))
    before = house.events(reference)
    assert isinstance(house.answer(token, code(house, token), "resolved", seen_version=seen), Changed)
    assert house.events(reference) == before


def test_an_answer_that_was_not_offered_records_nothing(house: House, reference: str, token: str) -> None:
    answered = house.answer(token, code(house, token), "prove")
    assert isinstance(answered, Changed)
    assert house.events(reference) == ["Notified"]


def test_the_link_of_a_stage_that_has_ended_writes_it_up_for_two_weeks_and_moves_nothing(
    house: House, reference: str, token: str
) -> None:
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "NOT RESOLVED"))
    offered = dict(page(house, token).choices)
    assert {value.partition(":")[0] for value in offered} == {"on_file", "learned", "debrief", "standing", "read"}
    assert isinstance(house.answer(token, code(house, token), "on_file:record of the discussions"), Recorded)
    assert "on_file:record of the discussions" not in dict(page(house, token).choices)


def test_a_link_that_has_expired_is_renewed_for_the_same_reader_alone(
    house: House, reference: str, token: str
) -> None:
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "NOT RESOLVED"))
    house.turn(days=15)
    assert isinstance(house.pages.answer_page(token), Expired)
    house.sent()
    before = len(house.out)
    house.pages.fresh_link(token)
    house.sent()
    assert {mail["To"].addresses[0].addr_spec for mail in house.out[before:]} <= {HEALTH}


def test_an_unproven_answer_confirmed_by_its_link_takes_effect(house: House, reference: str) -> None:
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "NOT RESOLVED", proof="none"))
    token = token_in(house.last(SCHOOL, "/r/"))
    house.pages.send_code(token)
    answer = code_in(house, SCHOOL)
    done = house.answer(token, answer, "not_resolved")
    assert isinstance(done, Recorded)
    assert house.case(reference).stage == "3"


def test_a_link_from_one_case_says_nothing_of_another(house: House, reference: str, token: str) -> None:
    other = house.notify(child_name="Another Child").reference
    assert page(house, token).reference == reference != other
    assert house.to(COORDINATOR, other)
