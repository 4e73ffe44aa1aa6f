"""People are asked to delete what was wrong, or not theirs (E47): with no word of it, and what they say is logged."""

import pytest

from tests.desk.sitting import Sitting
from tests.desk.test_correcting import WHY, the_form
from tests.intake.house import CHILD, COORDINATOR, HEALTH, SCHOOL, House, reply, text_in
from tests.intake.writing import let_have

ASKED = "delete our earlier message"


@pytest.fixture
def reference(house: House) -> str:
    let_have(house, "L2")
    reference = house.notify().reference
    house.sent()
    return reference


def choose(pearl: Sitting, reference: str, words: str) -> str:
    """The value of the first message that says that."""
    page = pearl.open(f"/cases/{reference}/do/recall")
    label = next(one for one in page.xpath("//label") if words in one.text_content())
    return str(page.xpath(f"//input[@id='{label.get('for')}']/@value")[0])


def ask(pearl: Sitting, reference: str) -> str:
    chosen = choose(pearl, reference, "Safeguarding Lead, Dunelands")
    return pearl.do(reference, "recall", choice=chosen, why="It was not theirs.")


def test_whoever_had_it_is_asked_to_delete_it_and_told_nothing_of_it(
    house: House, pearl: Sitting, reference: str
) -> None:
    shown = ask(pearl, reference)
    read = house.last(HEALTH, ASKED)
    said = text_in(read)
    assert " ".join(said.split()) in " ".join(shown.split()) and "Wednesday 25 November 2026" in said
    assert not any(word in str(read) for word in (*CHILD.split(), "Marram", "Z.Q.", "Not to visit"))
    assert "01632" in said and "DELETED" in said and not house.to(SCHOOL, ASKED)


def test_deleted_by_mail_is_logged_and_moves_nothing(house: House, pearl: Sitting, reference: str) -> None:
    ask(pearl, reference)
    before = house.facts(reference)["owed"]
    house.receive(reply(house.last(HEALTH, ASKED), "DELETED"))
    assert house.end() == "reply_applied" and house.events(reference)[-1] == "MessagesDeleted"
    assert house.facts(reference)["owed"] == before and house.last(HEALTH, "you have deleted")
    pearl.open(f"/cases/{reference}")
    assert "Somebody has deleted the message" in pearl.text
    assert (house.holder(HEALTH), "MessagesDeleted") in [(who, what) for who, what, _ in house.audited(reference)]


def test_on_a_case_that_is_over_it_is_logged_too(house: House, pearl: Sitting, reference: str) -> None:
    pearl.do(reference, "withdraw", why="The school asked for it.")
    ask(pearl, reference)
    house.receive(reply(house.last(HEALTH, ASKED), "Deleted, thanks."))
    assert house.events(reference)[-1] == "MessagesDeleted"


def test_after_a_correction_those_who_had_the_wrong_words_come_first(
    house: House, pearl: Sitting, reference: str
) -> None:
    pearl.open(the_form(pearl, reference))
    pearl.send({"choice": "decision", "how": "change", "words": "Not to ring again.", "why": WHY})
    pearl.send({}, button="do")
    assert "Messages left with what was there before" in pearl.text
    hints = pearl.page.xpath("//*[contains(@class, 'govuk-checkboxes__item')]")
    carried = ["corrected since" in one.text_content() for one in hints]
    assert carried[0] and carried == sorted(carried, reverse=True) and not all(carried)


def test_nobody_is_asked_for_nothing(house: House, pearl: Sitting, reference: str) -> None:
    pearl.open(f"/cases/{reference}/do/recall")
    pearl.send({"why": WHY})
    assert pearl.faults() == ["Select at least one message"]
    other = house.notify().reference
    pearl.open(f"/cases/{other}/do/recall")
    assert "No message of this case has left yet." in pearl.text and not house.to(COORDINATOR, ASKED)
