"""The pages on which what is owed is done, somebody is named and a meeting gets its date, in every state."""

from tests.browser.at_the_desk import WHY, asked, sit_down
from tests.browser.state import state
from tests.browser.states import ONE_LONG_WORD
from tests.browser.visitor import Visitor
from tests.intake.house import IN_LIVERPOOL
from tests.intake.test_every_act import IN_LINCOLNSHIRE

UMBER, TULIP = "umber.compass@liverpool-partnership.example", "tulip.spinney@lincolnshire-boards.example"
ALL_THE_SAME = f"Both agencies want her. {ONE_LONG_WORD}"


@state("desk.acting.ask", "desk/cases/act.html")
def done(visitor: Visitor) -> None:
    asked(visitor, "done")


@state("desk.acting.answered", "desk/cases/act.html")
def done_empty(visitor: Visitor) -> None:
    done(visitor)
    visitor.press("Continue")


@state("desk.acting.answered", "desk/cases/preview.html")
def done_foreseen(visitor: Visitor) -> None:
    done(visitor)
    visitor.fill({"choice": "2.talk", "why": WHY})
    visitor.press("Continue")


@state("desk.acting.ask", "desk/cases/act.html")
def name(visitor: Visitor) -> None:
    house = sit_down(visitor, UMBER, "liverpool")
    reference = house.notify(partnership="liverpool", **IN_LIVERPOOL).reference
    at(visitor, "liverpool", reference, "move", {"choice": "4", "why": WHY}, "Move the case")
    visitor.open(f"/liverpool/desk/cases/{reference}/do/name")


def at(visitor: Visitor, partnership: str, reference: str, act: str, given: dict[str, str], button: str) -> None:
    """An act on the way there."""
    visitor.open(f"/{partnership}/desk/cases/{reference}/do/{act}")
    visitor.fill(given)
    visitor.press("Continue")
    visitor.press(button)


@state("desk.acting.answered", "desk/cases/act.html")
def name_empty(visitor: Visitor) -> None:
    name(visitor)
    visitor.press("Continue")


@state("desk.acting.answered", "desk/cases/act.html")
def name_of_a_party_without_a_reason(visitor: Visitor) -> None:
    name(visitor)
    whom = visitor.page.locator("#whom option", has_text="Opal Architrave").get_attribute("value") or ""
    visitor.page.select_option("#whom", whom)
    visitor.fill({"choice": "4.name-member", "why": WHY})
    visitor.press("Continue")


@state("desk.acting.answered", "desk/cases/preview.html")
def name_foreseen(visitor: Visitor) -> None:
    name_of_a_party_without_a_reason(visitor)
    visitor.fill({"all_the_same": ALL_THE_SAME})
    visitor.press("Continue")


@state("desk.acting.ask", "desk/cases/act.html")
def meeting(visitor: Visitor) -> None:
    asked(visitor, "meeting")


@state("desk.acting.answered", "desk/cases/act.html")
def meeting_empty(visitor: Visitor) -> None:
    meeting(visitor)
    visitor.fill({"clock": "half past"})
    visitor.press("Continue")


@state("desk.acting.answered", "desk/cases/preview.html")
def meeting_foreseen(visitor: Visitor) -> None:
    meeting(visitor)
    day = {"on-day": "1", "on-month": "December", "on-year": "2026"}
    visitor.fill({"choice": "2", **day, "clock": "2:30pm", "why": WHY})
    visitor.press("Continue")


@state("desk.acting.ask", "desk/cases/act.html")
def move_several_ways(visitor: Visitor) -> None:
    house = sit_down(visitor, TULIP, "lincolnshire")
    reference = house.notify(partnership="lincolnshire", **IN_LINCOLNSHIRE).reference
    at(visitor, "lincolnshire", reference, "move", {"choice": "3", "why": WHY}, "Move the case")
    visitor.open(f"/lincolnshire/desk/cases/{reference}/do/move")


@state("desk.acting.answered", "desk/cases/act.html")
def move_several_ways_empty(visitor: Visitor) -> None:
    move_several_ways(visitor)
    visitor.press("Continue")


@state("desk.acting.ask", "desk/cases/act.html")
def feedback(visitor: Visitor) -> None:
    """On two stages that have ended."""
    house = sit_down(visitor)
    reference = house.notify().reference
    at(visitor, "sefton", reference, "move", {"choice": "3", "why": WHY}, "Move the case")
    at(visitor, "sefton", reference, "move", {"choice": "chair", "why": WHY}, "Move the case")
    visitor.open(f"/sefton/desk/cases/{reference}/do/feedback")


@state("desk.acting.answered", "desk/cases/act.html")
def feedback_empty(visitor: Visitor) -> None:
    feedback(visitor)
    visitor.press("Continue")
