"""Whom to ring: on a case those who have it, by numbers of the directory; about a form that is held its own agency."""

import pytest

from service.web.shown import dialled
from tests.desk.sitting import Sitting, sitting
from tests.intake.house import BUSINESS, House

ELSEWHERE = "skipper.lugworm@elsewhere.example"
OF_THE_TRUST = "skipper.lugworm@dunelands-health.example"
ON_THE_FORM = "01632 960999"
LEAD, DEPUTY = "01632 960103", "01632 960104"


def held(house: House, **changed: str) -> str:
    return house.notify(**{"your_email": ELSEWHERE, "your_phone": ON_THE_FORM, **changed}).reference


def dialling(sitting: Sitting) -> list[str]:
    return [str(href) for href in sitting.page.xpath("//main//a/@href[starts-with(., 'tel:')]")]


def test_a_held_form_is_shown_beside_what_the_directory_knows(house: House, pearl: Sitting) -> None:
    pearl.open(f"/cases/{held(house)}/do/release")
    for words in (ELSEWHERE, "marram-primary.example", "The address on the form ends in elsewhere.example.",
                  "Those of Marram Primary School end in marram-primary.example.",
                  "The telephone number on the form is not in the directory."):  # fmt: skip
        assert words in pearl.text
    assert f"tel:{LEAD.replace(' ', '')}" in dialling(pearl)
    assert ON_THE_FORM not in pearl.answer.get_data(as_text=True)


def test_an_address_of_another_agency_is_named(house: House, pearl: Sitting) -> None:
    pearl.open(f"/cases/{held(house, your_email=OF_THE_TRUST)}/do/release")
    assert "dunelands-health.example belongs to Dunelands Community Health Trust." in pearl.text


def test_a_number_that_the_directory_has_is_not_doubted(house: House, pearl: Sitting) -> None:
    pearl.open(f"/cases/{held(house, your_phone=LEAD)}/do/release")
    assert "is not in the directory" not in pearl.text


def test_of_an_agency_that_is_not_listed_no_number_is_made_up(house: House, pearl: Sitting) -> None:
    other = {"your_agency": "other", "your_agency_name": "Sandbank Nursery"}
    pearl.open(f"/cases/{held(house, **other)}/do/release")
    assert "Sandbank Nursery is not in the directory" in pearl.text and not dialling(pearl)
    assert "None is known" in pearl.text and "Find one that you can trust" in pearl.text


def test_checking_leads_to_refusing_and_to_what_is_written(house: House, pearl: Sitting) -> None:
    reference = held(house)
    pearl.open(f"/cases/{reference}/do/release")
    links = pearl.page.xpath("//main//a/@href")
    assert f"/sefton/desk/cases/{reference}/do/refuse" in links and f"/sefton/desk/cases/{reference}/written" in links
    pearl.open(f"/cases/{reference}/do/refuse")
    assert f"tel:{LEAD.replace(' ', '')}" in dialling(pearl)


@pytest.mark.parametrize("act", ["withdraw", "call"])
def test_other_pages_of_a_held_form_say_nothing_of_its_sender(house: House, pearl: Sitting, act: str) -> None:
    pearl.open(f"/cases/{held(house)}/do/{act}")
    assert ELSEWHERE not in pearl.text


def test_the_case_shows_the_numbers_of_who_has_it_and_the_front_doors(house: House, pearl: Sitting) -> None:
    pearl.open(f"/cases/{house.notify(your_phone=ON_THE_FORM).reference}")
    ring = pearl.page.xpath("//h2[@id='ring']/following-sibling::dl[1]")[0].text_content()
    for words in ("Safeguarding Lead, Marram Primary School", LEAD, DEPUTY, "Dunelands Community Health",
                  "Children’s services front door, Sefton 01632 960101",
                  "Out of hours, Sefton 01632 960102"):  # fmt: skip
        assert words in " ".join(ring.split())
    assert ON_THE_FORM not in ring and "Pearl Lighthouse" not in ring and "tel:01632960103" in dialling(pearl)


def test_the_manager_sees_them_too(house: House) -> None:
    reference = house.notify().reference
    with sitting(house, BUSINESS) as manager:
        manager.open(f"/cases/{reference}")
        assert "tel:01632960103" in dialling(manager)


def test_a_number_is_dialled_without_its_spaces_and_its_extension() -> None:
    assert dialled("01632 960 103 ext 4") == "tel:01632960103"
    assert dialled("+44 1632 960103") == "tel:+441632960103"
