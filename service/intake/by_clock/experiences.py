"""Five working days after a case has ended, those who had a part in it are asked how it went, once (ux.md, E29)."""

from collections.abc import Iterator
from datetime import timedelta

from service.bootstrap import Service, stored_procedure
from service.escalation.calendar import at_opening, local_day
from service.escalation.case import State
from service.escalation.effects import ORIGINATOR, Mail, parties
from service.escalation.routing import OWN_TEAM, Holder
from service.escalation.tasks import people
from service.store import cases, experiences
from service.store.experiences import Ended
from service.telling.errand import Errand
from service.telling.notices import notice
from service.telling.occasion import Occasion
from service.telling.recipients import recipients

ASKED = "experience"
PAGE = "/h/"  # where a mailed link leads
WAITS = 5  # working days
TOO_LATE = timedelta(days=30)  # nobody is asked of what ended longer ago
ENDED = (State.RESOLVED.value, State.LEARNING.value, State.UNSETTLED.value)


def ask(service: Service) -> None:
    """Ask those of each case whose time has come."""
    at = service.clock.now()
    with service.sessions.begin() as session:
        waiting = experiences.unasked(session, ENDED, at - TOO_LATE)
    for ended in waiting:
        with service.sessions.begin() as session:
            occasion = Occasion(service, session, ended.partnership, at)
            due = at_opening(occasion.calendar.after(local_day(ended.at), WAITS))
            if at >= due and experiences.ask(session, ended.case_id, at):
                _ask(occasion, ended)


def _ask(occasion: Occasion, ended: Ended) -> None:
    """Each gets a link of their own, which does not say whose it is."""
    case = cases.seen(occasion.session, ended.case_id, stored_procedure)
    errand = Errand(occasion.service, occasion.session, ended.case_id, case, occasion.at)
    base = occasion.service.config.base_url.rstrip("/")
    for number, reader in enumerate(_asked(errand), start=1):
        token = experiences.issue(occasion.session, ended.case_id)
        told = {"reference": case.reference, "link": f"{base}{PAGE}{token}"}
        notice(occasion, ASKED, reader.email, f"{ended.case_id}:{number}", told, token)


def _asked(errand: Errand) -> Iterator[Holder]:
    """Who raised it, and who speaks first for each side at the last stage; each address once."""
    stage = errand.case.stage
    slots = tuple(agency.slot for agency in errand.case.agencies) if stage else ()
    whom = [ORIGINATOR, *(parties(people(stage, slot)[:1], (slot,)) for slot in slots if stage)]
    found = [one for to in whom for one in recipients(errand, Mail(ASKED, to)).holders if one.agency != OWN_TEAM]
    yield from {one.email.lower(): one for one in found if one.email}.values()
