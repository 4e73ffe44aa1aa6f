"""The pages behind signed links in every state, and the way there, as whoever was sent the link takes it."""

from tests.browser.state import state
from tests.browser.states import ELSEWHERE, ONE_LONG_WORD
from tests.browser.visitor import Visitor
from tests.intake.house import HEALTH, IN_LIVERPOOL, SCHOOL, reply, token_in
from tests.intake.test_notifications import code_in
from tests.seeds.merseyside import SCHOOLS_OFFICER
from tests.web.answers import NOT_RESOLVED, RESOLVED


def link(visitor: Visitor) -> str:
    """The signed link that the health trust was sent about a new case."""
    visitor.site.house.notify()
    return f"/r/{token_in(visitor.site.house.last(HEALTH, 'NOT RESOLVED'))}"


@state("respond.ask", "links/answer.html")
def question(visitor: Visitor) -> None:
    visitor.open(link(visitor))


@state("respond.answered", "links/answer.html")
def question_not_answered(visitor: Visitor) -> None:
    question(visitor)
    visitor.press("Continue")


@state("respond.answered", "links/answer.html")
def question_that_changed_meanwhile(visitor: Visitor) -> None:
    question(visitor)
    house = visitor.site.house
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "RESOLVED"))
    visitor.fill({"choice": "resolved"})
    visitor.press("Continue")


@state("respond.ask", "links/answer.html")
def asked_to_agree(visitor: Visitor) -> None:
    address = link(visitor)
    house = visitor.site.house
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "RESOLVED\nA visit each week."))
    visitor.open(address)


@state("respond.answered", "links/check_answer.html")
def before_they_agree(visitor: Visitor) -> None:
    asked_to_agree(visitor)
    visitor.fill({"choice": "agree"})
    visitor.press("Continue")


@state("respond.answered", "links/code.html")
def code_before_they_agree(visitor: Visitor) -> None:
    before_they_agree(visitor)
    visitor.press("Read what they say was agreed")


@state("respond.answered", "links/agreement.html")
def what_they_say_was_agreed(visitor: Visitor) -> None:
    code_before_they_agree(visitor)
    visitor.fill({"code": code_in(visitor.site.house, HEALTH)})
    visitor.press("Continue")


def chosen(visitor: Visitor, choice: str) -> None:
    question(visitor)
    visitor.fill({"choice": choice})
    visitor.press("Continue")


@state("respond.answered", "links/asked.html")
def what_was_agreed(visitor: Visitor) -> None:
    chosen(visitor, "resolved")


@state("respond.answered", "links/asked.html")
def what_was_agreed_with_everything_missing(visitor: Visitor) -> None:
    what_was_agreed(visitor)
    visitor.press("Continue")


@state("respond.answered", "links/asked.html")
def what_was_agreed_with_a_second_action(visitor: Visitor) -> None:
    what_was_agreed(visitor)
    visitor.fill(RESOLVED | {"actions-1-what": ONE_LONG_WORD})
    visitor.press("Add another action")


@state("respond.answered", "links/check_answer.html")
def check_what_was_agreed(visitor: Visitor) -> None:
    what_was_agreed(visitor)
    visitor.fill(RESOLVED | {"agreed": f"A visit each week.\n{ONE_LONG_WORD}"})
    visitor.press("Continue")


@state("respond.answered", "links/asked.html")
def back_at_what_was_agreed(visitor: Visitor) -> None:
    check_what_was_agreed(visitor)
    visitor.press("Back")


def originators(visitor: Visitor) -> str:
    """The signed link that the school's own lead was sent about a new case."""
    visitor.site.house.notify()
    return f"/r/{token_in(visitor.site.house.last(SCHOOL, 'NOT RESOLVED'))}"


@state("respond.answered", "links/asked.html")
def move_it_up(visitor: Visitor) -> None:
    visitor.open(originators(visitor))
    visitor.fill({"choice": "not_resolved"})
    visitor.press("Continue")


@state("respond.answered", "links/asked.html")
def move_it_up_with_everything_missing(visitor: Visitor) -> None:
    move_it_up(visitor)
    visitor.fill({"tried": "", "taken_on_by": ""})
    visitor.press("Continue")


@state("respond.answered", "links/ring_first.html")
def ring_before_it_moves_up(visitor: Visitor) -> None:
    move_it_up(visitor)
    visitor.fill(NOT_RESOLVED)
    visitor.press("Continue")


@state("respond.answered", "links/check_answer.html")
def check_the_move_up(visitor: Visitor) -> None:
    ring_before_it_moves_up(visitor)
    visitor.press("I have done this")


@state("respond.answered", "links/asked.html")
def more_time_for_too_early_a_date(visitor: Visitor) -> None:
    chosen(visitor, "more_time")
    visitor.fill({"on-day": "26", "on-month": "11", "on-year": "2026"})
    visitor.press("Continue")


@state("respond.answered", "links/asked.html")
def somebody_else_without_an_address(visitor: Visitor) -> None:
    chosen(visitor, "not_me")
    visitor.fill({"who": ONE_LONG_WORD})
    visitor.press("Continue")


@state("respond.answered", "links/code.html")
def code(visitor: Visitor) -> None:
    chosen(visitor, "seen")
    visitor.fill({"detail": f"We spoke today.\n{ONE_LONG_WORD}"})
    visitor.press("Continue")
    visitor.press("Confirm")


@state("respond.answered", "links/code.html")
def code_with_a_digit_too_few(visitor: Visitor) -> None:
    code(visitor)
    visitor.fill({"code": "12345"})
    visitor.press("Record my answer")


@state("respond.answered", "links/recorded.html")
def recorded(visitor: Visitor) -> None:
    code(visitor)
    visitor.fill({"code": code_in(visitor.site.house, HEALTH)})
    visitor.press("Record my answer")


@state("respond.answered", "links/recorded.html")
def recorded_with_what_was_agreed(visitor: Visitor) -> None:
    check_what_was_agreed(visitor)
    visitor.press("Confirm")
    visitor.fill({"code": code_in(visitor.site.house, HEALTH)})
    visitor.press("Record my answer")


@state("respond.answered", "links/for_them.html")
def answering_for_them(visitor: Visitor) -> None:
    chosen(visitor, "not_me")
    visitor.fill({"who": "Jay Turnstone", "phone": "01632 960 101"})
    visitor.press("Continue")
    visitor.press("I am answering for them")


@state("respond.answered", "links/for_them.html")
def answering_for_them_without_a_name(visitor: Visitor) -> None:
    answering_for_them(visitor)
    visitor.press("Send it to the coordinator")


@state("respond.answered", "links/handed_over.html")
def answered_for_them(visitor: Visitor) -> None:
    answering_for_them(visitor)
    visitor.fill({"stand_in_name": ONE_LONG_WORD, "stand_in_email": ELSEWHERE})
    visitor.press("Send it to the coordinator")


@state("respond.ask", "links/answer.html")
def question_answered_before(visitor: Visitor) -> None:
    recorded(visitor)
    visitor.open(visitor.page.url)


@state("respond.answered", "links/to_read.html")
def before_they_read(visitor: Visitor) -> None:
    question(visitor)
    visitor.press("Read what they ask for")


@state("respond.answered", "links/record.html")
def record(visitor: Visitor) -> None:
    before_they_read(visitor)
    visitor.press("Email the code")
    visitor.fill({"code": code_in(visitor.site.house, HEALTH)})
    visitor.press("Continue")


def ended(visitor: Visitor) -> None:
    """The link of a stage that has ended."""
    address, house = link(visitor), visitor.site.house
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "NOT RESOLVED"))
    visitor.open(address)


@state("respond.answered", "links/asked.html")
def what_can_be_learned_with_nothing_said(visitor: Visitor) -> None:
    ended(visitor)
    visitor.fill({"choice": "learned"})
    visitor.press("Continue")
    visitor.press("Continue")


def owes_the_report(visitor: Visitor) -> None:
    """Liverpool's third stage, whose report is owed from its opening on."""
    visitor.site.house.notify(partnership="liverpool", **IN_LIVERPOOL)
    visitor.open(f"/r/{token_in(visitor.site.house.last(SCHOOLS_OFFICER, 'a report is needed'))}")
    visitor.fill({"choice": "fill in"})
    visitor.press("Continue")
    visitor.fill({"code": code_in(visitor.site.house, SCHOOLS_OFFICER)})
    visitor.press("Continue")


@state("respond.answered", "links/report_blocks.html")
def report_with_what_is_known(visitor: Visitor) -> None:
    owes_the_report(visitor)


@state("respond.answered", "links/report_blocks.html")
def report_with_what_is_missing(visitor: Visitor) -> None:
    owes_the_report(visitor)
    visitor.press("Send the report")


@state("respond.answered", "links/report_block.html")
def report_block_to_change(visitor: Visitor) -> None:
    owes_the_report(visitor)
    visitor.press("The resolution")


@state("respond.answered", "links/report_block.html")
def report_block_with_much_to_put_right(visitor: Visitor) -> None:
    report_block_to_change(visitor)
    visitor.fill({"others": ONE_LONG_WORD, "met_on-day": "31"})
    visitor.press("Continue")


@state("respond.answered", "links/report_blocks.html")
def report_with_a_block_changed(visitor: Visitor) -> None:
    report_block_to_change(visitor)
    day = {"met_on-day": "20", "met_on-month": "11", "met_on-year": "2026"}
    more = {"level_of_need": "section 17", "method": "managers", "resolved_at": "3"}
    visitor.fill({"others": f"{ONE_LONG_WORD}; Head; Northfield", "details": ONE_LONG_WORD} | day | more)
    visitor.press("Continue")


@state("respond.answered", "links/standing.html")
def where_it_stands(visitor: Visitor) -> None:
    visitor.open(originators(visitor))
    visitor.fill({"choice": "standing"})
    visitor.press("Continue")
    visitor.fill({"code": code_in(visitor.site.house, SCHOOL)})
    visitor.press("Continue")


@state("respond.answered", "links/check_answer.html")
def withdraw_from_where_it_stands(visitor: Visitor) -> None:
    where_it_stands(visitor)
    visitor.press("I want to withdraw it")
    visitor.fill({"detail": ONE_LONG_WORD})
    visitor.press("Continue")


@state("find.ask", "find.html")
def find(visitor: Visitor) -> None:
    visitor.open("/sefton/find")


@state("find.asked", "find.html")
def find_with_a_slip(visitor: Visitor) -> None:
    find(visitor)
    visitor.fill({"reference": "SEF-4T9K-2MC3"})
    visitor.press("Send me a link")


@state("find.asked", "found.html")
def found(visitor: Visitor) -> None:
    find(visitor)
    visitor.fill({"reference": "SEF-4T9K-2MC2", "email": ELSEWHERE})
    visitor.press("Send me a link")


@state("respond.ask", "links/expired.html")
def expired(visitor: Visitor) -> None:
    house = visitor.site.house
    house.notify(your_email=ELSEWHERE)
    token = token_in(house.last(ELSEWHERE, "/r/"))
    house.pages.send_code(token)
    house.answer(token, code_in(house, ELSEWHERE), "prove")
    visitor.open(f"/r/{token}")


@state("respond.answered", "links/expired.html")
def expired_and_not_answered(visitor: Visitor) -> None:
    expired(visitor)
    visitor.press("Send a fresh link")


@state("respond.answered", "links/link_sent.html")
def fresh_link_sent(visitor: Visitor) -> None:
    expired(visitor)
    visitor.fill({"fresh": "yes"})
    visitor.press("Send a fresh link")
