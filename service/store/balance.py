"""What came in and what became of it: every mail of a mailbox is in exactly one place, or somebody is told."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from service.store.tables import CaseVersionRow, InboundRow

PLACES = {
    "case_created": "acted",
    "reply_applied": "acted",
    "note_added": "filed",
    "held": "held",
    "closed_by_human": "refused",
    "auto_recorded": "recorded",
    "bounce_recorded": "recorded",
    "own_recorded": "recorded",
    "duplicate_linked": "recorded",
    None: "being read",
}
MAIL = "mail " + InboundRow.id  # how a case's history names the mail that an act came from
ACTED = [disposition for disposition, place in PLACES.items() if place == "acted"]


@dataclass(frozen=True)
class Balance:
    """How many mails came in, and how many are in each of PLACES; the ids of those that are nowhere.

    `late` are those that are not read yet though they came before the moment that was asked for; `lost` those that
    say that they moved a case, and no case knows of them.
    """

    received: int
    places: dict[str, int]
    late: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return self.received == sum(self.places.values()) and not self.late and not self.lost


def balance(session: Session, mailboxes: Collection[str], before: datetime) -> Balance:
    """The balance of these mailboxes; what came `before` that moment should be read by now."""
    here = InboundRow.mailbox.in_(mailboxes)
    counted = session.execute(
        select(InboundRow.disposition, func.count()).where(here).group_by(InboundRow.disposition)
    ).all()
    places = dict.fromkeys(PLACES.values(), 0)
    for disposition, many in counted:
        places[PLACES[disposition]] += many
    known = exists().where(CaseVersionRow.source == MAIL)
    unknown = select(InboundRow.id).where(here, InboundRow.disposition.in_(ACTED), ~known)
    return Balance(
        session.scalar(select(func.count()).select_from(InboundRow).where(here)) or 0,
        places,
        unread(session, mailboxes, before),
        tuple(session.scalars(unknown)),
    )


def unread(session: Session, mailboxes: Collection[str], before: datetime) -> tuple[str, ...]:
    """The mails that came, or were released by a person, before that moment and are not read yet, oldest first."""
    since = func.coalesce(InboundRow.released_at, InboundRow.arrived_at)
    waits = select(InboundRow.id).where(InboundRow.state.in_(("captured", "leased")), since < before)
    return tuple(session.scalars(waits.where(InboundRow.mailbox.in_(mailboxes)).order_by(InboundRow.arrived_at)))
