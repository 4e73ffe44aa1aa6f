"""What wakes a case by itself: reminders that came due, and a calendar that has changed since it was dated."""

import logging

from sqlalchemy.orm import Session

from service.bootstrap import Service
from service.escalation.events import CalendarChanged, TimePassed
from service.handle import Source, apply, handle
from service.store import cases, keeping, reminders
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


def date_anew(service: Service) -> None:
    """A new bank holiday dates what is open again (decision 10), audited; those who had the old date are told.

    Begun again at the next start where it was cut short, or where a case failed; what has its new date keeps it.
    """
    version = service.calendars.version
    with service.sessions.begin() as session:
        before = keeping.dated_on(session)
        waiting = cases.open_ids(session) if before not in ("", version) else []
    failed = [case_id for case_id in waiting if not _dated_anew(service, case_id)]
    if not failed:
        with service.sessions.begin() as session:
            keeping.keep_dated_on(session, version)
    service.bell.ring()


def _dated_anew(service: Service, case_id: str) -> bool:
    """Whether that case is dated on the present calendars; one that fails holds up no other."""
    source = Source("the calendar", "the clock", lambda session, id: True)
    try:
        handle(service, CalendarChanged(service.clock.now()), case_id, source)
    except Exception as fault:
        log.error("the dates of case %s could not be counted again: %s", case_id, type(fault).__name__)
        return False
    return True
