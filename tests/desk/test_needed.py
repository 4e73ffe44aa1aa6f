"""What is owed leads to where just that is recorded; where several stages are open it is said which one is meant."""

from uuid import uuid4

import pytest

from service.bootstrap import stored_procedure
from service.desk.doing.acts import DOING
from service.errors import NotAllowed
from service.escalation.actors import Actor, Capacity
from service.escalation.case import Visit
from service.seam.desk_acts import Act
from service.store import cases
from service.store.cases import Change
from tests.desk.sitting import Sitting, sitting
from tests.desk.test_arranging import WHY
from tests.intake.house import BUSINESS, HEALTH, WEDNESDAY, House, reply

BOTH = "SEF-0000-0001"


@pytest.fixture
def at_two_stages(house: House) -> str:
    """A case that is at the stages 2 and 3 at once, as a procedure may allow."""
    reference = house.notify().reference
    with house.service.sessions.begin() as session:
        like = cases.seen(session, cases.id_of(session, reference), stored_procedure)
        (second,) = like.visits
        both = (second, Visit("3", 1, second.opened))
        its = Change("NotResolved", "nobody", uuid4().hex)
        cases.add(session, uuid4().hex, like.but(reference=BOTH, visits=both), its, second.opened)
    return BOTH


def needed(sitting: Sitting, reference: str) -> dict[str, str]:
    """Where each thing that is owed leads to, by its words."""
    links = sitting.open(f"/cases/{reference}").xpath("//li[contains(@class, 'parley-task')]//a")
    return {" ".join(link.text_content().split()): link.get("href") for link in links}


def test_each_thing_that_is_owed_leads_to_where_that_alone_is_recorded(house: House, pearl: Sitting) -> None:
    reference = house.notify().reference
    house.receive(reply(house.last(HEALTH, reference), "MORE TIME until 4 December. We need it."))
    found = needed(pearl, reference)
    assert len(found) == len(house.facts(reference)["owed"]) > 2
    done = next(href for words, href in found.items() if words.startswith("Record that it is done"))
    page = pearl.open(done.removeprefix("/sefton/desk"))
    (only,) = page.xpath("//input[@name='choice']")
    assert only.get("checked") is not None and done.endswith(f"duty={only.get('value')}")
    pearl.send({"why": ""})
    assert pearl.page.xpath("//input[@name='choice']/@value") == [only.get("value")] and pearl.faults()
    pearl.send({"choice": only.get("value"), "why": "Avery told me so."})
    pearl.send({}, button="do")
    assert "It is recorded as done." in pearl.text
    assert only.get("value") not in {duty["id"] for duty in house.facts(reference)["owed"]}


def test_what_only_an_answer_does_leads_to_a_call(house: House, pearl: Sitting) -> None:
    reference = house.notify().reference
    said = [href for words, href in needed(pearl, reference).items() if words.startswith("Record what they said")]
    assert said and all(f"/cases/{reference}/do/call?" in href for href in said)
    pearl.open(said[0].removeprefix("/sefton/desk"))
    assert "Record a call or a meeting" in pearl.text


def test_who_only_reads_is_led_to_no_act(house: House) -> None:
    reference = house.notify().reference
    with sitting(house, BUSINESS) as manager:
        assert needed(manager, reference) == {}


def test_the_stage_that_is_moved_is_the_one_that_was_chosen(house: House, pearl: Sitting, at_two_stages: str) -> None:
    page = pearl.open(f"/cases/{at_two_stages}/do/move")
    ways = page.xpath("//input[@name='choice']/@value")
    assert [way for way in ways if way.startswith("2 > ")] and "3 > chair" in ways
    labels = [" ".join(one.text_content().split()) for one in page.xpath("//label")]
    assert any(one.startswith("From Stage 3 to: ") for one in labels), labels
    preview = pearl.do(at_two_stages, "move", choice="3 > chair", why=WHY)
    assert "From Stage 3 to: " in preview
    assert house.case(at_two_stages).stage == "2, chair"


def test_where_one_stage_is_open_nobody_is_asked_which(house: House, pearl: Sitting) -> None:
    page = pearl.open(f"/cases/{house.notify().reference}/do/move")
    assert not [way for way in page.xpath("//input[@name='choice']/@value") if ">" in way]


def test_what_is_said_in_a_call_is_about_the_stage_that_was_chosen(
    house: House, pearl: Sitting, at_two_stages: str
) -> None:
    page = pearl.open(f"/cases/{at_two_stages}/do/call")
    labels = {one.get("value"): one.xpath("string(following-sibling::label)").strip()
              for one in page.xpath("//input[@name='choice']")}  # fmt: skip
    assert labels["not-resolved o 3"] == "Stage 3: Marram Primary School says that it is not resolved"
    pearl.do(at_two_stages, "call", on="25 11 2026", how="telephone", who="Both", why="No.", choice="not-resolved o 3")
    assert house.case(at_two_stages).stage == "2, chair"


def test_two_stages_are_not_moved_at_once() -> None:
    both = Act("move", 1, "once", WHY, chosen=("2 > 3", "3 > 4"))
    with pytest.raises(NotAllowed, match="one stage at a time"):
        DOING["move"].makes(both, WEDNESDAY, Actor(Capacity.COORDINATOR), None)  # type: ignore[arg-type]
