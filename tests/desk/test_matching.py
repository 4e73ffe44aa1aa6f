"""A form that is held may repeat a case: its pages say so above what is decided, until somebody has decided."""

import pytest

from service.escalation.refusing import Refusal
from tests.desk.sitting import Sitting, sitting
from tests.desk.test_second import OTHER
from tests.intake.house import HEALTH, SCHOOL, House, reply

ELSEWHERE = {"your_email": "skipper.lugworm@elsewhere.example"}
FIRST = "Hold them against each other first"


@pytest.fixture
def pair(house: House) -> tuple[str, str]:
    """A case that is resolved, and the same form once more, which is held."""
    one = house.notify().reference
    house.receive(reply(house.last(HEALTH, "NOT RESOLVED"), "RESOLVED. They visit each week."))
    house.receive(reply(house.last(SCHOOL, "agree"), "AGREE"))
    return one, house.notify(**ELSEWHERE).reference


def test_the_pages_of_a_held_form_name_the_case_that_it_may_repeat(
    house: House, pearl: Sitting, pair: tuple[str, str]
) -> None:
    one, held = pair
    says = f"This may be {one}, raised today by the same agency about the same child. It is resolved already. {FIRST}"
    for path in ("", "/do/release", "/do/refuse"):
        pearl.open(f"/cases/{held}{path}")
        assert says in pearl.text
        assert pearl.page.xpath(f"//main//a[.='{FIRST}']/@href") == [f"/sefton/desk/cases/{held}/same/{one}"]
    assert pearl.text.index(FIRST) < pearl.text.index("Why should it not go on?")
    pearl.send({"choice": Refusal.TWICE, "why": "It came twice."})
    assert "Check before you confirm" in pearl.text and says in pearl.text


def test_the_other_case_names_it_too_with_its_day(house: House, pearl: Sitting, pair: tuple[str, str]) -> None:
    one, held = pair
    house.turn(days=1)
    day = "Wednesday 25 November 2026"
    pearl.open(f"/cases/{one}")
    assert f"This may be {held}, raised on {day} by the same agency about the same child. {FIRST}" in pearl.text
    pearl.open(f"/cases/{one}/same")
    assert f"Hold it against {held}, raised on {day}" in pearl.text


def test_an_other_agency_is_named(house: House, pearl: Sitting) -> None:
    other = {"your_agency": "other", "your_agency_name": "Sandbank Nursery"}
    one, held = house.notify(**ELSEWHERE, **other).reference, house.notify(**ELSEWHERE).reference
    pearl.open(f"/cases/{held}")
    assert f"This may be {one}, raised today by Sandbank Nursery about" in pearl.text


@pytest.mark.parametrize("choice", ["apart", "link"])
def test_it_is_said_no_more_once_somebody_has_decided(
    house: House, pearl: Sitting, pair: tuple[str, str], choice: str
) -> None:
    one, held = pair
    pearl.open(f"/cases/{held}/same/{one}")
    pearl.send({"choice": choice, "why": "I rang the school."})
    pearl.send({}, button="do")
    for reference in pair:
        pearl.open(f"/cases/{reference}")
        assert "This may be" not in pearl.text


def test_a_case_that_is_restricted_to_others_is_not_named(house: House, pearl: Sitting, pair: tuple[str, str]) -> None:
    one, held = pair
    pearl.do(one, "restrict", choice=house.holder(OTHER), why="She is married to the school's lead.")
    for path in ("", "/do/release"):
        pearl.open(f"/cases/{held}{path}")
        assert one not in pearl.text and "This may be" not in pearl.text
    with sitting(house, OTHER) as beacon:
        beacon.open(f"/cases/{held}/do/release")
        assert f"This may be {one}" in beacon.text
