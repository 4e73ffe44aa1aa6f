"""What a line of the inbox says: what happened and what to do next; and of a case that cannot be closed yet, what is
missing, and where that is recorded."""

import pytest

from service.desk.showing.next_steps import SAYS
from service.escalation.events import RiskStated
from service.intake.by_desk import desk
from service.intake.by_desk.desk import Words
from service.seam.desk_lists import KINDS
from tests.desk.sitting import Sitting
from tests.intake.house import COORDINATOR, HEALTH, SCHOOL, House, mail, reply

ELSEWHERE = "skipper.lugworm@elsewhere.example"
NOT_YET = "Not to be closed yet"


def lines(pearl: Sitting) -> dict[str, tuple[str, str]]:
    """The lines of the inbox by their kind: what each says, and where it leads."""
    found = {}
    for row in pearl.open("/inbox").xpath("//ol/li"):
        link = row.find(".//h2/a")
        found[link.text_content().partition(":")[0]] = row.find("p").text_content(), link.get("href")
    return found


@pytest.fixture
def resolved(house: House) -> str:
    """A case that both sides call resolved: nobody has told the teacher."""
    reference = house.notify().reference
    house.receive(reply(house.last(HEALTH, "NOT RESOLVED"), "RESOLVED. They visit each week."))
    house.receive(reply(house.last(SCHOOL, "agree"), "AGREE"))
    assert house.case(reference).state == "resolved"
    return reference


def test_what_holds_a_close_stands_in_its_place_and_leads_to_where_it_is_recorded(
    house: House, pearl: Sitting, resolved: str
) -> None:
    found = lines(pearl)
    says, leads = found[NOT_YET]
    assert says.startswith("Feedback to the class teacher is not recorded. It is owed by: ")
    assert f"/cases/{resolved}/do/feedback" in leads and "For the coordinator" not in found
    pearl.do(resolved, "feedback", why="The lead told her on Monday.")
    found = lines(pearl)
    assert NOT_YET not in found
    assert found["For the coordinator"] == (SAYS["close"], f"/sefton/desk/cases/{resolved}/do/close?duty=.close")


def test_the_page_that_closes_leads_to_what_is_missing(house: House, pearl: Sitting, resolved: str) -> None:
    pearl.open(f"/cases/{resolved}/do/close")
    assert "Feedback to the class teacher is not recorded." in pearl.text
    (link,) = pearl.page.xpath("//main//a[contains(@href, '/do/feedback')]/@href")
    assert "What was the person who raised it told?" in pearl.open(link.removeprefix("/sefton/desk")).text_content()


def test_what_the_coordinators_owe_first_has_its_own_line_and_the_close_has_none(
    house: House, pearl: Sitting, resolved: str
) -> None:
    pearl.do(resolved, "feedback", why="The lead told her on Monday.")
    words = Words("They rang: a child is at immediate risk.")
    assert desk.act(house.service, resolved, COORDINATOR, words, lambda at, by, errand: RiskStated(at, by))
    found = lines(pearl)
    assert "Immediate risk" in found and not {NOT_YET, "For the coordinator"} & set(found)


def test_every_line_says_what_to_do_next(house: House, pearl: Sitting) -> None:
    house.notify(your_email=ELSEWHERE, child_name="Ketch Groyne")
    house.notify(risk="yes", child_name="Oriel Sandbar")
    house.notify()
    house.receive(reply(house.last(HEALTH, "NOT RESOLVED"), "MORE TIME until 4 December. We need it."))
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "NOT RESOLVED. They will not visit.", proof=""))
    house.receive(mail("mary.tern@away.example", "Hello."))
    house.turn(days=9)
    found = lines(pearl)
    assert {"New, to be checked", "Immediate risk", "Request for more time", "Overdue"} <= set(found)
    verbs = ("Ring", "Read it", "Do it", "Decide", "Look", "Name", "Add", "Ask")
    for kind, (says, _) in found.items():
        last = says.removesuffix(".").rpartition(". ")[2]
        assert kind in KINDS.values() and last.startswith(verbs), (kind, says)
