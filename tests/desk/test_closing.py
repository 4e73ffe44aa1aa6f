"""From resolved to closed: what it waits for stands in its tag, it stays in the list, and its pages say whom to ring.
"""

import pytest

from tests.desk.sitting import Sitting
from tests.desk.test_inbox_words import lines
from tests.intake.house import HEALTH, SCHOOL, House, reply

TOLD = "The lead told her on Monday."
LEAD = "Rowan Samphire, Safeguarding Lead, Marram Primary School"


@pytest.fixture
def resolved(house: House) -> str:
    """A case that both sides call resolved: nobody has told the teacher."""
    reference = house.notify(your_phone="01632 960999").reference
    house.receive(reply(house.last(HEALTH, "NOT RESOLVED"), "RESOLVED. They visit each week."))
    house.receive(reply(house.last(SCHOOL, "agree"), "AGREE"))
    return reference


def tag(pearl: Sitting, reference: str) -> str:
    page = pearl.open(f"/cases/{reference}")
    return str(page.xpath("string(//p[contains(@class, 'parley-standing')]//*[contains(@class, 'govuk-tag')])"))


def test_its_tag_says_what_it_waits_for(pearl: Sitting, resolved: str) -> None:
    assert tag(pearl, resolved) == "Resolved, not closed: feedback to record"
    pearl.do(resolved, "feedback", why=TOLD)
    assert tag(pearl, resolved) == "Resolved, ready to close"
    pearl.do(resolved, "close", why=TOLD)
    assert tag(pearl, resolved) == "Closed"


def test_it_stays_among_the_open_ones_until_it_is_closed(house: House, pearl: Sitting, resolved: str) -> None:
    house.notify(child_name="Oriel Sandbar")
    assert resolved in pearl.open("/cases").text_content()
    assert "2 cases that are open or to be closed" in pearl.text
    pearl.do(resolved, "feedback", why=TOLD)
    pearl.do(resolved, "close", why=TOLD)
    assert resolved not in pearl.open("/cases").text_content()
    assert "1 case that is open or to be closed" in pearl.text


def test_the_page_that_closes_names_who_has_not_said_that_it_is_on_file(pearl: Sitting, resolved: str) -> None:
    pearl.open(f"/cases/{resolved}/do/close")
    says = "Marram Primary School and Dunelands Community Health Trust have not said so. You can close the case all the"
    assert says in pearl.text


def test_whoever_owes_the_feedback_is_named_with_their_number(pearl: Sitting, resolved: str) -> None:
    _, leads = lines(pearl)["Not to be closed yet"]
    pearl.open(leads.removeprefix("/sefton/desk"))
    (ring,) = [one.text_content() for one in pearl.page.xpath("//h2[.='Whom to ring']/following-sibling::dl[1]")]
    assert f"{LEAD} 01632 960103" in " ".join(ring.split()) and "01632 960999" not in ring


def test_where_a_coordinator_owes_it_whoever_raised_it_is_rung(house: House, pearl: Sitting, resolved: str) -> None:
    reference = house.notify(child_name="Oriel Sandbar", your_phone="01632 960999").reference
    pearl.do(reference, "redirect", choice="elsewhere", where="Eastwold Partnership", why="She lives there.")
    pearl.open(f"/cases/{reference}/do/feedback")
    assert "Skipper Lugworm, Class teacher (the number on the form), Marram Primary School 01632 960999" in pearl.text


def test_a_call_says_whom_to_ring(house: House, pearl: Sitting) -> None:
    pearl.open(f"/cases/{house.notify().reference}/do/call")
    assert f"{LEAD} 01632 960103" in pearl.text


def test_nobody_at_the_desk_is_sent_to_the_coordinator_who_they_are(pearl: Sitting) -> None:
    footer = pearl.open("/inbox").xpath("string(//footer)")
    assert "tell whoever runs this service" in footer and "Ring the coordinator" not in footer
