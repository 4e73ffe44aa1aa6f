"""A case restricted to named staff (C15): for everybody else of the team it is not there, but that there is one."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from service.escalation.restricting import named_staff
from service.intake.by_desk import desk
from tests.desk.sitting import Sitting, sitting
from tests.desk.test_guard import Theirs, filled, routes
from tests.desk.test_second import OTHER
from tests.intake.house import BUSINESS, COORDINATOR, HEALTH, SCHOOL, House, mail, reply
from tests.intake.writing import errand_of

WHY = "She is married to the school's lead."


@pytest.fixture
def beacon(house: House) -> Iterator[Sitting]:
    with sitting(house, OTHER) as beacon:
        yield beacon


@pytest.fixture
def reference(house: House, pearl: Sitting) -> str:
    """A case that Pearl has restricted to Beacon, and may see no longer herself."""
    reference = house.notify().reference
    house.sent()
    pearl.do(reference, "restrict", choice=house.holder(OTHER), why=WHY)
    return reference


def test_everybody_else_sees_that_there_is_one_and_nothing_of_it(
    house: House, pearl: Sitting, beacon: Sitting, reference: str
) -> None:
    listed = pearl.open("/cases").text_content()
    assert "Restricted" in listed and reference not in listed and "Marram" not in pearl.text.partition("Restricted")[2]
    for path in ("/inbox", "/board"):
        assert reference not in pearl.open(path).text_content()
    assert reference in beacon.open("/cases").text_content()
    beacon.open(f"/cases/{reference}")
    assert "Of your team only these may see it: Beacon Foghorn" in beacon.text


def test_no_page_of_it_is_there_for_them(house: House, pearl: Sitting, reference: str) -> None:
    house.receive(reply(house.last(HEALTH, "NOT RESOLVED"), "Nobody here knows what this is."))
    (came,) = house.facts(reference)["in"]
    own, before = Theirs.of(house, reference, came["id"]), house.audited(reference)
    about = ("<reference>", "/messages/<id>")
    for endpoint, rule, method in routes(house):
        if any(one in rule for one in about) and endpoint != "desk.case.without_names":
            assert pearl.status_of(filled(rule, own), method) == 404, (endpoint, method)
    assert house.audited(reference) == before


def test_neither_the_manager_nor_the_command_line_leads_around_it(house: House, reference: str) -> None:
    with sitting(house, BUSINESS) as manager:
        assert manager.status_of(f"/cases/{reference}") == 404
    with pytest.raises(desk.NotAllowed, match="restricted to named staff"):
        desk.read(house.service, reference, COORDINATOR, "To look.")


def test_no_message_about_it_goes_to_them_and_the_agencies_notice_nothing(
    house: House, pearl: Sitting, reference: str
) -> None:
    house.sent()
    before = {who: len(house.to(who)) for who in (COORDINATOR, OTHER, BUSINESS)}
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "NOT RESOLVED\nThey will not come."))
    house.receive(reply(house.last(HEALTH, "reply by"), "WITHDRAW"))
    house.receive(reply(house.last(SCHOOL), "WITHDRAW. We have settled it."))
    assert len(house.to(COORDINATOR)) == before[COORDINATOR] and len(house.to(BUSINESS)) == before[BUSINESS]
    assert len(house.to(OTHER)) > before[OTHER]


def test_a_message_that_waits_for_it_names_it_to_nobody_else(house: House, pearl: Sitting, reference: str) -> None:
    house.receive(mail("mary.tern@away.example", f"It is about {reference}."))
    (held,) = house.held()
    assert reference not in pearl.open("/inbox").text_content()
    assert "Perhaps" not in pearl.open(f"/messages/{held.id}").text_content()


def test_whoever_is_named_can_let_all_see_it_again(
    house: House, pearl: Sitting, beacon: Sitting, reference: str
) -> None:
    beacon.do(reference, "restrict", why="The conflict is over.")
    assert "Who may see it is changed." in beacon.text
    assert pearl.status_of(f"/cases/{reference}") == 200
    assert house.events(reference).count("Restricted") == 2 and not house.audit_faults()


def test_a_coordinator_is_among_them(house: House, pearl: Sitting) -> None:
    reference = house.notify().reference
    pearl.open(f"/cases/{reference}/do/restrict")
    pearl.send({"choice": house.holder(BUSINESS), "why": WHY})
    assert "at least one coordinator" in pearl.text and "Restricted" not in house.events(reference)


def test_an_undoing_takes_no_restriction_back(house: House, pearl: Sitting, beacon: Sitting, reference: str) -> None:
    house.receive(reply(house.last(HEALTH, "NOT RESOLVED"), "SEEN"))
    house.receive(reply(house.last(HEALTH, "UNDO"), "UNDO"))
    assert house.events(reference)[-1] == "Undone" and pearl.status_of(f"/cases/{reference}") == 404


def test_where_all_of_them_have_left_the_case_is_not_lost(house: House, pearl: Sitting, reference: str) -> None:
    with house.service.sessions.begin() as session:
        session.execute(text("DELETE FROM officers WHERE email = :email"), {"email": OTHER})
    with errand_of(house, reference) as errand:
        assert not named_staff(errand.case, errand.directory, errand.day)
    assert pearl.status_of(f"/cases/{reference}") == 200
