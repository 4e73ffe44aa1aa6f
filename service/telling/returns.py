"""Which agencies were asked for their log, for which quarter, and what stands of what they returned."""

from dataclasses import dataclass
from functools import cached_property

from service.store import logs
from service.store.logs import Request, Return
from service.telling.occasion import Occasion
from service.telling.quarter import Quarter, quarter_of


@dataclass(frozen=True)
class AskedFor:
    """A request, or a log that came by itself."""

    occasion: Occasion
    request: Request

    @cached_property
    def stands(self) -> Return | None:
        """The return that stands of it. It is sealed, and opened when it is asked for."""
        return logs.standing(self.occasion.session, self.occasion.service.vault, self.request)

    @property
    def quarter(self) -> Quarter | None:
        """The one that it was asked for; None for a log that nobody asked for."""
        return quarter_of(self.request.due_at) if self.request.due_at else None


def asked_for(occasion: Occasion) -> tuple[AskedFor, ...]:
    """All of the partnership, the oldest first."""
    return tuple(AskedFor(occasion, one) for one in logs.requests(occasion.session, occasion.its.key))
