"""Who does something to a case, for which agency, and in which capacity."""

from dataclasses import dataclass
from enum import StrEnum


class Capacity(StrEnum):
    ORIGINATOR = "originator"
    OFFICER = "officer"
    AUTHORITY = "authority"
    COORDINATOR = "coordinator"
    SERVICE = "service"


@dataclass(frozen=True)
class Actor:
    """Who did it. `slot` is the agency that they speak for: their own, or, for a coordinator after a
    call, the one whose word they record. `holder` names the person in the directory or on the case."""

    capacity: Capacity
    slot: str = ""
    holder: str = ""

    @property
    def coordinates(self) -> bool:
        return self.capacity is Capacity.COORDINATOR


SERVICE = Actor(Capacity.SERVICE)
