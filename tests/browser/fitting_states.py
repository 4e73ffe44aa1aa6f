"""The screens that only some see, on which it is asked what does not follow from what was said before."""

from tests.browser.raising import check
from tests.browser.state import state
from tests.browser.states import ELSEWHERE
from tests.browser.visitor import Visitor
from tests.browser.walking import answer, go_on, wrong

AT_LONGMOOR = "tawny.peatland@longmoor-primary.example"


@state("raising.screen", "raising/screen.html")
def your_agency(visitor: Visitor) -> None:
    go_on(visitor, "your-agency", your_email=ELSEWHERE)


@state("raising.answered", "raising/screen.html")
def your_agency_not_said(visitor: Visitor) -> None:
    your_agency(visitor)
    wrong(visitor)


@state("raising.screen", "raising/screen.html")
def its_name(visitor: Visitor) -> None:
    go_on(visitor, "its-name", their_agency="other")


@state("raising.screen", "raising/matter.html")
def what_a_school_has_of_its_own(visitor: Visitor) -> None:
    go_on(visitor, "about-you")
    answer(visitor, {"your_name": "Tawny Peatland", "your_role": "Teacher", "your_email": AT_LONGMOOR})


@state("raising.check", "raising/check.html")
def what_was_left_out(visitor: Visitor) -> None:
    check(visitor)
    visitor.unfold()
