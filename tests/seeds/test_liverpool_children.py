"""Liverpool's note on a child with a plan or looked after: who reviews that child hears of it, whenever it is known."""

import pytest

from tests.intake.desk import UMBER, act
from tests.seeds.merseyside import COORDINATOR, IRO, owed, raised, shown, told

TWO = {"siblings": "Quentin Quill; 4 May 2016; looked after", "reviewing_officer": "no"}
ON_A_PLAN, LOOKED_AFTER = "child protection plan", "looked after"


def notices(house):
    return house.to(IRO, "a child you review")


def becomes(parley, reference, child, status):
    act(parley, reference, "status", "--child", child, "--to", status, name=UMBER)


def test_LIV_36_the_reviewing_officer_of_a_child_on_a_plan_hears_of_it_and_owes_nothing(house):
    reference = raised(house, "1", status=ON_A_PLAN, reviewing_officer="no")
    asked = told(house, IRO, "a child you review")
    assert reference in asked and "You have nothing to decide." in asked


def test_LIV_36_a_plan_that_starts_later_is_told_then(house, parley):
    reference = raised(house, "1")
    assert not notices(house)
    becomes(parley, reference, "c1", ON_A_PLAN)
    assert [reference in mail["Subject"] for mail in notices(house)] == [True]


def test_LIV_36_a_status_that_nobody_knows_is_the_coordinators_to_find_out(house, parley):
    reference = raised(house, "1", status="not known")
    assert "Find out what help or plan is in place" in told(house, COORDINATOR, "your part in this")
    assert owed(parley, reference)[".find-status"]["who"] == "coordinator"
    becomes(parley, reference, "c1", LOOKED_AFTER)
    assert ".find-status" not in owed(parley, reference) and len(notices(house)) == 1


@pytest.mark.parametrize("status", [ON_A_PLAN, LOOKED_AFTER])
def test_LIV_37_one_notice_for_each_child_and_each_status(house, parley, status):
    reference = raised(house, "1", status=status, **TWO)
    assert [one["status"] for one in shown(parley, reference)["about"]] == [status, LOOKED_AFTER]
    assert len(notices(house)) == 2
    becomes(parley, reference, "c2", LOOKED_AFTER)
    assert len(notices(house)) == 2
    becomes(parley, reference, "c2", ON_A_PLAN)
    assert len(notices(house)) == 3


def test_LIV_37_a_child_who_is_neither_is_told_to_nobody(house):
    raised(house, "1", status="child in need")
    assert not notices(house)
