"""What one act tells one reader is one mail: that a stage has ended, and that they owe feedback on it."""

from collections import Counter

import pytest

from service.escalation.actors import Actor, Capacity
from service.escalation.coordinating import Closed
from tests.intake.house import COORDINATOR, HEALTH, SCHOOL, SCHOOL_DIRECTOR, TEACHER, House, reply, text_in, token_in
from tests.intake.test_notifications import code_in
from tests.intake.writing import errand_of, happens

TRUSTS_DIRECTOR = "phoebe.godwit@dunelands-health.example"
WHY_IT_COUNTS = "What we send them does not count as feedback."


@pytest.fixture
def reference(house: House) -> str:
    reference = house.notify().reference
    house.sent()
    return reference


def left(house: House) -> Counter[str]:
    """How many mails leave now for each reader, but for the answer to whoever wrote."""
    sent = [mail for mail in house.sent() if "recorded your answer" not in str(mail["Subject"])]
    return Counter(mail["To"].addresses[0].addr_spec for mail in sent)


def resolve(house: House, theirs: str = HEALTH, ours: str = SCHOOL) -> Counter[str]:
    house.receive(reply(house.last(theirs, "RESOLVED"), "RESOLVED"))
    agree = house.last(ours, "AGREE")
    house.receive(reply(agree, "AGREE"))
    return left(house)


def test_who_owes_feedback_on_what_is_resolved_hears_of_both_in_one_mail(house: House, reference: str) -> None:
    assert set(resolve(house).values()) == {1}
    ended = house.last(SCHOOL, "resolved at stage 2")
    assert str(ended["Subject"]) == f"{reference}: resolved at stage 2, give feedback"
    for said in (WHY_IT_COUNTS, "Do what was agreed.", "- Tell the person who raised it, in your own words"):
        assert said in text_in(ended)
    for reader in (HEALTH, TEACHER):
        assert str(house.last(reader, "resolved")["Subject"]) == f"{reference}: resolved at stage 2"
        assert WHY_IT_COUNTS not in text_in(house.last(reader, "resolved at"))


def test_everybody_is_on_record_as_told_of_the_end_and_the_feedback_holds_the_close(
    house: House, reference: str
) -> None:
    resolve(house)
    told = [one.recipient for one in house.mails_of(reference) if one.kind == "outcome"]
    assert len(told) == len(set(told)) and house.holder("Rowan Samphire") in told
    with errand_of(house, reference) as errand:
        assert [duty.id for duty in errand.case.owed if duty.task == "feedback"] == ["2.feedback"]
    token = token_in(house.last(SCHOOL, "give feedback"))
    house.pages.send_code(token)
    house.answer(token, code_in(house, SCHOOL), "feedback:2.feedback", "I rang her.")
    assert str(house.last(TEACHER)["Subject"]).endswith("were you told what happened?")


def test_who_had_it_hears_that_it_moved_on_and_that_they_owe_feedback_in_one_mail(house: House, reference: str) -> None:
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "NOT RESOLVED"))
    assert set(left(house).values()) == {1}
    moved = house.last(SCHOOL, "this has moved on")
    assert str(moved["Subject"]) == f"{reference}: this has moved on, give feedback"
    assert "Your part has ended, but for what you owe the person who raised it." in text_in(moved)
    assert WHY_IT_COUNTS in text_in(moved)
    assert "Your part has ended.\n" in text_in(house.last(HEALTH, "this has moved on"))


def test_what_ends_without_agreement_asks_for_feedback_in_the_mail_that_says_so(house: House, reference: str) -> None:
    by = Actor(Capacity.COORDINATOR, "", house.holder(COORDINATOR))
    happens(house, reference, Closed(house.moment.now, by, "officer:another"))
    assert set(left(house).values()) == {1}
    ended = house.last(SCHOOL, "ended without agreement")
    assert WHY_IT_COUNTS in text_in(ended)
    page = house.pages.answer_page(token_in(ended))
    assert page and "feedback:2.feedback" in dict(page.choices)  # type: ignore[union-attr]


def test_feedback_on_an_earlier_stage_is_offered_with_its_stage_once_the_case_has_ended(
    house: House, reference: str
) -> None:
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "NOT RESOLVED"))
    resolve(house, TRUSTS_DIRECTOR, SCHOOL_DIRECTOR)
    ended = house.last(SCHOOL, "resolved at stage 3")
    page = house.pages.answer_page(token_in(ended))
    label = "I have told the person who raised it, about stage 2, The managers talk, then meet"
    assert page and ("feedback:2.feedback", label) in page.choices  # type: ignore[union-attr]
