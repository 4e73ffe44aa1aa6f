"""What is owed is done at the desk: said to be done, somebody named, a meeting given a date; several ways at once."""

from collections.abc import Iterator

import pytest

from tests.desk.sitting import Sitting, sitting
from tests.intake.house import HEALTH, IN_LIVERPOOL, SCHOOL, House, reply, text_in
from tests.intake.test_every_act import BOARD_MEMBER, IN_LINCOLNSHIRE

UMBER, TULIP = "umber.compass@liverpool-partnership.example", "tulip.spinney@lincolnshire-boards.example"
CHAIR, OF_A_PARTY = "Merlin Signpost", "opal.architrave@cobalt-street.example"
WHY = "Agreed in a call with both sides."


@pytest.fixture
def reference(house: House) -> str:
    return house.notify().reference


@pytest.fixture
def umber(house: House) -> Iterator[Sitting]:
    """A coordinator of Liverpool, where people are named."""
    with sitting(house, UMBER, "liverpool") as umber:
        yield umber


@pytest.fixture
def tulip(house: House) -> Iterator[Sitting]:
    """A coordinator of Lincolnshire, where a case can go two ways at once."""
    with sitting(house, TULIP, "lincolnshire") as tulip:
        yield tulip


@pytest.fixture
def at_the_board(house: House, umber: Sitting) -> str:
    """A case in Liverpool for which a Board member is to be named."""
    reference = house.notify(partnership="liverpool", **IN_LIVERPOOL).reference
    umber.do(reference, "move", choice="4", why=WHY)
    return reference


def owed(house: House, reference: str) -> set[str]:
    return {duty["id"] for duty in house.facts(reference)["owed"]}


def offered(somebody: Sitting, reference: str) -> list[str]:
    """The acts that the case's page leads to, but for those of one thing that is owed."""
    page = somebody.open(f"/cases/{reference}")
    links = page.xpath("//a[contains(@href, '/do/') and not(contains(@href, 'duty='))]/@href")
    return [link.rpartition("/")[2] for link in links]


# Done


def test_what_is_done_is_chosen_among_what_is_owed_and_no_longer_owed_then(
    house: House, pearl: Sitting, reference: str
) -> None:
    page = pearl.open(f"/cases/{reference}/do/done")
    chosen = page.xpath("//input[@name='choice']/@value")
    assert "2.talk" in chosen and not {"2.conclude", "2.acknowledge@r1"} & set(chosen)  # these have words of their own
    said = pearl.do(reference, "done", choice="2.talk", why="They talked on Monday.")
    assert "Nobody is written to" in said
    assert "2.talk" not in owed(house, reference) and "It is recorded as done." in pearl.text
    (paper,) = [one for one in house.facts(reference)["written"] if one["kind"] == "done"]
    assert paper["about"] == "2.talk"


def test_an_answer_is_chosen_where_the_task_offers_some(house: House, tulip: Sitting) -> None:
    reference = house.notify(partnership="lincolnshire", **IN_LINCOLNSHIRE).reference
    tulip.do(reference, "move", choice="3", why=WHY)
    page = tulip.open(f"/cases/{reference}/do/done")
    theirs = [one for one in page.xpath("//input[@name='choice']/@value") if one.startswith("3.liaise@r1")]
    assert theirs == ["3.liaise@r1:We talked", "3.liaise@r1:I advised; the managers carry on"]
    assert "with the other agency’s" not in tulip.text and "(Reedbed Community Health Trust): We talked" in tulip.text
    tulip.do(reference, "done", choice=theirs[0], why=WHY)
    assert "3.liaise@r1" not in owed(house, reference) and "3.liaise@o" in owed(house, reference)


def test_more_time_can_be_declined(house: House, pearl: Sitting, reference: str) -> None:
    house.receive(reply(house.last(HEALTH, reference), "MORE TIME until 4 December. We need it."))
    pearl.do(reference, "done", choice="2.consider-more-time", why="The meeting is on Monday all the same.")
    assert "2.consider-more-time" not in owed(house, reference)


# Named


def test_whoever_is_named_is_written_to(house: House, umber: Sitting, at_the_board: str) -> None:
    page = umber.open(f"/cases/{at_the_board}/do/name")
    people = [one.text for one in page.xpath("//select[@name='whom']/option[@value!='']")]
    assert people[0].startswith("Russet Barometer, Board member")  # who holds the post comes first
    assert people[-1].endswith("their agency is party to it") and len(people) > 40
    said = umber.do(at_the_board, "name", choice="4.name-member", whom=whom(umber, "Russet Barometer"), why=WHY)
    assert "Russet Barometer, Board member" in said and "Board member, Liverpool" in said
    assert "4.name-member" not in owed(house, at_the_board) and "They are named" in umber.text
    assert house.last(BOARD_MEMBER, "you have been named")


def test_somebody_of_a_party_is_named_for_a_reason_only(house: House, umber: Sitting, at_the_board: str) -> None:
    umber.open(f"/cases/{at_the_board}/do/name")
    theirs = {"choice": "4.name-member", "whom": whom(umber, "Opal Architrave"), "why": WHY}
    umber.send(theirs)
    assert umber.faults() == [
        "That person's agency is party to the disagreement. Name somebody else, or say why it is them all the same."
    ]
    umber.send(theirs | {"all_the_same": "Both agencies want her."})
    umber.send({}, button="do")
    assert "4.name-member" not in owed(house, at_the_board) and house.last(OF_A_PARTY, "you have been named")
    reasons = [detail for _, action, detail in house.audited(at_the_board) if action == "reason"]
    assert reasons[-1] == {"why": f"{WHY} Both agencies want her."}


def test_who_is_not_in_the_directory_cannot_be_named(house: House, umber: Sitting, at_the_board: str) -> None:
    umber.open(f"/cases/{at_the_board}/do/name")
    umber.send({"choice": "4.name-member", "whom": "somebody", "why": WHY})
    assert umber.faults() == ["Select who it is"] and "4.name-member" in owed(house, at_the_board)


def whom(somebody: Sitting, name: str) -> str:
    (value,) = somebody.page.xpath(f"//select[@name='whom']/option[starts-with(., '{name}')]/@value")
    return str(value)


# Met, and moved several ways


def test_everyone_who_attends_is_told_when_the_meeting_is(house: House, pearl: Sitting, reference: str) -> None:
    meeting = {"choice": "2", "on": "1 December 2026", "clock": "2:30pm", "why": "In the school."}
    said = pearl.do(reference, "meeting", **meeting)
    assert "2:30pm" in said or "14:30" in said
    assert "Safeguarding Lead, Dunelands Community Health Trust" in said
    assert "2:30pm" in text_in(house.last(SCHOOL, "resolution meeting"))
    assert "The meeting has a date." in pearl.text
    pearl.open(f"/cases/{reference}/do/meeting")
    assert "Now: Tuesday 1 December 2026" in pearl.text


def test_a_case_goes_two_ways_at_once_where_the_procedure_allows_it(house: House, tulip: Sitting) -> None:
    reference = house.notify(partnership="lincolnshire", **IN_LINCOLNSHIRE).reference
    page = tulip.open(f"/cases/{reference}/do/move")
    assert page.xpath("//input[@name='choice']/@type")[0] == "radio"
    tulip.do(reference, "move", choice="3", why=WHY)
    page = tulip.open(f"/cases/{reference}/do/move")
    assert set(page.xpath("//input[@name='choice']/@type")) == {"checkbox"}
    tulip.send({"choice": ["4", "4-lessons"], "why": WHY})
    assert "Urgent: independently chaired meeting" in tulip.text and "lessons learned" in tulip.text
    tulip.send({}, button="do")
    assert {"4.name-chair", "4-lessons.refer"} <= owed(house, reference)
    assert {"done", "name", "meeting"} <= set(offered(tulip, reference))
    tulip.do(reference, "name", choice="4.name-chair", whom=named(tulip, reference, CHAIR), why=WHY)
    tulip.do(reference, "meeting", choice="4", on="30 11 2026", why=WHY)
    assert not {"4.name-chair", "4.set-meeting-date"} & owed(house, reference)


def named(somebody: Sitting, reference: str, name: str) -> str:
    somebody.open(f"/cases/{reference}/do/name")
    return whom(somebody, name)


# Where they are offered


def test_each_is_offered_only_where_it_can_be_done(house: House, pearl: Sitting, reference: str) -> None:
    assert {"done", "meeting"} <= set(offered(pearl, reference)) and "name" not in offered(pearl, reference)
    pearl.open(f"/cases/{reference}/do/name")
    assert "The procedure asks for nobody to be named now." in pearl.text and not pearl.page.xpath("//main//form")
    pearl.do(reference, "withdraw", why=WHY)
    assert offered(pearl, reference) == ["close", "reopen", "restrict", "recall"]


def test_somebody_is_named_where_the_procedure_has_it_and_nobody_meets(umber: Sitting, at_the_board: str) -> None:
    assert "name" in offered(umber, at_the_board) and "meeting" not in offered(umber, at_the_board)


def test_what_a_coordinator_owes_leads_to_the_page_that_it_is_done_on(umber: Sitting, at_the_board: str) -> None:
    page = umber.open("/inbox")
    assert page.xpath(f"//a[contains(@href, '{at_the_board}/do/name?duty=4.name-member')]")
    page = umber.open(f"/cases/{at_the_board}/do/name?duty=4.name-member")
    assert page.xpath("//input[@name='choice' and @checked]/@value") == ["4.name-member"]
