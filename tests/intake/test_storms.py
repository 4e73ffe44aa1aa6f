"""Machines that answer machines, and many who answer at once: our answers stop, and nothing that came in is lost."""

from dataclasses import replace

import pytest

from tests.intake.house import COORDINATOR, HEALTH, HEALTH_DEPUTY, SCHOOL, House, mail, reply, text_in

THANKS = "Thank you for your message. We have received it and will get back to you."
LATER = "MORE TIME until 4 December"  # a robot that is answered each time; what is unclear is asked about once


@pytest.fixture
def database_kind() -> str:
    """SQLite alone: what is counted is counted in the store's own tests on both."""
    return "sqlite"


@pytest.fixture
def reference(house: House) -> str:
    return house.notify().reference


def robot(house: House, address: str, words: str, at_most: int = 60, **headers: str) -> int:
    """Answers every mail that reaches the address, and every answer to that, until nothing comes; how often."""
    answered = 0
    while answered < at_most:
        fresh = house.to(address)[answered:]
        if not fresh:
            return answered
        for sent in fresh:
            house.receive(reply(sent, words, sender=address, **headers))
            answered += 1
    return answered


@pytest.mark.parametrize("words", [THANKS, "SEEN", LATER, "Please ring the office. WITHDRAW?"])
def test_a_robot_without_any_mark_of_one_gets_ten_answers_and_no_more(
    house: House, reference: str, words: str
) -> None:
    """S36, F71 and F72: whatever it says, it hears ten times an hour about a case."""
    before = len(house.to(HEALTH))
    answered = robot(house, HEALTH, words)
    assert answered == len(house.to(HEALTH)) <= before + 10
    assert len(house.ends()) == answered and "captured" not in str(house.ends())
    assert all(end in ("note_added", "reply_applied", "held") for end, _ in house.ends())


def test_a_robots_last_words_are_kept_and_act_and_the_coordinator_is_told_once(house: House, reference: str) -> None:
    robot(house, HEALTH, LATER)
    asked = house.to(HEALTH)[0]
    for _ in range(3):
        house.receive(reply(asked, "SEEN"))
    assert house.events(reference).count("Acknowledged") >= 1 and house.end() in ("reply_applied", "note_added")
    (told,) = house.to(COORDINATOR, "An address answers all our emails")
    assert reference in text_in(told) and "Safeguarding Lead at Dunelands" in text_in(told)
    stopped = [one for one in house.mails_of(reference) if one.state == "cancelled"]
    assert stopped and "enough automatic answers" in str(stopped[0].ended_reason)


def test_a_robot_that_never_rests_hears_nothing_more_and_a_day_holds_twenty(house: House, reference: str) -> None:
    asked = house.last(HEALTH, "NOT RESOLVED")
    heard = len(house.to(HEALTH))
    for _ in range(40):
        house.receive(reply(asked, LATER))
        house.pass_time(minutes=5)
    assert len(house.to(HEALTH)) == heard + 10
    house.pass_time(minutes=70)
    for _ in range(40):
        house.receive(reply(asked, LATER))
    assert len(house.to(HEALTH)) <= heard + 20


def test_a_person_who_answers_five_times_a_day_gets_five_confirmations(house: House, reference: str) -> None:
    asked = house.last(HEALTH, "NOT RESOLVED")
    heard = len(house.to(HEALTH))
    for number in range(5):
        house.receive(reply(asked, f"MORE TIME until {4 + number} December"))
        house.pass_time(minutes=10)
    assert len(house.to(HEALTH)) == heard + 5


def test_a_notice_or_an_alert_is_never_stopped(house: House, reference: str) -> None:
    robot(house, SCHOOL, THANKS)
    before = len(house.to(COORDINATOR, "act today"))
    house.receive(reply(house.to(SCHOOL)[0], "He was hit last night and is in danger now."))
    assert house.case(reference).urgent and len(house.to(COORDINATOR)) > before
    assert house.last(SCHOOL)["Subject"].endswith(("act today", "act now")) or "999" in text_in(house.last(SCHOOL))


def test_two_of_our_own_kind_do_not_answer_each_other(house: House, reference: str) -> None:
    """F71: what we send says that a machine wrote it, and such mail is never answered."""
    sent = house.last(HEALTH, "NOT RESOLVED")
    assert (sent["Auto-Submitted"], sent["X-Auto-Response-Suppress"]) == ("auto-generated", "All")
    assert robot(house, HEALTH, THANKS, Auto_Submitted="auto-generated") == len(house.to(HEALTH)) == 1


def test_thirty_people_who_answer_all_are_thirty_mails_and_no_storm(house: House, reference: str) -> None:
    """F73: each is kept; the coordinator has one notice now, and the reader of our mail no thirty answers."""
    asked = house.last(HEALTH, "NOT RESOLVED")
    house.sent()
    heard, before = len(house.to(HEALTH)), len(house.to(COORDINATOR))
    for number in range(30):
        house.receive(reply(asked, "RESOLVED", sender=f"gull{number}@dunelands-health.example"))
    assert len(house.ends()) == 30 and {end for end, _ in house.ends()} == {"held"}
    assert len(house.to(COORDINATOR, "to check")) == 1 and len(house.to(COORDINATOR)) <= before + 2
    assert len(house.to(HEALTH)) <= heard + 10
    assert not [sent for sent in house.out if "gull" in str(sent["To"])]


def test_a_flood_of_strangers_is_answered_up_to_the_limit_and_people_of_cases_all_the_same(house: House) -> None:
    house.service = replace(house.service, config=house.service.config.model_copy(update={"answers_in_all": 20}))
    for number in range(30):
        house.receive(mail(f"gull{number}@away.example", "Hello", proof="none"))
    assert len([sent for sent in house.sent() if "gull" in str(sent["To"])]) == 20
    assert house.last(COORDINATOR, "More people wrote to")
    reference = house.notify().reference
    house.receive(reply(house.last(HEALTH, "NOT RESOLVED"), "SEEN"))
    assert house.last(HEALTH, "we know that you have this") and house.case(reference).state == "open"


def test_the_deputy_of_a_robots_officer_still_hears(house: House, reference: str) -> None:
    robot(house, HEALTH, THANKS)
    house.turn(days=2)
    assert house.last(HEALTH_DEPUTY, reference)
