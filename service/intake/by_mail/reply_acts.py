"""What each word of a reply does: the event that it reports, what its words are kept as, what is recorded of it, and
what is asked for where the reply lacks it, once (ux.md 1.7)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from service.escalation.actors import Actor
from service.escalation.calendar import OPENS, at_close, local_day, moment
from service.escalation.course import Course
from service.escalation.events import (
    Acknowledged,
    Event,
    MeetingSet,
    MessagesDeleted,
    MoreTimeAsked,
    NotAgreed,
    NotMine,
    NotResolved,
    Resolved,
    Undone,
    WithdrawalAsked,
)
from service.mail.replies.acts import Act
from service.mail.replies.reply import Answer
from service.store import cases
from service.telling.errand import Errand

SAID_BY_ANYBODY = (Act.SEEN, Act.UNDO, Act.NOT_ME, Act.DELETED)  # an agency's are the others; an authority has a link
OF_NO_STAGE = (Act.WITHDRAW, Act.UNDO, Act.NOT_ME, Act.DELETED, Act.HELP, Act.STOP)
OF_ANY_CASE = (Act.UNDO, Act.DELETED)  # of one that is over, too
Asks = Callable[[Errand, Actor, str, Answer], str]


def _nothing(errand: Errand, by: Actor, stage: str, said: Answer) -> str:
    return ""


def _unless_said(question: str) -> Asks:
    return lambda errand, by, stage, said: "" if said.reason else question


def _unless_named(errand: Errand, by: Actor, stage: str, said: Answer) -> str:
    return "" if said.who else "Who should we ask? Reply NOT ME and a name or an email address."


NINE = "You gave no time, so 9am stands. To change it, reply MEETING with the day and the time."


def _the_time(errand: Errand, by: Actor, stage: str, said: Answer) -> str:
    return "" if said.time else NINE


def _the_day(errand: Errand, by: Actor, stage: str, said: Answer) -> str:
    if said.date:
        return _unless_said("Reply with a line that says why you need it.")(errand, by, stage, said)
    first, second = (f"MORE TIME {day:%-d %B}" for day in days_to_offer(errand, by, stage))
    return f"Which day do you need? Reply {first}, or {second}, or another day. Say why."


def days_to_offer(errand: Errand, by: Actor, stage: str) -> tuple[date, date]:
    """Two days to ask for: two working days and a working week after the day that is next asked for at that stage."""
    owed = [duty for duty in errand.case.owed if duty.stage == stage and duty.task != "acknowledge"]
    asked = [duty.deadline.ask for duty in owed if duty.deadline and duty.deadline.ask]
    day = local_day(min((ask for ask in asked if ask > errand.at), default=errand.at))
    calendar = Course(errand.case, errand.at, by, errand.service.calendars).calendar(by.slot)
    return calendar.after(day, 2), calendar.after(day, 5)


@dataclass(frozen=True)
class Word:
    """`paper` is what the words beside it are kept as; `asks` says what is still needed, or nothing."""

    event: Callable[[datetime, Actor, str, Answer], Event]
    recorded: str
    paper: str = ""
    asks: Asks = _nothing


WHAT_WAS_AGREED = _unless_said("Reply with a line that says what you agreed, and who does what by when.")
WORDS: Mapping[Act, Word] = {
    Act.RESOLVED: Word(
        lambda at, by, stage, said: Resolved(at, by, stage), "You say that stage {stage} is resolved.", "outcome",
        WHAT_WAS_AGREED,
    ),
    Act.AGREE: Word(
        lambda at, by, stage, said: Resolved(at, by, stage), "You agree that stage {stage} is resolved.", "outcome"
    ),
    Act.NOT_AGREED: Word(
        lambda at, by, stage, said: NotAgreed(at, by, stage),
        "You do not agree that stage {stage} is resolved.", "view",
        _unless_said("Reply with a line that says what you do not agree with."),
    ),
    Act.NOT_RESOLVED: Word(
        lambda at, by, stage, said: NotResolved(at, by, stage),
        "You say that stage {stage} is not resolved.", "outcome",
        _unless_said("Reply with a line that says why it is not."),
    ),
    Act.MORE_TIME: Word(
        lambda at, by, stage, said: MoreTimeAsked(at, by, stage, at_close(said.date) if said.date else None),
        "You ask for more time at stage {stage}{until}. The coordinator decides; the date stands until then.", "reason",
        _the_day,
    ),
    Act.MEETING: Word(
        lambda at, by, stage, said: MeetingSet(at, by, stage, begins(said)),
        "The meeting of stage {stage} is set{on}. Everyone who attends is told.", "minutes", _the_time,
    ),
    Act.NOT_ME: Word(
        lambda at, by, stage, said: NotMine(at, by, stage),
        "You say that this is not for you. The coordinator finds out who has it, and we write to you no more about it.",
        "reason", _unless_named,
    ),
    Act.SEEN: Word(lambda at, by, stage, said: Acknowledged(at, by, stage), "You have this, at stage {stage}.", "view"),
    Act.WITHDRAW: Word(
        lambda at, by, stage, said: WithdrawalAsked(at, by), "You ask to withdraw. The coordinator confirms it.",
        "reason", _unless_said("Reply with a line that says why."),
    ),
    Act.UNDO: Word(lambda at, by, stage, said: Undone(at, by), "Your last answer was taken back."),
    Act.DELETED: Word(lambda at, by, stage, said: MessagesDeleted(at, by), "You have deleted our earlier message."),
}  # fmt: skip


PAPER_OF: Mapping[str, str] = {  # by the event: where words go that are given later, in answer to what was recorded
    "Resolved": "outcome", "NotResolved": "outcome", "NotAgreed": "view", "MoreTimeAsked": "reason",
    "MeetingSet": "minutes", "NotMine": "reason", "Acknowledged": "view", "WithdrawalAsked": "reason",
}  # fmt: skip


def paper_of_the_last_act(errand: Errand, holder: str) -> str:
    """What words belong to that this person adds to what they said last; empty where they have said nothing yet."""
    rows = cases.history(errand.session, errand.case_id)
    said = [PAPER_OF[row.event] for row in rows if row.actor == holder and row.event in PAPER_OF]
    return said[-1] if said else ""


def begins(said: Answer) -> datetime | None:
    """When the meeting begins; nine o'clock where no time was given."""
    return moment(said.date, said.time or OPENS) if said.date else None


def recorded(said: Answer, stage: str) -> str:
    """What was recorded, with the day that was understood."""
    at = said.time.strftime(" at %H:%M") if said.time else ""
    day = f"{said.date:%A %-d %B %Y}" if said.date else ""
    return WORDS[said.act].recorded.format(stage=stage, until=day and f", until {day}", on=day and f" for {day}{at}")


def still_needed(errand: Errand, by: Actor, stage: str, said: Answer, event: Event) -> str:
    """What the reply lacks; asked for once, not again with each reply of the kind."""
    rows = cases.history(errand.session, errand.case_id)
    asked_before = sum((row.event, row.actor) == (type(event).__name__, by.holder) for row in rows) > 1
    return "" if asked_before and said.act is not Act.MORE_TIME else WORDS[said.act].asks(errand, by, stage, said)
