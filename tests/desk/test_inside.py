"""A case between two colleagues, at the desk: how it is shown, and what is not put right there."""

from collections.abc import Iterator

import pytest

from tests.desk.sitting import Sitting, sitting
from tests.intake.house import House, reply
from tests.intake.test_inside import CAIRN, FORM, SANDY

GALE = "gale.stormglass@escb-board.example"


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@pytest.fixture
def gale(house: House) -> Iterator[Sitting]:
    with sitting(house, GALE, "escb") as somebody:
        yield somebody


@pytest.fixture
def reference(house: House) -> str:
    return house.notify(partnership="escb", **FORM).reference


def the_form(gale: Sitting, reference: str) -> str:
    gale.open(f"/cases/{reference}/correct")
    [link] = gale.page.xpath("//main//li//a[contains(., 'What was said when it was raised')]/@href")
    return str(link).removeprefix("/escb/desk")


def told(gale: Sitting, reference: str, part: str, words: str) -> list[str]:
    """What is said of it, where that part of the form is to say this."""
    gale.open(the_form(gale, reference))
    gale.send({"why": "To see who is there."})
    gale.send({"why": "It is wrong.", "choice": part, "how": "change", "words": words})
    return gale.faults()


def test_whose_turn_it_is_is_shown(house: House, gale: Sitting, reference: str) -> None:
    gale.open(f"/cases/{reference}")
    assert "Slatefield High School (the colleague named)" in gale.text
    house.receive(reply(house.last(SANDY, "we have your disagreement"), "RESOLVED"))
    gale.open("/cases")
    assert "Waiting for the other colleague" in gale.text


def test_neither_becomes_the_other_by_a_correction(gale: Sitting, reference: str) -> None:
    different = "Your colleague’s email address must be different from your own"
    assert different in told(gale, reference, "your_email", CAIRN)
    assert different in told(gale, reference, "their_email", SANDY)


def test_their_agency_is_not_corrected_for_it_is_both_of_theirs(gale: Sitting, reference: str) -> None:
    said = told(gale, reference, "your_agency", "Drystone Primary School")
    assert "Both people are of that agency. Withdraw this case, and have it raised anew" in said
