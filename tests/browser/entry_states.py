"""An officer's own entry behind its link, and at the desk what officers ask for: each state, and the way there."""

import re
from datetime import timedelta

from service.intake.entries.asking import Entry
from service.store import directory, entries
from service.store.entries import Asked, Grant
from service.store.people import address_digest
from service.telling.occasion import Occasion
from tests.browser.at_the_desk import sit_down
from tests.browser.desk_directory_states import DIRECTORY, change_meanwhile, officer
from tests.browser.state import state
from tests.browser.states import ONE_LONG_WORD
from tests.browser.visitor import Visitor
from tests.intake.house import SCHOOL, House, text_in
from tests.intake.test_notifications import code_in

DEPUTY = {"deputy_name": ONE_LONG_WORD, "deputy_email": "sea.holly@marram-primary.example"}


def asked(house: House, reader: str = "officer") -> str:
    """The link of a mail that asks whether the entry of the school's lead is right: them, or their deputy."""
    house.pass_time(minutes=2)
    at = house.service.clock.now()
    with house.service.sessions.begin() as session:
        occasion = Occasion(house.service, session, "sefton", at)
        one = next(one for one in occasion.directory.officers if one.email == SCHOOL)
        Entry(occasion, one, f"{reader}:{one.id}").ask("" if reader == "officer" else "returned")
    found = re.search(r"(/details/[a-z2-7]{26})", text_in(house.last(to(house, reader), "details still right")))
    assert found
    return found[1]


def to(house: House, reader: str) -> str:
    """The address of the school's lead, or of their deputy."""
    with house.service.sessions.begin() as session:
        one = next(one for one in directory.read(session, "sefton").officers if one.email == SCHOOL)
    return one.email if reader == "officer" else one.deputy_email


@state("entry.ask", "links/entry/link.html")
def own_entry_asked_about(visitor: Visitor) -> None:
    visitor.open(asked(visitor.site.house))


@state("entry.answered", "links/entry/code.html")
def own_entry_code(visitor: Visitor) -> None:
    own_entry_asked_about(visitor)
    visitor.press("Send me a code")


@state("entry.answered", "links/entry/code.html")
def own_entry_code_with_a_digit_too_few(visitor: Visitor) -> None:
    own_entry_code(visitor)
    visitor.fill({"code": "12345"})
    visitor.press("Show the entry")


@state("entry.answered", "links/entry/entry.html")
def own_entry(visitor: Visitor) -> None:
    own_entry_code(visitor)
    visitor.fill({"code": code_in(visitor.site.house, SCHOOL)})
    visitor.press("Show the entry")


@state("entry.answered", "links/entry/entry.html")
def entry_of_a_colleague(visitor: Visitor) -> None:
    house = visitor.site.house
    visitor.open(asked(house, "deputy"))
    visitor.press("Send me a code")
    visitor.fill({"code": code_in(house, to(house, "deputy"))})
    visitor.press("Show the entry")


@state("entry.answered", "links/entry/done.html")
def own_entry_confirmed(visitor: Visitor) -> None:
    own_entry(visitor)
    visitor.press("All of it is right")


@state("entry.answered", "links/entry/change.html")
def own_entry_to_change(visitor: Visitor) -> None:
    own_entry(visitor)
    visitor.press("Change")


@state("entry.answered", "links/entry/change.html")
def own_entry_with_much_to_put_right(visitor: Visitor) -> None:
    own_entry_to_change(visitor)
    visitor.fill({"name": "", "email": "rowan@elsewhere.example", "telephone": "none", "first-day": "31"})
    visitor.press("Save: the rest is right")


@state("entry.answered", "links/entry/change.html")
def own_entry_that_changed_meanwhile(visitor: Visitor) -> None:
    own_entry_to_change(visitor)
    change_meanwhile(visitor.site.house)
    visitor.fill({"telephone": "01632 960555"})
    visitor.press("Save: the rest is right")


@state("entry.answered", "links/entry/done.html")
def own_entry_changed_in_part(visitor: Visitor) -> None:
    own_entry_to_change(visitor)
    days = {"first-day": "7", "first-month": "12", "first-year": "2026"}
    days |= {"last-day": "11", "last-month": "12", "last-year": "2026"}
    visitor.fill(days | DEPUTY | {"note": ONE_LONG_WORD})
    visitor.press("Save: the rest is right")


@state("entry.answered", "links/entry/link.html")
def own_entry_after_half_an_hour(visitor: Visitor) -> None:
    own_entry_to_change(visitor)
    visitor.site.house.pass_time(minutes=31)
    visitor.press("Save: the rest is right")


@state("entry.ask", "links/expired.html")
def own_entry_by_an_old_link(visitor: Visitor) -> None:
    house, now = visitor.site.house, visitor.site.house.service.clock.real()
    id, digest = officer(house), address_digest(house.service.vault, SCHOOL)
    with house.service.sessions.begin() as session:
        over = Grant(id, "sefton", f"officer:{id}", digest, expires_at=now - timedelta(days=1))
        token = entries.issue(session, over, now)
    visitor.open(f"/details/{token}")


@state("entry.answered", "links/entry/link_sent.html")
def own_entry_by_a_fresh_link(visitor: Visitor) -> None:
    own_entry_by_an_old_link(visitor)
    visitor.fill({"fresh": "yes"})
    visitor.press("Send a fresh link")


def wished(house: House) -> None:
    """The school's lead asks for another deputy, who is spelt as long as a name can be."""
    id = officer(house)
    with house.service.sessions.begin() as session:
        asked = Asked(id, "sefton", f"officer:{id}", house.service.clock.real(), DEPUTY, ONE_LONG_WORD)
        entries.ask(session, asked)


@state("desk.wanted.shown", "desk/directory/wanted.html")
def changes_that_officers_ask_for(visitor: Visitor) -> None:
    wished(sit_down(visitor))
    visitor.open(f"{DIRECTORY}/changes")


@state("desk.wanted.decided", "desk/directory/wanted.html")
def change_of_an_entry_that_changed_meanwhile(visitor: Visitor) -> None:
    changes_that_officers_ask_for(visitor)
    change_meanwhile(visitor.site.house)
    visitor.press("Change the entry")


@state("desk.wanted.shown", "desk/directory/wanted.html")
def changes_that_nobody_asks_for(visitor: Visitor) -> None:
    changes_that_officers_ask_for(visitor)
    visitor.press("Leave it as it is")
