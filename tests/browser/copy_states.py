"""What is written about a case, as whoever raised it reads it: with the form as a file."""

from service.intake.by_page.pages import act_on_waiting
from tests.browser.state import state
from tests.browser.visitor import Visitor
from tests.intake.house import TEACHER, token_in
from tests.intake.test_notifications import code_in


@state("respond.answered", "links/record.html")
def record_of_who_raised_it(visitor: Visitor) -> None:
    house = visitor.site.house
    house.pages.find_link("sefton", house.notify().reference, TEACHER)
    act_on_waiting(house.service)
    visitor.open(f"/r/{token_in(house.last(TEACHER, 'Your new link'))}")
    visitor.press("Read what is written")
    visitor.press("Email the code")
    visitor.fill({"code": code_in(house, TEACHER)})
    visitor.press("Continue")
