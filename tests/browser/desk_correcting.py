"""Something that was written is corrected or removed, in every state, and the way there."""

from tests.browser.at_the_desk import DESK, sit_down
from tests.browser.state import state
from tests.browser.states import ONE_LONG_WORD
from tests.browser.visitor import Visitor
from tests.desk.added import with_a_document
from tests.intake.house import IN_LIVERPOOL

UMBER, LIVERPOOL_DESK = "umber.compass@liverpool-partnership.example", "/liverpool/desk"
CHANGED = {"choice": "decision", "how": "change", "words": f"Not to visit. {ONE_LONG_WORD}", "why": "It was wrong."}


def follow(visitor: Visitor, name: str) -> None:
    for fold in visitor.page.get_by_text("More that you can do with this case").all():
        fold.click()
    with visitor.page.expect_navigation() as led:
        visitor.page.get_by_role("link", name=name).last.click()
    visitor.html = led.value.text()


@state("desk.correcting.entries", "desk/cases/correct.html")
def what_can_be_corrected(visitor: Visitor) -> None:
    house = sit_down(visitor)
    visitor.open(f"{DESK}/cases/{with_a_document(house)}")
    follow(visitor, "Correct or remove information")


@state("desk.correcting.ask", "desk/cases/correct_entry.html")
def correct(visitor: Visitor) -> None:
    what_can_be_corrected(visitor)
    follow(visitor, "What was said when it was raised")


@state("desk.correcting.answered", "desk/cases/correct_entry.html")
def correct_nothing(visitor: Visitor) -> None:
    correct(visitor)
    visitor.press("Continue")


@state("desk.correcting.answered", "desk/cases/correct_check.html")
def correction_foreseen(visitor: Visitor) -> None:
    correct(visitor)
    visitor.fill(CHANGED)
    visitor.press("Continue")


@state("desk.case.shown", "desk/cases/case.html")
def corrected(visitor: Visitor) -> None:
    correction_foreseen(visitor)
    visitor.press("Correct it")


@state("desk.correcting.ask_before", "desk/cases/corrected_why.html")
def what_it_said_before(visitor: Visitor) -> None:
    corrected(visitor)
    follow(visitor, "Correct or remove information")
    follow(visitor, "What was corrected before")


@state("desk.correcting.before", "desk/cases/corrected_why.html")
def what_it_said_before_without_a_reason(visitor: Visitor) -> None:
    what_it_said_before(visitor)
    visitor.press("Open it")


@state("desk.correcting.before", "desk/cases/corrected.html")
def what_it_said_before_opened(visitor: Visitor) -> None:
    what_it_said_before(visitor)
    visitor.fill({"why": "The school asks."})
    visitor.press("Open it")


@state("desk.correcting.ask", "desk/cases/correct_entry.html")
def remove_a_document(visitor: Visitor) -> None:
    what_can_be_corrected(visitor)
    follow(visitor, "A document that was added")


@state("desk.correcting.ask", "desk/cases/correct_why.html")
def correct_early(visitor: Visitor) -> None:
    house = sit_down(visitor, UMBER, "liverpool")
    reference = house.notify(partnership="liverpool", **(IN_LIVERPOOL | {"stage": "2"})).reference
    visitor.open(f"{LIVERPOOL_DESK}/cases/{reference}/correct")
    follow(visitor, "What was said when it was raised")


@state("desk.correcting.answered", "desk/cases/correct_why.html")
def correct_early_without_a_reason(visitor: Visitor) -> None:
    correct_early(visitor)
    visitor.press("Open it")


@state("desk.acting.ask", "desk/cases/act.html")
def ask_people_to_delete(visitor: Visitor) -> None:
    correction_foreseen(visitor)
    visitor.site.deliver()
    visitor.press("Correct it")
    visitor.open(f"{DESK}/cases/{visitor.site.house.all_cases()[-1].reference}/do/recall")


@state("desk.acting.answered", "desk/cases/act.html")
def ask_nobody_to_delete(visitor: Visitor) -> None:
    ask_people_to_delete(visitor)
    visitor.press("Continue")


@state("desk.acting.answered", "desk/cases/preview.html")
def deletion_foreseen(visitor: Visitor) -> None:
    ask_people_to_delete(visitor)
    visitor.page.locator("input[name=choice]").first.check()
    visitor.fill({"why": f"It was wrong. {ONE_LONG_WORD}"})
    visitor.press("Continue")


def restricted_to_another(visitor: Visitor) -> None:
    """A case that the coordinator who sits there may see no more, after they restricted it."""
    house = sit_down(visitor)
    visitor.open(f"{DESK}/cases/{house.notify().reference}/do/restrict")
    visitor.page.get_by_label("Beacon Foghorn").check()
    visitor.fill({"why": "She is married to the school's lead."})
    visitor.press("Continue")


@state("desk.acting.answered", "desk/cases/preview.html")
def restriction_foreseen(visitor: Visitor) -> None:
    restricted_to_another(visitor)


@state("desk.lists.cases", "desk/cases.html")
def cases_of_which_one_is_restricted(visitor: Visitor) -> None:
    restricted_to_another(visitor)
    visitor.press("Restrict it")


@state("desk.acting.ask", "desk/cases/act.html")
def restrict(visitor: Visitor) -> None:
    house = sit_down(visitor)
    visitor.open(f"{DESK}/cases/{house.notify().reference}/do/restrict")
