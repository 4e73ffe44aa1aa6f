"""Quarterly returns at the desk: who has sent, is asked again, what a return changes; a log opened for a reason."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from openpyxl import load_workbook

from service.store import audit
from tests.desk.sitting import Sitting, sitting
from tests.desk.test_arranging import UMBER
from tests.intake.house import CHILD, House, reply
from tests.intake.test_log_returns import AGENCY
from tests.intake.writing import FROM_LIVERPOOL
from tests.seeds.merseyside import SCHOOLS_OFFICER

WHY = "To prepare the board's report."


@pytest.fixture
def umber(house: House) -> Iterator[Sitting]:
    with sitting(house, UMBER, "liverpool") as umber:
        yield umber


@pytest.fixture
def reference(house: House) -> str:
    return house.notify(partnership="liverpool", **FROM_LIVERPOOL).reference


def key_of(umber: Sitting, agency: str) -> str:
    """How the agency is known in addresses."""
    its = f"//input[@name='agencies'][following-sibling::label[contains(., '{agency}')]]"
    found = umber.open("/returns/ask").xpath(its)
    return str(found[0].get("value"))


def ask(umber: Sitting, agency: str = AGENCY, until: str = "15 12 2026", say: str = "") -> None:
    chosen = key_of(umber, agency)
    umber.send({"agencies": [chosen], "until": until, "say": say})
    assert "They are asked." in umber.text, umber.faults()


def row(umber: Sitting, agency: str = AGENCY) -> str:
    (found,) = umber.open("/returns").xpath(f"//tbody/tr[th[normalize-space()='{agency}']]")
    return " ".join(found.text_content().split())


def acts(house: House) -> list[tuple[str, str]]:
    with house.service.sessions.begin() as session:
        found = audit.entries(session, "partnership:liverpool")
        assert audit.verify(session, house.service.vault, "partnership:liverpool") == []
    return [(one.action, one.object_id) for one in found]


def test_before_anybody_is_asked_each_agency_that_has_a_keeper_is_there(umber: Sitting) -> None:
    assert "Not asked" in row(umber) and "Ask now" in row(umber)
    assert "No agency has been asked for its log yet." in umber.text
    assert ("looked at the quarterly returns", "") in acts(umber.house)


def test_who_is_asked_has_the_mail_and_stands_as_not_sent_until_it_is_late(
    house: House, umber: Sitting, reference: str
) -> None:
    ask(umber, say="Thank you for the last one.")
    said = house.last(SCHOOLS_OFFICER, "disagreement log").get_content()
    assert "Thank you for the last one." in said and "Nothing has come yet" not in said
    assert "Not sent yet" in row(umber) and "Tuesday 15 December 2026" in row(umber) and "Ask again" in row(umber)
    assert "Asked for their log: 1 agency. Sent: 0." in umber.text and "October to December 2026" in umber.text
    house.turn(days=25)
    assert "Not sent, overdue" in row(umber)


def test_what_came_says_what_it_changes(house: House, umber: Sitting, reference: str) -> None:
    ask(umber)
    house.receive(reply(house.last(SCHOOLS_OFFICER, "disagreement log"), "NIL"), "liverpool@parley.example")
    assert "Nil return" in row(umber) and "there is nothing to log" in row(umber) and "Ask again" not in row(umber)
    assert "Asked for their log: 1 agency. Sent: 1." in umber.text


def test_pressed_twice_they_are_asked_once_and_asked_again_they_are_reminded(
    house: House, umber: Sitting, reference: str
) -> None:
    chosen = key_of(umber, AGENCY)
    opened = umber.answer
    for _ in range(2):
        umber.answer = opened
        umber.send({"agencies": [chosen], "until": "15 12 2026"})
    asked = house.to(SCHOOLS_OFFICER, "disagreement log")
    assert len(asked) == 1
    assert [one for one in acts(house) if one[0] == "asked for a summary log"] == [("asked for a summary log", AGENCY)]
    page = umber.open(f"/returns/ask?agency={chosen}")
    assert page.xpath("//input[@name='agencies'][@checked]/@value") == [chosen]
    umber.send({"agencies": [chosen], "until": "15 12 2026"})
    again = house.to(SCHOOLS_OFFICER, "disagreement log")
    assert len(again) == 2 and "Nothing has come yet." in again[-1].get_content()
    assert row(umber).count("December") == 1


def test_what_is_missing_is_said_and_nobody_is_asked(house: House, umber: Sitting) -> None:
    umber.open("/returns/ask")
    umber.send({"until": "1 1 2020"})
    assert umber.faults() == ["Select at least one agency", "The date must be today or in the future"]
    assert not house.to(SCHOOLS_OFFICER, "disagreement log")


def test_a_log_is_opened_for_a_reason_and_audited_before_it_is_shown(
    house: House, umber: Sitting, reference: str
) -> None:
    ask(umber)
    (link,) = umber.open("/returns").xpath(f"//a[contains(., 'Open the log')][contains(., '{AGENCY}')]/@href")
    umber.open(link.removeprefix("/liverpool/desk"))
    assert CHILD not in umber.text and umber.send({}).status_code == 422
    assert umber.faults() == ["Enter why you need to read it"] and CHILD not in umber.text
    umber.send({"why": WHY})
    assert CHILD in umber.text and reference in umber.text and f"{AGENCY}, October to December 2026" in umber.text
    assert CHILD not in umber.page.xpath("string(//title)")
    assert acts(house)[-1] == ("opened a summary log", AGENCY)
    saved = umber.client.post(link, data={"mark": umber.mark, "why": WHY, "step": "xlsx"})
    assert CHILD in str([*load_workbook(BytesIO(saved.data)).active.values])
    assert [one[0] for one in acts(house)].count("opened a summary log") == 2
    assert "attachment" in saved.headers["Content-Disposition"] and "Quill" not in saved.headers["Content-Disposition"]
    assert umber.client.post(link, data={"mark": umber.mark, "why": WHY, "step": "exe"}).status_code == 404


def test_a_restricted_case_is_left_out_of_the_log_for_everybody_else(
    house: House, umber: Sitting, reference: str
) -> None:
    its = key_of(umber, AGENCY)
    boxes = umber.open(f"/cases/{reference}/do/restrict").xpath("//input[@name='choice']/@value")
    others = [one for one in boxes if one != house.holder(UMBER)]
    umber.do(reference, "restrict", choice=others[0], why="A conflict of interest.")
    umber.open(f"/returns/{its}/log")
    umber.send({"why": WHY})
    assert CHILD not in umber.text and "1 row is left out" in umber.text


def test_where_nobody_keeps_a_log_nobody_is_asked(house: House, pearl: Sitting) -> None:
    pearl.open("/returns")
    assert "names nobody who keeps an agency" in pearl.text
    pearl.open("/returns/ask")
    assert "names nobody who keeps an agency" in pearl.text and not pearl.page.xpath("//main//form")
