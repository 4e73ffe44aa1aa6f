"""Liverpool's stage 4, the Board: what its member hears, asks for in writing, chooses and recommends."""

import pytest

from tests.intake.desk import UMBER, act
from tests.seeds.merseyside import (
    BOARD_MEMBER,
    COORDINATOR,
    DESIGNATED_NURSE,
    SCHOOLS_BOARD_REP,
    chooses,
    owed,
    raised,
    reads,
    shown,
    simulated,
    stored,
    told,
)

NAMED = "you have been named"
MET, PANEL = "Done: Met the senior managers", "Done: Convened a resolution panel"
SEND = "Done: Send your written representations"


@pytest.fixture
def at_the_board(house, parley):
    """A case that is with the Board, whose member the coordinator has named."""
    reference = raised(house, "3")
    act(parley, reference, "move", name=UMBER)
    act(parley, reference, "name", "--duty", "4.name-member", "--to", BOARD_MEMBER, name=UMBER)
    return reference


def test_LIV_61_the_member_may_deal_directly_with_the_senior_managers(house, at_the_board):
    chooses(house, BOARD_MEMBER, MET, NAMED)
    assert stored(house, at_the_board).duty("4.recommend").answer == "Met the senior managers"


def test_LIV_62_or_convene_a_panel_whose_members_are_kept_by_their_roles(house, at_the_board, parley):
    chooses(house, BOARD_MEMBER, PANEL, NAMED)
    assert stored(house, at_the_board).duty("4.recommend").answer == "Convened a resolution panel"
    members = "Assistant Director, Vermilion Hospitals Trust; Designated Doctor"
    status, _, why_not = parley("case", at_the_board, "panel", "--as", UMBER, "--why", members)
    assert status == 0, why_not
    assert "panel" in [one["kind"] for one in shown(parley, at_the_board)["written"]]
    assert members in reads(house, SCHOOLS_BOARD_REP)


def test_LIV_63_the_recommendation_is_due_in_five_days_and_goes_to_both_agencies(house, at_the_board, parley):
    assert simulated(parley, "liverpool", "4 recommend") == "Sun 13 Dec 2026 17:00"
    chooses(house, BOARD_MEMBER, MET, NAMED, "Visit together, once a month.")
    for reader in (SCHOOLS_BOARD_REP, DESIGNATED_NURSE):
        assert at_the_board in told(house, reader, "has said how to go on")
        assert "Visit together, once a month." in reads(house, reader, "has said how to go on")


def test_LIV_64_each_side_is_asked_for_its_representation_by_a_date_that_the_coordinator_gives(
    house, at_the_board, parley
):
    assert "Give the date that this waits for" in told(house, COORDINATOR, "Give the date")
    act(parley, at_the_board, "know", "--fact", "representations_by=2026-11-27", name=UMBER)
    assert {owed(parley, at_the_board)[f"4.representations@{side}"]["due"][:10] for side in ("o", "r1")} == {
        "2026-11-27"
    }
    house.turn(days=1)
    for reader in (SCHOOLS_BOARD_REP, DESIGNATED_NURSE):
        reminded = told(house, reader, "due soon: by Friday 27 November 2026")
        assert "- Send your written representations By: Friday 27 November 2026" in reminded


def test_LIV_64_a_representation_is_the_members_to_read_and_the_brief_says_which_have_come(house, parley):
    reference = raised(house, "3")
    act(parley, reference, "move", name=UMBER)
    chooses(house, SCHOOLS_BOARD_REP, SEND, SEND.partition(": ")[2], "The child must be seen.")
    act(parley, reference, "name", "--duty", "4.name-member", "--to", BOARD_MEMBER, name=UMBER)
    brief = told(house, BOARD_MEMBER, "What the agencies send you")
    assert "Cobalt Street Primary School: Send your written representations, received Wed 25 November" in brief
    assert "Vermilion Hospitals Trust: Send your written representations, not received yet" in brief
    assert "representation" in [one["kind"] for one in shown(parley, reference)["written"]]
    assert "The child must be seen." in reads(house, BOARD_MEMBER, NAMED)
    assert "The child must be seen." not in reads(house, DESIGNATED_NURSE)
