"""The daily balance: received = filed + acted + held + refused + recorded, or the coordinators are told.

Each day's balance is an entry of the partnership's audit. A mail that lies unread for too long is told of at once, and
once a day (reliability-security.md 4.8).
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from service.bootstrap import Service
from service.escalation.calendar import local_day
from service.store import audit, keeping
from service.store.balance import Balance, balance, unread
from service.telling.notices import notice
from service.telling.occasion import Occasion


def of_partnership(service: Service, session: Session, partnership: str) -> Balance:
    """The balance of the partnership's mailboxes as they stand."""
    return balance(session, _boxes(service, partnership), _long_ago(service))


def look(service: Service) -> None:
    """See that no partnership's mail lies unread; on the first look of a day, that all of it is somewhere."""
    at = service.clock.now()
    for key in service.partnerships:
        with service.sessions.begin() as session:
            occasion = Occasion(service, session, key, at)
            if keeping.first_of_the_day(session, f"balance of {key}", local_day(at)):
                found = of_partnership(service, session, key)
                _write_down(occasion, found)
                _tell(occasion, len(found.late) + len(found.lost))
            else:
                _tell(occasion, len(unread(session, _boxes(service, key), _long_ago(service))))


def _boxes(service: Service, partnership: str) -> list[str]:
    return [box.address for box in service.config.mailboxes if box.partnership == partnership]


def _long_ago(service: Service) -> datetime:
    return service.clock.real() - timedelta(seconds=service.config.read_within)


def _write_down(occasion: Occasion, found: Balance) -> None:
    audit.record(
        occasion.session, occasion.service.vault, f"partnership:{occasion.partnership}", at=occasion.at,
        actor="the clock", action="balanced" if found.holds else "does not balance",
        detail={"received": found.received, **found.places, "late": list(found.late), "lost": list(found.lost)},
    )  # fmt: skip


def _tell(occasion: Occasion, missing: int) -> None:
    for address in occasion.coordinators if missing else ():
        key = f"{occasion.partnership}:{occasion.day}:{address}"
        notice(occasion, "unbalanced", address, key, {"held_count": missing})
