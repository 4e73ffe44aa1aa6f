"""What the core's stories are told with: a case, who does what, when; and what is owed and written after it."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from service.escalation.actors import Actor, Capacity
from service.escalation.calendar import LONDON, at_close
from service.escalation.case import Agency, Case
from service.escalation.decide import decide
from service.escalation.effects import Mail, Record, Remind
from service.escalation.events import Notified, TimePassed
from service.procedures import read_procedure, shipped
from service.procedures.calendars import calendars

PROCEDURES = shipped().procedures
CALENDARS = calendars()

SCHOOL = Agency("o", "a-school", "The school", "school")
SERVICES = Agency("r1", "a-services", "Children's services", "childrens_services")
POLICE = Agency("r2", "a-police", "The police", "police")

ORIGINATOR = Actor(Capacity.ORIGINATOR, "o", "person:1")
HERE = Actor(Capacity.OFFICER, "o", "officer:1")
ACROSS = Actor(Capacity.OFFICER, "r1", "officer:2")
AUTHORITY = Actor(Capacity.AUTHORITY, "", "officer:3")
COORDINATOR = Actor(Capacity.COORDINATOR, "", "officer:4")

SMALL = """\
name = "Anytown escalation procedure"
prefix = "ANY"
version = "2026-01"
in_force = { from = 2026-01-05 }
areas = ["Anytown"]
calendar = "england"
partnership_reads_from = "1"
source = { title = "Anytown escalation policy", cites = "sections" }
role.manager = "Manager"
role.director = "Director"
role.chair = "Chair"
"""


def at(text):
    """"2026-04-01 10:00", London time; nine o'clock for a date alone."""
    day, _, clock = text.partition(" ")
    return datetime.combine(date.fromisoformat(day), time.fromisoformat(clock or "09:00"), LONDON).astimezone(UTC)


def close_of(year, month, day):
    return at_close(date(year, month, day))


def small(*clauses, top=""):
    """A procedure of a few clauses, one a line, each under its cite."""
    return read_procedure("small", {"small": "\n".join((top, SMALL, *clauses))})


@dataclass
class Story:
    """A case with everything that followed; each event is told by `then`."""

    case: Case
    effects: tuple = ()
    all_effects: list = field(default_factory=list)

    def then(self, event):
        self.case, self.effects = decide(self.case, event, CALENDARS)
        self.all_effects += self.effects
        return self

    def owes(self, duty):
        found = self.case.duty(duty)
        return found is not None and found.is_owed

    def due(self, duty):
        deadline = self.case.duty(duty).deadline
        return deadline.at if deadline else None

    @property
    def at_stages(self):
        return [visit.stage for visit in self.case.open_visits]

    @property
    def mails(self):
        """What the last event had written: each mail's kind, and whom it is for in a word."""
        return {(mail.kind, addressee(mail.to)) for mail in self.effects if isinstance(mail, Mail)}

    @property
    def kinds(self):
        return {kind for kind, _ in self.mails}

    @property
    def says(self):
        return " / ".join(effect.says for effect in self.effects if isinstance(effect, Record))

    def reminders(self, duty):
        """When the last event set reminders of that duty for its ower, London time, with their kinds."""
        return [(when, kind) for when, kind in self.wakes(duty) if kind != "progress"]

    def wakes(self, duty):
        """The same, with what the originator is told week by week."""
        found = [effect for effect in self.effects if isinstance(effect, Remind) and effect.duty == duty]
        return [(effect.at.astimezone(LONDON).strftime("%a %d %b %H:%M"), effect.kind) for effect in found]

    def when_due(self, *reminders, at):
        return self.then(TimePassed(at, reminders=reminders))


def addressee(to):
    """The kind of addressee; "ower 2.meeting", its deputy "ower 2.meeting +1"; a person's id; roles at slots."""
    if to.kind == "ower":
        return f"ower {to.duty}{f' +{to.step}' if to.step else ''}"
    if to.kind == "parties":
        return f"{'/'.join(party.role for party in to.parties)} at {','.join(to.slots) or 'the partnership'}"
    return to.holder or to.kind


def opened(procedure="sefton", when="2026-04-01 10:00", **told):
    """A disagreement between a school and children's services, just notified; `concern` a moment as text."""
    known = PROCEDURES[procedure] if isinstance(procedure, str) else procedure
    concern = at(told.pop("concern", when))
    receiving = told.pop("receiving", (SERVICES,))
    event = Notified(at(when), ORIGINATOR, "ANY-4T9K-2MC2", "anytown", SCHOOL, receiving, concern, **told)
    return Story(Case(known)).then(event)
