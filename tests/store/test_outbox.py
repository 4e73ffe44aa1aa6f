"""The outbox: a mail is queued once, sent by one at a time, repeated only when it may be lost, and ends."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from service.store import Keys, Vault, outbox, settling
from service.store.outbox import Letter
from service.store.tables import OUTCOMES, OutboxAttemptRow, OutboxRow

LEASE = 300
REPEATS = (120, 600, 1800)


@dataclass(frozen=True)
class Told:
    """What a post office says of one attempt."""

    kind: str
    code: int | None = None
    enhanced: str | None = None
    phase: str | None = None


def after(at, seconds):
    return at + timedelta(seconds=seconds)


@pytest.fixture
def a_letter(at):
    numbers = count(1)

    def run(**more):
        number = next(numbers)
        plain = {
            "dedupe_key": f"case:1:{number}",
            "case_id": "1",
            "recipient": "officer:7",
            "stage": "2",
            "kind": "routed",
            "priority": 5,
            "mail_from": "escalations@sefton.example",
            "rcpt_to": "officer@school.example",
            "mime": b"Subject: SEF-4T9K-2MC2\r\n\r\nIt is with you.\r\n",
            "message_id": f"<{number}@sefton.example>",
            "due_at": at,
            "deadline_at": after(at, 14400),
        }
        return Letter(**(plain | more))

    return run


@pytest.fixture
def queue(sessions, vault, at, a_letter):
    def run(**more):
        with sessions.begin() as session:
            return outbox.queue(session, vault, a_letter(**more), at)

    return run


@pytest.fixture
def claim(sessions, vault, at):
    def run(at=at):
        with sessions.begin() as session:
            return outbox.claim(session, vault, at, LEASE)

    return run


@pytest.fixture
def mark(sessions, at):
    def run(claimed, kind, at=at, **words):
        with sessions.begin() as session:
            return outbox.mark(session, claimed, Told(kind, **words), at, REPEATS)

    return run


@pytest.fixture
def lapse(sessions):
    def run(at):
        with sessions.begin() as session:
            return outbox.lapse(session, at, REPEATS)

    return run


@pytest.fixture
def row(sessions):
    def run():
        with sessions() as session:
            return session.scalars(select(OutboxRow)).one()

    return run


def test_a_queued_mail_is_claimed_as_it_was_written(queue, claim, a_letter):
    id = queue()
    claimed = claim()
    assert (claimed.id, claimed.case_id, claimed.recipient, claimed.stage) == (id, "1", "officer:7", "2")
    assert (claimed.mail_from, claimed.rcpt_to) == ("escalations@sefton.example", "officer@school.example")
    assert claimed.mime == a_letter().mime
    assert claimed.message_id == "<1@sefton.example>"


def test_a_mail_that_belongs_to_no_case_is_sealed_under_a_key_of_its_own(queue, claim):
    queue(case_id=None, mime=b"one\ntwo\n")
    assert claim().mime == b"one\ntwo\n"


def test_a_mail_with_the_same_dedupe_key_is_queued_once(queue, claim):
    assert queue(dedupe_key="case:1:reminder")
    assert queue(dedupe_key="case:1:reminder") is None
    assert claim()
    assert claim() is None


def test_two_mails_never_share_a_message_id(queue):
    queue(message_id="<1@sefton.example>")
    with pytest.raises(IntegrityError):
        queue(message_id="<1@sefton.example>")


def test_the_most_urgent_mail_leaves_first_then_the_one_due_longest(queue, claim, at):
    routine = queue(priority=5, due_at=after(at, -60))
    later = queue(priority=0)
    sooner = queue(priority=0, due_at=after(at, -30))
    assert [claim().id, claim().id, claim().id] == [sooner, later, routine]


def test_a_mail_is_not_sent_before_it_is_due(queue, claim, at):
    queue(due_at=after(at, 60))
    assert claim(after(at, 59)) is None
    assert claim(after(at, 60))


def test_two_claimers_never_get_the_same_mail(queue, claim):
    queued = {queue() for _ in range(20)}

    def take_all(_):
        return list(iter(claim, None))

    with ThreadPoolExecutor(4) as pool:
        taken = [claimed.id for share in pool.map(take_all, range(4)) for claimed in share]
    assert len(taken) == 20
    assert set(taken) == queued


def test_an_accepted_mail_is_sent_and_never_claimed_again(queue, claim, mark, row, at):
    queue()
    assert mark(claim(), "accepted", code=250, phase="data") == "sent"
    assert (row().sent_at, row().last_code) == (at, 250)
    assert claim(after(at, 10**7)) is None


def test_a_mail_refused_for_good_fails_and_says_why(queue, claim, mark, row, at):
    queue()
    assert mark(claim(), "refused_perm", code=550, enhanced="5.1.1", phase="rcpt") == "failed"
    assert row().ended_reason == "The receiving server refused it for good (5.1.1)."
    assert claim(after(at, 10**7)) is None


@pytest.mark.parametrize("kind", ["refused_temp", "not_sent"])
def test_a_mail_refused_for_now_is_tried_later_and_later(queue, claim, mark, row, at, kind):
    queue()
    for wait in (60, 120, 300, 600, 1200, 1800, 1800, 1800):
        assert mark(claim(at), kind, at) == "retry"
        assert claim(after(at, wait - 1)) is None
        at = after(at, wait)
    assert mark(claim(at), "accepted", at) == "sent"
    assert (row().tries, row().unknowns) == (9, 0)


def test_a_mail_cut_after_the_last_dot_is_repeated_with_the_same_message_id_and_then_fails(
    queue, claim, mark, row, at
):
    queue()
    sent = [claim()]
    for wait in REPEATS:
        assert mark(sent[-1], "unknown", at) == "unknown"
        assert claim(after(at, wait - 1)) is None
        at = after(at, wait)
        sent.append(claim(at))
    assert mark(sent[-1], "unknown", at) == "failed"
    assert len({(claimed.message_id, claimed.mime) for claimed in sent}) == 1
    assert row().ended_reason == "It may have arrived: 4 attempts ended without an answer."
    assert claim(after(at, 10**7)) is None


def test_a_lease_that_ran_out_counts_as_unknown_is_repeated_and_then_fails(queue, claim, lapse, row, at):
    id = queue()
    for wait in REPEATS:
        assert claim(at)
        at = after(at, LEASE)
        assert lapse(after(at, -1)) == []
        assert row().state == "leased"
        assert lapse(at) == []
        assert row().state == "unknown"
        assert claim(after(at, wait - 1)) is None
        at = after(at, wait)
    assert claim(at).message_id == "<1@sefton.example>"
    assert lapse(after(at, LEASE)) == [id]
    assert row().state == "failed"


def test_a_leased_mail_is_not_claimed_by_another_before_its_lease_was_counted(queue, claim, at):
    queue()
    assert claim()
    assert claim(after(at, LEASE + 1)) is None


@pytest.mark.parametrize("kind", OUTCOMES)
def test_what_a_worker_says_after_another_took_the_mail_changes_nothing(queue, claim, mark, lapse, row, at, kind):
    queue()
    slow = claim()
    lapse(after(at, LEASE))
    quick = claim(after(at, LEASE + REPEATS[0]))
    before = vars(row()).copy()
    assert mark(slow, kind, after(at, 1000)) is None
    after_slow = vars(row()).copy()
    assert {**after_slow, "_sa_instance_state": 0} == {**before, "_sa_instance_state": 0}
    assert mark(quick, "accepted", after(at, 1001)) == "sent"
    assert mark(slow, kind, after(at, 1002)) is None
    assert row().state == "sent"


def test_what_a_worker_says_twice_counts_once(queue, claim, mark, row):
    queue()
    claimed = claim()
    assert mark(claimed, "unknown") == "unknown"
    assert mark(claimed, "unknown") is None
    assert row().unknowns == 1


def test_every_attempt_is_written_down(sessions, queue, claim, mark, lapse, at):
    queue()
    claim()
    lapse(after(at, LEASE))
    again = after(at, LEASE + REPEATS[0])
    mark(claim(again), "accepted", after(again, 2), code=250, enhanced="2.0.0", phase="data")
    with sessions() as session:
        first, second = session.scalars(select(OutboxAttemptRow).order_by(OutboxAttemptRow.claim_no))
    assert (first.started_at, first.ended_at, first.outcome, first.phase) == (at, after(at, LEASE), "unknown", "lapsed")
    assert (second.started_at, second.ended_at, second.outcome) == (again, after(again, 2), "accepted")
    assert (second.code, second.enhanced, second.phase) == (250, "2.0.0", "data")


def test_every_outcome_has_its_step():
    assert set(settling.STEPS) == set(OUTCOMES)


def test_a_waiting_mail_can_be_taken_back(sessions, queue, claim, row):
    id = queue()
    with sessions.begin() as session:
        assert outbox.cancel(session, id, "The case was closed.")
        assert not outbox.cancel(session, id, "The case was closed.")
    assert (row().state, row().ended_reason) == ("cancelled", "The case was closed.")
    assert claim() is None


def test_a_mail_that_is_being_sent_cannot_be_taken_back(sessions, queue, claim, mark):
    id = queue()
    claimed = claim()
    with sessions.begin() as session:
        assert not outbox.cancel(session, id, "The case was closed.")
    assert mark(claimed, "accepted") == "sent"
    with sessions.begin() as session:
        assert not outbox.cancel(session, id, "The case was closed.")


def test_a_mail_that_came_back_is_noted_once_and_only_if_it_left(sessions, queue, claim, mark, row, at):
    id = queue()
    with sessions.begin() as session:
        assert not outbox.mark_bounced(session, id, at)
    mark(claim(), "accepted")
    with sessions.begin() as session:
        assert outbox.mark_bounced(session, id, after(at, 60))
        assert not outbox.mark_bounced(session, id, after(at, 120))
    assert (row().state, row().bounced_at) == ("sent", after(at, 60))


def test_a_reply_finds_whom_and_what_it_answers_by_message_id(sessions, queue):
    id = queue(recipient="officer:9", stage="3", kind="reminder", message_id="<x@sefton.example>")
    with sessions() as session:
        found = outbox.by_message_id(session, "<x@sefton.example>")
        assert outbox.by_message_id(session, "<y@sefton.example>") is None
    assert found == outbox.Sent(id, "1", "officer:9", "3", "reminder", "<x@sefton.example>")


def test_a_case_shows_its_mails_and_how_far_they_have_come(sessions, queue, claim, mark):
    queue(kind="receipt", priority=0)
    queue(kind="routed")
    queue(case_id="2")
    mark(claim(), "refused_perm", code=550)
    with sessions() as session:
        found = {mail.kind: (mail.state, mail.ended_reason) for mail in outbox.of_case(session, "1")}
    assert found == {
        "receipt": ("failed", "The receiving server refused it for good (550)."),
        "routed": ("queued", None),
    }


def test_the_thread_of_a_reader_is_the_first_and_the_last_mail_about_the_case(sessions, vault, a_letter, at):
    with sessions.begin() as session:
        for minute, other in enumerate(({}, {"recipient": "officer:8"}, {"case_id": "2"}, {}, {})):
            outbox.queue(session, vault, a_letter(**other), after(at, 60 * minute))
        readers = (("1", "officer:7"), ("1", "officer:8"), ("2", "officer:7"), ("3", "officer:7"))
        threads = [" ".join(outbox.thread(session, *reader)) for reader in readers]
    assert threads == ["<1@sefton.example> <5@sefton.example>", "<2@sefton.example>", "<3@sefton.example>", ""]


def test_mails_past_their_deadline_are_told_until_they_end(sessions, queue, claim, mark, at):
    queue(kind="sent in time", priority=0)
    second = queue(deadline_at=after(at, 20))
    first = queue(deadline_at=after(at, 10))
    queue(deadline_at=after(at, 30))
    mark(claim(), "accepted")
    with sessions() as session:
        assert [mail.id for mail in outbox.overdue(session, after(at, 20))] == [first, second]


def test_a_mail_that_does_not_open_lets_the_next_one_pass_and_is_not_given_up(
    sessions, vault, queue, claim, a_letter, row, at
):
    with sessions.begin() as session:
        outbox.queue(session, Vault(Keys.fresh()), a_letter(case_id="9", priority=0), at)
    following = queue()
    assert claim().id == following
    assert claim() is None
    with sessions() as session:
        assert [mail.state for mail in outbox.of_case(session, "9")] == ["retry"]
