"""What takes two coordinators, at the desk: one asks with a reason, another person confirms it or declines (S30)."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from service.escalation.actors import Actor, Capacity
from service.intake.answering.record import READERS
from service.store.papers import Paper
from tests.desk.sitting import Sitting, sitting
from tests.intake.house import COORDINATOR, HEALTH, SCHOOL, TEACHER, House, reply

OTHER = "beacon.foghorn@sefton-partnership.example"
WHY, AGREED = "The family has moved away.", "I rang both: it is so."


@pytest.fixture
def beacon(house: House) -> Iterator[Sitting]:
    """The other coordinator of Sefton, signed in."""
    with sitting(house, OTHER) as beacon:
        yield beacon


@pytest.fixture
def reference(house: House) -> str:
    return house.notify().reference


def waiting(somebody: Sitting) -> list[str]:
    """What their inbox says that waits for a second coordinator."""
    found = somebody.open("/inbox").xpath("//ol/li//h2")
    return [one.text_content().strip() for one in found if "second coordinator" in one.text_content()]


def test_it_is_closed_once_another_coordinator_confirms_it(
    house: House, pearl: Sitting, beacon: Sitting, reference: str
) -> None:
    pearl.open(f"/cases/{reference}/do/unsettle")
    assert "Who can confirm it: Beacon Foghorn." in pearl.text
    said = pearl.do(reference, "unsettle", why=WHY)
    assert "Coordinator, Sefton Safeguarding Children Partnership" in said and "(as now)" in said
    assert "Another coordinator is asked to confirm it." in pearl.text
    assert house.case(reference).state == "open" and not house.to(HEALTH, "ended without agreement")
    assert waiting(pearl) == [] and waiting(beacon) == [f"For a second coordinator: {reference}"]
    assert house.to(OTHER, "a second coordinator is needed")
    beacon.open(f"/cases/{reference}/do/second")
    assert WHY in beacon.text and "Pearl Lighthouse" in beacon.text
    said = beacon.do(reference, "second", choice="confirm close", why=AGREED)
    assert "Safeguarding Lead, Dunelands Community Health Trust" in said and "Ended without agreement" in said
    assert house.case(reference).state == "ended without agreement" and waiting(beacon) == []
    assert house.last(HEALTH, "ended without agreement") and house.last(TEACHER, "ended without agreement")


def test_the_audit_holds_both_people_and_both_reasons(
    house: House, pearl: Sitting, beacon: Sitting, reference: str
) -> None:
    pearl.do(reference, "unsettle", why=WHY)
    beacon.do(reference, "second", choice="confirm close", why=AGREED)
    reasons = [(who, detail) for who, action, detail in house.audited(reference) if action == "reason"]
    first, second = house.holder(COORDINATOR), house.holder(OTHER)
    assert reasons == [(first, {"why": WHY}), (second, {"why": AGREED, "second": first})]
    assert house.events(reference) == ["Notified", "SecondAsked", "Closed"] and not house.audit_faults()


def test_nobody_confirms_what_they_asked_for(house: House, pearl: Sitting, reference: str) -> None:
    pearl.do(reference, "unsettle", why=WHY)
    pearl.open(f"/cases/{reference}/do/second")
    assert "Take back what you asked for" in pearl.text and "Confirm: close" not in pearl.text
    pearl.send({"choice": "confirm close", "why": WHY})
    assert pearl.faults() == ["Select if you confirm it or decline it"]
    assert house.case(reference).state == "open"


def test_one_person_who_is_listed_twice_is_no_second_one(house: House, pearl: Sitting, reference: str) -> None:
    with house.service.sessions.begin() as session:
        same = {"one": COORDINATOR, "other": OTHER}
        session.execute(text("UPDATE officers SET email = :one WHERE email = :other"), same)
    pearl.open(f"/cases/{reference}/do/unsettle")
    assert "the directory lists nobody else" in pearl.text and pearl.page.xpath("//main//form") == []


def test_what_is_declined_stays_as_it_was_and_the_reason_can_be_read(
    house: House, pearl: Sitting, beacon: Sitting, reference: str
) -> None:
    pearl.do(reference, "unsettle", why=WHY)
    beacon.do(reference, "second", choice="decline close", why="The school still waits.")
    assert house.case(reference).state == "open" and waiting(beacon) == []
    assert house.to(COORDINATOR, "a second coordinator declined")
    pearl.open(f"/cases/{reference}/written")
    pearl.send({"why": "To see why."})
    assert "Between two coordinators" in pearl.text and "The school still waits." in pearl.text
    pearl.do(reference, "unsettle", why="She has moved since.")
    assert waiting(beacon) == [f"For a second coordinator: {reference}"]


def test_it_can_be_taken_back_by_whoever_asked(house: House, pearl: Sitting, reference: str) -> None:
    pearl.do(reference, "unsettle", why=WHY)
    pearl.do(reference, "second", choice="decline close", why="I was wrong.")
    assert house.events(reference)[-1] == "SecondDeclined" and house.case(reference).state == "open"


def test_a_risk_is_lowered_by_two(house: House, pearl: Sitting, beacon: Sitting) -> None:
    reference = house.notify(risk="yes").reference
    pearl.do(reference, "lower", why="She is with her aunt, and safe.")
    assert house.case(reference).urgent
    beacon.do(reference, "second", choice="confirm lower", why=AGREED)
    assert not house.case(reference).urgent
    assert house.last(HEALTH, "the alert has been lowered") and house.last(TEACHER, "the alert has been lowered")


def test_two_presses_of_the_second_one_act_once(
    house: House, pearl: Sitting, beacon: Sitting, reference: str
) -> None:
    pearl.do(reference, "unsettle", why=WHY)
    beacon.open(f"/cases/{reference}/do/second")
    beacon.send({"choice": "confirm close", "why": AGREED})
    preview = beacon.answer
    beacon.send({}, button="do")
    beacon.answer = preview
    beacon.send({}, button="do")
    assert "What you said is recorded." in beacon.text and house.events(reference).count("Closed") == 1


def test_what_changed_after_the_second_one_opened_the_page_is_shown_first(
    house: House, pearl: Sitting, beacon: Sitting, reference: str
) -> None:
    pearl.do(reference, "unsettle", why=WHY)
    beacon.open(f"/cases/{reference}/do/second")
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "SEEN"))
    beacon.send({"choice": "confirm close", "why": AGREED})
    assert beacon.answer is not None and beacon.answer.status_code == 409
    assert house.case(reference).state == "open"


def test_what_was_asked_for_and_fell_away_is_not_confirmed(
    house: House, pearl: Sitting, beacon: Sitting, reference: str
) -> None:
    pearl.do(reference, "unsettle", why=WHY)
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "RESOLVED"))
    house.receive(reply(house.last(HEALTH, "AGREE"), "AGREE"))
    assert house.case(reference).state == "resolved" and waiting(beacon) == []
    beacon.open(f"/cases/{reference}/do/second")
    assert "Nothing waits for a second coordinator" in beacon.text and beacon.page.xpath("//main//form") == []
    given = {"mark": beacon.mark, "step": "do", "choice": "confirm close", "why": AGREED}
    beacon.client.post(f"/sefton/desk/cases/{reference}/do/second", data=given)
    assert "Closed" not in house.events(reference)


def test_neither_agency_reads_what_passes_between_the_coordinators(
    house: House, pearl: Sitting, reference: str
) -> None:
    pearl.do(reference, "unsettle", why=WHY)
    assert all(WHY not in str(mail) for mail in [*house.to(SCHOOL), *house.to(HEALTH), *house.to(TEACHER)])
    assert READERS["second"](Paper("second", "", "", "", {}), Actor(Capacity.COORDINATOR))
    for capacity in (Capacity.OFFICER, Capacity.ORIGINATOR, Capacity.AUTHORITY):
        assert not READERS["second"](Paper("second", "", "", "", {}), Actor(capacity, "o"))


def test_where_nobody_else_coordinates_the_page_says_what_to_do(
    house: House, pearl: Sitting, reference: str
) -> None:
    with house.service.sessions.begin() as session:
        session.execute(text("DELETE FROM officers WHERE email = :other"), {"other": OTHER})
    for act in ("unsettle", "lower"):
        pearl.open(f"/cases/{reference}/do/{act}")
        assert "the directory lists nobody else" in pearl.text and pearl.page.xpath("//main//form") == []


def test_what_is_owed_first_is_said_before_anybody_is_asked(house: House, pearl: Sitting) -> None:
    reference = house.notify(risk="yes").reference
    pearl.open(f"/cases/{reference}/do/unsettle")
    assert "Before this case can be closed, this is owed: Take up the alert" in pearl.text
