"""What a mail tells of the child: initials as a rule, all only to whom the directory says so, at times nothing."""

from datetime import timedelta
from email.message import EmailMessage

import pytest

from service.escalation.case import Subject
from service.escalation.effects import ORIGINATOR as TO_ORIGINATOR
from service.escalation.effects import Mail, parties
from service.escalation.parties import Party
from service.mail.sending.templates import kinds
from service.store import people
from tests.intake.house import (
    BUSINESS,
    CHILD,
    COORDINATOR,
    HEALTH,
    SCHOOL,
    SCHOOL_DIRECTOR,
    TEACHER,
    House,
    reply,
    text_in,
)
from tests.intake.writing import errand_of, let_have, post

OWN_LEAD = parties((Party("originating", "safeguarding_lead"),), ("o",))
HEALTH_LEAD = parties((Party("receiving", "safeguarding_lead"),), ("r1",))
IN_FULL = {
    "Name: Zebedee Quill", "Born: 3 March 2018", "The decision or action: Not to visit Zebedee Quill again.",
    "Why they disagree: Attendance fell.", "What they want to happen: A visit.",
}  # fmt: skip


def names_the_child(words: str) -> bool:
    return "zebedee" in words.lower() or "quill" in words.lower()


def test_who_may_have_it_reads_the_childs_name_birth_and_summary_in_the_mail_that_brings_the_case(house: House) -> None:
    let_have(house, "L2", HEALTH)
    house.notify()
    assert set(text_in(house.last(HEALTH, "NOT RESOLVED")).splitlines()) >= IN_FULL


def test_everybody_else_reads_initials(house: House) -> None:
    house.notify()
    routed = text_in(house.last(HEALTH, "NOT RESOLVED"))
    assert "a child (initials Z.Q.)" in routed and not names_the_child(routed)


@pytest.mark.parametrize("level", ["L1", "L3"])
def test_no_other_level_is_taken_for_the_full_one(house: House, level: str) -> None:
    let_have(house, level)
    house.notify()
    house.sent()
    assert house.out and not any(names_the_child(mail.as_string()) for mail in house.out)


def test_the_originator_has_the_least_whatever_the_directory_says(house: House) -> None:
    let_have(house, "L2")
    house.notify()
    post(house, house.all_cases()[0].reference, Mail("routed_own", TO_ORIGINATOR, stage="2"))
    assert not any(names_the_child(text_in(mail)) for mail in house.to(TEACHER))


@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_a_name_stands_in_bodies_to_those_who_may_have_it_and_nowhere_else(house: House) -> None:
    let_have(house, "L2", HEALTH, SCHOOL_DIRECTOR)
    reference = house.notify().reference
    house.receive(reply(house.last(HEALTH, "NOT RESOLVED"), "SEEN. Zebedee Quill was seen."))
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "NOT RESOLVED\r\nZebedee Quill was not visited."))
    house.receive(reply(house.last(SCHOOL_DIRECTOR, "NOT RESOLVED"), "RESOLVED. Zebedee is visited."))
    when = house.moment.now + timedelta(days=5)
    said = {"say": "Zebedee Quill had no visit.", "to": "Zebedee Quill's school", "recorded": "Zebedee is seen."}
    told = {**said, "when": when, "days": 3}
    every = [Mail(kind, to, stage="2", values=told) for kind in kinds() for to in (HEALTH_LEAD, OWN_LEAD)]
    post(house, reference, *every)
    house.turn(days=20)
    house.sent()
    named = [mail for mail in house.out if names_the_child(text_in(mail))]
    assert {mail["To"].addresses[0].addr_spec for mail in named} == {HEALTH, SCHOOL_DIRECTOR}
    assert not any(names_the_child(beside_the_text(mail)) for mail in house.out)


def beside_the_text(mail: EmailMessage) -> str:
    """Every header, of its parts too, and every file."""
    parts = list(mail.walk())
    files = [str(part.get_content()) for part in parts if part.get_filename()]
    return "\n".join([f"{name}: {value}" for part in parts for name, value in part.items()] + files)


def test_nothing_of_the_child_goes_to_the_other_agency_while_a_notification_is_being_checked(house: House) -> None:
    let_have(house, "L2")
    reference = house.notify(your_email="skipper.lugworm@elsewhere.example").reference
    assert not house.to(HEALTH)
    post(house, reference, Mail("routed", HEALTH_LEAD, stage="2", values={"say": "Zebedee Quill waits."}))
    written = house.last(HEALTH).as_string()
    assert "the child waits." in written and "Z.Q." not in written and not names_the_child(written)
    assert "Z.Q." in text_in(house.last(COORDINATOR, reference))


def test_whoever_only_hears_of_it_in_the_partnerships_team_reads_nothing_of_the_child(house: House) -> None:
    house.notify()
    told = text_in(house.last(BUSINESS, "The procedure has been invoked"))
    assert "about a child." in told and "Z.Q." not in told


@pytest.mark.parametrize("kind", ["learning", "debrief", "log_asked"])
def test_what_others_are_to_learn_says_nothing_of_the_child(house: House, kind: str) -> None:
    let_have(house, "L2")
    reference = house.notify().reference
    post(house, reference, Mail(kind, HEALTH_LEAD, values={"say": "On 5 May, ZEBEDEE  quill's plan was late."}))
    said = house.last(HEALTH)
    assert not names_the_child(said.as_string()) and "Z.Q." not in text_in(said)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Zebedee Quill was seen.", "Z.Q. was seen."),
        ("ZEBEDEE\nQUILL was seen", "Z.Q. was seen"),
        ("Zebedee's plan, and Quill.", "Z.Q.'s plan, and Z.Q.."),
        ("A quill pen, tranquillity, Quillon", "A quill pen, tranquillity, Quillon"),
    ],
)
def test_names_that_people_type_become_initials(house: House, typed: str, shown: str) -> None:
    reference = house.notify().reference
    post(house, reference, Mail("told", HEALTH_LEAD, stage="2", values={"say": typed}))
    assert shown in text_in(house.last(HEALTH, "for your information"))


def test_a_month_is_no_name(house: House) -> None:
    reference = house.notify(child_name="May Quill").reference
    post(house, reference, Mail("told", HEALTH_LEAD, stage="2", values={"say": "May was told on 6 May."}))
    assert "M.Q. was told on 6 May." in text_in(house.last(HEALTH, "for your information"))


def test_each_side_reads_its_own_case_number(house: House) -> None:
    reference = house.notify().reference
    numbers = people.Subject("child", CHILD, "", {"your_reference": "MPS-12", "their_reference": "DH-77"})
    with errand_of(house, reference) as errand:
        people.add_subject(errand.session, house.service.vault, errand.case_id, numbers)
    post(house, reference, Mail("reminder", HEALTH_LEAD, stage="2"), Mail("progress", TO_ORIGINATOR, stage="2"))
    assert "Your own reference: DH-77" in text_in(house.last(HEALTH, "where does this stand"))
    assert "Your own reference: MPS-12" in text_in(house.last(TEACHER, "what has happened"))
    assert "Your own reference" not in text_in(house.last(COORDINATOR, reference))


@pytest.mark.parametrize(
    ("subject", "says"),
    [("unborn", "about an unborn baby (initials Z.Q.)"), ("adult", "about an adult (initials Z.Q.)")],
)
def test_the_words_follow_whom_it_is_about(house: House, subject: str, says: str) -> None:
    reference = house.notify().reference
    post(house, reference, Mail("reminder", HEALTH_LEAD, stage="2"), subjects=(Subject("c1", subject),))
    assert says in " ".join(text_in(house.last(HEALTH, "where does this stand")).split())


def test_an_unborn_baby_is_told_of_by_the_mother_and_the_day_it_is_due(house: House) -> None:
    let_have(house, "L2", HEALTH)
    reference = house.notify().reference
    with errand_of(house, reference) as errand:
        mother = people.Subject("unborn", "Ada Quill", "2027-02-03", {})
        people.add_subject(errand.session, house.service.vault, errand.case_id, mother)
    post(house, reference, Mail("agree", HEALTH_LEAD, stage="2"))
    lines = text_in(house.last(HEALTH, "is it resolved")).splitlines()
    assert "Name: Ada Quill (the mother)" in lines and "Due: 3 February 2027" in lines
