"""A case that a coordinator adds for somebody who rang or wrote (C10): a notification like any other, with its dates
counted from when it reached us.
"""

from uuid import uuid4

from forms import Answers
from forms.taken_down import TakenDownForm
from service.intake.by_page.pages import act_on_waiting, keep
from service.web.second_looks import FOR_PRIVATE_USE
from tests.desk.sitting import Sitting
from tests.intake.house import COORDINATOR, HEALTH, NOTIFICATION, TEACHER, House, text_in

MONDAY = {"reached_by": "telephone", "reached_on": "23 11 2026", "reached_at": "4pm"}
GIVEN = NOTIFICATION | {"concern_on-day": "20"} | MONDAY
NO_ADDRESS = GIVEN | {"your_email": "", "your_phone": "01632 960 111"}
ADDED = "The case is added."


def add(pearl: Sitting, given: dict[str, str] = GIVEN) -> str:
    """The reference of the case that this adds."""
    pearl.open("/add")
    pearl.send(given)
    assert ADDED in pearl.text, pearl.faults()
    return pearl.page.xpath("string(//h1)").removeprefix("Case ")


def words(house: House, address: str) -> str:
    """The receipt that this reader got, in one line."""
    return " ".join(text_in(house.last(address, "we have your disagreement")).split())


def test_it_opens_a_case_by_the_way_of_the_public_form(house: House, pearl: Sitting) -> None:
    reference = add(pearl)
    assert house.events(reference) == ["Notified"] and house.case(reference).stage == "2"
    assert house.to(HEALTH, reference) and f"Reference {reference}" in words(house, TEACHER)


def test_its_dates_are_counted_from_when_it_reached_us(house: House, pearl: Sitting) -> None:
    reference = add(pearl)
    assert "It reached us on Monday 23 November 2026 at 4pm." in words(house, TEACHER), words(house, TEACHER)
    (meeting,) = [one for one in house.facts(reference)["owed"] if one["id"] == "2.meeting"]
    assert meeting["due"].startswith("2026-11-30")  # five working days after Monday
    assert "Raised 4pm on Monday 23 November 2026" in pearl.text


def test_what_was_past_when_it_was_entered_makes_nobody_late(house: House, pearl: Sitting) -> None:
    reference = add(pearl, GIVEN | {"reached_on": "2 November 2026", "concern_on-day": "2"})
    assert "Overdue" not in pearl.text
    assert "past_at_receipt" in {one.kind for one in house.mails_of(reference)}
    house.turn(hours=1)
    assert [one.kind for one in house.mails_of(reference) if one.kind in ("late", "reminder")] == []


def test_it_is_audited_as_the_coordinators_doing_at_the_desk(house: House, pearl: Sitting) -> None:
    reference = add(pearl)
    assert (house.holder(COORDINATOR), "Notified") in [(who, what) for who, what, _ in house.audited(reference)]
    assert "The disagreement was raised Pearl Lighthouse, coordinator, at the desk" in pearl.text
    assert not house.audit_faults()


def test_how_it_reached_us_stands_in_what_is_written(house: House, pearl: Sitting) -> None:
    reference = add(pearl, GIVEN | {"reached_by": "letter"})
    pearl.open(f"/cases/{reference}/written")
    pearl.send({})
    assert "By letter, at 16:00 on Monday 23 November 2026. A coordinator entered it." in pearl.text
    assert "Reached by" not in pearl.text


def test_two_presses_make_one_case(house: House, pearl: Sitting) -> None:
    pearl.open("/add")
    filled = pearl.answer
    pearl.send(GIVEN)
    first = pearl.page.xpath("string(//h1)")
    pearl.answer = filled
    pearl.send(GIVEN)
    assert pearl.page.xpath("string(//h1)") == first and len(house.all_cases()) == 1


def test_without_an_address_it_is_checked_and_somebody_is_named_to_ring(house: House, pearl: Sitting) -> None:
    reference = add(pearl, NO_ADDRESS)
    assert "gave no email address" in pearl.text and "Skipper Lugworm, 01632 960 111" in pearl.text
    assert not house.to(HEALTH) and not house.to(TEACHER)
    pearl.do(reference, "release", why="I rang the school: it is hers.")
    assert house.to(HEALTH) and not house.to(TEACHER)


def test_an_address_of_no_agency_of_theirs_is_proved_like_any_other(house: House, pearl: Sitting) -> None:
    add(pearl, GIVEN | {"your_email": "skipper.lugworm@elsewhere.example"})
    assert "Being checked: The sender’s address" in pearl.text.replace("'", "’") and not house.to(HEALTH)


def test_a_risk_is_alerted_at_once(house: House, pearl: Sitting) -> None:
    reference = add(pearl, GIVEN | {"risk": "yes"})
    assert "act_today" in {one.kind for one in house.mails_of(reference)}


def test_what_is_left_out_is_asked_for_and_nothing_is_lost(house: House, pearl: Sitting) -> None:
    pearl.open("/add")
    pearl.send({"your_name": "Skipper Lugworm"})
    assert pearl.answer.status_code == 422
    assert pearl.faults()[:2] == ["Select how it reached us", "Enter the date and time it reached us"]
    assert "Skipper Lugworm" in pearl.answer.get_data(as_text=True) and not house.all_cases()
    pearl.send(GIVEN | {"reached_at": ""})
    assert pearl.faults() == ["Enter the date and time it reached us"]
    pearl.send(GIVEN | {"reached_on": "25 11 2026", "reached_at": "11:30pm"})
    assert pearl.faults() == ["The time it reached us must be in the past"]


def test_what_another_procedure_is_for_is_not_taken_down(house: House, pearl: Sitting) -> None:
    pearl.open("/add")
    assert "designated officer (LADO)" in pearl.text
    pearl.send(GIVEN | {"type": "exit conduct"})
    assert pearl.faults() == ["Select what the disagreement is about"] and not house.all_cases()


def test_what_was_kept_when_the_process_died_is_acted_on_as_the_coordinators(house: House, pearl: Sitting) -> None:
    answers = TakenDownForm.read(GIVEN, house.pages.notification_choices("sefton"))
    assert isinstance(answers, Answers)
    keep(house.service, "sefton", uuid4().hex, answers, taken_down_by=house.holder(COORDINATOR))
    assert act_on_waiting(house.service)
    (case,) = house.all_cases()
    assert house.audited(case.reference)[-1][0] == house.holder(COORDINATOR)
    assert house.facts(case.reference)["owed"][0]["id"].startswith("2.")


LOOK = "Look again before you add it"
PRIVATE = f"skipper.lugworm@{min(FOR_PRIVATE_USE)}"


def test_an_address_for_private_use_is_asked_about_and_may_be_all_there_is(house: House, pearl: Sitting) -> None:
    pearl.open("/add")
    pearl.send(GIVEN | {"your_email": PRIVATE})
    assert LOOK in pearl.text and f"{PRIVATE}, which looks like" in pearl.text
    assert "18 or over" not in pearl.text and not house.all_cases()
    pearl.send({}, button="do")
    (case,) = house.all_cases()
    assert ADDED in pearl.text and "Being checked" in pearl.text and case.reference in pearl.text


def test_somebody_of_18_is_asked_about_and_a_slip_is_mended_with_all_that_was_typed(
    house: House, pearl: Sitting
) -> None:
    pearl.open("/add")
    pearl.send(GIVEN | {"child_born-year": "2001"})
    assert LOOK in pearl.text and "This person is 18 or over" in pearl.text and "private use" not in pearl.text
    pearl.send({}, button="change")
    typed = dict(pearl.page.forms[-1].form_values())
    assert typed["child_born-year"] == "2001" and typed["wanted"].strip() == GIVEN["wanted"] and not house.all_cases()
    pearl.send(typed | {"child_born-year": "2002", "your_email": PRIVATE})
    assert "This person is 18 or over" in pearl.text and "private use" in pearl.text
    pearl.send({}, button="do")
    assert ADDED in pearl.text and len(house.all_cases()) == 1
