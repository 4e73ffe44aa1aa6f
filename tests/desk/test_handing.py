"""A case that belongs elsewhere (C14): to another procedure, to an area that is served here, or to any other."""

from tests.desk.sitting import Sitting
from tests.desk.test_correcting import correct, the_form
from tests.intake.house import CHILD, HEALTH, TEACHER, House, text_in

WHY = "The child lives there."


def test_an_area_that_is_served_here_gets_it_as_it_was_raised_and_checks_it(house: House, pearl: Sitting) -> None:
    reference = house.notify().reference
    shown = pearl.do(reference, "redirect", choice="area liverpool Liverpool", why=WHY)
    assert "Safeguarding Lead, Dunelands Community Health Trust" in shown and "Handed over" in shown
    there = next(one for one in house.all_cases() if one.partnership == "liverpool")
    assert house.case(reference).state == "handed over" and house.facts(there.reference)["being_checked"]
    said = text_in(house.last(HEALTH, "a different procedure goes on"))
    assert "Liverpool" in said and "is kept here" in said and CHILD not in said
    assert house.to(TEACHER, there.reference)
    pearl.open(f"/cases/{reference}")
    assert f"Handed over to {house.service.partnerships['liverpool'].name}, Liverpool" in pearl.text
    assert not house.audit_faults() and pearl.status_of(f"/cases/{there.reference}") == 404


def test_two_presses_open_one_case_there(house: House, pearl: Sitting) -> None:
    reference = house.notify().reference
    pearl.open(f"/cases/{reference}/do/redirect")
    pearl.send({"choice": "area liverpool Liverpool", "why": WHY})
    preview = pearl.answer
    pearl.send({}, button="do")
    pearl.answer = preview
    pearl.send({}, button="do")
    assert "It is handed over." in pearl.text and len(house.all_cases()) == 2


def test_of_any_other_area_everybody_is_told_where_it_should_go(house: House, pearl: Sitting) -> None:
    reference = house.notify().reference
    pearl.open(f"/cases/{reference}/do/redirect")
    pearl.send({"choice": "elsewhere", "why": WHY})
    assert "Enter where it should go" in pearl.text and house.case(reference).state == "open"
    pearl.do(reference, "redirect", choice="elsewhere", where="Eastwold Safeguarding Partnership", why=WHY)
    told = text_in(house.last(TEACHER, "a different procedure goes on"))
    assert "Eastwold Safeguarding Partnership" in told and "Nobody there has heard from us" in " ".join(told.split())
    assert len(house.all_cases()) == 1 and house.case(reference).state == "handed over"


def test_what_was_struck_out_is_not_sent_on(house: House, pearl: Sitting) -> None:
    reference = house.notify().reference
    correct(pearl, the_form(pearl, reference), choice="reasons", how="remove")
    pearl.do(reference, "redirect", choice="area liverpool Liverpool", why=WHY)
    assert len(house.all_cases()) == 2 and "Removed by" not in str(house.to(TEACHER))
