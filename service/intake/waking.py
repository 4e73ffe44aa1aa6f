"""Reminders that came due become one event of their case."""

import logging

from sqlalchemy.orm import Session

from service.bootstrap import Service
from service.escalation.events import TimePassed
from service.handle import Source, apply
from service.store import reminders
from service.store.reminders import Due

log = logging.getLogger(__name__)


def remind_one(service: Service, put_off: set[str]) -> bool:
    """Handle the reminders of the case that has waited longest, but for those put off; False when none is due.

    Still owed? A mail to the one who owes it. No longer? Recorded, and nothing is sent.
    A case that fails joins those put off: it is tried again later, and holds up no other.
    """
    at = service.clock.now()
    with service.sessions.begin() as session:
        due = reminders.next_due(session, at, put_off)
    if due is None:
        return False
    try:
        with service.sessions.begin() as session:
            apply(service, session, TimePassed(at, reminders=due.about), due.case_id, _source(service, due))
    except Exception as fault:
        log.error("the reminders of case %s failed: %s", due.case_id, type(fault).__name__)
        put_off.add(due.case_id)
        return True
    service.bell.ring()
    return True


def _source(service: Service, due: Due) -> Source:
    def take(session: Session, case_id: str) -> bool:
        return reminders.take(session, due, service.clock.real())

    return Source("the clock", "the clock", take)
