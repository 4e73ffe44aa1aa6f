"""A form that is held to be checked is not sent on: its sender is told, or is not, and the lists say who decided."""

import pytest

from service.escalation.refusing import IN_WORDS, Refusal
from service.telling.occasion import Occasion
from service.telling.summary_log import log_of
from tests.desk.sitting import Sitting, sitting
from tests.intake.desk import PEARL, Parley, refused
from tests.intake.house import CHILD, COORDINATOR, HEALTH, SCHOOL, House, reply, text_in, token_in
from tests.intake.test_notifications import code_in

OTHER = "beacon.foghorn@sefton-partnership.example"
ELSEWHERE = "skipper.lugworm@elsewhere.example"
RANG = "I rang the school: it is theirs, and came by post before."


@pytest.fixture
def reference(house: House) -> str:
    return house.notify(your_email=ELSEWHERE).reference


def refuse(pearl: Sitting, reference: str, reason: str) -> str:
    return pearl.do(reference, "refuse", choice=reason, why=RANG)


def test_it_is_not_sent_on_and_its_sender_hears_what_to_do(house: House, pearl: Sitting, reference: str) -> None:
    before = len(house.to(ELSEWHERE))
    preview = refuse(pearl, reference, Refusal.TWICE)
    assert "elsewhere.example" in preview and "Nothing of the child" in preview
    assert house.case(reference).state == "refused" and "Nothing went to the other side." in pearl.text
    (told,) = house.to(ELSEWHERE)[before:]
    assert told["Subject"] == f"{reference}: we have not sent your form on"
    words = " ".join(text_in(told).split())
    assert "We have had it before." in words and "reply to this email" in words
    assert CHILD not in words and "Marram" not in words
    assert not house.to(HEALTH) and not house.to(SCHOOL)


def test_of_what_is_false_nobody_hears(house: House, pearl: Sitting, reference: str) -> None:
    before = len(house.to(ELSEWHERE))
    assert "Nobody is written to." in refuse(pearl, reference, Refusal.FALSE)
    assert house.case(reference).state == "refused" and len(house.to(ELSEWHERE)) == before
    assert "We told its sender nothing, and nothing went to the other side." in pearl.text


def test_who_refused_it_and_why_stands_in_the_list_on_the_case_and_in_the_audit(
    house: House, pearl: Sitting, reference: str
) -> None:
    refuse(pearl, reference, Refusal.PUBLIC)
    assert "Refused by Pearl Lighthouse, coordinator. A member of the public sent it." in pearl.text
    assert f"Not sent on: {IN_WORDS[Refusal.PUBLIC]}" in pearl.text
    pearl.open("/cases?state=over")
    assert "Refused by Pearl Lighthouse" in pearl.text and reference in pearl.text
    assert reference not in pearl.open("/cases").text_content()
    assert reference not in pearl.open("/inbox").text_content()
    entries = [(actor, detail) for actor, action, detail in house.audited(reference) if action == "reason"]
    assert entries == [(house.holder(COORDINATOR), {"why": RANG})]


def test_what_is_left_out_is_asked_for(pearl: Sitting, reference: str) -> None:
    pearl.open(f"/cases/{reference}/do/refuse")
    pearl.send({})
    assert pearl.faults() == ["Select why it should not go on", "Enter why you are rejecting it"]


def test_what_is_not_being_checked_cannot_be_refused(house: House, pearl: Sitting) -> None:
    pearl.open(f"/cases/{house.notify().reference}/do/refuse")
    assert "It is not being checked" in pearl.text and not pearl.page.xpath("//main//form[@method='post']")


def test_a_risk_is_taken_up_and_lowered_by_two_before_its_form_is_refused(house: House, pearl: Sitting) -> None:
    reference = house.notify(your_email=ELSEWHERE, risk="yes").reference
    pearl.open(f"/cases/{reference}/do/refuse")
    assert "Take it up first." in pearl.text
    pearl.do(reference, "take-up", why="I rang them.")
    pearl.open(f"/cases/{reference}/do/refuse")
    assert "Two coordinators lower the risk first" in pearl.text
    pearl.do(reference, "lower", why="I rang the school: nobody there wrote it.")
    with sitting(house, OTHER) as beacon:
        beacon.do(reference, "second", choice="confirm lower", why="I rang them too.")
    refuse(pearl, reference, Refusal.OTHER)
    assert house.case(reference).state == "refused"


def test_it_is_checked_again_by_a_coordinator(house: House, pearl: Sitting, reference: str) -> None:
    refuse(pearl, reference, Refusal.OTHER)
    pearl.do(reference, "check-again", why="The school rang: it is theirs.")
    assert "It is to be checked again." in pearl.text
    pearl.open("/inbox")
    assert f"New, to be checked: {reference}" in pearl.text
    pearl.do(reference, "release", why="I rang the school.")
    assert house.case(reference).stage == "2" and house.to(HEALTH, reference)


def test_a_reply_of_its_sender_brings_it_back(house: House, pearl: Sitting, reference: str) -> None:
    refuse(pearl, reference, Refusal.OTHER)
    house.receive(reply(house.last(ELSEWHERE, "not sent your form on"), "It was real. The school knows."))
    assert house.case(reference).state == "open" and house.to(COORDINATOR, "still concerned")
    assert "kept your words" in " ".join(text_in(house.to(ELSEWHERE)[-1]).split())
    assert not house.to(HEALTH)


AT_RISK = "It was real, and he is now at immediate risk of harm."


@pytest.mark.parametrize("words", [AT_RISK, f"RISK\n\n{AT_RISK}"])
@pytest.mark.parametrize("proof", ["pass", "none"])
def test_a_reply_that_speaks_of_risk_brings_it_back_and_is_alerted_at_once(
    house: House, pearl: Sitting, reference: str, words: str, proof: str
) -> None:
    refuse(pearl, reference, Refusal.OTHER)
    house.receive(reply(house.last(ELSEWHERE, "not sent your form on"), words, proof=proof))
    assert house.held() == [] and house.case(reference).state == "open"
    assert house.events(reference)[-2:] == ["RiskStated", "ToldMore"]
    assert {".check#2", "urgent.alert"} <= {duty["id"] for duty in house.facts(reference)["owed"]}
    assert house.to(COORDINATOR, "act today") and not house.to(HEALTH)
    assert "looked at again" in house.ends()[-1][1]


def test_one_from_another_address_waits_says_why_and_is_accepted(
    house: House, pearl: Sitting, parley: Parley, reference: str
) -> None:
    refuse(pearl, reference, Refusal.OTHER)
    asked = house.last(ELSEWHERE, "not sent your form on")
    house.receive(reply(asked, AT_RISK, sender="skipper.lugworm@home.example"))
    [held] = house.held()
    assert "speaks of risk" in held.reason and house.case(reference).state == "refused"
    status, _, why_not = parley("release", held.id, "--accept", "--as", PEARL, "--why", RANG)
    assert (status, why_not) == (0, "")
    assert house.case(reference).state == "open" and "RiskStated" in house.events(reference)


def test_the_link_that_proves_an_address_sends_nothing_on_that_somebody_refused(
    house: House, pearl: Sitting, reference: str
) -> None:
    token = token_in(house.last(ELSEWHERE, "show us that this was you"))
    refuse(pearl, reference, Refusal.PUBLIC)
    house.receive(reply(house.last(ELSEWHERE, "not sent your form on"), "It was real. Send it on."))
    house.pages.send_code(token)
    house.answer(token, code_in(house, ELSEWHERE), "prove")
    assert "Released" not in house.events(reference) and not house.to(HEALTH)
    said = pearl.client.get(f"/r/{token}").get_data(as_text=True)
    assert f"A coordinator checks case {reference} before it goes on." in said


def test_it_is_closed_by_nobody(house: House, pearl: Sitting, parley: Parley, reference: str) -> None:
    refuse(pearl, reference, Refusal.FALSE)
    before = len(house.to(ELSEWHERE))
    assert "was not sent on" in refused(parley, reference, "close")
    assert house.case(reference).state == "refused" and len(house.to(ELSEWHERE)) == before


def test_the_senders_own_link_says_that_it_was_not_sent_on(house: House, pearl: Sitting, reference: str) -> None:
    token = token_in(house.last(ELSEWHERE, "show us that this was you"))
    refuse(pearl, reference, Refusal.OTHER)
    said = pearl.client.get(f"/r/{token}").get_data(as_text=True)
    assert "did not send case" in said and CHILD not in said


# In the agencies' logs

RAISED_BY, ACROSS = "Marram Primary School", "Dunelands Community Health Trust"


def logged(house: House, agency: str) -> list[str]:
    now = house.service.clock.now()
    with house.service.sessions.begin() as session:
        return [row.reference for row in log_of(Occasion(house.service, session, "sefton", now), agency)]


def test_it_stands_in_no_agencys_log(house: House, pearl: Sitting, reference: str) -> None:
    other = house.notify(child_name="Wilma Rook").reference
    refuse(pearl, reference, Refusal.FALSE)
    assert logged(house, RAISED_BY) == logged(house, ACROSS) == [other]


def test_what_never_went_on_stands_in_the_log_of_the_side_that_raised_it_alone(
    house: House, pearl: Sitting, reference: str
) -> None:
    assert (logged(house, RAISED_BY), logged(house, ACROSS)) == ([reference], [])
    pearl.do(reference, "withdraw", why="The school asked for it.")
    assert (logged(house, RAISED_BY), logged(house, ACROSS)) == ([reference], [])


def test_once_it_is_sent_on_it_stands_in_both(house: House, pearl: Sitting, reference: str) -> None:
    pearl.do(reference, "release", why="I rang the school.")
    assert logged(house, RAISED_BY) == logged(house, ACROSS) == [reference]
