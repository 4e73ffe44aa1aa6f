"""Both sides, and who ends it (decision 21)."""

import pytest

from service.errors import NotAllowed
from service.escalation.actors import Actor, Capacity
from service.escalation.case import State
from service.escalation.events import Decided, NotAgreed, NotResolved, NotResolvedUnproven, Resolved
from tests.escalation.stories import ACROSS, AUTHORITY, COORDINATOR, HERE, POLICE, SERVICES, at, close_of, opened

LATER = at("2026-04-02 10:00")
NEXT = at("2026-04-07 10:00")
AFTER_A_CALL = Actor(Capacity.COORDINATOR, "r1", "officer:4")


def at_stage_2(**told):
    return opened("sefton", stage="2", **told)


def test_one_sides_resolved_asks_the_other_and_ends_nothing():
    story = at_stage_2().then(Resolved(LATER, HERE, "2"))
    assert story.case.is_open
    assert story.at_stages == ["2"]
    assert ("agree", "safeguarding_lead/team_manager at r1") in story.mails
    assert story.due("2.agree@r1") == close_of(2026, 4, 8)


@pytest.mark.parametrize(("first", "second"), [(HERE, ACROSS), (ACROSS, HERE)])
def test_when_both_say_so_whoever_was_first_it_is_resolved_and_everybody_is_told(first, second):
    story = at_stage_2().then(Resolved(LATER, first, "2")).then(Resolved(NEXT, second, "2"))
    assert story.case.state is State.RESOLVED
    assert story.case.outcome == "resolved"
    assert ("outcome", "everyone") in story.mails
    assert story.owes("2.feedback")
    assert story.owes(".close")


def test_the_same_side_saying_so_twice_is_one_side():
    story = at_stage_2().then(Resolved(LATER, HERE, "2")).then(Resolved(NEXT, HERE, "2"))
    assert story.case.is_open
    assert [duty.id for duty in story.case.owed if duty.task == "agree"] == ["2.agree@r1"]


def test_every_one_of_several_agencies_has_to_agree():
    police = Actor(Capacity.OFFICER, "r2", "officer:5")
    story = at_stage_2(receiving=(SERVICES, POLICE)).then(Resolved(LATER, HERE, "2")).then(Resolved(LATER, ACROSS, "2"))
    assert story.case.is_open
    assert story.owes("2.agree@r2")
    assert story.then(Resolved(NEXT, police, "2")).case.state is State.RESOLVED


def test_a_coordinator_records_a_sides_word_after_a_call_and_has_none_of_their_own():
    story = at_stage_2().then(Resolved(LATER, HERE, "2"))
    with pytest.raises(NotAllowed):
        story.then(Resolved(NEXT, COORDINATOR, "2"))
    assert story.then(Resolved(NEXT, AFTER_A_CALL, "2")).case.state is State.RESOLVED


def test_one_who_is_no_party_cannot_say_that_it_is_resolved():
    with pytest.raises(NotAllowed):
        at_stage_2().then(Resolved(LATER, Actor(Capacity.OFFICER, "r9", "officer:9"), "2"))


def test_not_agreed_tells_those_who_said_so_and_the_coordinator_and_the_stage_goes_on():
    story = at_stage_2().then(Resolved(LATER, HERE, "2")).then(NotAgreed(NEXT, ACROSS, "2"))
    assert story.mails == {("not_agreed", "safeguarding_lead/team_manager at o"), ("not_agreed", "coordinator")}
    assert story.case.is_open
    assert story.owes("2.conclude")
    assert not story.owes("2.agree@r1")


def test_after_not_agreed_both_have_to_say_so_anew():
    story = at_stage_2().then(Resolved(LATER, HERE, "2")).then(NotAgreed(NEXT, ACROSS, "2"))
    story.then(Resolved(NEXT, ACROSS, "2"))
    assert story.case.is_open
    assert story.then(Resolved(NEXT, HERE, "2")).case.state is State.RESOLVED


def test_the_receiving_sides_not_resolved_only_asks_the_originating_side():
    story = at_stage_2().then(NotResolved(LATER, ACROSS, "2"))
    assert story.at_stages == ["2"]
    assert story.mails == {("other_view", "safeguarding_lead/team_manager at o")}
    assert story.case.visit("2").says("r1") == "not resolved"


def test_the_receiving_sides_not_resolved_recorded_after_a_call_is_a_view_as_well():
    assert at_stage_2().then(NotResolved(LATER, AFTER_A_CALL, "2")).at_stages == ["2"]


@pytest.mark.parametrize("by", [HERE, COORDINATOR, Actor(Capacity.COORDINATOR, "o", "officer:4")])
def test_the_originating_side_or_a_coordinator_moves_it_up(by):
    assert at_stage_2().then(NotResolved(LATER, by, "2")).at_stages == ["3"]


def test_a_coordinator_who_moves_it_up_puts_no_words_in_anybodys_mouth():
    story = at_stage_2().then(NotResolved(LATER, COORDINATOR, "2"))
    assert story.case.visit("2").views == {}


def test_an_escalation_that_could_not_be_proven_alerts_the_coordinator_and_moves_nothing():
    story = at_stage_2().then(NotResolvedUnproven(LATER, HERE, "2"))
    assert story.at_stages == ["2"]
    assert story.mails == {("unproven", "coordinator")}


def at_the_chair():
    story = at_stage_2().then(NotResolved(LATER, HERE, "2"))
    return story.then(NotResolved(LATER, HERE, "3"))


def test_an_authority_that_decides_ends_the_disagreement_whatever_the_sides_say():
    story = at_the_chair().then(Decided(NEXT, AUTHORITY, "chair", "A conference is held"))
    assert story.case.state is State.RESOLVED
    assert story.case.outcome == "decided"


def test_an_authority_that_decides_may_do_so_in_the_word_resolved():
    assert at_the_chair().then(Resolved(NEXT, AUTHORITY, "chair")).case.outcome == "decided"


def test_nobody_else_decides():
    with pytest.raises(NotAllowed):
        at_the_chair().then(Decided(NEXT, HERE, "chair"))
    assert at_the_chair().then(Decided(NEXT, COORDINATOR, "chair")).case.outcome == "decided"


def test_an_authority_that_mediates_is_recorded_and_told_and_ends_nothing():
    story = opened("liverpool", stage="3").then(Decided(LATER, AUTHORITY, "3", "Meet again"))
    assert story.case.is_open
    assert ("recommended", "everyone") in story.mails
    with pytest.raises(NotAllowed):
        story.then(Resolved(NEXT, AUTHORITY, "3"))


def test_the_sides_may_settle_it_themselves_at_a_stage_that_somebody_decides():
    story = at_the_chair().then(Resolved(NEXT, HERE, "chair")).then(Resolved(NEXT, ACROSS, "chair"))
    assert story.case.outcome == "resolved"


def test_any_word_of_a_side_shows_that_it_has_the_case():
    story = at_stage_2()
    assert story.owes("2.acknowledge@r1")
    story.then(NotResolved(LATER, ACROSS, "2"))
    assert not story.owes("2.acknowledge@r1")
    assert story.owes("2.acknowledge@o")
