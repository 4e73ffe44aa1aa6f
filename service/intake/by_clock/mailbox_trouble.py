"""The mailbox needs somebody: its coordinators are told, and whoever runs the service. Once a day for each cause."""

import logging

from service.accounts import days_left
from service.bootstrap import Service
from service.config import Config
from service.escalation.calendar import local_day
from service.telling.notices import notice
from service.telling.occasion import Occasion

log = logging.getLogger(__name__)

WARNED_FROM = 30  # days before the secret ends
WARNED_ON = (0, 1, 2, 3, 7, 14, WARNED_FROM)  # days before it ends; afterwards daily


def tell(service: Service, partnership: str, cause: str, what: str) -> None:
    """`what` has happened and what to do, in sentences that name nobody; `cause` is a word or two for it."""
    _tell(service, partnership, f"{cause}:{local_day(service.clock.real())}", what)


def warn_of_the_secret(service: Service) -> bool:
    """From 30 days before nobody can sign in by token any more, and more often as the day comes near. Always False:
    there is but one secret."""
    config = service.config
    left = days_left(config, local_day(service.clock.real()))
    if left is None or left > WARNED_FROM:
        return False
    milestone = min((day for day in WARNED_ON if day >= left), default=0)
    cause = f"secret:{config.microsoft_secret_expires}:{milestone if left >= 0 else left}"
    for partnership in sorted({box.partnership for box in config.mailboxes}):
        _tell(service, partnership, cause, of_the_secret(config, left))
    return False


def of_the_secret(config: Config, left: int) -> str:
    ends = f"{config.microsoft_secret_expires:%-d %B %Y}"
    remedy = "Make a new one, then set PARLEY_MICROSOFT_SECRET and PARLEY_MICROSOFT_SECRET_EXPIRES."
    if left < 0:
        return f"The secret that we sign in to Microsoft 365 with ended on {ends}. {remedy}"
    return f"The secret that we sign in to Microsoft 365 with ends on {ends} (days left: {left}). {remedy}"


def _tell(service: Service, partnership: str, key: str, what: str) -> None:
    at = service.clock.now()
    with service.sessions.begin() as session:
        occasion = Occasion(service, session, partnership, at)
        operator = (service.config.operator,) if service.config.operator else ()
        told = [
            notice(occasion, "mailbox_trouble", address, f"{partnership}:{key}:{address}", {"check_reason": what})
            for address in dict.fromkeys((*occasion.coordinators, *operator))
        ]
    if any(told) or not told:
        log.error("mailbox of %s: %s", partnership, what)
        service.bell.ring()
