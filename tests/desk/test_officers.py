"""An officer at the desk: added, changed, taken off, set away; and a new agency with its first."""

from datetime import date

import pytest

from tests.desk.sitting import Sitting
from tests.desk.test_directory import acts, edited, id_of, key_of, lines, load
from tests.intake.house import COORDINATOR, HEALTH, HEALTH_DEPUTY, SCHOOL, House, reply

CHANGED = "Something changed since you opened this page – check it and confirm again"
WREN = {
    "post": "Team Manager", "name": "Wren Dotterel", "email": "wren.dotterel@marram-primary.example",
    "telephone": "01632 960111", "level": "L1", "deputy": SCHOOL,
}  # fmt: skip
SPIT = {"agency": "Spit Point Surgery", "sector": "gp", "domains": "spit-point.example"}


def line_of(house: House, email: str) -> dict[str, str]:
    return next(line.values for line in lines(house).values() if line["email"] == email)


def filled_in(pearl: Sitting) -> dict[str, str]:
    """What the page's form holds, as a browser would send it."""
    return {name: value for name, value in pearl.page.forms[-1].form_values() if name}


def open_officer(house: House, pearl: Sitting, email: str) -> str:
    path = f"/directory/officers/{id_of(house, email)}"
    pearl.open(path)
    return path


def test_an_officer_is_added_with_a_deputy_from_the_same_agency(house: House, pearl: Sitting) -> None:
    pearl.open(f"{key_of(pearl, 'Marram Primary School')}/add")
    pearl.send(WREN)
    assert "The officer is in the directory." in pearl.text
    made = line_of(house, WREN["email"])
    assert (made["deputy_name"], made["deputy_email"], made["deputy_telephone"]) == (
        "Rowan Samphire", SCHOOL, "01632 960103",
    )  # fmt: skip
    assert (made["agency"], made["domains"]) == ("Marram Primary School", "marram-primary.example")
    assert acts(house)[-1] == (house.holder(COORDINATOR), "added an officer")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"name": ""}, ["Enter the officer’s name"]),
        ({"post": ""}, ["Select the post"]),
        ({"email": ""}, ["Enter an email address on one of this agency’s domains"]),
        ({"email": "wren@elsewhere.example"}, ["Enter an email address on one of this agency’s domains"]),
        ({"deputy": ""}, ["Select a deputy"]),
        ({"deputy": "nobody.known@marram-primary.example"}, ["Select a deputy"]),
        ({"email": SCHOOL}, ["The deputy must be someone else"]),
        ({"deputy": "somebody else", "deputy_name": "W", "deputy_email": WREN["email"].upper()},
         ["The deputy must be someone else"]),
        ({"deputy": "somebody else"},
         ["Enter the deputy’s name", "Enter an email address on one of this agency’s domains"]),
        ({"level": ""}, ["Select what an email to them may tell"]),
    ],
)  # fmt: skip
def test_what_is_missing_or_cannot_be_is_said(
    house: House, pearl: Sitting, given: dict[str, str], says: list[str]
) -> None:
    before = lines(house)
    pearl.open(f"{key_of(pearl, 'Marram Primary School')}/add")
    pearl.send(WREN | given)
    assert pearl.faults() == says
    assert pearl.answer is not None and pearl.answer.status_code == 422
    assert lines(house) == before


def test_nobody_holds_the_same_post_twice(house: House, pearl: Sitting) -> None:
    its = key_of(pearl, "Marram Primary School")
    twice = ["They hold that post there already."]
    for name, says in (("Wren Dotterel", []), ("Wren Dotterel", []), ("W. Dotterel", twice)):
        pearl.open(f"{its}/add")
        pearl.send(WREN | {"name": name})
        assert pearl.faults() == says
    assert [action for _, action in acts(house)].count("added an officer") == 1


def test_an_entry_opens_as_it_is_and_a_corrected_address_is_the_same_person(house: House, pearl: Sitting) -> None:
    before, id = line_of(house, HEALTH), id_of(house, HEALTH)
    open_officer(house, pearl, HEALTH)
    shown = filled_in(pearl)
    assert {key: shown[key] for key in ("name", "email", "post", "deputy")} == {
        "name": "Avery Curlew", "email": HEALTH, "post": before["post"], "deputy": HEALTH_DEPUTY,
    }  # fmt: skip
    new = "a.curlew@dunelands-health.example"
    pearl.send(shown | {"email": new})
    assert "The officer’s entry is changed." in pearl.text
    assert line_of(house, new) == before | {"email": new} and id_of(house, new) == id
    assert acts(house)[-1] == (house.holder(COORDINATOR), "changed an officer")


def test_a_post_that_passes_to_somebody_is_held_by_somebody_else(house: House, pearl: Sitting) -> None:
    id = id_of(house, HEALTH)
    open_officer(house, pearl, HEALTH)
    new = "merlin.heath@dunelands-health.example"
    pearl.send(filled_in(pearl) | {"email": new, "name": "Merlin Heath"})
    assert id_of(house, new) != id and id not in lines(house)


def test_what_is_saved_unchanged_is_no_change(house: House, pearl: Sitting) -> None:
    open_officer(house, pearl, HEALTH)
    before = acts(house)
    pearl.send(filled_in(pearl))
    assert acts(house) == before


def test_a_change_made_meanwhile_is_not_lost(house: House, pearl: Sitting) -> None:
    open_officer(house, pearl, HEALTH)
    load(house, edited(house, HEALTH, telephone="01632 960778"))
    pearl.send(filled_in(pearl) | {"name": "Avery Curlew-Finch"})
    assert pearl.faults() == [CHANGED]
    assert filled_in(pearl)["name"] == "Avery Curlew-Finch"
    assert line_of(house, HEALTH)["name"] == "Avery Curlew"
    load(house, edited(house, SCHOOL, telephone="01632 960779"))  # of another: that is no reason to ask again
    pearl.send(filled_in(pearl) | {"telephone": "01632 960778"})
    assert line_of(house, HEALTH)["name"] == "Avery Curlew-Finch"
    assert line_of(house, SCHOOL)["telephone"] == "01632 960779"


def test_an_officer_is_taken_off_once(house: House, pearl: Sitting) -> None:
    path = open_officer(house, pearl, HEALTH)
    pearl.open(f"{path}/off")
    page = pearl.answer
    pearl.send({})
    assert "The officer is no longer in the directory." in pearl.text
    assert HEALTH not in {line["email"] for line in lines(house).values()}
    pearl.answer = page
    assert pearl.send({}).status_code == 200
    assert [action for _, action in acts(house)].count("took an officer off") == 1


def test_nobody_takes_off_an_entry_that_has_changed_or_the_last_coordinator(house: House, pearl: Sitting) -> None:
    path = open_officer(house, pearl, HEALTH)
    pearl.open(f"{path}/off")
    load(house, edited(house, HEALTH, telephone="01632 960778"))
    pearl.send({})
    assert pearl.faults() == [CHANGED]
    load(house, edited(house, "beacon.foghorn@sefton-partnership.example", post="Scrutineer"))
    pearl.open(f"{open_officer(house, pearl, COORDINATOR)}/off")
    pearl.send({})
    assert pearl.faults() == ["Then nobody would coordinate the cases. Add another coordinator first."]


def test_a_new_agency_comes_with_its_first_officer(house: House, pearl: Sitting) -> None:
    pearl.open("/directory/new")
    pearl.send({})
    assert pearl.faults() == [
        "Enter the agency’s name", "Select the sector", "Enter at least one email domain, like example.nhs.uk",
    ]  # fmt: skip
    pearl.send(SPIT | {"agency": "marram primary school"})
    assert pearl.faults() == ["That agency is in the directory already"]
    before = lines(house)
    pearl.send(SPIT)
    assert lines(house) == before and "Spit Point Surgery" in pearl.text
    pearl.send(WREN | {"email": "wren@marram-primary.example", "deputy": "nobody"})
    assert pearl.faults() == ["Enter an email address on one of this agency’s domains"]
    page = pearl.answer
    for _ in range(2):
        pearl.answer = page
        pearl.send(WREN | {"email": "wren@spit-point.example", "deputy": "nobody"})
        assert "The officer is in the directory." in pearl.text
    made = line_of(house, "wren@spit-point.example")
    assert (made["agency"], made["kind"], made["domains"]) == ("Spit Point Surgery", "gp", "spit-point.example")
    assert [action for _, action in acts(house)].count("added an officer") == 1


def test_somebody_is_found_set_away_and_back(house: House, pearl: Sitting) -> None:
    pearl.open("/directory/away?words=curlew")
    assert "1 person is away, or going to be" in pearl.text  # the demo's
    (link,) = pearl.page.xpath("//main//ul//a[starts-with(., 'Avery Curlew')]/@href")
    path = link.removeprefix("/sefton/desk")
    pearl.open(path)
    pearl.send({})
    assert pearl.faults() == ["Enter the first day away", "Enter the last day away"]
    days = {"first-day": "24", "first-month": "11", "first-year": "2026", "last-day": "23", "last-month": "11"}
    pearl.send(days | {"last-year": "2026"})
    assert pearl.faults() == ["Last day away must be the same as or after the first day away"]
    pearl.send(days | {"last-day": "30", "last-year": "2026"})
    assert "2 people are away" in pearl.text and "Monday 30 November 2026" in pearl.text and "Teal Dunlin" in pearl.text
    assert line_of(house, HEALTH)["away_until"] == "2026-11-30"
    assert acts(house)[-1] == (house.holder(COORDINATOR), "noted who is away")
    pearl.open(path)
    pearl.send({}, button="back")
    assert "The absence has ended." in pearl.text and "1 person is away" in pearl.text


def test_what_is_asked_of_somebody_who_is_away_goes_to_the_deputy(house: House, pearl: Sitting) -> None:
    pearl.open(f"/directory/officers/{id_of(house, HEALTH)}/away")
    pearl.send(day("first", date(2026, 11, 25)) | day("last", date(2026, 12, 4)))
    house.notify()
    assert house.to(HEALTH_DEPUTY) and not house.to(HEALTH)


def test_an_absence_noted_meanwhile_is_not_lost(house: House, pearl: Sitting) -> None:
    pearl.open(f"/directory/officers/{id_of(house, HEALTH)}/away")
    load(house, edited(house, HEALTH, away_until="2026-12-11"))
    pearl.send(day("first", date(2026, 11, 25)) | day("last", date(2026, 12, 4)))
    assert pearl.faults() == [CHANGED]
    assert line_of(house, HEALTH)["away_until"] == "2026-12-11"


def day(name: str, on: date) -> dict[str, str]:
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


def test_an_automatic_answer_suggests_an_absence_which_is_set_or_left(house: House, pearl: Sitting) -> None:
    case = house.notify()
    asked = house.last(HEALTH, case.reference)
    house.receive(reply(asked, "I am away until 7 December 2026.", Auto_Submitted="auto-replied"))
    pearl.open("/directory/away")
    assert "away from Wednesday 25 November 2026 until Monday 7 December 2026?" in pearl.text
    assert line_of(house, HEALTH)["away_until"] == ""
    page = pearl.answer
    (yes,) = pearl.page.xpath("//main//a[starts-with(., 'Yes')]/@href")
    pearl.open(yes.removeprefix("/sefton/desk"))
    pearl.send({key: value for key, value in filled_in(pearl).items() if key.startswith(("first", "last"))})
    assert line_of(house, HEALTH)["away_until"] == "2026-12-07" and "Suggested by" not in pearl.text
    load(house, edited(house, HEALTH, away_from="", away_until=""))
    pearl.answer = page
    pearl.send({})
    assert "The suggestion is gone." in pearl.text and "Suggested by" not in pearl.text
