"""Which agencies were asked for their log, for which quarter, and what stands of what they returned."""

from dataclasses import dataclass

from service.store import logs
from service.store.logs import Request, Return
from service.telling.occasion import Occasion
from service.telling.quarter import Quarter, quarter_of


@dataclass(frozen=True)
class AskedFor:
    """A request, or a log that came by itself, and the return that stands of it."""

    request: Request
    stands: Return | None

    @property
    def quarter(self) -> Quarter | None:
        """The one that it was asked for; None for a log that nobody asked for."""
        return quarter_of(self.request.due_at) if self.request.due_at else None


def asked_for(occasion: Occasion) -> tuple[AskedFor, ...]:
    """All of the partnership, the oldest first."""
    session, vault = occasion.session, occasion.service.vault
    each = logs.requests(session, occasion.its.key)
    return tuple(AskedFor(one, logs.standing(session, vault, one)) for one in each)
