"""Mails of the outbox counted, by whom they went to and what they were; and those that were stopped."""

from datetime import timedelta

import pytest

from service.store import outbox
from service.store.outbox import Letter, Sought
from service.store.people import address_digest

HOUR = timedelta(hours=1)
OFFICER, OTHER = "officer@school.example", "other@school.example"


@pytest.fixture
def written(sessions, vault, at):
    """Five mails: to whom, of which kind, about which case, and whether they were stopped."""
    rows = [
        (OFFICER, "recorded", "1", ""), (OFFICER, "recorded", "1", "Enough."), (OFFICER, "unclear", "2", ""),
        (OFFICER, "routed", "1", ""), (OTHER, "held_sender", None, ""),
    ]  # fmt: skip
    with sessions.begin() as session:
        for number, (to, kind, case_id, stopped) in enumerate(rows):
            letter = Letter(
                f"{number}", case_id, "officer:1", "2", kind, 5, "us@box.example", to, b"Hello", f"<{number}@x.ex>",
                at, at + HOUR,
            )  # fmt: skip
            assert outbox.queue(session, vault, letter, at, stopped)
            assert outbox.queue(session, vault, letter, at, stopped) is None


@pytest.mark.parametrize(
    ("address", "more", "many"),
    [
        (OFFICER, {}, 3), (OFFICER.upper(), {}, 3), (OTHER, {}, 1), (OFFICER, {"case_id": "1"}, 2),
        ("", {"of_cases": True}, 3), ("", {"of_cases": False}, 1), ("", {"of_cases": True, "left": True}, 2),
    ],
)  # fmt: skip
def test_answers_are_counted_by_address_case_and_whether_they_left(sessions, vault, written, at, address, more, many):
    digest = address_digest(vault, address) if address else ""
    sought = Sought(("recorded", "unclear", "held_sender"), digest, **more)
    with sessions.begin() as session:
        assert outbox.count(session, sought, at - HOUR) == many
        assert outbox.count(session, sought, at + HOUR) == 0


def test_what_is_stopped_never_leaves_and_says_why(sessions, vault, written, at):
    with sessions.begin() as session:
        assert len(list(iter(lambda: outbox.claim(session, vault, at, 60), None))) == 4
        stopped = [one for one in outbox.of_case(session, "1") if one.state == "cancelled"]
    assert [one.ended_reason for one in stopped] == ["Enough."]
