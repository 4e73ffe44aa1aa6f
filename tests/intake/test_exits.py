"""What another procedure is for, in each partnership's form."""

from dataclasses import replace

import pytest

from service.escalation.procedure import Exit
from service.intake.raising import exits
from service.procedures import shipped
from tests.intake.house import House

PROCEDURES = shipped().procedures
SEFTON = PROCEDURES["sefton"]


@pytest.mark.parametrize("procedure", PROCEDURES.values(), ids=PROCEDURES)
def test_every_form_offers_a_way_out_for_conduct_for_a_complaint_and_inside_one_agency(procedure):
    offered = {leaving.key for leaving in exits.offered(procedure)}
    has_a_track_of_its_own = any(track.inside_one_agency for track in procedure.tracks)
    assert offered >= {"conduct", "complaint"}
    assert ("inside" in offered) is not has_a_track_of_its_own


@pytest.mark.parametrize("procedure", PROCEDURES.values(), ids=PROCEDURES)
def test_every_exit_that_is_offered_has_a_page_that_says_something(procedure):
    for choice in exits.choices(procedure):
        page = exits.page(procedure, choice.value.removeprefix("exit "))
        assert page is not None
        assert page.title == choice.label
        assert page.say or page.ring or page.turn_to


def test_SEF_05_practice_in_this_case_stays_in_and_conduct_leaves(house: House) -> None:
    offered = house.pages.notification_choices("sefton")
    assert "practice" in [choice.value for choice in offered.types]
    assert "exit conduct" in [choice.value for choice in offered.exits]
    assert house.case(house.notify(type="practice").reference)


@pytest.mark.parametrize("procedure", PROCEDURES.values(), ids=PROCEDURES)
def test_conduct_goes_to_the_designated_officer_and_to_the_own_agencys_whistleblowing(procedure):
    page = exits.page(procedure, "conduct")
    assert page is not None and not page.alongside
    said = " ".join(page.turn_to)
    assert "LADO" in said and "whistleblowing" in said


def test_the_procedures_own_words_stand_in_place_of_ours():
    assert exits.page(PROCEDURES["escb"], "conduct").say.startswith("This policy does not apply.")
    assert [leaving.key for leaving in exits.offered(SEFTON)].count("complaint") == 1


def test_a_school_inside_itself_is_told_to_contact_childrens_services_still():
    assert "children's services" in " ".join(exits.page(SEFTON, "inside").turn_to)


def test_a_way_on_of_a_case_that_has_begun_is_not_offered_at_the_form():
    handing_over = Exit("authority", "The authority's procedure", procedure="home", at_stage="3")
    last = replace(SEFTON.stages[-1], unresolved=("exit authority",))
    procedure = replace(SEFTON, exits=(handing_over,), stages=(*SEFTON.stages[:-1], last))
    assert "authority" not in {leaving.key for leaving in exits.offered(procedure)}
    assert exits.page(procedure, "authority") is None


def test_the_notification_page_offers_them_and_the_door_has_their_pages(house: House) -> None:
    offered = house.pages.notification_choices("liverpool").exits
    assert [choice.value for choice in offered] == ["exit complaint", "exit conduct", "exit inside"]
    assert house.pages.exit_page("liverpool", "conduct") == exits.page(PROCEDURES["liverpool"], "conduct")
    assert house.pages.exit_page("liverpool", "nowhere") is None
