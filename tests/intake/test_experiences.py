"""How a case went: asked once it has ended, answered by a link or in a reply, kept without who said it."""

import re
from email.message import EmailMessage

import pytest

from service.intake.by_clock import experiences
from tests.intake.desk import Parley
from tests.intake.house import COORDINATOR, HEALTH, SCHOOL, TEACHER, House, reply, text_in

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"])
SUBJECT = "How did this go? Four questions"
READ = ("--as", "Pearl Lighthouse", "--why", "To learn from it.")


@pytest.fixture
def ended(house: House, parley: Parley) -> str:
    """A case that both sides agree is resolved, and that was closed."""
    reference = house.notify().reference
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "RESOLVED\r\nA visit each week."))
    house.receive(reply(house.last(HEALTH, "AGREE"), "AGREE"))
    said = parley(
        "case", reference, "close", "--as", "Pearl Lighthouse", "--second", "Beacon Foghorn", "--why", "It is done."
    )
    assert house.case(reference).state == "resolved", (said, house.case(reference))
    return reference


def asked(house: House) -> list[EmailMessage]:
    experiences.ask(house.service)
    return [mail for mail in house.sent() if mail["Subject"] == SUBJECT]


@pytest.fixture
def mails(house: House, ended: str) -> list[EmailMessage]:
    house.sent()
    house.turn(days=8)
    return asked(house)


def link_in(mail: EmailMessage) -> str:
    found = re.search(r"/h/([a-z2-7]{26})", text_in(mail))
    assert found
    return found[1]


def written(parley: Parley, reference: str) -> str:
    status, said, why_not = parley("case", reference, "read", *READ)
    assert status == 0, why_not
    return said


def test_those_of_a_case_are_asked_five_working_days_after_it_ended_and_once(house: House, ended: str) -> None:
    house.sent()
    house.turn(days=6)
    assert asked(house) == []
    house.turn(days=1, hours=0)
    first = asked(house)
    assert {str(mail["To"]) for mail in first} == {TEACHER, SCHOOL, HEALTH}
    assert asked(house) == []
    house.turn(days=1)
    assert asked(house) == []


def test_the_mail_says_nothing_of_a_child_and_leads_to_four_questions(
    house: House, mails: list[EmailMessage], ended: str
) -> None:
    for mail in mails:
        said = text_in(mail)
        assert ended in said and "not about people" in " ".join(said.split())
        assert "Quill" not in said and "Z.Q." not in said
    assert len({link_in(mail) for mail in mails}) == 3


def test_a_case_that_is_open_or_was_withdrawn_is_not_asked_about(house: House, parley: Parley) -> None:
    house.notify()
    reference = house.notify().reference
    assert parley("case", reference, "withdraw", *READ)[0] == 0
    house.turn(days=12)
    assert asked(house) == []


def test_nobody_is_asked_of_what_ended_long_ago(house: House, ended: str) -> None:
    house.turn(days=45)
    assert asked(house) == []


def test_an_answer_is_kept_with_the_case_for_the_coordinators_and_says_nothing_of_whose_it_is(
    house: House, mails: list[EmailMessage], ended: str, parley: Parley
) -> None:
    token = link_in(mails[0])
    page = house.pages.experiences.page(token)
    assert page and (page.reference, page.answered) == (ended, False)
    house.pages.experiences.answer(token, {"clear": "Yes", "heard": "", "comment": "Tell Zebedee Quill's lead sooner."})
    said = written(parley, ended)
    assert "How it went" in said and "somebody of the case" in said and "Tell the child's lead sooner." in said
    assert "Was it clear what would happen, and by when?" in said
    kept = [row for row in house.dump()["papers"] if "experience" in row]
    assert len(kept) == 1 and not any(holder in kept[0] for holder in ("person:", "officer:", "deputy:"))
    assert all(word not in str(house.dump()["experience_tokens"]) for word in (TEACHER, SCHOOL, HEALTH))
    assert house.audit_faults() == []


def test_a_link_is_answered_by_once_and_an_empty_answer_is_none(
    house: House, mails: list[EmailMessage], ended: str, parley: Parley
) -> None:
    token, door = link_in(mails[0]), house.pages.experiences
    door.answer(token, {"clear": "", "comment": " "})
    page = door.page(token)
    assert page and not page.answered and "How it went" not in written(parley, ended)
    for comment in ("Once.", "Twice."):
        door.answer(token, {"comment": comment})
    page = door.page(token)
    assert page and page.answered
    assert "Once." in written(parley, ended) and "Twice." not in written(parley, ended)
    door.answer("a" * 26, {"comment": "By nobody."})
    assert door.page("a" * 26) is None and "By nobody." not in written(parley, ended)


def test_a_reply_is_kept_as_a_comment_and_does_nothing_to_the_case(
    house: House, mails: list[EmailMessage], ended: str, parley: Parley
) -> None:
    before = house.facts(ended)["state"]
    house.receive(reply(mails[1], "NOT RESOLVED comes too late in the list."))
    assert house.ends()[-1] == ("note_added", "A comment on how a case went is kept with it, without a name.")
    assert "comes too late in the list" in written(parley, ended) and house.facts(ended)["state"] == before
    house.receive(reply(mails[1], ""))
    assert "says nothing" in house.ends()[-1][1]


def test_what_was_said_is_counted(house: House, mails: list[EmailMessage], parley: Parley) -> None:
    for mail, clear in zip(mails, ("Yes", "Yes", "Partly"), strict=True):
        house.pages.experiences.answer(link_in(mail), {"clear": clear, "helped": "No"})
    said = parley("count", "sefton")[1]
    assert "How it went:\n     3  answers\n     2  clear: yes\n     1  clear: partly\n     3  helped: no" in said
    assert not house.to(COORDINATOR, "clear")
