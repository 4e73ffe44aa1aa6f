"""What was held, in every state of its pages: a form held against the directory, refused, checked again; a message put
with a case. And what cannot be closed yet.
"""

from tests.browser.at_the_desk import DESK, sit_down
from tests.browser.state import state
from tests.browser.states import ELSEWHERE, ONE_LONG_WORD
from tests.browser.visitor import Visitor
from tests.intake.house import HEALTH, SCHOOL, mail, reply

WHY = f"I rang the school. {ONE_LONG_WORD}"


def held(visitor: Visitor, act: str = "release") -> str:
    reference = sit_down(visitor).notify(your_email=ELSEWHERE, your_name=f"Skipper {ONE_LONG_WORD}").reference
    visitor.open(f"{DESK}/cases/{reference}/do/{act}")
    return reference


@state("desk.acting.ask", "desk/cases/act.html")
def check_a_form(visitor: Visitor) -> None:
    held(visitor)


@state("desk.acting.answered", "desk/cases/act.html")
def check_a_form_and_say_nothing(visitor: Visitor) -> None:
    held(visitor)
    visitor.press("Continue")


@state("desk.acting.ask", "desk/cases/act.html")
def check_a_form_of_nobody_that_is_listed(visitor: Visitor) -> None:
    house = sit_down(visitor)
    other = {"your_agency": "other", "your_agency_name": f"Sandbank {ONE_LONG_WORD}"}
    visitor.open(f"{DESK}/cases/{house.notify(your_email=ELSEWHERE, **other).reference}/do/release")


@state("desk.acting.ask", "desk/cases/act.html")
def refuse_a_form(visitor: Visitor) -> None:
    held(visitor)
    with visitor.page.expect_navigation() as led:
        visitor.page.get_by_role("link", name="Do not send it on").click()
    visitor.html = led.value.text()


@state("desk.acting.answered", "desk/cases/act.html")
def refuse_a_form_and_say_nothing(visitor: Visitor) -> None:
    refuse_a_form(visitor)
    visitor.press("Continue")


@state("desk.acting.answered", "desk/cases/preview.html")
def refusal_foreseen(visitor: Visitor) -> None:
    refuse_a_form(visitor)
    visitor.fill({"choice": "sent twice", "why": WHY})
    visitor.press("Continue")


@state("desk.case.shown", "desk/cases/case.html")
def case_that_was_refused(visitor: Visitor) -> None:
    refusal_foreseen(visitor)
    visitor.press("Do not send it on")


@state("desk.lists.cases", "desk/cases.html")
def cases_with_one_that_was_refused(visitor: Visitor) -> None:
    case_that_was_refused(visitor)
    visitor.open(f"{DESK}/cases?state=over")


@state("desk.acting.ask", "desk/cases/act.html")
def check_it_again(visitor: Visitor) -> None:
    case_that_was_refused(visitor)
    with visitor.page.expect_navigation() as led:
        visitor.page.get_by_role("link", name="Check it again").click()
    visitor.html = led.value.text()


@state("desk.mail.opened", "desk/message.html")
def message_of_a_stranger_who_is_told(visitor: Visitor) -> None:
    house = sit_down(visitor)
    reference, before = house.notify().reference, {one.id for one in house.held()}
    sender = f"mary.{house.written}@away.example"  # each address hears once a day
    house.receive(mail(sender, f"It is about {reference}. {ONE_LONG_WORD}"))
    [id] = {one.id for one in house.held()} - before
    visitor.open(f"{DESK}/messages/{id}")
    visitor.press("Put it with")


@state("desk.mail.opened", "desk/message.html")
def message_that_is_refused(visitor: Visitor) -> None:
    house = sit_down(visitor)
    before = {one.id for one in house.held()}
    house.receive(mail("mary.tern@away.example", f"Buy our chairs, number {house.written}."))
    [id] = {one.id for one in house.held()} - before
    visitor.open(f"{DESK}/messages/{id}")
    visitor.fill({"choice": "refuse", "why": f"An advertisement. {ONE_LONG_WORD}"})
    visitor.press("Decide")


@state("desk.mail.opened", "desk/message.html")
def message_that_nobody_understood(visitor: Visitor) -> None:
    house = sit_down(visitor)
    reference = house.notify().reference
    for number in range(2):
        quoted = f"\n\nOn Wed, 25 Nov 2026 at 10:00, Sefton wrote:\n> Reply with one word. {ONE_LONG_WORD}"
        house.receive(reply(house.last(HEALTH, reference), f"Well, it depends, part {number}.{quoted}"))
    visitor.open(f"{DESK}/messages/{house.facts(reference)['in'][-1]['id']}")


@state("desk.acting.ask", "desk/cases/act.html")
def call_about_a_message(visitor: Visitor) -> None:
    message_that_nobody_understood(visitor)
    with visitor.page.expect_navigation() as led:
        visitor.page.get_by_role("link", name="Record the call").click()
    visitor.html = led.value.text()


@state("desk.mail.decided", "desk/message.html")
def message_that_is_put_back_without_a_reason(visitor: Visitor) -> None:
    message_that_is_refused(visitor)
    visitor.page.locator("main details:has(form) > summary").click()
    visitor.fill({"choice": "put-back"})
    visitor.press("Decide again")


def resolved(visitor: Visitor) -> str:
    """A case that both sides call resolved, while nobody has told the teacher."""
    house = sit_down(visitor)
    reference = house.notify().reference
    house.receive(reply(house.last(HEALTH, reference), "RESOLVED. They visit each week."))
    house.receive(reply(house.last(SCHOOL, f"{reference}: is it resolved"), "AGREE"))
    return reference


@state("desk.lists.inbox", "desk/inbox.html")
def inbox_of_what_cannot_be_closed_yet(visitor: Visitor) -> None:
    resolved(visitor)
    visitor.open(f"{DESK}/inbox?kind=held+open")


@state("desk.acting.ask", "desk/cases/act.html")
def close_that_waits_for_feedback(visitor: Visitor) -> None:
    visitor.open(f"{DESK}/cases/{resolved(visitor)}/do/close")


@state("desk.acting.ask", "desk/cases/act.html")
def feedback_with_whom_to_ring(visitor: Visitor) -> None:
    visitor.open(f"{DESK}/cases/{resolved(visitor)}/do/feedback")


@state("desk.lists.cases", "desk/cases.html")
def cases_with_one_to_be_closed(visitor: Visitor) -> None:
    resolved(visitor)
    visitor.open(f"{DESK}/cases")
