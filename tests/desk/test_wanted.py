"""What officers ask to have changed in their entries waits at the desk, and is made or left; who is silent is a gap."""

from datetime import timedelta

from service.store import audit, directory, entries
from service.store.entries import Asked
from tests.desk.sitting import Sitting
from tests.desk.test_every_page import wanted
from tests.intake.house import COORDINATOR, SCHOOL, House
from tests.intake.test_entries import ask, change, entry_of, look

DEPUTY = "sea@marram-primary.example"


def officer(house: House) -> directory.Officer:
    with house.service.sessions.begin() as session:
        return next(one for one in directory.read(session, "sefton").officers if one.email == SCHOOL)


def test_a_change_is_in_the_inbox_and_is_made_as_asked_for(house: House, pearl: Sitting) -> None:
    wanted(house, officer(house).id)
    pearl.open("/inbox?kind=entry")
    assert "Rowan Samphire asks for a change to the entry of the Safeguarding Lead" in pearl.text
    pearl.open("/directory")
    assert "Changes that officers ask for (1)" in pearl.text
    pearl.open("/directory/changes")
    assert "Deputy:" in pearl.text and "then Sea Holly" in pearl.text and "She has joined us." in pearl.text
    assert officer(house).deputy_email != DEPUTY
    pearl.send({}, button="make")
    assert "The entry is changed" in pearl.text and "Nobody asks for a change" in pearl.text
    assert officer(house).deputy_email == DEPUTY
    assert not house.audit_faults()


def test_pressed_twice_it_is_made_once_and_the_second_is_told(house: House, pearl: Sitting) -> None:
    wanted(house, officer(house).id)
    pearl.open("/directory/changes")
    opened = pearl.answer
    pearl.send({}, button="make")
    pearl.answer = opened
    pearl.send({}, button="leave")
    assert "Somebody has decided about it already" in pearl.text
    assert officer(house).deputy_email == DEPUTY


def test_what_is_left_changes_nothing(house: House, pearl: Sitting) -> None:
    wanted(house, officer(house).id)
    before = officer(house)
    pearl.open("/directory/changes")
    pearl.send({}, button="leave")
    assert "The entry stays as it is" in pearl.text and officer(house) == before


def test_an_entry_that_changed_since_it_was_shown_is_looked_at_again(house: House, pearl: Sitting) -> None:
    wanted(house, officer(house).id)
    pearl.open("/directory/changes")
    change(house, officer(house).telephone, "01632 960777")
    pearl.send({}, button="make")
    assert pearl.answer is not None and pearl.answer.status_code == 409 and "Something changed" in pearl.text
    pearl.send({}, button="make")
    assert officer(house).deputy_email == DEPUTY and officer(house).telephone == "01632 960777"


def test_a_change_that_the_desk_may_not_make_says_why(house: House, pearl: Sitting) -> None:
    """The one coordinator would be gone from the post."""
    with house.service.sessions.begin() as session:
        post = house.service.partnerships["sefton"].coordinator_post
        team = [one for one in directory.read(session, "sefton").officers if one.has_post(post)]
        for one in sorted(team, key=lambda one: one.email == COORDINATOR):
            asked = Asked(one.id, "sefton", f"officer:{one.id}", house.moment.read(), {"post": "Something else"})
            entries.ask(session, asked)
    for _ in team:
        pearl.open("/directory/changes")
        pearl.send({}, button="make")
    assert "Add another coordinator first" in " ".join(pearl.faults())


def test_a_note_alone_is_dealt_with(house: House, pearl: Sitting) -> None:
    id = officer(house).id
    with house.service.sessions.begin() as session:
        entries.ask(session, Asked(id, "sefton", f"deputy:{id}", house.moment.now, {}, "The post is gone."))
    pearl.open("/directory/changes")
    assert "The post is gone." in pearl.text and "Asked for by Ivy Thrift" in pearl.text
    pearl.send({}, button="leave")
    assert "Nobody asks for a change" in pearl.text


def test_another_partnership_has_no_part_in_it(house: House, pearl: Sitting) -> None:
    with house.service.sessions.begin() as session:
        other = directory.read(session, "liverpool").officers[0].id
        id = entries.ask(session, Asked(other, "liverpool", f"officer:{other}", house.moment.now, {"name": "Wren"}))
    pearl.open("/directory/changes")
    assert "Nobody asks for a change" in pearl.text
    own = officer(house).id
    given = {"mark": pearl.mark, "change": id, "step": "make"}
    answer = pearl.client.post(f"/sefton/desk/directory/officers/{own}/wanted", data=given)
    assert "decided" in answer.location
    with house.service.sessions.begin() as session:
        assert entries.waiting(session, "liverpool")


def test_when_an_officer_checked_and_who_is_silent_is_said_in_words(house: House, pearl: Sitting) -> None:
    one = officer(house)
    pearl.open(f"/directory/agencies/{one.agency_id}")
    assert "Not checked by the officer yet" in pearl.text
    ask(house, SCHOOL)
    house.turn(days=33)
    look(house)
    assert house.to(SCHOOL, "A reminder")
    pearl.open(f"/directory/agencies/{one.agency_id}")
    assert "has not said" not in pearl.text
    house.turn(days=31)
    pearl.open("/directory?gaps=yes")
    assert "Rowan Samphire has not said whether their entry is right, asked on " in pearl.text
    with house.service.sessions.begin() as session:
        entries.check(session, "sefton", [one.id], house.service.clock.real() + timedelta(days=250))
    pearl.open(f"/directory/agencies/{one.agency_id}")
    assert "Checked by the officer on" in pearl.text and "has not said" not in pearl.text
    pearl.open(f"/directory/officers/{one.id}")
    assert "last checked on Monday 2 August 2027, by the officer" in pearl.text, pearl.text
    assert entry_of(house, SCHOOL).checked_at
    with house.service.sessions.begin() as session:
        assert not audit.verify(session, house.service.vault, "partnership:sefton")


def test_an_officers_page_says_who_at_the_desk_checked_their_details(house: House, pearl: Sitting) -> None:
    one = officer(house)
    pearl.open(f"/directory/officers/{one.id}")
    assert "Nobody has said yet that their details are right." in pearl.text
    pearl.open(f"/directory/agencies/{one.agency_id}")
    pearl.send({})
    pearl.open(f"/directory/officers/{one.id}")
    assert "last checked on Wednesday 25 November 2026, by Pearl Lighthouse" in pearl.text
