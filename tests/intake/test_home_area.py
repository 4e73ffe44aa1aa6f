"""A form goes where the child lives, whichever mailbox it came to (decision 6); where nobody serves, to nobody."""

import pytest

from forms import Answers
from forms.notification import NotificationForm
from service.intake.by_mail.authorities import AUTHORITIES, authority_of
from service.intake.raising.choices import choices
from tests.intake.house import CHILD, COORDINATOR, HEALTH, LIVERPOOL, SCHOOL, TEACHER, House, reply, text_in
from tests.intake.test_enclosed import with_form
from tests.intake.test_form_mails import answers, as_word, with_file
from tests.intake.writing import UMBER

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"])


def test_a_form_of_another_area_goes_to_the_partnership_of_that_area(house: House) -> None:
    house.receive(with_file(as_word(house, answers(house)), to=LIVERPOOL), LIVERPOOL)
    end, reason = house.ends()[-1]
    assert end == "case_created" and "another area than this mailbox's" in reason
    [case] = house.all_cases()
    facts = house.facts(case.reference)
    assert (facts["partnership"], facts["procedure"], facts["being_checked"]) == ("sefton", "sefton", "")
    assert house.last(HEALTH, "NOT RESOLVED")["From"].addresses[0].addr_spec == "sefton@parley.example"
    assert not house.to(UMBER), "nobody in Liverpool hears of a child of Sefton"


def test_a_form_of_this_area_in_plain_lines_may_come_to_any_mailbox(house: House) -> None:
    area = "Which area does the child live in: The Metropolitan Borough of Sefton"
    lines = f"{area}\r\nChild's full name: Zebedee Quill\r\n"
    house.receive(with_file(lines.encode(), "form.txt", to=LIVERPOOL), LIVERPOOL)
    assert house.end() == "held" and not house.all_cases()
    asked = house.last(TEACHER, "still needed")
    assert "Which area" not in text_in(asked) and "Full name" in text_in(asked)


def test_what_is_held_goes_home_once_the_area_is_told(house: House) -> None:
    house.receive(with_file(as_word(house, answers(house, child_name="", area="")), to=LIVERPOOL), LIVERPOOL)
    asked = house.last(TEACHER, "still needed")
    number = next(line.split(".")[0] for line in text_in(asked).splitlines() if "Child's full name" in line)
    house.receive(reply(asked, f"{number}: {CHILD}\r\n6: Sefton"), LIVERPOOL)
    [case] = house.all_cases()
    assert house.facts(case.reference)["partnership"] == "sefton" and house.last(HEALTH, "NOT RESOLVED")


def test_an_area_that_nobody_serves_here_is_held_and_its_sender_told_whom_to_turn_to(house: House) -> None:
    given = {**answers(house), "area": "Wirral"}
    house.receive(with_file(as_word(house, Answers("notification", given))))
    assert house.ends()[-1] == (
        "held", "It is about a child in an area that is not served here. Its sender was told whom to turn to.",
    )  # fmt: skip
    assert not house.all_cases() and house.last(COORDINATOR, "1 message to check")
    told = " ".join(text_in(house.last(TEACHER, "a different procedure fits better")).split())
    assert "Send it to the safeguarding partnership of Wirral" in told and "999" in told
    assert "Quill" not in told and "visit" not in told and "Dunelands" not in told


def test_a_risk_that_is_stated_in_such_a_form_is_told_of_at_once(house: House) -> None:
    given = {**answers(house, risk="yes", risk_rang="999"), "area": "Wirral", "risk": "yes"}
    house.receive(with_file(as_word(house, Answers("notification", given))))
    assert "It may speak of a risk." in house.ends()[-1][1]
    assert house.last(COORDINATOR, "now")


def test_an_unproven_sender_is_told_of_no_area(house: House) -> None:
    given = {**answers(house), "area": "Wirral"}
    house.receive(with_file(as_word(house, Answers("notification", given)), proof="none"))
    assert house.end() == "held" and not house.to(TEACHER, "Wirral")


def test_one_that_comes_with_a_reply_goes_home_too(house: House) -> None:
    reference = house.notify().reference
    known = choices(house.service, "liverpool")
    given = {"area": "Liverpool", "child_name": "Oriel Quince", "your_name": "Rowan Samphire", "your_email": SCHOOL,
             "your_agency": "Cobalt Street Primary School"}  # fmt: skip
    form = NotificationForm.asking(known, given)
    found = form.answers(only=list(given))
    assert isinstance(found, Answers)
    house.receive(with_form(house.last(SCHOOL, "NOT RESOLVED"), "SEEN, and another.", as_word(house, found)))
    [other] = [one.reference for one in house.all_cases() if one.reference != reference]
    assert house.facts(other)["partnership"] == "liverpool" and house.events(reference)[-1] == "Acknowledged"


@pytest.mark.parametrize(
    ("said", "authority"),
    [
        ("the Wirral", "Wirral"), ("Wirral Council", "Wirral"), ("City of York", "York"), ("St. Helens", ""),
        ("Cheshire West & Chester", "Cheshire West and Chester"), ("Isle of Wight", "Isle of Wight"), ("Bootle", ""),
        ("London Borough of Camden", "Camden"), ("stoke on trent", "Stoke-on-Trent"), ("", ""),
    ],
)  # fmt: skip
def test_an_authority_is_known_however_people_write_it(said: str, authority: str, database_kind: str) -> None:
    assert authority_of(said) == authority
    assert len(set(AUTHORITIES)) == len(AUTHORITIES) > 200
