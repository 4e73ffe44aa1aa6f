"""The mailbox needs somebody: its coordinators are told, and whoever runs the service. Once a day for each cause."""

from datetime import UTC

from service.bootstrap import Service
from service.notices import notice
from service.occasion import Occasion


def tell(service: Service, partnership: str, cause: str, what: str) -> None:
    """`what` has happened and what to do, in sentences that name nobody; `cause` is one word for it."""
    at, today = service.clock.now(), service.clock.real().astimezone(UTC).date()
    with service.sessions.begin() as session:
        occasion = Occasion(service, session, partnership, at)
        operator = (service.config.operator,) if service.config.operator else ()
        for address in dict.fromkeys((*occasion.coordinators, *operator)):
            key = f"{partnership}:{cause}:{today}:{address}"
            notice(occasion, "mailbox_trouble", address, key, {"check_reason": what})
    service.bell.ring()
