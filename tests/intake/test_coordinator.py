"""The coordinator's door: `parley case`, `parley held` and `parley release`, as somebody types them."""

import json

import pytest

from tests.intake.desk import BEACON, PEARL, UMBER, Parley, act, refused
from tests.intake.house import COORDINATOR, HEALTH, IN_LIVERPOOL, SCHOOL, TEACHER, House, mail, reply


@pytest.fixture
def reference(house: House) -> str:
    return house.notify().reference


def test_cases_are_listed_and_shown(house: House, parley: Parley, reference: str) -> None:
    status, said, _ = parley("case", "list")
    assert status == 0 and reference in said
    listed = json.loads(parley("case", "list", "--json")[1])
    assert [one["reference"] for one in listed] == [reference]
    shown = json.loads(parley("case", reference, "show", "--json")[1])
    assert shown["state"] == "open" and shown["stage"] == "2" and shown["owed"] and shown["out"]
    assert shown["audit_faults"] == []
    assert "Zebedee" not in said + json.dumps(shown)


def test_a_coordinator_moves_a_case_on(house: House, parley: Parley, reference: str) -> None:
    act(parley, reference, "move")
    assert house.case(reference).stage == "3"


def test_a_date_is_agreed_beside_the_procedures(house: House, parley: Parley, reference: str) -> None:
    owed = json.loads(parley("case", reference, "show", "--json")[1])["owed"]
    act(parley, reference, "agree-date", "--duty", owed[0]["id"], "--until", "2026-12-09")
    after = json.loads(parley("case", reference, "show", "--json")[1])["owed"]
    dated = next(one for one in after if one["id"] == owed[0]["id"])
    assert dated["agreed"].startswith("2026-12-09") and dated["due"] == owed[0]["due"]
    assert "2026" in refused(parley, reference, "agree-date", "--until", "soon")


def test_a_case_is_withdrawn_and_then_everyone_knows(house: House, parley: Parley, reference: str) -> None:
    act(parley, reference, "withdraw")
    assert house.case(reference).state == "withdrawn"
    assert house.last(HEALTH, "withdrawn")


def test_a_role_is_redirected_to_somebody_of_the_directory(house: House, parley: Parley, reference: str) -> None:
    across, known = ("redirect", "--for", "r1", "--role"), "jay.turnstone@dunelands-health.example"
    assert "directory" in refused(parley, reference, *across, "safeguarding_lead", "--to", "no@no.example")
    assert "no role" in refused(parley, reference, *across, "nonsense", "--to", known)
    assert "does not work there" in refused(parley, reference, *across, "safeguarding_lead", "--to", SCHOOL)
    act(parley, reference, *across, "safeguarding_lead", "--to", known)
    assert reference in house.last(known)["Subject"]


def test_a_case_is_not_closed_without_agreement_by_one_alone(house: House, parley: Parley, reference: str) -> None:
    assert "second coordinator" in refused(parley, reference, "close")
    assert "second coordinator" in refused(parley, reference, "close", "--second", PEARL)
    assert "does not coordinate" in refused(parley, reference, "close", "--second", "Avery Curlew")
    assert house.case(reference).state == "open"


def test_a_case_is_not_closed_while_feedback_is_owed(house: House, parley: Parley, reference: str) -> None:
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "RESOLVED"))
    house.receive(reply(house.last(HEALTH, "AGREE"), "AGREE"))
    assert house.case(reference).state == "resolved"
    assert "owed" in refused(parley, reference, "close")
    owed = json.loads(parley("case", reference, "show", "--json")[1])["owed"]
    for duty in owed:
        if duty["task"] == "feedback":
            act(parley, reference, "feedback", "--duty", duty["id"])
    act(parley, reference, "close")
    assert house.case(reference).state == "closed"
    assert "closed already" in refused(parley, reference, "close")


def test_two_coordinators_end_a_case_without_agreement_and_it_is_closed_once_feedback_is_given(
    house: House, parley: Parley, reference: str
) -> None:
    act(parley, reference, "close", "--second", BEACON)
    assert house.case(reference).state == "ended without agreement"
    assert house.last(HEALTH, "ended without agreement") and house.last(TEACHER, "ended without agreement")
    assert "feedback" in refused(parley, reference, "close", "--second", BEACON)
    act(parley, reference, "feedback")
    act(parley, reference, "close")
    assert house.case(reference).state == "closed"
    assert house.events(reference) == ["Notified", "Closed", "FeedbackGiven", "Closed"]
    assert house.last(TEACHER)["Subject"] == f"{reference}: closed"


def test_a_case_is_not_closed_before_the_report_that_it_owes_is_recorded(house: House, parley: Parley) -> None:
    reference = house.notify(partnership="liverpool", **IN_LIVERPOOL).reference
    for words in (("move",), ("decided",), ("feedback",)):
        act(parley, reference, *words, name=UMBER)
    assert "these are owed: 3.report." in refused(parley, reference, "close", name=UMBER)
    act(parley, reference, "done", "--duty", "3.report", name=UMBER)
    act(parley, reference, "close", name=UMBER)
    assert house.case(reference).state == "closed"


def test_a_risk_is_lowered_by_two(house: House, parley: Parley) -> None:
    reference = house.notify(risk="yes").reference
    assert house.case(reference).urgent
    assert "two coordinators" in refused(parley, reference, "lower-risk")
    act(parley, reference, "lower-risk", "--second", BEACON)
    assert not house.case(reference).urgent
    assert "nothing to lower" in refused(parley, reference, "lower-risk", "--second", BEACON)


def test_what_is_wrong_with_a_command_is_said_in_a_sentence(house: House, parley: Parley, reference: str) -> None:
    assert "no case SEF-0000-0000" in parley("case", "SEF-0000-0000", "show")[2]
    assert "does not coordinate" in refused(parley, reference, "move", name="Mallory Unknown")
    assert "who acts and why" in parley("case", reference, "move")[2]
    assert "ways on" in refused(parley, reference, "move", "--to", "99")
    assert refused(parley, reference, "name", "--duty", "nothing", "--to", COORDINATOR)
    assert house.events(reference) == ["Notified"]


def test_held_mails_are_listed_and_read_once_more(house: House, parley: Parley) -> None:
    house.receive(mail("mary.tern@away.example", "Hello", proof="none"))
    (held,) = json.loads(parley("held", "--json")[1])
    assert held["reason"]
    assert parley("release", held["id"], "--as", "Mallory Unknown")[0] != 0
    assert parley("release", held["id"], "--as", PEARL)[0] == 0
    assert parley("release", "nothing", "--as", PEARL)[0] == 1
