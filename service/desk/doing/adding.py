"""A case that a coordinator adds for somebody who rang or wrote: by the way in of the public form."""

from forms.answers import Answers
from forms.taken_down import ChoicesNow
from service.bootstrap import Service
from service.desk.looking.looking import look
from service.escalation.calendar import LONDON
from service.intake.by_page import pages
from service.intake.raising.choices import choices
from service.seam.access import Signed


def offered(service: Service, who: Signed) -> ChoicesNow:
    """What the form offers there now."""
    found = choices(service, who.partnership)
    with look(service, who) as seen:
        seen.note("opened the form for adding a case")
        return ChoicesNow.of(found, seen.at.astimezone(LONDON).time())


def add(service: Service, who: Signed, id: str, answers: Answers) -> str:
    """The reference of the case that these answers open; twice the same id: the same case."""
    pages.keep(service, who.partnership, id, answers, taken_down_by=who.holder)
    pages.act_on(service, id)
    receipt = pages.PagesOf(service).receipt(id)
    assert receipt is not None  # it has just been kept and acted on
    return receipt.reference
