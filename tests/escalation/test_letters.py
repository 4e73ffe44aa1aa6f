"""What success owes: Sefton's manual has an outcome letter after each resolution, and the close waits for it."""

import pytest

from service.errors import NotNow
from service.escalation.coordinating import Closed
from service.escalation.events import Answered, Done, FeedbackGiven, Resolved
from tests.escalation.stories import ACROSS, COORDINATOR, HERE, at, close_of, opened

NOW = at("2026-04-08 11:00")


def settled(*known):
    story = opened("sefton-manual", stage="2")
    for facts in known:
        story.then(Answered(NOW, COORDINATOR, facts))
    return story.then(Resolved(NOW, HERE, "2")).then(Resolved(NOW, ACROSS, "2"))


def test_the_receiving_side_owes_a_letter_two_working_days_after_the_managers_agreed():
    story = settled()
    assert story.case.duty("2.letter").slots == ("r1",) and story.due("2.letter") == close_of(2026, 4, 10)
    assert ("told", "business_manager at the partnership") not in story.mails


def test_after_a_meeting_the_letter_is_owed_in_48_hours_and_the_business_manager_hears_of_it():
    story = settled({"settled_at": "at the meeting"})
    assert story.due("2.letter") == at("2026-04-10 11:00")
    assert ("told", "business_manager at the partnership") in story.mails


def test_the_case_is_not_closed_before_the_letter_is_written():
    story = settled().then(FeedbackGiven(NOW, COORDINATOR))
    with pytest.raises(NotNow, match=r"2\.letter"):
        story.then(Closed(NOW, COORDINATOR))
    story.then(Done(NOW, ACROSS, "2.letter")).then(Closed(NOW, COORDINATOR))
    assert story.case.state == "closed"


def test_the_meeting_is_owed_once_the_managers_have_said_that_they_did_not_agree():
    story = opened("sefton-manual", stage="2")
    assert not story.owes("2.meeting")
    story.then(Done(NOW, ACROSS, "2.aim", "We did not agree"))
    assert story.due("2.meeting") == close_of(2026, 4, 15)
