"""What coordinators do on pages of their own, in every state, and the way there."""

from service.escalation.coordinating import SecondAsked
from service.intake.by_desk import desk
from service.intake.by_desk.desk import Words
from tests.browser.at_the_desk import DESK, sit_down
from tests.browser.state import state
from tests.browser.states import ONE_LONG_WORD
from tests.browser.visitor import Visitor
from tests.desk.added import with_a_document
from tests.intake.house import COORDINATOR, NOTIFICATION

OTHER = "beacon.foghorn@sefton-partnership.example"
BY_TELEPHONE = NOTIFICATION | {
    "reached_by": "telephone", "reached_on-day": "24", "reached_on-month": "nov", "reached_on-year": "2026",
    "reached_at": "2:30pm", "your_email": "", "your_name": f"Skipper {ONE_LONG_WORD}",
}  # fmt: skip


@state("desk.adding.ask", "desk/cases/add.html")
def add(visitor: Visitor) -> None:
    sit_down(visitor)
    visitor.open(f"{DESK}/cases")
    with visitor.page.expect_navigation() as led:
        visitor.page.get_by_role("button", name="Add a case for somebody").click()
    visitor.html = led.value.text()


@state("desk.adding.sent", "desk/cases/add.html")
def add_nothing(visitor: Visitor) -> None:
    add(visitor)
    visitor.press("Add the case")


@state("desk.adding.sent", "desk/cases/add_look.html")
def add_with_two_doubts(visitor: Visitor) -> None:
    add(visitor)
    doubtful = {"your_email": f"{ONE_LONG_WORD.lower()[:60]}@hotmail.co.uk", "child_born-year": "2001"}
    visitor.fill({name: said for name, said in (BY_TELEPHONE | doubtful).items() if name in visitor.asked_for()})
    visitor.press("Add the case")


@state("desk.case.shown", "desk/cases/case.html")
def added(visitor: Visitor) -> None:
    add(visitor)
    visitor.fill({name: said for name, said in BY_TELEPHONE.items() if name in visitor.asked_for()})
    visitor.press("Add the case")


def asked_of_a_second(visitor: Visitor, name: str) -> None:
    """What that coordinator asked for, as the one who sits there finds it in the inbox or on the case."""
    house = sit_down(visitor)
    reference = house.notify().reference
    words = Words(f"The family has moved away. {ONE_LONG_WORD}", "second")
    desk.act(house.service, reference, name, words, lambda at, by, errand: SecondAsked(at, by, "close"))
    visitor.open(f"{DESK}/inbox" if name == OTHER else f"{DESK}/cases/{reference}/do/second")


@state("desk.lists.inbox", "desk/inbox.html")
def inbox_of_a_second_coordinator(visitor: Visitor) -> None:
    asked_of_a_second(visitor, OTHER)


@state("desk.acting.ask", "desk/cases/act.html")
def second(visitor: Visitor) -> None:
    inbox_of_a_second_coordinator(visitor)
    with visitor.page.expect_navigation() as led:
        visitor.page.get_by_role("link", name="For a second coordinator").last.click()
    visitor.html = led.value.text()


@state("desk.acting.answered", "desk/cases/act.html")
def second_says_nothing(visitor: Visitor) -> None:
    second(visitor)
    visitor.press("Continue")


@state("desk.acting.answered", "desk/cases/preview.html")
def second_foreseen(visitor: Visitor) -> None:
    second(visitor)
    visitor.fill({"choice": "confirm close", "why": f"I rang both. {ONE_LONG_WORD}"})
    visitor.press("Continue")


@state("desk.case.shown", "desk/cases/case.html")
def case_that_two_have_ended(visitor: Visitor) -> None:
    second_foreseen(visitor)
    visitor.press("Record this")


@state("desk.acting.ask", "desk/cases/act.html")
def asked_for_it_oneself(visitor: Visitor) -> None:
    asked_of_a_second(visitor, COORDINATOR)


@state("desk.acting.ask", "desk/cases/act.html")
def close_without_agreement(visitor: Visitor) -> None:
    house = sit_down(visitor)
    visitor.open(f"{DESK}/cases/{house.notify().reference}/do/unsettle")


@state("desk.case.names", "desk/cases/case.html")
def case_with_files(visitor: Visitor) -> None:
    house = sit_down(visitor)
    reference = with_a_document(house, "infected: Test.Infected")
    visitor.open(f"{DESK}/cases/{reference}")
    visitor.press("Show names")


@state("desk.documents.ask", "desk/cases/document.html")
def document(visitor: Visitor) -> None:
    house = sit_down(visitor)
    visitor.open(f"{DESK}/cases/{with_a_document(house, stage='1')}")
    with visitor.page.expect_navigation() as led:
        visitor.page.get_by_role("link", name="Save document 1").click()
    visitor.html = led.value.text()


@state("desk.documents.file", "desk/cases/document.html")
def document_without_a_reason(visitor: Visitor) -> None:
    document(visitor)
    visitor.press("Save it")


@state("desk.writing.ask", "desk/cases/write.html")
def write(visitor: Visitor) -> None:
    house = sit_down(visitor)
    visitor.open(f"{DESK}/cases/{house.notify().reference}")
    with visitor.page.expect_navigation() as led:
        visitor.page.get_by_role("link", name="Send a message").click()
    visitor.html = led.value.text()


@state("desk.writing.answered", "desk/cases/write.html")
def write_nothing(visitor: Visitor) -> None:
    write(visitor)
    visitor.press("Continue")


@state("desk.writing.answered", "desk/cases/letters.html")
def write_to_two(visitor: Visitor) -> None:
    write(visitor)
    for box in visitor.page.locator("input[name=to]").all()[:2]:
        box.check()
    visitor.fill({"subject": "A date for the meeting", "text": f"Can you both come?\n\n{ONE_LONG_WORD}"})
    visitor.press("Continue")


@state("desk.case.shown", "desk/cases/case.html")
def message_sent(visitor: Visitor) -> None:
    write_to_two(visitor)
    visitor.press("Send it")
