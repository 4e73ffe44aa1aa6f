"""What is between two colleagues: who else of their agency hears of it, and of what no more."""

import pytest

from service.escalation.effects import Mail, person
from service.intake.by_page.pages import act_on_waiting
from service.seam.pages import AnswerPage
from service.telling.letter import link_for
from service.telling.recipients import by_id
from tests.desk.sitting import sitting
from tests.intake.desk import Parley, act
from tests.intake.house import ESCB, House, reply, text_in
from tests.intake.test_inside import CAIRN, FLINT, FORM, GALE, SANDY
from tests.intake.writing import errand_of

BOARD, DESK = "opal.limestone@slatefield-high.example", "gale.stormglass@escb-board.example"
ACROSS = "granite.duty.desk@granite-health.example"


@pytest.fixture
def database_kind() -> str:
    """SQLite alone: nothing of this depends on the database."""
    return "sqlite"


@pytest.fixture
def reference(house: House) -> str:
    return house.notify(partnership="escb", **FORM).reference


@pytest.fixture
def settled(house: House, reference: str) -> str:
    house.receive(reply(house.last(SANDY, "we have your disagreement"), "RESOLVED"), ESCB)
    house.receive(reply(house.last(CAIRN, "AGREE"), "AGREE"), ESCB)
    assert house.case(reference).state == "resolved"
    return reference


@pytest.fixture
def went_up(house: House, reference: str) -> str:
    """The two could not settle it, and their manager has."""
    house.receive(reply(house.last(SANDY, "we have your disagreement"), "NOT RESOLVED"), ESCB)
    house.receive(reply(house.last(FLINT, "RESOLVED"), "RESOLVED"), ESCB)
    assert house.case(reference).state == "resolved"
    return reference


def found(house: House, reference: str, address: str) -> int:
    """How many links the page that finds one's own sent to that address."""
    before = len(house.to(address))
    house.pages.find_link("escb", reference, address)
    act_on_waiting(house.service)
    return sum("/r/" in text_in(one) for one in house.to(address)[before:])


def test_whoever_takes_what_was_learned_further_hears_of_no_case(house: House, settled: str) -> None:
    [told] = house.to(BOARD)
    assert told["Subject"] == "Something to learn from a disagreement"
    assert settled not in told.as_string() and settled not in text_in(told)
    assert "JS" not in text_in(told) and "/r/" not in text_in(told)


def test_between_two_agencies_they_can_name_it(house: House) -> None:
    across = {"type": "threshold", "their_agency": "Granite Community Health Trust", "their_email": ""}
    reference = house.notify(partnership="escb", **{**FORM, **across, "more_agencies": "no"}).reference
    house.receive(reply(house.last(SANDY, "we have your disagreement"), "RESOLVED"), ESCB)
    house.receive(reply(house.last(ACROSS, "AGREE"), "AGREE"), ESCB)
    assert house.to(BOARD, f"{reference}: something to learn from")


def test_nothing_else_of_it_comes_to_them(house: House, parley: Parley, settled: str) -> None:
    before = len(house.to(BOARD))
    act(parley, settled, "feedback", "--answer", "She was told.", name=GALE)
    act(parley, settled, "close", name=GALE)
    act(parley, settled, "still-concerned", "--answer", "It goes on.", name=GALE)
    assert house.to(SANDY, "closed") and house.to(CAIRN, "closed") and house.to(CAIRN, "open again")
    assert len(house.to(BOARD)) == before


def test_they_find_no_link_to_it_and_the_two_do(house: House, settled: str) -> None:
    assert [found(house, settled, one) for one in (BOARD, FLINT, SANDY, CAIRN)] == [0, 0, 1, 1]


@pytest.mark.parametrize(("whose", "opens"), [(BOARD, False), (FLINT, False), (CAIRN, True)])
def test_a_link_of_theirs_opens_nothing(house: House, settled: str, whose: str, opens: bool) -> None:
    with errand_of(house, settled) as errand:
        listed = [f"officer:{one.id}" for one in errand.directory.officers if one.email == whose]
        [id] = [f"person:{one.id}" for one in errand.people if one.email == whose] or listed
        [holder] = by_id(errand, id).holders
        token = link_for(errand, Mail("closed", person(id)), holder).rpartition("/")[2]
    assert isinstance(house.pages.answer_page(token), AnswerPage) is opens


def test_the_desk_has_nobody_else_of_their_agency_to_write_to(house: House, settled: str) -> None:
    with sitting(house, DESK, "escb") as gale:
        gale.open(f"/cases/{settled}/write")
        assert "Cairn Shale" in gale.text and "Opal Limestone" not in gale.text


@pytest.mark.parametrize("word", ["RESOLVED", "NOT RESOLVED"])
def test_no_word_of_theirs_counts_for_either(house: House, parley: Parley, settled: str, word: str) -> None:
    act(parley, settled, "still-concerned", "--answer", "It goes on.", name=GALE)
    house.receive(reply(house.last(BOARD), word), ESCB)
    assert house.end() == "note_added" and house.events(settled)[-1] == "ToldMore"
    assert house.facts(settled)["stage"] == "inside-1"


def test_a_manager_to_whom_it_came_hears_how_it_goes_on(house: House, parley: Parley, went_up: str) -> None:
    act(parley, went_up, "feedback", "--answer", "She was told.", name=GALE)
    act(parley, went_up, "close", name=GALE)
    assert house.to(FLINT, "closed") and not house.to(BOARD, went_up)
    assert [found(house, went_up, one) for one in (BOARD, FLINT, SANDY)] == [0, 1, 1]
