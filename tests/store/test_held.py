"""What waits for a person, in the database: who was told, who is next, and the cases that it may belong to."""

from datetime import timedelta

import pytest

from service.store import filed, held, inbox
from service.store.balance import balance, unread
from service.store.held import Suggestion, Waiting
from service.store.inbox import Ending
from service.store.people import Person, Subject, add_person, add_subject, address_digest, name_digest
from service.store.tables import CaseRow, InboundRow, ProcedureRow

BOX = "escalations@sefton.example"
HOUR = timedelta(hours=1)


@pytest.fixture
def mails(sessions, vault, at):
    """Three mails that are held, a minute apart."""
    ids = []
    for minute in range(3):
        since = at + timedelta(minutes=minute)
        with sessions.begin() as session:
            inbox.capture(session, vault, inbox.Arrival(BOX, f"{minute}".encode(), minute, 1, None), since)
        with sessions.begin() as session:
            kept = inbox.claim(session, vault, at, 60)
            inbox.end(session, vault, kept, Ending("held", "Why not."))
            held.begin(session, Waiting(kept.id, "sefton", minute == 2, since, None, 0, since + HOUR))
            ids.append(kept.id)
    return ids


@pytest.fixture
def case(sessions, vault, at):
    with sessions.begin() as session:
        session.add(ProcedureRow(digest="d", key="sefton", files="{}", stored_at=at))
        session.add(
            CaseRow(id="1", reference="SEF-4T9K-2MC2", partnership="sefton", procedure="sefton", digest="d",
                    state="open", stage="2", version=1, opened_at=at, updated_at=at)
        )  # fmt: skip
        session.flush()
        add_person(session, vault, "1", Person("o", "originator", "Skipper", "skipper@school.example"))
        add_subject(session, vault, "1", Subject("child", "Zebedee Quill", "", {}))
    return "1"


def test_the_untold_are_told_of_once(sessions, mails, at):
    with sessions.begin() as session:
        assert held.last_told(session, "sefton") is None
        assert held.untold(session, "sefton") == mails and held.untold(session, "liverpool") == []
        held.told(session, mails[:2], at)
    with sessions.begin() as session:
        assert held.untold(session, "sefton") == mails[2:] and held.last_told(session, "sefton") == at


def test_the_overlooked_are_passed_on_and_wake_again_later(sessions, mails, at):
    with sessions.begin() as session:
        assert held.overlooked(session, at) == []
        due = held.overlooked(session, at + HOUR)
        assert [one.inbound_id for one in due] == mails[:1] and due[0].rung == 0
        held.passed_on(session, mails[:1], 1, at + 3 * HOUR)
    with sessions.begin() as session:
        assert [one.inbound_id for one in held.overlooked(session, at + 2 * HOUR)] == mails[1:]
        assert [one.rung for one in held.overlooked(session, at + 3 * HOUR)] == [1, 0, 0]


def test_the_urgent_stand_first_and_what_is_decided_waits_no_longer(sessions, mails):
    with sessions.begin() as session:
        assert [one.id for one in filed.held(session, [BOX])] == [mails[2], *mails[:2]]
        held.end(session, mails[0])
        assert held.untold(session, "sefton") == mails[1:]


def test_suggestions_are_kept_with_their_case_and_go_with_the_mail(sessions, mails, case):
    for why in ("It names this reference.", "It names this reference.", "Its sender takes part in this case."):
        with sessions.begin() as session:
            held.suggest(session, mails[0], [Suggestion(case, why), Suggestion(case, why)])
    with sessions.begin() as session:
        assert held.suggestions(session, mails[0]) == [("SEF-4T9K-2MC2", "Its sender takes part in this case.")]
        held.end(session, mails[0])
        assert held.suggestions(session, mails[0]) == []


def test_cases_are_found_by_person_child_and_mark_within_the_partnership_alone(sessions, vault, mails, case):
    known, name = address_digest(vault, "SKIPPER@school.example"), name_digest(vault, "zebedee  QUILL")
    many = [*(f"no {number}" for number in range(1200)), name]
    with sessions.begin() as session:
        filed.decide(session, vault, mails[0], Ending("note_added", "Filed.", case))
        held.mark(session, mails[0], {"sender": "s", "subject": "t"})
    for partnership, found in (("sefton", [case]), ("liverpool", [])):
        with sessions.begin() as session:
            assert held.cases_of_person(session, partnership, known, ("officer:1",)) == found
            assert held.cases_of_children(session, partnership, many) == found
            assert held.cases_of_marks(session, partnership, "subject", ["t"]) == found
            assert held.cases_of_marks(session, partnership, "sender", ["t"]) == []


def test_the_balance_counts_each_mail_in_one_place(sessions, vault, mails, case, at):
    with sessions.begin() as session:
        filed.decide(session, vault, mails[0], Ending("note_added", "Filed.", case))
        filed.release(session, mails[1], "officer:1", at)
    with sessions.begin() as session:
        found = balance(session, [BOX], at)
        places = {place: many for place, many in found.places.items() if many}
        assert (found.received, places, found.holds) == (3, {"filed": 1, "held": 1, "being read": 1}, True)
        assert unread(session, [BOX], at + HOUR) == (mails[1],)
        assert unread(session, [BOX], at) == unread(session, ["other@box.example"], at + HOUR) == ()
    with sessions.begin() as session:
        session.get(InboundRow, mails[2]).disposition = "case_created"
        session.flush()
        assert balance(session, [BOX], at).lost == (mails[2],)
