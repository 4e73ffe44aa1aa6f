"""A coordinator names who mediates or decides: nobody of a party's agency, unless with a reason (decision 28)."""

import pytest

from service.app import create_app
from tests.intake.desk import UMBER, WHY, Parley, act, refused
from tests.intake.house import IN_LIVERPOOL, House, token_in

BOARD_MEMBER = "russet.barometer@liverpool-partnership.example"
OF_THE_TRUST = "iris.colonnade@vermilion-health.example"
OF_THE_POLICE = "thistle.drawbridge@quayside-police.example"
COORDINATOR = "umber.compass@liverpool-partnership.example"
NAME = ("name", "--duty", "4.name-member", "--to")
REASON = "Nobody else sits on the Board this month."


@pytest.fixture
def reference(house: House, parley: Parley) -> str:
    """A case of Liverpool between a school and the hospitals' trust, at the stage of the Board."""
    reference = house.notify(partnership="liverpool", **IN_LIVERPOOL).reference
    act(parley, reference, "move", name=UMBER)
    assert house.case(reference).stage == "4"
    return reference


def may_decide(house: House, reader: str) -> bool:
    """Whether the link in the mail that tells them offers the decision."""
    page = create_app(house.pages).test_client().get(f"/r/{token_in(house.last(reader, 'you have been named'))}")
    return 'value="decided"' in page.text


@pytest.mark.parametrize("somebody", [BOARD_MEMBER, OF_THE_POLICE])
def test_somebody_of_no_partys_agency_is_named_told_and_may_decide(
    house: House, parley: Parley, reference: str, somebody: str
) -> None:
    act(parley, reference, *NAME, somebody, name=UMBER)
    assert house.events(reference)[-1] == "Named"
    assert may_decide(house, somebody)
    assert "not owed" in refused(parley, reference, *NAME, somebody, name=UMBER), "the naming is done"


def test_somebody_of_a_partys_agency_is_not_named_without_a_reason(
    house: House, parley: Parley, reference: str
) -> None:
    before = house.audited(reference)
    assert "party to the disagreement" in refused(parley, reference, *NAME, OF_THE_TRUST, name=UMBER)
    assert house.audited(reference) == before
    assert not house.to(OF_THE_TRUST, "you have been named")


def test_somebody_of_a_partys_agency_is_named_with_a_reason_and_the_reason_is_kept(
    house: House, parley: Parley, reference: str
) -> None:
    act(parley, reference, *NAME, OF_THE_TRUST, "--all-the-same", REASON, name=UMBER)
    assert may_decide(house, OF_THE_TRUST)
    lines = house.audited(reference)
    assert (house.holder(UMBER), "reason", {"why": f"{WHY} {REASON}"}) in lines
    assert any("party to it" in str(detail) for _, action, detail in lines if action == "recorded")


def test_the_partnerships_own_people_are_of_no_party_though_an_agency_is_not_in_the_directory(
    house: House, parley: Parley
) -> None:
    elsewhere = IN_LIVERPOOL | {"their_agency": "other", "their_agency_name": "The Tall Ships Trust"}
    reference = house.notify(partnership="liverpool", **elsewhere).reference
    for words in (("release",), ("move",), (*NAME, BOARD_MEMBER)):
        act(parley, reference, *words, name=UMBER)
    assert may_decide(house, BOARD_MEMBER)


def test_the_coordinators_link_does_not_say_that_the_stage_has_ended(house: House, reference: str) -> None:
    """Naming is typed, not answered behind the link."""
    page = create_app(house.pages).test_client().get(f"/r/{token_in(house.last(COORDINATOR, 'your part'))}").text
    assert "waits for your answer here" in page and "has ended" not in page


def test_only_somebody_of_the_directory_is_named(house: House, parley: Parley, reference: str) -> None:
    assert "Nobody in the directory" in refused(parley, reference, *NAME, "mary.tern@away.example", name=UMBER)
    assert "not owed" in refused(parley, reference, "name", "--duty", "4.nothing", "--to", BOARD_MEMBER, name=UMBER)
