"""A notification that is being checked is refused: nobody across hears of it, and it can be looked at again."""

import pytest

from service.errors import NotAllowed, NotNow
from service.escalation.case import Risk, State
from service.escalation.checking import REFUSED_BEFORE
from service.escalation.coordinating import Closed, LookedAtAgain, Refused, Released, RiskLowered
from service.escalation.events import Completed, Notified, RiskAnswered, RiskStated, StillConcerned, ToldMore
from service.escalation.refusing import IN_WORDS, Refusal
from tests.escalation.stories import ACROSS, COORDINATOR, HERE, ORIGINATOR, SCHOOL, SERVICES, at, opened

NOW, LATER, LAST = (at(f"2026-04-01 {hour}:00") for hour in (11, 12, 13))
CHECKED = "The sender's address is not one of that agency's."


def refused(reason=Refusal.OTHER, **more):
    return opened("sefton", checked=CHECKED, **more).then(Refused(NOW, COORDINATOR, reason))


@pytest.mark.parametrize("reason", Refusal)
def test_it_ends_and_its_sender_alone_is_told_unless_it_is_false(reason):
    story = refused(reason)
    assert story.case.state is State.REFUSED and not story.case.being_checked and not story.case.owed
    assert story.at_stages == []
    assert story.mails == (set() if reason is Refusal.FALSE else {("not_sent_on", "originator")})
    assert (story.case.beside.refused_by, story.case.beside.refused_as) == (COORDINATOR.holder, reason)


def test_every_reason_has_its_words():
    assert set(IN_WORDS) == set(Refusal)


@pytest.mark.parametrize("by", [HERE, ORIGINATOR, ACROSS])
def test_only_a_coordinator_refuses_and_takes_that_back(by):
    with pytest.raises(NotAllowed):
        opened("sefton", checked=CHECKED).then(Refused(NOW, by, Refusal.OTHER))
    with pytest.raises(NotAllowed):
        refused().then(LookedAtAgain(LATER, by))


def test_a_reason_that_there_is_none_of_is_asked_for():
    with pytest.raises(NotAllowed, match="sent twice"):
        opened("sefton", checked=CHECKED).then(Refused(NOW, COORDINATOR, "no"))


def test_what_is_not_being_checked_is_not_refused():
    with pytest.raises(NotNow):
        opened("sefton").then(Refused(NOW, COORDINATOR, Refusal.OTHER))
    with pytest.raises(NotNow):
        opened("sefton").then(LookedAtAgain(NOW, COORDINATOR))


def test_an_immediate_risk_is_answered_and_then_lowered_by_two_first():
    story = opened("sefton", checked=CHECKED, risk=True)
    with pytest.raises(NotNow, match="Take it up first"):
        story.then(Refused(NOW, COORDINATOR, Refusal.FALSE))
    story.then(RiskAnswered(NOW, COORDINATOR))
    with pytest.raises(NotNow, match="Two coordinators lower the risk first"):
        story.then(Refused(NOW, COORDINATOR, Refusal.FALSE))
    story.then(RiskLowered(LATER, COORDINATOR, "beacon")).then(Refused(LAST, COORDINATOR, Refusal.FALSE))
    assert story.case.state is State.REFUSED


def test_a_proof_that_comes_too_late_routes_nothing():
    story = refused().then(Released(LATER, ORIGINATOR))
    assert story.case.state is State.REFUSED and story.mails == set()


def test_it_is_checked_again_and_can_be_sent_on_then():
    story = refused().then(LookedAtAgain(LATER, COORDINATOR))
    assert story.owes(".check#2") and story.case.is_open and story.mails == set()
    story.then(Released(LAST, COORDINATOR))
    assert story.at_stages == ["1"] and ("routed", "practitioner at r1") in story.mails


@pytest.mark.parametrize("event", [ToldMore, StillConcerned])
def test_a_word_of_its_sender_has_it_checked_again(event):
    story = refused().then(event(LATER, ORIGINATOR))
    assert story.owes(".check#2") and story.case.being_checked
    assert story.mails == {("still_concerned", "coordinator")}


def test_a_note_of_a_coordinator_changes_nothing():
    assert refused().then(ToldMore(LATER, COORDINATOR)).case.state is State.REFUSED


# What comes of it then


def told(checked):
    return Notified(LAST, ORIGINATOR, "", "", SCHOOL, (SERVICES,), NOW, checked=checked)


@pytest.mark.parametrize("provisional", [False, True])
@pytest.mark.parametrize("by", [ORIGINATOR, COORDINATOR])
def test_a_risk_that_is_stated_then_has_it_checked_again_and_is_alerted_at_once(provisional, by):
    story = refused().then(RiskStated(LATER, by, provisional))
    assert story.case.is_open and story.owes(".check#2") and story.owes("urgent.alert")
    assert story.case.risk is (Risk.PROVISIONAL if provisional else Risk.STANDING)
    assert ("act_today", "coordinator") in story.mails and story.at_stages == []


def test_what_was_refused_once_is_sent_on_by_a_coordinator_alone():
    story = refused(Refusal.PUBLIC).then(ToldMore(LATER, ORIGINATOR))
    with pytest.raises(NotAllowed, match="a coordinator"):
        story.then(Released(LAST, ORIGINATOR))
    assert story.then(Released(LAST, COORDINATOR)).at_stages == ["1"]


@pytest.mark.parametrize("checked", [CHECKED, ""])
def test_what_was_missing_of_it_comes_in_and_a_coordinator_still_decides(checked):
    story = refused().then(ToldMore(LATER, ORIGINATOR)).then(Completed(LAST, ORIGINATOR, whole=told(checked)))
    assert story.case.being_checked == f"{REFUSED_BEFORE} {checked}".strip() and story.at_stages == []


def test_another_doubt_than_that_of_the_address_is_none_that_a_code_settles():
    story = opened("sefton", checked="The other agency is not in the directory.")
    with pytest.raises(NotAllowed, match="a coordinator"):
        story.then(Released(LATER, ORIGINATOR))


@pytest.mark.parametrize("second", ["", "officer:5"])
def test_it_has_ended_and_is_not_closed_besides(second):
    with pytest.raises(NotNow, match="was not sent on"):
        refused().then(Closed(LATER, COORDINATOR, second))
