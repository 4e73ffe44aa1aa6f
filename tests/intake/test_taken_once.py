"""A reply has its effects once, and its answer goes to nobody but whoever the rules let be answered."""

import pytest

from service.intake.by_mail.inbound import Inbound
from service.intake.by_mail.replies import answer
from service.mail.reading.message import read
from service.store import inbox
from tests.intake.house import COORDINATOR, HEALTH, SCHOOL, SEFTON, House, mail, reply, text_in
from tests.intake.test_enclosed import LOCKED, with_form
from tests.intake.test_form_mails import answers, as_word

COLLEAGUE, STRANGER = "jay.turnstone@dunelands-health.example", "mary.tern@away.example"
DANGER = "The child is in immediate danger at home."


@pytest.fixture
def reference(house: House) -> str:
    return house.notify().reference


def taken(house: House, raw: bytes) -> Inbound:
    """A reply that one process has claimed, and is about to act on."""
    house.keep(raw)
    with house.service.sessions.begin() as session:
        kept = inbox.claim(session, house.service.vault, house.service.clock.real(), 300)
    assert kept
    written = read(kept.raw)
    scans = tuple(house.service.scanner.scan(one.content) for one in written.attachments)
    return Inbound(house.service, kept, written, "sefton", house.service.clock.now(), scans=scans)


@pytest.mark.parametrize("proof", ["pass", "none"])
@pytest.mark.parametrize("words", ["SEEN", "RESOLVED", "NOT RESOLVED", "HELP", "We are still talking."])
def test_who_comes_too_late_to_a_reply_alerts_nobody_and_writes_to_nobody(
    house: House, reference: str, words: str, proof: str
) -> None:
    late = taken(house, reply(house.last(HEALTH, "NOT RESOLVED"), f"{words}\r\n{DANGER}", proof=proof))
    assert answer(late) == ""
    house.sent()
    once, wrote = house.events(reference), len(house.out)
    assert once.count("RiskStated") == 1
    assert answer(late) == ""
    house.sent()
    assert (house.events(reference), len(house.out)) == (once, wrote)


@pytest.mark.parametrize("words", ["SEEN. A second concern is attached.", "NOT RESOLVED", "HELP"])
def test_nor_does_what_came_with_it_act_twice(house: House, reference: str, words: str) -> None:
    content = as_word(house, answers(house, child_name="Oriel Quince"))
    late = taken(house, with_form(house.last(SCHOOL, "NOT RESOLVED"), words, content))
    for _ in range(2):
        assert answer(late) == ""
    assert len(house.all_cases()) == 2


def test_what_is_wrong_with_somebody_elses_file_is_not_told_to_whom_we_wrote_to(house: House, reference: str) -> None:
    asked = house.last(HEALTH, "NOT RESOLVED")
    house.receive(with_form(asked, "Here it is.", LOCKED, sender=STRANGER))
    assert not house.to(HEALTH, "could not open") and "could not be opened" in house.ends()[-1][1]


@pytest.mark.parametrize("proof", ["pass", "none"])
@pytest.mark.parametrize("sender", [COLLEAGUE, STRANGER])
def test_what_somebody_else_writes_is_not_answered_to_whom_we_wrote_to(
    house: House, reference: str, sender: str, proof: str
) -> None:
    asked = house.last(HEALTH, "NOT RESOLVED")
    before = len(house.to(HEALTH))
    for words in ("We have spoken to them.", "And again."):
        house.receive(reply(asked, words, sender=sender, proof=proof))
        assert house.end() == "note_added"
    assert len(house.to(HEALTH)) == before
    (answered,) = house.to(sender, "have not passed it on")
    assert reference not in f"{answered['Subject']}{text_in(answered)}" and "/r/" not in text_in(answered)
    assert house.last(COORDINATOR, "a reply from another address")


def test_the_same_words_to_our_mailbox_alone_are_answered_alike(house: House, reference: str) -> None:
    house.receive(reply(house.last(HEALTH, "NOT RESOLVED"), "We have spoken to them.", sender=STRANGER))
    house.receive(mail("kit.tern@away.example", "We have spoken to them.", to=SEFTON))
    known, unknown = house.last(STRANGER), house.last("kit.tern@away.example")
    assert text_in(known) == text_in(unknown)


def test_words_of_risk_by_somebody_else_reach_a_person_at_once_and_are_no_fact_of_the_case(
    house: House, reference: str
) -> None:
    house.receive(reply(house.last(HEALTH, "NOT RESOLVED"), f"SEEN\r\n{DANGER}", sender=STRANGER))
    assert house.end() == "held" and house.events(reference) == ["Notified"]
    assert not house.case(reference).urgent and "risk" in text_in(house.last(COORDINATOR, "waits"))
