"""What takes two coordinators: one asks, and nothing happens until another confirms."""

import pytest

from service.errors import NotAllowed, NotNow
from service.escalation.actors import Actor, Capacity
from service.escalation.case import Risk, State
from service.escalation.coordinating import Closed, RiskLowered
from service.escalation.coordinating import SecondAsked as Asked
from service.escalation.coordinating import SecondDeclined as Declined
from service.escalation.duty import Standing
from service.escalation.events import Done, NotResolved, Resolved, RiskAnswered, RiskStated
from tests.escalation.stories import ACROSS, COORDINATOR, HERE, at, opened

LATER, NEXT, THEN = at("2026-04-02 10:00"), at("2026-04-03 10:00"), at("2026-04-03 11:00")
OTHER = Actor(Capacity.COORDINATOR, "", "officer:5")


def test_asking_to_close_changes_nothing_and_another_coordinator_owes_an_answer():
    story = opened("sefton", stage="2").then(Asked(LATER, COORDINATOR, "close"))
    assert story.case.is_open and story.at_stages == ["2"] and story.owes("2.conclude")
    assert story.owes(".confirm-close")
    assert story.mails == {("second_asked", "coordinator")}


def test_confirmed_it_ends_without_agreement_and_nobody_is_asked_any_more():
    story = opened("sefton", stage="2").then(Asked(LATER, COORDINATOR, "close"))
    story.then(Closed(NEXT, OTHER, COORDINATOR.holder))
    assert story.case.state is State.UNSETTLED
    assert story.case.duty(".confirm-close").standing is Standing.DONE


def test_a_risk_is_lowered_once_it_is_confirmed():
    story = opened("sefton", stage="2", risk=True).then(Asked(LATER, COORDINATOR, "lower"))
    assert story.case.risk is Risk.STANDING and story.owes("urgent.alert")
    story.then(RiskLowered(NEXT, OTHER, COORDINATOR.holder))
    assert story.case.risk is Risk.NONE and not story.owes(".confirm-lower")


@pytest.mark.parametrize("act", ["close", "lower"])
def test_declined_the_case_goes_on_as_it_was_and_it_may_be_asked_for_again(act):
    story = opened("sefton", stage="2", risk=True).then(RiskAnswered(LATER, COORDINATOR))
    before = story.case.owed
    story.then(Asked(LATER, COORDINATOR, act)).then(Declined(NEXT, OTHER, act))
    assert story.case.owed == before and story.case.risk is Risk.STANDING
    assert story.mails == {("second_declined", "coordinator")}
    story.then(Asked(THEN, COORDINATOR, act))
    assert story.owes(f".confirm-{act}#2")


@pytest.mark.parametrize("act", ["close", "lower"])
def test_nobody_but_a_coordinator_asks_or_declines(act):
    story = opened("sefton", stage="2", risk=True).then(RiskAnswered(LATER, COORDINATOR))
    for by in (HERE, ACROSS):
        with pytest.raises(NotAllowed):
            story.then(Asked(LATER, by, act))
    story.then(Asked(LATER, COORDINATOR, act))
    with pytest.raises(NotAllowed):
        story.then(Declined(NEXT, HERE, act))
    with pytest.raises(NotNow, match="asked already"):
        story.then(Asked(NEXT, OTHER, act))
    with pytest.raises(NotNow, match="another coordinator"):
        story.then(Done(NEXT, COORDINATOR, f".confirm-{act}"))


def test_what_could_not_be_done_is_not_asked_for():
    story = opened("sefton", stage="2")
    with pytest.raises(NotNow, match="nothing to lower"):
        story.then(Asked(LATER, COORDINATOR, "lower"))
    story.then(NotResolved(LATER, HERE, "2"))
    with pytest.raises(NotNow, match=r"2\.feedback"):
        story.then(Asked(NEXT, COORDINATOR, "close"))
    with pytest.raises(NotNow, match="Nobody asks"):
        story.then(Declined(NEXT, COORDINATOR, "close"))


def test_a_risk_that_is_stated_again_is_not_lowered_by_who_had_not_heard_of_it():
    story = opened("sefton", stage="2", risk=True).then(Asked(LATER, COORDINATOR, "lower"))
    story.then(RiskStated(NEXT, ACROSS))
    assert not story.owes(".confirm-lower") and story.owes("urgent.alert")


def test_once_both_sides_agree_nobody_is_asked_to_end_it_without_agreement():
    story = opened("sefton", stage="2").then(Asked(LATER, COORDINATOR, "close"))
    story.then(Resolved(NEXT, HERE, "2")).then(Resolved(THEN, ACROSS, "2"))
    assert story.case.state is State.RESOLVED and not story.owes(".confirm-close")
