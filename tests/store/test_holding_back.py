"""A mail that is held back never leaves again, wherever it was at that moment."""

import pytest

from service.store import outbox
from service.store.settling import ADDRESS_WAS_WRONG, FOR_A_PERSON, HELD_BACK, TO_THE_RIGHT_ADDRESS
from tests.store.test_outbox import a_letter, after, claim, lapse, mark, queue, row

__all__ = ["a_letter", "claim", "lapse", "mark", "queue", "row"]


@pytest.fixture
def hold(sessions):
    def run(id, why=ADDRESS_WAS_WRONG):
        with sessions.begin() as session:
            outbox.hold_back(session, id, why)

    return run


def test_what_waits_is_held_at_once(queue, claim, hold, row):
    hold(queue())
    assert (row().state, row().ended_reason) == ("cancelled", ADDRESS_WAS_WRONG) and claim() is None


@pytest.mark.parametrize("outcome", ["refused_temp", "not_sent", "unknown", "refused_perm"])
def test_what_is_on_the_wire_ends_with_that_attempt(queue, claim, mark, hold, row, at, outcome):
    id, taken = queue(), claim()
    hold(id)
    assert mark(taken, outcome) == "cancelled"
    assert row().ended_reason == ADDRESS_WAS_WRONG and claim(after(at, 90_000)) is None


def test_what_is_on_the_wire_when_its_worker_dies_is_not_repeated(queue, claim, lapse, hold, row, at):
    id, _ = queue(), claim()
    hold(id)
    assert lapse(after(at, 90_000)) == [] and claim(after(at, 90_000)) is None
    assert (row().state, row().unknowns) == ("cancelled", 1)


def test_what_gets_through_all_the_same_counts_as_sent(queue, claim, mark, hold, row):
    id, taken = queue(), claim()
    hold(id)
    assert mark(taken, "accepted") == "sent" and row().ended_reason is None


def test_a_report_that_it_came_back_does_not_let_it_go(sessions, queue, claim, mark, hold, row, at):
    id, taken = queue(), claim()
    hold(id)
    with sessions.begin() as session:
        assert outbox.mark_bounced(session, id, at, "There is no such address.")
    assert mark(taken, "refused_temp") == "cancelled" and row().ended_reason == ADDRESS_WAS_WRONG


def test_a_person_is_shown_what_nobody_wrote_again(sessions, queue, hold):
    shown, other = queue(), queue()
    hold(shown)
    hold(other, TO_THE_RIGHT_ADDRESS)
    with sessions.begin() as session:
        assert [one.id for one in outbox.withheld(session, ["1"])] == [shown]
        assert outbox.withheld(session, ["2"]) == []
    assert set(FOR_A_PERSON) < set(HELD_BACK)


def test_what_has_not_ended_says_whether_it_may_have_left(sessions, vault, queue, claim, mark, at):
    first = queue()
    mark(claim(), "refused_temp")
    second = queue()
    claim()
    with sessions.begin() as session:
        outbox.keep_still(session, "1")
        found = {one.id: one.may_have_left for one in outbox.unsent(session, vault, "1")}
    assert found == {first: False, second: True}
