"""What coordinators do on pages of their own, in every state, and the way there."""

from tests.browser.at_the_desk import DESK, sit_down
from tests.browser.state import state
from tests.browser.states import ONE_LONG_WORD
from tests.browser.visitor import Visitor
from tests.intake.house import NOTIFICATION

BY_TELEPHONE = NOTIFICATION | {
    "reached_by": "telephone", "reached_on-day": "24", "reached_on-month": "nov", "reached_on-year": "2026",
    "reached_at": "2:30pm", "your_email": "", "your_name": f"Skipper {ONE_LONG_WORD}",
}  # fmt: skip


@state("desk.adding.ask", "desk/add.html")
def add(visitor: Visitor) -> None:
    sit_down(visitor)
    visitor.open(f"{DESK}/cases")
    with visitor.page.expect_navigation() as led:
        visitor.page.get_by_role("button", name="Add a case for somebody").click()
    visitor.html = led.value.text()


@state("desk.adding.sent", "desk/add.html")
def add_nothing(visitor: Visitor) -> None:
    add(visitor)
    visitor.press("Add the case")


@state("desk.case.shown", "desk/case.html")
def added(visitor: Visitor) -> None:
    add(visitor)
    visitor.fill({name: said for name, said in BY_TELEPHONE.items() if name in visitor.asked_for()})
    visitor.press("Add the case")
