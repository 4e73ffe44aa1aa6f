"""A notification, from the web: one case, who is told, and what happens where it cannot be sent on as it is."""

import re
from dataclasses import replace

from tests.intake.house import BUSINESS, COORDINATOR, HEALTH, IN_LIVERPOOL, TEACHER, House, token_in


def test_a_notification_is_confirmed_and_reaches_the_other_agency(house: House) -> None:
    receipt = house.notify()
    assert receipt.reference.startswith("SEF-") and receipt.being_checked is None
    assert receipt.reference in house.last(TEACHER)["Subject"]
    routed = house.last(HEALTH, "NOT RESOLVED")
    assert receipt.reference in routed["Subject"]
    assert house.events(receipt.reference) == ["Notified"]


def test_the_business_manager_is_told_of_a_case_in_sefton(house: House) -> None:
    receipt = house.notify()
    assert receipt.reference in house.last(BUSINESS)["Subject"]


def test_the_same_form_sent_twice_is_one_case_and_one_receipt(house: House) -> None:
    first, second = house.notify(id="pressed-twice"), house.notify(id="pressed-twice")
    assert first == second
    assert len(house.all_cases()) == 1
    assert len(house.to(TEACHER, "we have your disagreement")) == 1
    assert house.events(first.reference) == ["Notified"]


def test_an_address_outside_its_agency_is_checked_and_can_prove_itself(house: House) -> None:
    receipt = house.notify(your_email="skipper.lugworm@elsewhere.example")
    assert "We have emailed you a link: open it" in str(receipt.being_checked) and not house.to(HEALTH)
    assert house.to(COORDINATOR)
    token = token_in(house.last("skipper.lugworm@elsewhere.example", "/r/"))
    page = house.pages.answer_page(token)
    house.pages.send_code(token)
    code = code_in(house, "skipper.lugworm@elsewhere.example")
    house.answer(token, code, "prove", seen_version=page.seen_version)
    assert receipt.reference in house.last(HEALTH)["Subject"]


def test_of_a_flood_of_forms_none_is_refused_and_strangers_are_sent_no_mail_for_it(house: House) -> None:
    """T58: over the limit a coordinator looks first, and an address that was typed is not written to for a proof."""
    house.service = replace(house.service, config=house.service.config.model_copy(update={"forms_an_hour": 3}))
    for _ in range(3):
        assert house.notify().being_checked is None
    told = len(house.to(HEALTH))
    stranger = "someone@elsewhere.example"
    receipts = [house.notify(your_email=stranger, risk="yes"), house.notify()]
    assert all(receipt.reference and receipt.being_checked for receipt in receipts)
    assert len(house.all_cases()) == 5
    assert house.to(COORDINATOR, receipts[0].reference) and len(house.to(HEALTH)) == told
    assert not house.to(stranger, "/r/")
    assert house.notify(partnership="liverpool", **IN_LIVERPOOL).being_checked is None
    house.pass_time(hours=2)
    assert house.notify().being_checked is None


def code_in(house: House, address: str) -> str:
    found = re.search(r"code is ([0-9]{6})", house.last(address, "Your code").get_content())
    assert found
    return found[1]


def test_an_agency_that_nobody_knows_is_for_the_coordinator(house: House) -> None:
    receipt = house.notify(their_agency="other", their_agency_name="The Tall Ships Trust")
    assert receipt.being_checked
    assert house.last(COORDINATOR, receipt.reference)
    assert house.last(TEACHER, receipt.reference)


def test_every_answer_that_may_be_left_out_may_be_given(house: House) -> None:
    receipt = house.notify(
        risk_rung="The front door team", risk_rung_at="Today at 9", subject="unborn", level_of_need="section 47",
        supporter="Limpet Cockle", their_group="The core group", their_reference="H-100", concern_at="9:30am",
        also_receiving="Northshore Police", decision_on="24 11 2026", family="The father", siblings="Quentin; ; none",
        spoken_before="20 11 2026; phone; Limpet Cockle; No plan", child_view="To stay.", your_reference="M-7",
    )  # fmt: skip
    assert receipt.being_checked is None
    assert house.last(HEALTH, receipt.reference)
    assert "Quentin" not in str(house.dump())


def test_a_procedures_stages_subjects_and_words_are_what_its_forms_offer(house: House) -> None:
    notification, report = house.pages.notification_choices("liverpool"), house.pages.report_choices("liverpool")
    assert [stage.value for stage in report.stages] == ["1", "2", "3", "4"]
    assert report.stage_words == ("stage", "level")
    assert notification.subjects == ("child",)
