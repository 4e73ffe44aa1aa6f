"""How a case went, asked behind a link, in every state."""

from service.store import cases, experiences
from tests.browser.state import state
from tests.browser.visitor import Visitor
from tests.intake.house import House


def experience_link(house: House) -> str:
    """A link to say how a case went."""
    reference, at = house.notify().reference, house.service.clock.now()
    with house.service.sessions.begin() as session:
        case_id = cases.id_of(session, reference)
        assert experiences.ask(session, case_id, at)
        return f"/h/{experiences.issue(session, case_id)}"


@state("experience.ask", "links/experience.html")
def experience(visitor: Visitor) -> None:
    visitor.open(experience_link(visitor.site.house))


@state("experience.answered", "links/experience.html")
def experience_too_long(visitor: Visitor) -> None:
    experience(visitor)
    visitor.fill({"comment": "It took long. " * 200})
    visitor.press("Send my answers")


@state("experience.answered", "links/experience_sent.html")
def experience_sent(visitor: Visitor) -> None:
    experience(visitor)
    visitor.fill({"clear": "yes", "helped": "partly", "comment": "Ring sooner."})
    visitor.press("Send my answers")


@state("experience.ask", "links/experience_sent.html")
def experience_opened_again(visitor: Visitor) -> None:
    experience_sent(visitor)
    visitor.open(f"/h/{visitor.page.url.rpartition('/')[2]}")
