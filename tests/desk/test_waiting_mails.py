"""A mail that has not left when its words are corrected leaves with the right ones (C15)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from service.mail.sending.smtp import Outcome
from service.store import outbox
from service.store.letters import Claimed
from tests.desk.sitting import Sitting, sitting
from tests.desk.test_correcting import NOT_THIS, THIS, correct, entries, the_form
from tests.intake.house import CHILD, COORDINATOR, HEALTH, SCHOOL, TEACHER, House, text_in
from tests.intake.writing import let_have


@pytest.fixture
def pearl(house: House) -> Iterator[Sitting]:
    with sitting(house, COORDINATOR) as somebody:
        yield somebody


@pytest.fixture
def reference(house: House) -> str:
    """A case whose mails all wait: those who may have all of it, are told all of it."""
    house.sent()
    let_have(house, "L2")
    return house.notify().reference


def put_right(house: House, reference: str) -> dict[str, int]:
    """How many mails were written anew and held back, by the audit; empty where it tells of none."""
    told = [detail for _, action, detail in house.audited(reference) if action == "put right what had not left"]
    assert not house.audit_faults()
    return {key: len(ids) for key, ids in told[-1].items()} if told and told[-1] else {}  # type: ignore[arg-type]


def claimed(house: House, at: str) -> Claimed:
    """The mail to that address, taken by a worker that has not sent it yet; what was before it is put off."""
    with house.service.sessions.begin() as session:
        while found := outbox.claim(session, house.service.vault, house.service.clock.real(), 300):
            if found.rcpt_to == at:
                return found
    raise AssertionError(at)


def comes_back(house: House, taken: Claimed) -> None:
    """The next server refuses it for now; it is due again."""
    refused = Outcome("refused_temp", 451, "4.7.1", "rcpt")
    with house.service.sessions.begin() as session:
        outbox.mark(session, taken, refused, house.service.clock.real(), (120,))
    house.pass_time(seconds=1000)


def test_what_waits_leaves_in_the_words_that_it_was_corrected_to(house: House, pearl: Sitting, reference: str) -> None:
    correct(pearl, the_form(pearl, reference), choice="decision", how="change", words=THIS)
    texts = "".join(map(text_in, house.sent()))
    assert THIS in texts and NOT_THIS not in texts
    assert f"The decision or action: {THIS}" in text_in(house.last(HEALTH, "reply by"))
    assert put_right(house, reference) == {"written anew": 4, "held back": 0, "may have left before": 0}
    pearl.open(f"/cases/{reference}/do/recall")
    assert "It carried words that were corrected since" not in pearl.text


def test_what_was_removed_leaves_with_no_mail(house: House, pearl: Sitting, reference: str) -> None:
    correct(pearl, the_form(pearl, reference), choice="reasons", how="remove")
    assert "What they want to happen: A visit." in text_in(house.last(HEALTH, "reply by"))
    texts = "".join(map(text_in, house.out))
    assert "Attendance fell." not in texts and "Why they disagree" not in texts


def test_a_child_is_called_rightly_by_name_and_by_initials(house: House, pearl: Sitting, reference: str) -> None:
    correct(pearl, the_form(pearl, reference), choice="child_name", how="change", words="Oriel Sandbar")
    texts = "".join(map(text_in, house.sent()))
    assert f"Name: {CHILD}" not in texts and "Z.Q." not in texts and "(initials O.S.)" in texts
    assert "Oriel Sandbar" not in text_in(house.last(TEACHER, "we have your disagreement"))
    assert "Name: Oriel Sandbar" in text_in(house.last(HEALTH, "reply by"))


def test_a_date_of_birth_is_put_right_as_mails_write_it(house: House, pearl: Sitting, reference: str) -> None:
    correct(pearl, the_form(pearl, reference), choice="child_born", how="change", words="4 May 2017")
    assert "Born: 4 May 2017" in text_in(house.last(HEALTH, "reply by"))


def test_a_message_of_the_desk_that_waits_is_put_right_too(house: House, pearl: Sitting, reference: str) -> None:
    house.sent()
    pearl.open(f"/cases/{reference}/write")
    to = pearl.page.xpath("//input[@name='to']/@value")[:1]
    pearl.send({"to": to, "subject": "The visit", "text": "The visit is on Tuesday at ten."})
    pearl.send({}, button="do")
    assert pearl.answer is not None and pearl.answer.status_code == 200, pearl.faults()
    (written,) = entries(pearl, reference, "A message to people of the case")
    correct(pearl, written, choice="said", how="change", words="The visit is on Friday at two.")
    texts = "".join(map(text_in, house.sent()))
    assert "on Friday at two" in texts and "on Tuesday at ten" not in texts


def test_what_a_worker_has_taken_may_leave_as_it_was_and_can_be_asked_back(
    house: House, pearl: Sitting, reference: str
) -> None:
    taken = claimed(house, HEALTH)
    correct(pearl, the_form(pearl, reference), choice="decision", how="change", words=THIS)
    house.out.append(house._accept(taken))
    assert NOT_THIS in text_in(house.last(HEALTH))
    pearl.open(f"/cases/{reference}/do/recall")
    assert "It carried words that were corrected since" in pearl.text


def test_a_mail_that_waits_to_be_tried_again_is_put_right_under_its_own_id(
    house: House, pearl: Sitting, reference: str
) -> None:
    taken = claimed(house, SCHOOL)
    house.moment.now += timedelta(seconds=400)
    with house.service.sessions.begin() as session:
        outbox.lapse(session, house.service.clock.real(), (1,))
    correct(pearl, the_form(pearl, reference), choice="decision", how="change", words=THIS)
    house.moment.now += timedelta(seconds=60)
    again = [one for one in house.to(SCHOOL) if one["Message-ID"] == taken.message_id]
    assert len(again) == 1 and THIS in text_in(again[0]) and NOT_THIS not in text_in(again[0])


def test_what_a_worker_has_taken_and_cannot_send_is_tried_again_in_the_right_words(
    house: House, pearl: Sitting, reference: str
) -> None:
    taken = claimed(house, HEALTH)
    correct(pearl, the_form(pearl, reference), choice="decision", how="change", words=THIS)
    comes_back(house, taken)
    left = text_in(house.last(HEALTH, "reply by"))
    assert THIS in left and NOT_THIS not in left


def test_a_correction_that_fails_changes_no_mail(
    house: House, pearl: Sitting, reference: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pearl.open(the_form(pearl, reference))
    pearl.send({"why": "It is wrong.", "choice": "decision", "how": "change", "words": THIS})
    monkeypatch.setattr("service.handle._carry_out", lambda *given: 1 / 0)
    pearl.send({}, button="do")
    assert pearl.answer is not None and pearl.answer.status_code == 500
    assert NOT_THIS in text_in(house.last(HEALTH, "reply by")) and put_right(house, reference) == {}
