"""What the person who raised it was told is recorded at the desk, on each of the things that they are owed."""

from collections.abc import Iterator

import pytest

from tests.desk.sitting import Sitting, sitting
from tests.intake.house import COORDINATOR, HEALTH, SCHOOL, SCHOOL_DIRECTOR, TEACHER, House, reply, text_in
from tests.intake.writing import errand_of

HEALTH_DIRECTOR = "phoebe.godwit@dunelands-health.example"
TOLD = "I rang her on Tuesday."


@pytest.fixture
def pearl(house: House) -> Iterator[Sitting]:
    with sitting(house, COORDINATOR) as somebody:
        yield somebody


@pytest.fixture
def reference(house: House) -> str:
    """Resolved at the second stage that it was at: feedback is owed on both."""
    reference = house.notify().reference
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "NOT RESOLVED"))
    house.receive(reply(house.last(HEALTH_DIRECTOR, "NOT RESOLVED"), "RESOLVED"))
    house.receive(reply(house.last(SCHOOL_DIRECTOR, "AGREE"), "AGREE"))
    return reference


def owed(house: House, reference: str) -> list[str]:
    with errand_of(house, reference) as errand:
        return [duty.id for duty in errand.case.owed if duty.task == "feedback"]


def test_of_several_that_are_owed_those_that_were_chosen_are_recorded_and_no_other(
    house: House, pearl: Sitting, reference: str
) -> None:
    assert owed(house, reference) == ["2.feedback", "3.feedback"]
    pearl.open(f"/cases/{reference}/do/feedback")
    assert "Stage 2: The managers talk, then meet" in pearl.text and "Stage 3: The directors" in pearl.text
    pearl.do(reference, "feedback", choice="3.feedback", why=TOLD)
    assert owed(house, reference) == ["2.feedback"]
    assert "The coordinator tells us that somebody has told you." in text_in(house.last(TEACHER, "were you told"))


def test_several_are_recorded_at_once(house: House, pearl: Sitting, reference: str) -> None:
    pearl.open(f"/cases/{reference}/do/feedback")
    pearl.send({"choice": ["2.feedback", "3.feedback"], "why": TOLD})
    pearl.send({}, button="do")
    assert owed(house, reference) == []


def test_nothing_is_recorded_while_none_is_chosen(house: House, pearl: Sitting, reference: str) -> None:
    pearl.open(f"/cases/{reference}/do/feedback")
    pearl.send({"why": TOLD})
    assert pearl.faults() == ["Select what they were told about"]
    assert len(owed(house, reference)) == 2


def test_where_one_is_owed_nothing_is_to_be_chosen(house: House, pearl: Sitting) -> None:
    reference = house.notify().reference
    for reader, word in ((HEALTH, "RESOLVED"), (SCHOOL, "AGREE")):
        house.receive(reply(house.last(reader, word), word))
    pearl.open(f"/cases/{reference}/do/feedback")
    assert pearl.page.xpath("//main//input[@type='checkbox']") == []
    pearl.do(reference, "feedback", why=TOLD)
    assert owed(house, reference) == []
