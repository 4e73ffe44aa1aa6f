"""A role that one process has at a time (F67)."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from service.store.keeping import leave_role, take_role


def test_one_has_it_until_it_is_left_or_no_sign_has_come_for_long(sessions, at):
    def takes(holder, after=0.0):
        with sessions.begin() as session:
            return take_role(session, "collect", holder, at + timedelta(seconds=after), seconds=30)

    assert takes("first") and not takes("second")
    assert takes("first", after=20) and not takes("second", after=49)
    assert takes("second", after=51) and not takes("first", after=52)
    with sessions.begin() as session:
        leave_role(session, "collect", "first")
    assert not takes("first", after=53), "only whoever has it can leave it"
    with sessions.begin() as session:
        leave_role(session, "collect", "second")
    assert takes("first", after=54)


def test_from_one_that_has_ended_it_is_taken_at_once(sessions, at):
    def takes(holder, *ended):
        with sessions.begin() as session:
            return take_role(session, "collect", holder, at, 30, ended.__contains__)

    assert takes("first") and not takes("second", "third")
    assert takes("second", "first") and not takes("first")


def test_of_many_that_reach_for_it_at_once_one_gets_it(sessions, at):
    together = threading.Barrier(8)

    def takes(number):
        together.wait()
        with sessions.begin() as session:
            return take_role(session, "collect", str(number), at, seconds=30)

    with ThreadPoolExecutor(8) as several:
        assert sum(several.map(takes, range(8))) == 1


def test_roles_are_had_apart(sessions, at):
    with sessions.begin() as session:
        assert take_role(session, "collect from one", "first", at, seconds=30)
        assert take_role(session, "collect from another", "second", at, seconds=30)
