"""An officer opens the link of their mail, and their entry is confirmed or corrected behind a code."""

import re
from datetime import date
from email.message import EmailMessage

import pytest

from service.errors import Conflict
from service.escalation.routing import Officer
from service.seam.entry_pages import Corrected, OwnEntry
from service.seam.link_pages import Expired, WrongCode
from service.store import directory, entries
from tests.intake.house import COORDINATOR, HEALTH, HEALTH_DEPUTY, SCHOOL, House, text_in
from tests.intake.test_entries import ask, change, dies, entry_of, look


def token_of(mail: EmailMessage) -> str:
    found = re.search(r"/details/([a-z2-7]{26})", text_in(mail))
    assert found
    return found[1]


def opened(house: House, token: str, whom: str) -> OwnEntry:
    house.pages.entries.send_code(token)
    code = re.search(r"\b([0-9]{6})\b", text_in(house.last(whom, "Your code is")))
    assert code
    found = house.pages.entries.open(token, code[1])
    assert isinstance(found, OwnEntry)
    return found


@pytest.fixture
def token(house: House) -> str:
    return token_of(ask(house, SCHOOL))


@pytest.fixture
def own(house: House, token: str) -> OwnEntry:
    return opened(house, token, SCHOOL)


def correct(house: House, token: str, own: OwnEntry, note: str = "", **values: str) -> Corrected | None:
    post = own.posts[0]
    return house.pages.entries.correct(token, own.proof, post.id, {**post.values, **values}, note, post.seen)


def officer(house: House, whom: str) -> Officer:
    with house.service.sessions.begin() as session:
        return next(one for one in directory.read(session, "sefton").officers if one.email == whom)


def waiting(house: House) -> list[entries.Asked]:
    with house.service.sessions.begin() as session:
        return entries.waiting(session, "sefton")


def test_the_link_shows_nothing_and_a_wrong_code_shows_nothing(house: House, token: str) -> None:
    before = house.dump()
    link = house.pages.entries.behind(token)
    assert link is not None and "Rowan" not in repr(link)
    assert house.dump() == before
    house.pages.entries.send_code(token)
    assert isinstance(house.pages.entries.open(token, "000000"), WrongCode)
    assert house.pages.entries.shown(token, "1.x") is None
    assert house.pages.entries.behind("a" * 26) is None


def test_a_code_goes_to_the_address_on_record_and_once_a_minute(house: House, token: str) -> None:
    for _ in range(3):
        house.pages.entries.send_code(token)
    assert len(house.to(SCHOOL, "Your code is")) == 1
    house.pass_time(minutes=2)
    house.pages.entries.send_code(token)
    assert len(house.to(SCHOOL, "Your code is")) == 2


def test_the_proof_is_good_for_half_an_hour_and_for_this_link_alone(house: House, token: str, own: OwnEntry) -> None:
    assert house.pages.entries.shown(token, own.proof)
    assert house.pages.entries.shown(token, own.proof.replace(".", "0.", 1)) is None
    dies(house, HEALTH)
    other = token_of(look(house)[-1])
    assert house.pages.entries.shown(other, own.proof) is None
    house.pass_time(minutes=31)
    assert house.pages.entries.shown(token, own.proof) is None
    assert not house.pages.entries.confirm(token, own.proof)
    assert correct(house, token, own, telephone="01632 960555") is None


def test_all_of_it_is_right(house: House, token: str, own: OwnEntry) -> None:
    assert own.posts[0].values["name"] == "Rowan Samphire" and own.posts[0].checked is None
    assert house.pages.entries.confirm(token, own.proof)
    assert entry_of(house, SCHOOL).checked_at is not None
    again = house.pages.entries.shown(token, own.proof)
    assert again and again.posts[0].checked
    assert house.last(SCHOOL, "are right")


def test_telephone_and_days_away_change_at_once_and_are_answered_at_the_address_on_record(
    house: House, token: str, own: OwnEntry
) -> None:
    done = correct(house, token, own, telephone="01632 960555", away_from="2027-06-07", away_until="2027-06-11")
    assert done and not done.waits and len(done.changed) == 3
    one = officer(house, SCHOOL)
    assert (one.telephone, one.away_from, one.away_until) == ("01632 960555", date(2027, 6, 7), date(2027, 6, 11))
    assert one.id == own.posts[0].id
    assert "01632 960555" in text_in(house.last(SCHOOL, "what we noted"))
    assert entry_of(house, SCHOOL).checked_at is not None and not waiting(house)
    assert not house.audit_faults()


@pytest.mark.parametrize(
    ("values", "note"),
    [
        ({"deputy_name": "Sea Holly", "deputy_email": "sea.holly@marram-primary.example"}, ""),
        ({"email": "rowan@marram-primary.example"}, ""),
        ({"name": "Sea Holly", "email": "sea.holly@marram-primary.example"}, ""),
        ({}, "This post no longer exists."),
    ],
)
def test_what_changes_where_mail_goes_or_who_holds_a_post_waits(
    house: House, token: str, own: OwnEntry, values: dict[str, str], note: str
) -> None:
    before = officer(house, SCHOOL)
    done = correct(house, token, own, note, **values)
    assert done and done.waits and not done.changed
    assert officer(house, SCHOOL) == before
    (asked,) = waiting(house)
    assert asked.changes == values and asked.note == note
    shown = house.pages.entries.shown(token, own.proof)
    assert shown and shown.posts[0].waits


def test_pressed_twice_it_happens_once(house: House, token: str, own: OwnEntry) -> None:
    values = {"telephone": "01632 960555", "deputy_name": "Sea Holly", "deputy_email": "sea@marram-primary.example"}
    assert correct(house, token, own, **values) and correct(house, token, own, **values)
    assert len(waiting(house)) == 1 and len(house.to(SCHOOL, "what we noted")) == 1


def test_a_newer_wish_takes_the_place_of_the_one_before(house: House, token: str, own: OwnEntry) -> None:
    correct(house, token, own, "First.")
    correct(house, token, own, "Second.")
    assert [one.note for one in waiting(house)] == ["Second."]


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(house: House, token: str, own: OwnEntry) -> None:
    change(house, own.posts[0].values["telephone"], "01632 960777")
    with pytest.raises(Conflict):
        correct(house, token, own, telephone="01632 960555")
    assert officer(house, SCHOOL).telephone == "01632 960777"


def test_somebody_in_an_officers_place_changes_nothing_by_themselves(house: House) -> None:
    look(house)
    dies(house, HEALTH)
    (mail,) = look(house)
    token = token_of(mail)
    own = opened(house, token, HEALTH_DEPUTY)
    assert not own.link.is_own
    done = correct(house, token, own, telephone="01632 960555")
    assert done and done.waits and not done.changed
    assert officer(house, HEALTH).telephone != "01632 960555"
    assert house.pages.entries.confirm(token, own.proof)
    assert entry_of(house, HEALTH).checked_at is None and "right" in waiting(house)[-1].note


def test_who_has_another_address_since_has_no_way_in_by_the_old_link(house: House, token: str, own: OwnEntry) -> None:
    change(house, SCHOOL, "rowan@marram-primary.example")
    assert isinstance(house.pages.entries.behind(token), Expired)
    assert house.pages.entries.shown(token, own.proof) is None
    house.pages.entries.fresh(token)
    house.pages.entries.send_code(token)
    assert len(house.to(SCHOOL, "details still right")) == 1


def test_an_old_link_is_made_anew_for_the_same_address_only(house: House, token: str) -> None:
    house.pass_time(days=93)
    assert isinstance(house.pages.entries.behind(token), Expired)
    house.pages.entries.fresh(token)
    house.pages.entries.fresh(token)
    fresh = house.to(SCHOOL, "details still right")
    assert len(fresh) == 2 and not isinstance(house.pages.entries.behind(token_of(fresh[-1])), Expired)
    assert not house.to(COORDINATOR, "details still right")
