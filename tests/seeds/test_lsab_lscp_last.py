"""The joint protocol's step 4: urgent under an independent chair, or lessons for the review group, or both."""

from datetime import date, time

import pytest

from tests.intake.desk import TULIP, act, refused
from tests.seeds.merseyside import owed, says, shown, stored
from tests.seeds.others import LINCOLNSHIRE, SETTLED, chooses, confirms, raised, reads, simulated, written_up

COORDINATOR = "tulip.spinney@lincolnshire-boards.example"
OUR_SLO, THEIR_SLO = "tansy.meadowsweet@sluice-bank.example", "teal.waterlily@reedbed-health.example"
OFFICE = {
    "Children": "aconite.farmgate@lincolnshire-boards.example",
    "Adults": "snowdrop.haybarn@lincolnshire-boards.example",
}
CHAIR, REVIEW_GROUP = "merlin.signpost@lowland-police.example", "lupin.stackyard@lincolnshire-boards.example"


def at_step(house, parley, *ways, **changed):
    """A case that was not settled at step 3 and goes on by those ways."""
    reference = raised(house, LINCOLNSHIRE, **changed)
    act(parley, reference, "move", "--to", "3", name=TULIP)
    house.sent()
    if ways:
        act(parley, reference, "move", "--to", ",".join(ways), name=TULIP)
    return reference


def test_LAB_24_urgent_and_lessons_can_be_chosen_together(house, parley):
    assert shown(parley, at_step(house, parley, "4", "4-lessons"))["stage"] == "4, 4-lessons"


def test_LAB_25_the_way_on_is_the_senior_liaison_officers_to_choose_and_the_coordinators(house, parley):
    reference = at_step(house, parley)
    says(house, OUR_SLO, "NOT RESOLVED")
    assert house.case(reference).stage == "3"
    house.sent()
    asked = {str(mail["To"]) for mail in house.out if "The choice is yours." in mail.get_content()}
    assert asked == {OUR_SLO, THEIR_SLO}
    act(parley, reference, "move", "--to", "4-lessons", name=TULIP)
    assert house.case(reference).stage == "4-lessons"


@pytest.mark.parametrize(("board", "other"), [("Children", "Adults"), ("Adults", "Children")])
def test_LAB_26_the_meeting_is_held_under_the_board_that_it_is_for(house, parley, board, other):
    at_step(house, parley, "4", further_board=board)
    assert house.to(OFFICE[board], "Set the date of the meeting") and not house.to(OFFICE[other])


def test_LAB_27_a_chair_from_either_agency_is_refused_and_one_from_a_partner_is_told(house, parley):
    reference = at_step(house, parley, "4")
    name = ("name", "--duty", "4.name-chair", "--to")
    for of_a_party in (OUR_SLO, THEIR_SLO):
        assert "party to the disagreement" in refused(parley, reference, *name, of_a_party, name=TULIP)
    act(parley, reference, *name, CHAIR, name=TULIP)
    assert house.to(CHAIR, "you have been named") and "4.name-chair" not in owed(parley, reference)


def test_LAB_28_step_4_is_not_closed_before_it_is_said_where_the_minutes_are_kept(house, parley):
    reference = at_step(house, parley, "4")
    for words in (("name", "--duty", "4.name-chair", "--to", CHAIR), ("meeting", "--on", "2026-11-26"),
                  ("done", "--duty", "4.meeting"), ("resolved",), ("resolved", "--for", "r1")):  # fmt: skip
        act(parley, reference, *words, name=TULIP)
    assert "4.minutes" in refused(parley, reference, "close", name=TULIP)
    chooses(house, CHAIR, "Done: Attach the minutes", "your part", "In the boards' own folder, under the reference.")
    assert "4.minutes" not in refused(parley, reference, "close", name=TULIP)
    assert "In the boards' own folder" in reads(house, OUR_SLO)


def test_LAB_29_the_resolution_is_agreed_and_recorded(house, parley):
    reference = at_step(house, parley, "4")
    written_up(house, LINCOLNSHIRE, reference, OUR_SLO, **SETTLED)
    confirms(house, OUR_SLO)
    says(house, THEIR_SLO, "AGREE")
    assert house.case(reference).state == "resolved"
    assert "A joint visit." in reads(house, THEIR_SLO)


def test_LAB_30_the_date_is_set_within_24_hours_of_step_3_by_saying_when_the_meeting_is(house, parley):
    assert simulated(parley, "lsab-lscp")["4 set-meeting-date"] == "Sat 05 Dec 17:00"
    reference = at_step(house, parley, "4")
    assert "4.set-meeting-date" in owed(parley, reference)
    chooses(house, THEIR_SLO, "The meeting has a date", "step 4", on=date(2026, 11, 26), clock=time(14))
    assert "4.set-meeting-date" not in owed(parley, reference)
    assert owed(parley, reference)["4.meeting"]["due"].startswith("2026-11-26T14:00")


def test_LAB_31_learning_points_are_due_at_the_groups_next_meeting_and_unknown_the_coordinator_is_asked(house, parley):
    reference = at_step(house, parley, "4-lessons")
    assert owed(parley, reference)["4-lessons.refer"]["due"].startswith("2026-12-10")
    house.turn(days=150)
    later = at_step(house, parley, "4-lessons")
    assert owed(parley, later)[".give-date"]["who"] == "coordinator"
    house.turn(days=7)
    assert house.to(COORDINATOR, "Give the date that this waits for")


def test_LAB_32_what_the_group_recommends_to_an_agency_is_that_agencys_to_do_and_shows_until_it_has(house, parley):
    reference = at_step(house, parley, "4-lessons")
    to_the_trust = ("undertake", "--plan", "recommendation", "--for", "r1", "--until", "2027-01-29")
    act(parley, reference, *to_the_trust, name=TULIP)
    recommendation = owed(parley, reference)["4-lessons.recommendation"]
    assert (recommendation["do"], recommendation["agencies"]) == (
        "Act on what was recommended", ["Reedbed Community Health Trust"],
    )  # fmt: skip
    chooses(house, THEIR_SLO, "Done: Act on what was recommended", "Act on what was recommended")
    assert stored(house, reference).duty("4-lessons.recommendation").standing == "done"


def recommended(house, parley, answer):
    """The review group answers what it recommends; what is on record of it, and whether the case is over."""
    reference = at_step(house, parley, "4-lessons")
    chooses(house, OUR_SLO, "Done: Refer the learning points", "Where it stands: Non-urgent")
    chooses(house, REVIEW_GROUP, f"Done: {answer}", "your part", "Ring before the letter goes.")
    assert house.case(reference).state == "referred for learning"
    return stored(house, reference).duty("4-lessons.recommendations").answer


def test_LAB_33_the_group_may_recommend_that_the_adults_board_reviews_its_policy(house, parley):
    to_the_board = "Adults' board: policy and procedure"
    assert recommended(house, parley, to_the_board) == to_the_board


def test_LAB_34_or_that_the_childrens_partnership_does_so_through_its_policy_and_education_group(house, parley):
    to_the_group = "Children's partnership: PPET"
    assert recommended(house, parley, to_the_group) == to_the_group
