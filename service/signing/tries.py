"""Tries that failed, counted by the address that they were on and by where they came from (T50, T51)."""

from datetime import datetime

from sqlalchemy.orm import Session

from service.bootstrap import Service
from service.store import sittings

ON_AN_ADDRESS, FROM_A_PLACE = 10, 100  # in a quarter of an hour


def too_many(service: Service, session: Session, email: str, origin: str, at: datetime) -> bool:
    """Whether there were so many lately that not even the right password counts; `email` may be unknown yet."""
    counted = ((email, ON_AN_ADDRESS), (origin, FROM_A_PLACE))
    return any(
        sittings.wrong_lately(session, service.vault, tried_on, at) >= most for tried_on, most in counted if tried_on
    )


def note(service: Service, session: Session, email: str, origin: str, at: datetime) -> None:
    for tried_on in filter(None, (email, origin)):
        sittings.note_wrong(session, service.vault, tried_on, at)
