"""The directory's pages at the desk in each of their states, and the way there, as a coordinator takes it."""

import os
import tempfile
from pathlib import Path

from service import listing
from service.store import directory
from tests.browser.at_the_desk import DESK, sit_down
from tests.browser.state import state
from tests.browser.states import ONE_LONG_WORD
from tests.browser.visitor import Visitor
from tests.intake.house import HEALTH, SCHOOL, House, reply

DIRECTORY = f"{DESK}/directory"
PHONES = ("01632 960103", "01632 960779")
HEADER = ",".join(listing.IN_ORDER)


def lines(house: House) -> dict[str, listing.Line]:
    with house.service.sessions.begin() as session:
        return directory.written(session, "sefton")


def as_it_began(house: House) -> str:
    """The directory as a file, without what earlier states brought in."""
    return listing.text([line for line in lines(house).values() if not line["agency"].startswith(ONE_LONG_WORD)])


def with_a_hundred_schools(house: House) -> str:
    """That with names as long as they come."""
    schools = "".join(
        f"sefton,{ONE_LONG_WORD} {n:03},school,s{n}.example,Safeguarding Lead,,Wren {n},wren@s{n}.example,,L1,,,,,,,\n"
        for n in range(100)
    )
    return as_it_began(house) + schools


def load(house: House, text: str) -> None:
    with house.service.sessions.begin() as session:
        kinds = house.service.procedure_of("sefton").kinds
        directory.load(session, "sefton", text, house.service.clock.now(), kinds)


def change_meanwhile(house: House) -> None:
    """Somebody else gives the officer another telephone number than the present one."""
    text = as_it_began(house)
    load(house, text.replace(*PHONES) if PHONES[0] in text else text.replace(PHONES[1], PHONES[0]))


def officer(house: House) -> str:
    return next(id for id, line in lines(house).items() if line["email"] == SCHOOL)


@state("desk.directory.agencies", "desk/directory/directory.html")
def agencies_of_a_large_directory(visitor: Visitor) -> None:
    house = sit_down(visitor)
    load(house, with_a_hundred_schools(house))
    visitor.open(f"{DIRECTORY}?gaps=yes&page=2")


@state("desk.directory.agencies", "desk/directory/directory.html")
def agencies_that_there_are_none_of(visitor: Visitor) -> None:
    sit_down(visitor)
    visitor.open(DIRECTORY)
    visitor.fill({"words": "nothing like it"})
    visitor.press("Show these")


@state("desk.directory.one", "desk/directory/agency.html")
def agency(visitor: Visitor) -> None:
    house = sit_down(visitor)
    visitor.open(DIRECTORY)
    (key,) = {one.agency_id for one in read(house).officers if one.email == SCHOOL}
    visitor.open(f"{DIRECTORY}/agencies/{key}")


def read(house: House) -> directory.Directory:
    with house.service.sessions.begin() as session:
        return directory.read(session, "sefton")


@state("desk.directory.one", "desk/directory/agency.html")
def agency_that_was_checked(visitor: Visitor) -> None:
    agency(visitor)
    visitor.press("I have checked this entry")


@state("desk.directory.ask_change", "desk/directory/change_agency.html")
def changing_an_agency(visitor: Visitor) -> None:
    agency(visitor)
    visitor.open(f"{visitor.page.url}/change")


@state("desk.directory.changed", "desk/directory/change_agency.html")
def changing_an_agency_all_empty(visitor: Visitor) -> None:
    changing_an_agency(visitor)
    visitor.fill({"name": "", "domain-1": "", "domain-2": "not a domain"})
    visitor.press("Save")


@state("desk.officers.ask_agency", "desk/directory/new_agency.html")
def new_agency(visitor: Visitor) -> None:
    sit_down(visitor)
    visitor.open(f"{DIRECTORY}/new")


@state("desk.officers.new_agency", "desk/directory/new_agency.html")
def new_agency_empty(visitor: Visitor) -> None:
    new_agency(visitor)
    visitor.press("Continue")


@state("desk.officers.new_agency", "desk/directory/officer.html")
def first_officer_of_a_new_agency(visitor: Visitor) -> None:
    new_agency(visitor)
    visitor.fill({"agency": ONE_LONG_WORD, "sector": "gp", "domains": "spit-point.example"})
    visitor.press("Continue")


@state("desk.officers.ask_another", "desk/directory/officer.html")
def another_officer(visitor: Visitor) -> None:
    agency(visitor)
    visitor.open(f"{visitor.page.url}/add")


@state("desk.officers.another", "desk/directory/officer.html")
def another_officer_empty(visitor: Visitor) -> None:
    another_officer(visitor)
    visitor.press("Add to the directory")


@state("desk.officers.ask", "desk/directory/officer.html")
def officer_as_listed(visitor: Visitor) -> None:
    visitor.open(f"{DIRECTORY}/officers/{officer(sit_down(visitor))}")


@state("desk.officers.changed", "desk/directory/officer.html")
def officer_with_much_to_put_right(visitor: Visitor) -> None:
    officer_as_listed(visitor)
    visitor.fill({"name": "", "email": "rowan@elsewhere.example", "telephone": "none"})
    visitor.press("Save")


@state("desk.officers.changed", "desk/directory/officer.html")
def officer_that_changed_meanwhile(visitor: Visitor) -> None:
    officer_as_listed(visitor)
    change_meanwhile(visitor.site.house)
    visitor.fill({"name": "Rowan Samphire-Thrift"})
    visitor.press("Save")


@state("desk.officers.ask_off", "desk/directory/officer_off.html")
def taking_an_officer_off(visitor: Visitor) -> None:
    officer_as_listed(visitor)
    visitor.open(f"{visitor.page.url}/off")


@state("desk.officers.off", "desk/directory/officer_off.html")
def taking_off_an_officer_that_changed_meanwhile(visitor: Visitor) -> None:
    taking_an_officer_off(visitor)
    change_meanwhile(visitor.site.house)
    visitor.press("Take off the directory")


@state("desk.importing.ask", "desk/directory/import.html")
def import_of_a_file(visitor: Visitor) -> None:
    sit_down(visitor)
    visitor.open(f"{DIRECTORY}/import")


def choose(visitor: Visitor, text: str) -> None:
    handle, name = tempfile.mkstemp(".csv")
    os.close(handle)
    path = Path(name)
    path.write_text(text, "utf-8")
    visitor.page.set_input_files("#file", path)
    visitor.press("See what it would change")
    path.unlink()


@state("desk.importing.given_file", "desk/directory/import.html")
def import_of_a_bad_file(visitor: Visitor) -> None:
    import_of_a_file(visitor)
    choose(visitor, f"{HEADER}\nsefton,{ONE_LONG_WORD},scool,,Lead,,,not an address,,,,,,,,,\n")


@state("desk.importing.given_file", "desk/directory/import_check.html")
def import_that_changes_much(visitor: Visitor) -> None:
    import_of_a_file(visitor)
    load(visitor.site.house, as_it_began(visitor.site.house))
    text = with_a_hundred_schools(visitor.site.house).replace("01632 960105", "01632 960780")
    choose(visitor, "\n".join(line for line in text.splitlines() if "northshore" not in line))


@state("desk.importing.given_file", "desk/directory/import_check.html")
def import_that_changes_nothing(visitor: Visitor) -> None:
    import_of_a_file(visitor)
    choose(visitor, listing.text(lines(visitor.site.house).values()))


@state("desk.away.absent", "desk/directory/away.html")
def who_is_away(visitor: Visitor) -> None:
    sit_down(visitor)
    visitor.open(f"{DIRECTORY}/away")
    visitor.fill({"words": "curlew"})
    visitor.press("Find them")


@state("desk.away.absent", "desk/directory/away.html")
def who_may_be_away(visitor: Visitor) -> None:
    house = sit_down(visitor)
    asked = house.last(HEALTH, house.notify().reference)
    house.receive(reply(asked, "I am away until 7 December 2026.", Auto_Submitted="auto-replied"))
    visitor.open(f"{DIRECTORY}/away")


@state("desk.away.ask", "desk/directory/set_away.html")
def set_somebody_away(visitor: Visitor) -> None:
    visitor.open(f"{DIRECTORY}/officers/{officer(sit_down(visitor))}/away")


@state("desk.away.set_away", "desk/directory/set_away.html")
def set_somebody_away_empty(visitor: Visitor) -> None:
    set_somebody_away(visitor)
    visitor.fill(dict.fromkeys(visitor.asked_for(), ""))
    visitor.press("Set these days")
