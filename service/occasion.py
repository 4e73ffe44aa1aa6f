"""When and where a door acts: the service, its transaction, the partnership, and the business time."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sqlalchemy.orm import Session

from service.bootstrap import Service
from service.escalation.calendar import local_day
from service.escalation.parties import Post, Role
from service.escalation.procedure import Procedure
from service.escalation.routing import Asking, Directory, find
from service.pages import Partnership
from service.store import directory


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
        role = Role("coordinator", {"any": Post((self.its.coordinator_post,))})
        return tuple(holder.email for holder in find(self.directory, role, None, Asking(self.day)).holders)
