"""A school with a procedure of its own: it wins over the partnership's, and hands over to the authority's stages."""

import pytest

from tests.intake.desk import UMBER, Parley, act
from tests.intake.house import IN_LIVERPOOL, House

LONGMOOR = IN_LIVERPOOL | {
    "your_name": "Tawny Peatland", "your_agency": "Longmoor Community Primary School", "stage": "1",
    "your_email": "tawny.peatland@longmoor-primary.example", "lead_name": "Bracken Moorhen",
    "lead_email": "bracken.moorhen@longmoor-primary.example", "type": "plan_progress",
}  # fmt: skip


def notified(house: House, **changed: str) -> str:
    return house.notify(partnership="liverpool", **LONGMOOR | changed).reference


def test_the_schools_own_procedure_wins_over_the_partnerships(house: House) -> None:
    reference = notified(house)
    assert reference.startswith("LON-") and house.facts(reference)["procedure"] == "longmoor"
    other = house.notify(partnership="liverpool", **IN_LIVERPOOL).reference
    assert house.facts(other)["procedure"] == "liverpool"


def test_the_form_offers_its_types_with_the_schools_name(house: House) -> None:
    offered = {choice.value: choice.label for choice in house.pages.notification_choices("liverpool").types}
    assert offered["plan_progress"].endswith("(Longmoor Community Primary School)")
    assert "plan_progress" not in {choice.value for choice in house.pages.notification_choices("escb").types}


def test_where_the_schools_procedure_is_the_areas_own_its_types_are_offered_once(house: House) -> None:
    offered = [choice.value for choice in house.pages.notification_choices("knowsley").types]
    assert offered == ["inside_school", "referral_refused", "plan_progress", "conference"]


def test_inside_the_school_there_is_no_other_agency_and_elsewhere_a_coordinator_looks_first(house: House) -> None:
    inside = house.facts(notified(house, type="inside_school", their_agency="Longmoor Community Primary School"))
    assert inside["receiving"] == [] and not inside["being_checked"]
    elsewhere = house.notify(
        partnership="liverpool", **IN_LIVERPOOL | {"type": "inside_school", "their_agency": IN_LIVERPOOL["your_agency"]}
    )
    assert elsewhere.being_checked == "It names no other agency."


def test_a_case_goes_on_in_the_authoritys_procedure_with_its_history_and_can_come_back(
    house: House, parley: Parley
) -> None:
    reference = notified(house)
    act(parley, reference, "hand-over", "--to", "authority", name=UMBER)
    after = house.facts(reference)
    assert (after["procedure"], after["stage"], after["state"]) == ("liverpool", "3", "open")
    assert house.events(reference) == ["Notified", "HandedOver"]
    act(parley, reference, "undo", name=UMBER)
    assert house.facts(reference)["procedure"] == "longmoor"
    assert house.audit_faults() == []


@pytest.mark.parametrize("way", ["nowhere", ""])
def test_an_exit_that_there_is_not_is_refused_by_name(house: House, parley: Parley, way: str) -> None:
    status, _, why = parley("case", notified(house), "hand-over", "--to", way, "--as", UMBER, "--why", "It fits.")
    assert status == 1 and "authority" in why


def test_what_is_answered_in_words_is_sealed_and_the_case_knows_only_that_it_was(house: House) -> None:
    reference = notified(house, further_minuted="Zebedee Quill, core group of 20 November")
    assert "Zebedee" not in str(house.dump())
    record = [paper["kind"] for paper in house.facts(reference)["written"]]
    assert record == ["notification"]
