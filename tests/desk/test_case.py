"""The page of a case: where it stands, what is owed, what happened, who was told; names only for whoever asks."""

from pathlib import Path

from service.desk.looking.messages import BECAME, SENT, STATES
from service.desk.looking.timeline import TITLES
from service.escalation.decide import RULES
from service.store.tables import DISPOSITIONS
from service.store.tables.mail import OUTBOX_STATES
from tests.desk.sitting import Sitting, sitting
from tests.intake.house import CHILD, COORDINATOR, HEALTH, IN_LIVERPOOL, SCHOOL, House, reply

UMBER = "umber.compass@liverpool-partnership.example"


def actions(house: House, reference: str) -> list[tuple[str, str]]:
    return [(actor, action) for actor, action, _ in house.audited(reference)]


def test_the_page_says_where_it_stands_and_what_is_needed(house: House, pearl: Sitting) -> None:
    case = house.notify()
    pearl.open(f"/cases/{case.reference.lower()}")
    page = pearl.page
    assert page.xpath("string(//h1)") == f"Case {case.reference}"
    stages = [" ".join(one.text_content().split()) for one in page.xpath("//table[1]/tbody/tr/th")]
    assert stages[0].startswith("Stage 2") and stages[1].startswith("Stage 3") and len(stages) > 2
    assert "If needed, by" in pearl.text and "5 working days after the stage opened" in pearl.text
    assert "Convene a meeting, unless the managers have agreed first" in pearl.text
    assert "The Service Manager at Dunelands Community Health Trust" in pearl.text


def test_the_child_is_initials_and_a_year_until_somebody_asks(house: House, pearl: Sitting) -> None:
    case = house.notify()
    pearl.open(f"/cases/{case.reference}")
    assert "Z.Q." in pearl.text and "2018" in pearl.text
    assert "Zebedee" not in pearl.answer.get_data(as_text=True)
    pearl.send({})
    assert CHILD in pearl.text and "3 March 2018" in pearl.text
    assert "Zebedee" not in pearl.page.xpath("string(//title)") + pearl.answer.request.path
    assert actions(house, case.reference)[-2:] == [
        (house.holder(COORDINATOR), "looked at the case"), (house.holder(COORDINATOR), "looked at the names"),
    ]  # fmt: skip
    assert "looked at the names" in pearl.open(f"/cases/{case.reference}").text_content()


def test_names_are_not_shown_to_a_form_of_another_site(house: House, pearl: Sitting) -> None:
    case = house.notify()
    shown = pearl.client.post(f"/sefton/desk/cases/{case.reference}/names", data={"mark": "of another site"})
    assert shown.status_code == 409 and "Zebedee" not in shown.get_data(as_text=True)
    assert (house.holder(COORDINATOR), "looked at the names") not in actions(house, case.reference)
    assert pearl.status_of(f"/cases/{case.reference}/names") == 302


def test_what_is_written_is_audited_before_it_is_shown(house: House, pearl: Sitting) -> None:
    case = house.notify()
    pearl.open(f"/cases/{case.reference}/written")
    assert "Attendance fell." not in pearl.text
    pearl.send({})
    assert "Attendance fell." in pearl.text
    assert actions(house, case.reference)[-1] == (house.holder(COORDINATOR), "opened what is written")


def test_before_its_stage_it_is_read_for_a_reason_only(house: House) -> None:
    case = house.notify(partnership="liverpool", **(IN_LIVERPOOL | {"stage": "2"}))
    with sitting(house, UMBER, "liverpool") as umber:
        umber.open(f"/cases/{case.reference}/written")
        umber.send({})
        assert umber.faults() == ["Enter why you need to read it now"] and umber.answer.status_code == 422
        assert "Attendance fell." not in umber.text
        umber.send({"why": "To prepare the meeting."})
        assert "Attendance fell." in umber.text
        *_, last = house.audited(case.reference)
        assert last[2] == {"why": "To prepare the meeting.", "before_its_stage": True}


def test_the_timeline_names_who_and_which_door_the_newest_first(house: House, pearl: Sitting) -> None:
    case = house.notify()
    house.pass_time(minutes=5)
    house.receive(reply(house.last(HEALTH, "NOT RESOLVED"), "SEEN"))
    house.pass_time(minutes=5)
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "NOT RESOLVED\nThey will not visit Zebedee Quill."))
    page = pearl.open(f"/cases/{case.reference}")
    (timeline,) = page.xpath("//ol[@reversed]")
    assert timeline.get("role") == "list"
    titles = [one.text_content() for one in timeline.xpath("./li/h3")]
    assert titles == ["It is not resolved", "Somebody has it", "The disagreement was raised"]
    said = " ".join(timeline.text_content().split())
    assert "Safeguarding Lead, Marram Primary School, by email" in said and "Stage 3 opened" in said
    assert "Safeguarding Lead, Dunelands Community Health Trust, by email" in said
    assert "Zebedee" not in pearl.answer.get_data(as_text=True)


def test_each_message_says_how_far_it_came(house: House, pearl: Sitting) -> None:
    case = house.notify()
    pearl.open(f"/cases/{case.reference}")
    assert "Waiting to leave" in pearl.text and "initials only" in pearl.text
    house.sent()
    house.receive(reply(house.last(HEALTH, "NOT RESOLVED"), "Nobody here knows what this is."))
    pearl.open(f"/cases/{case.reference}")
    assert "Delivered" in pearl.text
    (came,) = pearl.page.xpath("//a[starts-with(., 'From the Safeguarding Lead, Dunelands')]/@href")
    assert pearl.open(came.removeprefix("/sefton/desk")).xpath("string(//h1)") == "A message that came in"


def test_every_mail_and_event_has_its_words() -> None:
    assert set(TITLES) == {event.__name__ for event in RULES}
    assert set(BECAME) == {*DISPOSITIONS, ""} and set(STATES) == set(OUTBOX_STATES)
    of_no_case = {"answers_stopped", "details_answered", "details_asked", "draft_saved", "draft_waiting", "experience",
                  "guessing", "held", "held_sender", "in_your_name", "log_asked", "log_faulty", "log_received",
                  "mailbox_trouble", "passed_on", "unbalanced", "parts"}  # fmt: skip
    written = {path.name for path in Path("mail_templates").iterdir() if path.is_dir()}
    assert set(SENT) == written - of_no_case


def test_a_case_of_another_partnership_is_not_there(house: House, pearl: Sitting) -> None:
    here, there = house.notify(), house.notify(partnership="liverpool", **IN_LIVERPOOL)
    for path in ("", "/names", "/written", "/do/call", "/do/move", "/do/close"):
        assert pearl.status_of(f"/cases/{there.reference}{path}") in (302, 404)
        assert pearl.status_of(f"/cases/{there.reference}{path}", "POST") in (404, 405)
    assert pearl.status_of("/cases/SEF-0000-0000") == 404
    assert pearl.status_of(f"/cases/{here.reference}/do/nonsense") == 404
    assert all(not action.startswith("looked") for _, action in actions(house, there.reference))
