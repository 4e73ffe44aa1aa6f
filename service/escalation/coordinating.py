"""What a coordinator decides about a case: events as those of `events`, which nobody else brings about."""

from dataclasses import dataclass
from datetime import datetime

from service.escalation.case import NOBODY, Agency, Case
from service.escalation.events import Event
from service.escalation.procedure import Procedure


@dataclass(frozen=True)
class Released(Event):
    """A coordinator, or the sender's own proof, lets a notification that was being checked go on."""


@dataclass(frozen=True)
class Refused(Event):
    """A notification that was being checked is not sent on: `reason` is one of those of `refusing`."""

    reason: str = ""


@dataclass(frozen=True)
class LookedAtAgain(Event):
    """What was refused is checked once more."""


@dataclass(frozen=True)
class RiskLowered(Event):
    second: str = ""


@dataclass(frozen=True)
class WrittenTo(Event):
    to: tuple[str, ...] = ()  # the people whom a coordinator writes to, by their holders' ids


@dataclass(frozen=True)
class Withdrawn(Event):
    pass


@dataclass(frozen=True)
class Redirected(Event):
    """A coordinator gives one role at one agency (slot; "" for the partnership's own) to somebody else."""

    slot: str = ""
    role: str = ""
    holder_named: str = ""


@dataclass(frozen=True)
class HandedOver(Event):
    """By an exit that names a procedure: the case goes on there, with its history and its moments."""

    exit: str = ""
    procedure: Procedure | None = None
    stage: str = ""
    to: str = ""  # by no exit: where it goes on, in words,
    say: str = ""  # and what becomes of it there


@dataclass(frozen=True)
class Closed(Event):
    second: str = ""


@dataclass(frozen=True)
class SecondAsked(Event):
    """A coordinator asks another one to confirm an act that takes two: "close" without agreement, "lower" the risk."""

    act: str = ""


@dataclass(frozen=True)
class SecondDeclined(Event):
    """It is not confirmed, or no longer asked for."""

    act: str = ""


@dataclass(frozen=True)
class Corrected(Event):
    """What somebody wrote says something else now, or is struck out. The case goes on, and so do its dates."""


@dataclass(frozen=True)
class AgencyCorrected(Event):
    """An agency was named wrongly: the one in that slot is `agency`. `untold` are those of the wrong one who were
    written to, by their holders' ids: they hear no more of the case."""

    agency: Agency = NOBODY
    untold: tuple[str, ...] = ()


@dataclass(frozen=True)
class DeletionAsked(Event):
    """People are asked to delete messages of ours: who, by their holders' ids, and when theirs were sent."""

    asked: tuple[tuple[str, tuple[datetime, ...]], ...] = ()


@dataclass(frozen=True)
class Restricted(Event):
    """Who of the partnership's own team may see the case, by their holders' ids; nobody named: all of them."""

    to: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paired(Event):
    """This case and that one, by its reference, are two: they are `linked`, or kept apart."""

    other: str = ""
    linked: bool = False


@dataclass(frozen=True)
class Merged(Event):
    """This case is the same as that one, by its reference, which goes on."""

    into: str = ""


@dataclass(frozen=True)
class FeedbackAsked(Event):
    """The `other` case goes on as this one, which has ended: whoever raised that one is to be told here."""

    other: str = ""


@dataclass(frozen=True)
class Parted(Event):
    """A case that was merged into the `other` goes on by itself: `before` is the case as it stood until then."""

    other: str = ""
    before: Case | None = None
