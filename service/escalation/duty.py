"""A duty: a task of the procedure, or what people undertake beside it, as somebody owes it in a case."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from service.escalation.clocks import Deadline
from service.escalation.parties import Party


class Standing(StrEnum):
    OWED = "owed"
    DONE = "done"
    CONSIDERED = "considered, not needed"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class Plan(StrEnum):
    """What people undertake, beside the procedure's tasks."""

    ACTION = "action"
    OUTSTANDING = "outstanding"  # what is not settled, and who follows it up (ESCB 3.13)
    RECOMMENDATION = "recommendation"  # of a group or an authority, to an agency
    LEARNING = "learning"  # what others can learn from it, and where that goes


PLANS = frozenset(plan.value for plan in Plan)


@dataclass(frozen=True)
class Duty:
    """A task as owed in this case. `slots` are the agencies that owe it; none: the partnership's own team."""

    id: str
    stage: str
    task: str
    owed_by: tuple[Party, ...]
    slots: tuple[str, ...]
    opened: datetime
    deadline: Deadline | None = None
    standing: Standing = Standing.OWED
    ended: datetime | None = None
    answer: str = ""
    rung: int = 0
    passed_on: int = 0  # how often it has gone to somebody else: deputy, next in line, coordinator
    born_late: bool = False
    until: datetime | None = None  # a date that people gave it, in a plan of theirs
    agreed: datetime | None = None
    superseded: tuple[Deadline, ...] = ()

    @property
    def is_owed(self) -> bool:
        return self.standing is Standing.OWED

    @property
    def is_planned(self) -> bool:
        """Whether people undertook it themselves: then it outlives its stage, and the end of the case."""
        return self.task in PLANS

    def is_late(self, now: datetime) -> bool:
        """Owed past a deadline that can be late, and not stored so from the start (decision 11)."""
        due = self.deadline
        if not self.is_owed or self.born_late or due is None or not due.can_be_late or due.at is None:
            return False
        return now > due.at
