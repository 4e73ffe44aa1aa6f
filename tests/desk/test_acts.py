"""What a coordinator does at the desk: asked, foreseen, done once, and by the same events as on the command line."""

import pytest

from tests.desk.sitting import Sitting
from tests.intake.house import COORDINATOR, HEALTH, SCHOOL, TEACHER, House, reply

WHY = "Both managers asked for it by telephone."


@pytest.fixture
def reference(house: House) -> str:
    return house.notify().reference


def test_a_case_is_moved_after_saying_who_is_told(house: House, pearl: Sitting, reference: str) -> None:
    before = len(house.mails_of(reference))
    pearl.open(f"/cases/{reference}/do/move")
    pearl.send({"choice": "3", "why": WHY})
    assert house.case(reference).stage == "2" and len(house.mails_of(reference)) == before  # foreseen, not done
    assert "Director, Dunelands Community Health Trust" in pearl.text and "dunelands-health.example" in pearl.text
    assert "Initials only" in pearl.text and "2 working days after" in pearl.text
    told = {" ".join(one.text_content().split()) for one in pearl.page.xpath("//table/tbody/tr/td[1]")}
    pearl.send({}, button="do")
    assert house.case(reference).stage == "3" and "The case has moved." in pearl.text
    written = house.mails_of(reference)[before:]
    assert len({one.recipient for one in written}) == len(told)
    actor, action, detail = house.audited(reference)[-2 if house.audited(reference)[-1][1].startswith("looked") else -1]
    assert (actor, action) == (house.holder(COORDINATOR), "NotResolved") and detail
    assert {"why": WHY} in [detail for _, action, detail in house.audited(reference) if action == "reason"]
    assert "at the desk" in pearl.text


def test_two_presses_act_once(house: House, pearl: Sitting, reference: str) -> None:
    pearl.open(f"/cases/{reference}/do/move")
    pearl.send({"choice": "3", "why": WHY})
    preview = pearl.answer
    pearl.send({}, button="do")
    pearl.answer = preview
    pearl.send({}, button="do")
    assert "The case has moved." in pearl.text
    assert house.events(reference).count("NotResolved") == 1


def test_a_case_that_changed_meanwhile_is_shown_again(house: House, pearl: Sitting, reference: str) -> None:
    pearl.open(f"/cases/{reference}/do/withdraw")
    opened = pearl.answer
    pearl.send({"why": WHY})
    foreseen = pearl.answer
    house.receive(reply(house.last(HEALTH, "NOT RESOLVED"), "SEEN"))
    for stale, button in ((opened, ""), (foreseen, "do")):
        pearl.answer = stale
        pearl.send({"why": WHY}, button=button)
        assert pearl.answer.status_code == 409
        assert pearl.faults() == ["Something changed since you opened this page – check it and confirm again"]
        assert house.case(reference).state == "open" and WHY in pearl.answer.get_data(as_text=True)
    pearl.send({"why": WHY})
    pearl.send({}, button="do")
    assert house.case(reference).state == "withdrawn"


EMPTY = {
    "move": ["Select the stage to move to", "Enter why you are moving it"],
    "date": ["Select which date should change", "Enter the new date", "Enter why the date has changed"],
    "call": ["Enter the date", "Select how you spoke", "Enter who took part", "Enter what was said",
             "Select what follows from it"],
    "withdraw": ["Enter why it is withdrawn"],
}  # fmt: skip


@pytest.mark.parametrize("act", EMPTY)
def test_what_is_left_out_is_asked_for_in_our_words(pearl: Sitting, reference: str, act: str) -> None:
    pearl.open(f"/cases/{reference}/do/{act}")
    pearl.send({})
    assert pearl.answer.status_code == 422 and pearl.faults() == EMPTY[act]
    assert pearl.page.xpath("string(//title)").startswith("Error: ")


def test_a_date_is_agreed_beside_the_procedures(house: House, pearl: Sitting, reference: str) -> None:
    page = pearl.open(f"/cases/{reference}/do/date")
    (duty,) = [one for one in page.xpath("//input[@name='choice']/@value") if "convene" in one or "meeting" in one]
    pearl.send({"choice": duty, "until": "12 December 2026", "why": WHY})
    assert pearl.faults() == ["The new date must be a working day"]
    pearl.send({"until": "20 November 2026", "choice": duty, "why": WHY})
    assert pearl.faults() == ["The new date must be today or in the future"]
    pearl.do(reference, "date", choice=duty, until="9 December 2026", why=WHY)
    owed = next(one for one in house.facts(reference)["owed"] if one["id"] == duty)
    assert owed["agreed"].startswith("2026-12-09") and owed["due"].startswith("2026-12-02")
    assert "Wednesday 9 December 2026 (agreed; the procedure’s date is Wednesday 2 December 2026)" in pearl.text


def test_a_call_is_kept_in_its_parts_and_changes_nothing(house: House, pearl: Sitting, reference: str) -> None:
    said = pearl.do(
        reference, "call", on="25 November 2026", how="telephone", who="Avery Curlew", why="They look at it again.",
        choice="noted",
    )  # fmt: skip
    assert "Nobody is written to" in said
    assert house.events(reference)[-1] == "ToldMore"
    pearl.open(f"/cases/{reference}/written")
    pearl.send({})
    for words in ("Spoken on", "By telephone", "Who took part", "They look at it again."):
        assert words in pearl.text


CALL = {"on": "25 11 2026", "how": "telephone", "who": "Avery Curlew", "why": "They look at it again."}


def test_that_an_agency_has_it_counts_when_it_is_said_in_a_call(
    house: House, pearl: Sitting, reference: str
) -> None:
    pearl.do(reference, "call", **CALL, choice="seen r1")
    assert house.events(reference)[-1] == "Acknowledged"
    assert "2.acknowledge@r1" not in {duty["id"] for duty in house.facts(reference)["owed"]}


def test_that_it_is_not_resolved_moves_it_when_the_side_that_raised_it_says_so_in_a_call(
    house: House, pearl: Sitting, reference: str
) -> None:
    pearl.do(reference, "call", **CALL, choice="not-resolved r1")
    assert house.case(reference).stage == "2" and house.last(SCHOOL, "The other side says that this is not resolved")
    pearl.do(reference, "call", **CALL, choice="not-resolved o")
    assert house.case(reference).stage == "3"


def test_an_agreement_by_telephone_is_that_agencys_word(house: House, pearl: Sitting, reference: str) -> None:
    call = {"on": "25 11 2026", "how": "telephone", "who": "Both", "why": "They visit each week."}
    said = pearl.do(reference, "call", **call, choice="resolved r1")
    assert "Marram Primary School" in said
    assert house.case(reference).state == "open" and house.last(SCHOOL, "AGREE")
    pearl.do(reference, "call", **call, choice="resolved o")
    assert house.case(reference).state == "resolved"


def test_a_resolved_case_is_closed_once_nothing_holds_it(house: House, pearl: Sitting, reference: str) -> None:
    call = {"on": "25 11 2026", "how": "telephone", "who": "Both", "why": "They visit each week."}
    for agency in ("o", "r1"):
        pearl.do(reference, "call", **call, choice=f"resolved {agency}")
    pearl.open(f"/cases/{reference}/do/close")
    assert "Before this case can be closed, this is owed" in pearl.text and pearl.page.xpath("//main//form") == []
    assert "The person who raised it has been told, in somebody’s own words Not yet" in pearl.text
    pearl.do(reference, "feedback", why="I told her that they visit.")
    assert house.last(TEACHER)
    pearl.do(reference, "close", why="It is settled.")
    assert house.case(reference).state == "closed" and "The case is closed." in pearl.text
    pearl.do(reference, "reopen", why="The visits have stopped.")
    assert house.case(reference).state == "open"


def test_one_coordinator_does_not_close_what_is_not_resolved(house: House, pearl: Sitting, reference: str) -> None:
    pearl.open(f"/cases/{reference}/do/close")
    assert "needs a second coordinator" in pearl.text and pearl.page.xpath("//main//form") == []
    answer = pearl.client.post(f"/sefton/desk/cases/{reference}/do/close", data={"why": WHY, "step": "do"})
    assert answer.status_code == 409 and house.case(reference).state == "open"


def test_a_notification_is_sent_on_once_it_is_checked(house: House, pearl: Sitting) -> None:
    case = house.notify(your_email="skipper.lugworm@elsewhere.example")
    assert not house.to(HEALTH)
    said = pearl.do(case.reference, "release", why="I rang the school: it is hers.")
    assert "Safeguarding Lead, Dunelands Community Health Trust" in said
    assert house.to(HEALTH) and house.events(case.reference)[-1] == "Released"


def test_an_alert_is_taken_up(house: House, pearl: Sitting) -> None:
    case = house.notify(risk="yes")
    pearl.do(case.reference, "take-up", why="I rang the front door.")
    assert house.events(case.reference)[-1] == "RiskAnswered"


def test_a_form_without_its_mark_changes_nothing(house: House, pearl: Sitting, reference: str) -> None:
    address = f"/sefton/desk/cases/{reference}/do/withdraw"
    answer = pearl.client.post(address, data={"why": WHY, "step": "do", "seen_version": "1"})
    assert answer.status_code == 409 and "Nothing is lost" in answer.get_data(as_text=True)
    assert house.case(reference).state == "open"
