"""What can happen to a case. Doors report events; `decide` says what follows from each.

`at` is an instant in UTC. `by` says who, for which agency and in which capacity: whether they proved
to be that person was settled before (decision 20). `stage` is the stage that the person spoke of.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from service.escalation.actors import SERVICE, Actor
from service.escalation.case import NOBODY, Agency, Case, Subject
from service.escalation.duty import Plan
from service.escalation.facts import Answer


@dataclass(frozen=True)
class Event:
    at: datetime
    by: Actor = SERVICE


@dataclass(frozen=True)
class Notified(Event):
    """Someone raises a disagreement. `checked` says why a person looks first; empty: it is routed at once."""

    reference: str = ""
    partnership: str = ""
    originating: Agency = NOBODY
    receiving: tuple[Agency, ...] = ()
    concern: datetime | None = None
    stage: str = ""
    facts: Mapping[str, Answer] = field(default_factory=dict)
    risk: bool = False
    checked: str = ""
    subjects: tuple[Subject, ...] = ()
    received: datetime | None = None  # when it reached us, where somebody entered it later


@dataclass(frozen=True)
class Completed(Event):
    """What was missing of a notification has come: the whole of it, as it would have come at once."""

    whole: Notified = field(kw_only=True)


@dataclass(frozen=True)
class RiskStated(Event):
    provisional: bool = False


@dataclass(frozen=True)
class RiskAnswered(Event):
    """Someone says that they have taken up the alert."""


@dataclass(frozen=True)
class ToldMore(Event):
    """A person of the case adds words, and nothing else."""


@dataclass(frozen=True)
class StillConcerned(Event):
    """The originator says, after an end or a refusal, that the concern stands."""


@dataclass(frozen=True)
class Acknowledged(Event):
    stage: str = ""


@dataclass(frozen=True)
class Done(Event):
    """A duty's ower answers it. `when`: the date of the meeting set or held."""

    duty: str = ""
    answer: str = ""
    when: datetime | None = None
    not_agreed: bool = False  # by the rung that was asked: the next one is turned to


@dataclass(frozen=True)
class Considered(Event):
    """An optional task was considered and is not needed, because."""

    duty: str = ""
    because: str = ""


@dataclass(frozen=True)
class GateRefused(Event):
    duty: str = ""
    because: str = ""


@dataclass(frozen=True)
class Answered(Event):
    """Answers to the procedure's questions became known; dates in ISO form."""

    facts: Mapping[str, Answer] = field(default_factory=dict)


@dataclass(frozen=True)
class StatusChanged(Event):
    """The help or plan that is in place for one of the subjects is another now, or has become known."""

    subject: str = ""
    status: str = ""


@dataclass(frozen=True)
class Undertaken:
    """One thing that an agency (slot; "" for the partnership's team) will do; its words are kept beside the case."""

    plan: Plan
    slot: str
    until: datetime | None = None


@dataclass(frozen=True)
class Agreed(Event):
    """What was agreed at a stage, as things that somebody will do by a date."""

    stage: str = ""
    undertaken: tuple[Undertaken, ...] = ()


@dataclass(frozen=True)
class MeetingSet(Event):
    """The meeting of a stage has a date: `when` is its beginning."""

    stage: str = ""
    when: datetime | None = None


@dataclass(frozen=True)
class RecordKept(Event):
    """An agency has put a record of a stage on the child's file."""

    stage: str = ""
    record: str = ""


@dataclass(frozen=True)
class OfficeNoted(Event):
    """The office part of a report: "received", or "notified" to the board, and on which day."""

    what: str = ""
    on: datetime | None = None


@dataclass(frozen=True)
class DebriefAsked(Event):
    """Somebody would be helped by talking it over: their lead is told, and nothing of what it was about."""

    stage: str = ""


@dataclass(frozen=True)
class FeedbackGiven(Event):
    """On each of these; all that is owed, where none is named."""

    duty: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Resolved(Event):
    stage: str = ""


@dataclass(frozen=True)
class NotAgreed(Event):
    stage: str = ""


@dataclass(frozen=True)
class NotResolved(Event):
    """`to` names the ways on where there is a choice; empty where there is one."""

    stage: str = ""
    to: tuple[str, ...] = ()


@dataclass(frozen=True)
class NotResolvedUnproven(Event):
    """An escalation by a mail that could not be proven: alerted, nothing moved, until the person confirms."""

    stage: str = ""


@dataclass(frozen=True)
class Decided(Event):
    """The authority of a stage decides, recommends, mediates or reviews."""

    stage: str = ""
    answer: str = ""


@dataclass(frozen=True)
class Named(Event):
    duty: str = ""
    holder_named: str = ""
    agency_of_named: str = ""  # the id of that person's agency, empty for the partnership's own team
    because: str = ""  # a coordinator's reason where it is one all the same (decision 28)


@dataclass(frozen=True)
class DateAgreed(Event):
    duty: str = ""
    until: datetime | None = None
    because: str = ""


@dataclass(frozen=True)
class MoreTimeAsked(Event):
    stage: str = ""
    until: datetime | None = None


@dataclass(frozen=True)
class NotMine(Event):
    """Somebody whom we wrote to says that it is not for them."""

    stage: str = ""


@dataclass(frozen=True)
class MessagesDeleted(Event):
    """Somebody says that they have deleted what we asked them to delete."""


@dataclass(frozen=True)
class WithdrawalAsked(Event):
    pass


@dataclass(frozen=True)
class Undone(Event):
    """The last act is taken back: `before` is the case as it stood before it, `act` the event's name."""

    act: str = ""
    acted_at: datetime | None = None
    before: Case | None = None


@dataclass(frozen=True)
class TimePassed(Event):
    """Reminders have come due: (duty, kind) pairs, the oldest first."""

    reminders: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Unavailable(Event):
    """Someone who owes a duty is away, or mail to them came back: it goes to the deputy."""

    holder: str = ""
    slot: str = ""
    stage: str = ""
    why: str = ""  # "away" or "returned"
    whom: str = ""  # for the coordinator: their role and address,
    says: str = ""  # what is known of how it is, in a sentence or two,
    remedy: str = ""  # and what puts it right


@dataclass(frozen=True)
class CalendarChanged(Event):
    """Days became working days or ceased to be: what is open is dated again."""
