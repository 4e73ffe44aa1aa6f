"""A case on its way through one event: as it stands so far, and what has followed so far.

Every rule takes a Course and returns the next one, so that rules can be strung together.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from service.escalation.actors import Actor
from service.escalation.calendar import Calendar, Calendars
from service.escalation.case import Case
from service.escalation.duty import Duty
from service.escalation.effects import Effect, Record


@dataclass(frozen=True)
class Course:
    case: Case
    at: datetime
    by: Actor
    calendars: Calendars
    effects: tuple[Effect, ...] = ()

    def given(self, case: Case) -> "Course":
        return Course(case, self.at, self.by, self.calendars, self.effects)

    def but(self, **changes: Any) -> "Course":
        """The same course with its case changed."""
        return self.given(self.case.but(**changes))

    def plus(self, *effects: Effect) -> "Course":
        return Course(self.case, self.at, self.by, self.calendars, (*self.effects, *effects))

    def record(self, says: str) -> "Course":
        return self.plus(Record(says))

    def duty(self, duty: Duty) -> "Course":
        return self.given(self.case.with_duty(duty))

    def moment(self, name: str) -> "Course":
        """`name` has just happened."""
        return self.given(self.case.with_moment(name, self.at))

    def next_meeting(self, group: str, since: datetime) -> datetime | None:
        return self.calendars.next_meeting(self.case.partnership, group, since)

    def calendar_of(self, duty: Duty) -> Calendar:
        """The calendar of whoever owes that duty."""
        return self.calendar(next(iter(duty.slots), ""))

    def calendar(self, slot: str = "") -> Calendar:
        """The calendar that counts for a duty of that agency (the procedure says whose)."""
        wanted = self.case.procedure.calendar
        agency = self.case.agency(slot)
        return self.calendars.of(agency.nation if wanted == "whoever owes it" and agency else wanted)
