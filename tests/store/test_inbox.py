"""The inbox: every mail is kept once, read by one at a time, and brought to one end."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError, NoResultFound

from service.store import Keys, Vault, filed, inbox
from service.store.inbox import Arrival, Ending
from service.store.tables import DISPOSITIONS, DataKeyRow, InboundRow

MAILBOX = "escalations@sefton.example"
RAW = b"Subject: a disagreement\r\n\r\nWe do not agree.\r\n"
LEASE = 60


def a_mail(raw=RAW, mailbox=MAILBOX, uid=7):
    return Arrival(mailbox, raw, uid, uidvalidity=4_294_967_295, internal_date=None)


@pytest.fixture
def capture(sessions, vault, at):
    def run(arrival=None, at=at):
        with sessions.begin() as session:
            return inbox.capture(session, vault, arrival or a_mail(), at)

    return run


@pytest.fixture
def claim(sessions, vault, at):
    def run(at=at):
        with sessions.begin() as session:
            return inbox.claim(session, vault, at, LEASE)

    return run


@pytest.fixture
def end(sessions, vault):
    def run(kept, *ending, **more):
        with sessions.begin() as session:
            return inbox.end(session, vault, kept, Ending(*ending, **more))

    return run


@pytest.fixture
def row(sessions):
    def run():
        with sessions() as session:
            return session.scalars(select(InboundRow)).one()

    return run


def test_a_mail_is_kept_byte_for_byte(sessions, vault, capture, row, at):
    assert capture(replace(a_mail(), raw=bytes(range(256))))
    with sessions() as session:
        assert filed.open_raw(session, vault, row().id) == bytes(range(256))
    assert (row().uid, row().uidvalidity, row().arrived_at) == (7, 4_294_967_295, at)


def test_the_same_bytes_again_are_counted_and_nothing_else(capture, row, at):
    assert capture()
    assert not capture(a_mail(uid=8), at + timedelta(days=1))
    assert (row().arrivals, row().uid, row().arrived_at) == (2, 7, at)


def test_a_repeat_leaves_no_key_behind(sessions, capture):
    capture()
    capture()
    with sessions() as session:
        assert session.scalar(select(func.count()).select_from(DataKeyRow)) == 1


def test_the_same_bytes_in_another_mailbox_are_another_mail(capture):
    assert capture()
    assert capture(a_mail(mailbox="escalations@liverpool.example"))


def test_many_who_capture_one_mail_at_once_keep_it_once_and_count_it(capture, row):
    together = Barrier(8)

    def run(_):
        together.wait()
        return capture()

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(run, range(8))) == [False] * 7 + [True]
    assert row().arrivals == 8


def test_mails_are_claimed_oldest_first_and_each_once(capture, claim, at):
    capture(a_mail(b"second"), at + timedelta(minutes=1))
    capture(a_mail(b"first"), at)
    assert [claim().raw, claim().raw, claim()] == [b"first", b"second", None]


def test_two_claimers_never_get_the_same_mail(capture, claim):
    for number in range(20):
        capture(a_mail(b"%d" % number))

    def take_all(_):
        return list(iter(claim, None))

    with ThreadPoolExecutor(4) as pool:
        taken = [kept.raw for share in pool.map(take_all, range(4)) for kept in share]
    assert sorted(taken) == sorted(b"%d" % number for number in range(20))


def test_a_claim_that_lapsed_is_given_to_another_and_its_end_is_refused(capture, claim, end, row, at):
    capture()
    slow = claim()
    assert claim(at + timedelta(seconds=LEASE - 1)) is None
    quick = claim(at + timedelta(seconds=LEASE))
    assert (slow.tries, quick.tries) == (1, 2)
    assert not end(slow, "held", "It could not be read.")
    assert row().state == "leased"
    assert end(quick, "note_added", "A note from the school.", case_id="1")
    assert not end(slow, "held", "It could not be read.")
    assert (row().disposition, row().reason, row().case_id) == ("note_added", "A note from the school.", "1")


def test_a_mail_has_one_end(capture, claim, end):
    capture()
    kept = claim()
    assert end(kept, "auto_recorded", "An out-of-office reply.")
    assert not end(kept, "held", "Nobody knows.")


@pytest.mark.parametrize("disposition", DISPOSITIONS)
def test_every_disposition_can_be_kept(capture, claim, end, disposition):
    capture()
    assert end(claim(), disposition, "Because.")


def test_an_end_that_is_none_of_them_is_refused(capture, claim, end):
    capture()
    with pytest.raises(IntegrityError):
        end(claim(), "lost", "Nobody knows.")


def test_a_mail_that_belongs_to_a_case_opens_with_the_cases_key_only(sessions, vault, capture, claim, end, row):
    capture()
    end(claim(), "case_created", "A notification.", case_id="1")
    assert row().scope == "case:1"
    with sessions() as session:
        assert filed.open_raw(session, vault, row().id) == RAW
    with sessions.begin() as session:
        session.delete(session.get_one(DataKeyRow, f"mail:{row().id}"))
    with sessions() as session:
        assert filed.open_raw(session, vault, row().id) == RAW


def test_held_mails_of_a_partnership_are_listed_oldest_first(sessions, capture, claim, end, at):
    for minutes, mailbox in ((2, MAILBOX), (1, MAILBOX), (0, "escalations@liverpool.example")):
        capture(a_mail(b"%d" % minutes, mailbox), at + timedelta(minutes=minutes))
        end(claim(), "held", f"Held at {minutes}.")
    with sessions() as session:
        found = filed.held(session, [MAILBOX])
    assert [(mail.reason, mail.mailbox) for mail in found] == [("Held at 1.", MAILBOX), ("Held at 2.", MAILBOX)]


def test_a_released_mail_is_read_again_and_says_who_released_it(sessions, capture, claim, end, row, at):
    capture()
    end(claim(), "held", "No such case.")
    id = row().id
    with sessions.begin() as session:
        assert filed.release(session, id, "coordinator:1", at)
        assert not filed.release(session, id, "coordinator:1", at)
        assert filed.held(session, [MAILBOX]) == []
    kept = claim()
    assert (kept.raw, kept.tries, kept.released_by) == (RAW, 1, "coordinator:1")


@pytest.mark.parametrize(
    "ending",
    [Ending("closed_by_human", "Closed."), Ending("note_added", "Filed.", "1"), Ending("held", "Put back.")],
)
def test_a_person_decides_about_a_mail_and_it_opens_under_the_key_of_its_case(
    sessions, vault, capture, claim, end, row, ending
):
    capture()
    end(claim(), "held", "No such case.", case_id="2")
    id = row().id
    with sessions.begin() as session:
        assert filed.decide(session, vault, id, ending)
    found = row()
    assert (found.disposition, found.reason, found.case_id) == (ending.disposition, ending.reason, ending.case_id)
    assert found.scope == (f"case:{ending.case_id}" if ending.case_id else f"mail:{id}")
    with sessions() as session:
        assert filed.open_raw(session, vault, id) == RAW


@pytest.mark.parametrize("disposition", sorted({"", *DISPOSITIONS} - {*filed.MOVABLE}))
def test_a_mail_that_has_moved_a_case_or_is_being_read_is_nobodys_to_decide_about(
    sessions, vault, capture, claim, end, row, disposition
):
    capture()
    if disposition:
        end(claim(), disposition, "Done.")
    with sessions.begin() as session:
        assert not filed.decide(session, vault, row().id, Ending("held", "Back."))
        assert not filed.decide(session, vault, "none", Ending("held", "Back."))


def test_a_duplicate_link_can_be_taken_back_and_its_mail_still_opens(sessions, vault, capture, claim, end, row, at):
    capture()
    end(claim(), "duplicate_linked", "The same as an earlier mail.", case_id="1", fingerprint="f")
    id = row().id
    with sessions.begin() as session:
        assert filed.release(session, id, "coordinator:1", at)
    assert claim().raw == RAW


def test_a_mail_that_was_acted_on_is_not_released(sessions, capture, claim, end, row, at):
    capture()
    end(claim(), "reply_applied", "Agreed.", case_id="1")
    id = row().id
    with sessions.begin() as session:
        assert not filed.release(session, id, "coordinator:1", at)


def test_the_first_mail_with_a_fingerprint_is_the_twin_of_the_others(sessions, capture, claim, end, at):
    first, second = b"by one route", b"by another"
    for minutes, raw in enumerate((first, second)):
        capture(a_mail(raw), at + timedelta(minutes=minutes))
    with sessions() as session:
        assert filed.twin(session, "f") is None
    kept = claim()
    end(kept, "case_created", "A notification.", case_id="1", fingerprint="f")
    end(claim(), "duplicate_linked", "The same as an earlier mail.", fingerprint="f")
    with sessions() as session:
        assert filed.twin(session, "f") == kept.id
        assert filed.twin(session, "g") is None


def test_a_mail_that_does_not_open_lets_the_next_one_pass_and_waits_for_its_key(sessions, vault, capture, claim, at):
    with sessions.begin() as session:
        inbox.capture(session, Vault(Keys.fresh()), a_mail(b"sealed with a lost key"), at)
    capture(a_mail(b"the next"), at + timedelta(minutes=1))
    assert claim().raw == b"the next"
    assert claim() is None


def test_an_unknown_mail_cannot_be_opened(sessions, vault):
    with sessions() as session, pytest.raises(NoResultFound):
        filed.open_raw(session, vault, "none")
