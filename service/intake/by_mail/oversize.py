"""A mail that is too large to be taken in: its headers are kept, it is held, and people are told where the rest is."""

from service.bootstrap import Service
from service.intake.by_mail.holding import hold
from service.intake.by_mail.inbound import Inbound
from service.mail.reading.message import InboundMail
from service.store import inbox
from service.store.inbox import Arrival

MEGABYTE = 1024 * 1024


def hold_headers(service: Service, partnership: str, arrival: Arrival, size: int) -> None:
    """Kept and held once, however often it is met; `size` is the whole mail's, in bytes."""
    at, now = service.clock.now(), service.clock.real()
    with service.sessions.begin() as session:
        kept = inbox.capture_unread(session, service.vault, arrival, now, service.config.lease)
    if kept is None:
        return
    reason = (
        f"It is {size / MEGABYTE:.0f} MB large, and mails above 50 MB are not taken in. Its headers are kept here; the "
        f"whole of it waits in the folder {service.config.imap_large} of the mailbox."
    )
    hold(Inbound(service, kept, InboundMail(arrival.raw), partnership, at), reason, answer=False)
