"""Two cases that may be the same, in every state, and the way there."""

from tests.browser.at_the_desk import DESK, sit_down
from tests.browser.desk_correcting import follow
from tests.browser.state import state
from tests.browser.states import ELSEWHERE, ONE_LONG_WORD
from tests.browser.visitor import Visitor

TWICE = {"decision": f"Not to visit this month. {ONE_LONG_WORD}", "child_name": "Oriel Sandbar"}


def two_cases(visitor: Visitor) -> tuple[str, str]:
    house = sit_down(visitor)
    return house.notify(child_name="Oriel Sandbar").reference, house.notify(**TWICE).reference


@state("desk.lists.inbox", "desk/inbox.html")
def inbox_with_a_likely_pair(visitor: Visitor) -> None:
    two_cases(visitor)
    visitor.open(f"{DESK}/inbox?kind=match")


@state("desk.pairing.which", "desk/cases/same_which.html")
def which_may_be_the_same(visitor: Visitor) -> None:
    one, _ = two_cases(visitor)
    visitor.open(f"{DESK}/cases/{one}")
    follow(visitor, "Hold it against another case")


@state("desk.pairing.which", "desk/cases/same_which.html")
def which_of_no_reference(visitor: Visitor) -> None:
    which_may_be_the_same(visitor)
    visitor.fill({"other": "SEF-0000-0000"})
    visitor.press("Show both")


@state("desk.pairing.ask", "desk/cases/same.html")
def is_it_the_same(visitor: Visitor) -> None:
    one, other = two_cases(visitor)
    visitor.open(f"{DESK}/cases/{one}/same/{other}")


@state("desk.pairing.answered", "desk/cases/same.html")
def is_it_the_same_not_said(visitor: Visitor) -> None:
    is_it_the_same(visitor)
    visitor.press("Continue")


@state("desk.pairing.answered", "desk/cases/same_check.html")
def merging_foreseen(visitor: Visitor) -> None:
    is_it_the_same(visitor)
    visitor.fill({"choice": "into this", "why": f"It came twice. {ONE_LONG_WORD}"})
    visitor.press("Continue")


@state("desk.case.shown", "desk/cases/case.html")
def case_that_holds_another(visitor: Visitor) -> None:
    merging_foreseen(visitor)
    visitor.press("Confirm it")


def merged(visitor: Visitor) -> None:
    case_that_holds_another(visitor)
    other = visitor.site.house.all_cases()[-1].reference
    visitor.open(f"{DESK}/cases/{other}")


@state("desk.pairing.ask_part", "desk/cases/part.html")
def take_the_merging_back(visitor: Visitor) -> None:
    merged(visitor)
    follow(visitor, "Take the merging back")


@state("desk.pairing.part", "desk/cases/part.html")
def take_the_merging_back_without_a_reason(visitor: Visitor) -> None:
    take_the_merging_back(visitor)
    visitor.press("Take it back")


@state("desk.case.shown", "desk/cases/case.html")
def parted(visitor: Visitor) -> None:
    take_the_merging_back(visitor)
    visitor.fill({"why": "They are two children."})
    visitor.press("Take it back")


@state("desk.acting.ask", "desk/cases/act.html")
def hand_it_over(visitor: Visitor) -> None:
    house = sit_down(visitor)
    visitor.open(f"{DESK}/cases/{house.notify().reference}/do/redirect")


@state("desk.acting.answered", "desk/cases/preview.html")
def handing_foreseen(visitor: Visitor) -> None:
    hand_it_over(visitor)
    visitor.fill({"choice": "elsewhere", "where": "Eastwold Safeguarding Partnership", "why": "She lives there."})
    visitor.press("Continue")


def held_twice(visitor: Visitor) -> str:
    house = sit_down(visitor)
    child = {"child_name": f"Oriel Sandbar {house.written}"}
    house.notify(**child)
    return house.notify(**child, your_email=ELSEWHERE).reference


@state("desk.acting.ask", "desk/cases/act.html")
def check_a_form_that_may_repeat_a_case(visitor: Visitor) -> None:
    visitor.open(f"{DESK}/cases/{held_twice(visitor)}/do/release")


@state("desk.acting.answered", "desk/cases/preview.html")
def sending_on_foreseen_of_what_may_repeat_a_case(visitor: Visitor) -> None:
    check_a_form_that_may_repeat_a_case(visitor)
    visitor.fill({"why": "I rang the school."})
    visitor.press("Continue")


@state("desk.case.shown", "desk/cases/case.html")
def case_that_may_repeat_another(visitor: Visitor) -> None:
    visitor.open(f"{DESK}/cases/{held_twice(visitor)}")
