"""The screens for a disagreement between two colleagues of one agency."""

from tests.browser.state import state
from tests.browser.states import ONE_LONG_WORD
from tests.browser.visitor import Visitor
from tests.browser.walking import go_on, wrong

INSIDE = {
    "type": "inside", "area": "ESCB", "your_agency": "Slatefield High School",
    "your_email": "sandy.silt@slatefield-high.example", "their_name": ONE_LONG_WORD, "their_role": "Year head",
    "their_email": "cairn.shale@slatefield-high.example",
}  # fmt: skip


@state("raising.screen", "raising/own_agency.html")
def own_agency(visitor: Visitor) -> None:
    go_on(visitor, "own-agency", "escb", **INSIDE)


@state("raising.screen", "raising/screen.html")
def colleague(visitor: Visitor) -> None:
    go_on(visitor, "colleague", "escb", **INSIDE)


@state("raising.answered", "raising/screen.html")
def colleague_of_another_agency(visitor: Visitor) -> None:
    colleague(visitor)
    wrong(visitor, their_name=ONE_LONG_WORD, their_email="cairn.shale@granite-health.example")


@state("raising.screen", "raising/spoken.html")
def spoken_to_the_colleague(visitor: Visitor) -> None:
    go_on(visitor, "spoken", "escb", **INSIDE)


@state("raising.check", "raising/check.html")
def check_between_two(visitor: Visitor) -> None:
    go_on(visitor, "check", "escb", **INSIDE)
