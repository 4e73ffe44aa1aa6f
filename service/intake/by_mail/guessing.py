"""Reply addresses that we never gave out: one is a slip, twenty in an hour are guesses, and a person is told.

A guess hits one of ten thousand tokens with a chance of one in 2 to the power of 114; the alarm is for whoever tries.
"""

from datetime import timedelta

from sqlalchemy.orm import Session

from service.intake.by_mail.inbound import Inbound
from service.mail.address import tag_of
from service.store import audit
from service.telling.notices import notice
from service.telling.occasion import Occasion

GUESS = "unknown reply address"
ALARMING = 20
WITHIN = timedelta(hours=1)


def note_a_guess(inbound: Inbound, session: Session) -> None:
    """Count a mail whose reply address is nobody's; of twenty within an hour the coordinators hear, once an hour."""
    service, chain = inbound.service, f"partnership:{inbound.partnership}"
    if not any(tag_of(inbound.mail.recipients, box.address) for box in service.config.mailboxes):
        return
    audit.record(
        session, service.vault, chain, at=inbound.at, actor="the mail room", action=GUESS, object_id=inbound.kept.id
    )
    session.flush()
    seen = audit.count(session, chain, GUESS, inbound.at - WITHIN)
    if seen < ALARMING:
        return
    occasion = Occasion(service, session, inbound.partnership, inbound.at)
    for address in occasion.coordinators:
        notice(occasion, "guessing", address, f"{address}:{inbound.at:%Y-%m-%dT%H}", {"held_count": seen})
