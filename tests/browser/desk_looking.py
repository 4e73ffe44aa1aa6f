"""What is looked through at the desk over the years: cases that are over, and the agencies' quarterly returns."""

from tests.browser.at_the_desk import DESK, a_full_desk, sit_down
from tests.browser.log_states import log_link
from tests.browser.state import state
from tests.browser.visitor import Visitor
from tests.desk.test_arranging import UMBER
from tests.desk.test_past import closed_before
from tests.intake.house import LIVERPOOL, reply
from tests.intake.test_log_returns import AGENCY
from tests.seeds.merseyside import SCHOOLS_OFFICER

RETURNS = "/liverpool/desk/returns"
ANOTHER = "Vermilion Hospitals Trust"  # a newer request ends the link of an older one, which other states follow


@state("desk.lists.cases", "desk/cases.html")
def cases_of_years(visitor: Visitor) -> None:
    closed_before(visitor.site.house, a_full_desk(visitor), 120)
    visitor.open(f"{DESK}/cases?state=over&page=2")


@state("desk.returns.shown", "desk/directory/returns.html")
def returns(visitor: Visitor) -> None:
    house = sit_down(visitor, UMBER, "liverpool")
    log_link(house)
    house.receive(reply(house.last(SCHOOLS_OFFICER, "disagreement log"), "NIL"), LIVERPOOL)
    visitor.open(RETURNS)


@state("desk.returns.shown", "desk/directory/returns.html")
def returns_where_nobody_keeps_a_log(visitor: Visitor) -> None:
    sit_down(visitor)
    visitor.open("/sefton/desk/returns")


@state("desk.returns.ask", "desk/directory/ask_returns.html")
def ask_for_logs(visitor: Visitor) -> None:
    returns(visitor)
    visitor.press("Ask for logs")


@state("desk.returns.asked", "desk/directory/ask_returns.html")
def ask_nobody_for_logs(visitor: Visitor) -> None:
    ask_for_logs(visitor)
    visitor.press("Ask them")


@state("desk.returns.shown", "desk/directory/returns.html")
def asked_for_logs(visitor: Visitor) -> None:
    ask_for_logs(visitor)
    visitor.page.get_by_label(ANOTHER).check()
    visitor.fill({"until-day": "15", "until-month": "4", "until-year": "2027"})
    visitor.press("Ask them")


@state("desk.returns.ask_why", "desk/directory/log_why.html")
def ask_why_a_log_is_opened(visitor: Visitor) -> None:
    returns(visitor)
    visitor.page.get_by_role("link", name=f"Open the log of {AGENCY}").click()
    visitor.html = visitor.page.content()


@state("desk.returns.opened", "desk/directory/log_why.html")
def a_log_without_a_reason(visitor: Visitor) -> None:
    ask_why_a_log_is_opened(visitor)
    visitor.press("Open it")


@state("desk.returns.opened", "desk/directory/agency_log.html")
def a_log_that_is_open(visitor: Visitor) -> None:
    ask_why_a_log_is_opened(visitor)
    visitor.fill({"why": "To prepare the report of the board."})
    visitor.press("Open it")
