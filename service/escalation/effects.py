"""What can follow from an event. The way in carries effects out; the core only names them.

A mail is written to whoever holds a role on the day it is carried out: the core knows no person.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from service.escalation.parties import Party


@dataclass(frozen=True)
class To:
    """Whom a mail is for. One of: a party at the agencies in `slots`; the ower of a duty; a person by id;
    the originator; the coordinators; everyone who was told anything of this case so far."""

    kind: str
    duty: str = ""
    parties: tuple[Party, ...] = ()
    slots: tuple[str, ...] = ()
    holder: str = ""
    step: int = 0  # 0 the ower, 1 their deputy, 2 the next in line


ORIGINATOR = To("originator")
COORDINATOR = To("coordinator")
EVERYONE = To("everyone")


def ower(duty: str, step: int = 0) -> To:
    return To("ower", duty=duty, step=step)


def parties(who: tuple[Party, ...], slots: tuple[str, ...] = ()) -> To:
    return To("parties", parties=who, slots=slots)


def person(holder: str) -> To:
    return To("person", holder=holder)


@dataclass(frozen=True)
class Effect:
    pass


@dataclass(frozen=True)
class Mail(Effect):
    """`kind` is a folder of mail_templates. `stage` is the one that a reply to it speaks of."""

    kind: str
    to: To
    stage: str = ""
    duty: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


MAIL_KINDS = frozenset(
    (
        "act_today", "agree", "authority", "born_late", "case_over", "choose", "closed", "correction", "covering",
        "date_agreed", "dates_changed", "debrief", "delete_message", "feedback", "feedback_given", "handed_over",
        "in_writing", "late", "learning", "meeting", "merged", "message", "more_time", "moved_on", "named",
        "new_case", "not_agreed", "not_delivered", "not_me", "not_sent_on", "nothing_above", "officer_away",
        "other_view", "outcome", "past_at_receipt", "progress", "receipt", "recommended", "refused", "reminder",
        "reopened", "report_due", "review_child", "risk_lowered", "routed", "routed_own", "second_asked",
        "second_declined", "stage_past", "still_concerned", "task", "told", "unacknowledged", "undo_asked", "unproven",
        "unsettled", "withdrawal_asked", "withdrawn",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Remind(Effect):
    """Wake up at that instant about that duty; `kind`: before, today, overdue, review, unacknowledged, alert,
    progress."""

    at: datetime
    duty: str
    kind: str


@dataclass(frozen=True)
class Record(Effect):
    """A line for the case's history; names roles and dates, never a child."""

    says: str
