"""When and where a door acts: the service, its transaction, the partnership, and the business time."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sqlalchemy.orm import Session

from service.bootstrap import Service
from service.escalation.calendar import Calendar, at_opening, local_day
from service.escalation.parties import Post, Role
from service.escalation.procedure import Procedure
from service.escalation.routing import Asking, Directory, find
from service.seam.pages import Partnership
from service.store import addresses, directory


@dataclass(frozen=True)
class Occasion:
    """What is at hand before there is a case. `partnership` is its key; `at` is business time."""

    service: Service
    session: Session
    partnership: str
    at: datetime

    @property
    def day(self) -> date:
        return local_day(self.at)

    @property
    def its(self) -> Partnership:
        return self.service.partnerships[self.partnership]

    @property
    def procedure(self) -> Procedure:
        return self.service.procedure_of(self.partnership)

    @cached_property
    def directory(self) -> Directory:
        return directory.read(self.session, self.partnership)

    @property
    def coordinators(self) -> tuple[str, ...]:
        """The addresses of whoever coordinates this partnership's cases today."""
        return self.team(self.its.coordinator_post)

    @property
    def calendar(self) -> Calendar:
        return self.service.calendars.of(self.procedure.calendar)

    @property
    def is_read_now(self) -> bool:
        """Whether it is a working day between opening and close: out of hours nobody reads the mailbox."""
        return self.calendar.is_open(self.at) and self.at >= at_opening(self.day)

    def team(self, post: str, step: int = 0) -> tuple[str, ...]:
        """The addresses of whoever holds that post in the partnership's own team today; at step 1, their deputies."""
        role = Role("coordinator", {"any": Post((post,))})
        unreachable = addresses.unreachable(self.session, self.service.vault, self.directory)
        asking = Asking(self.day, step=step, unreachable=unreachable)
        return tuple(holder.email for holder in find(self.directory, role, None, asking).holders)

    def holders_at(self, address: str) -> tuple[str, ...]:
        """Who of the directory has that address, as officer:ID and deputy:ID."""
        return directory.holders_at(self.session, self.partnership, address)
