"""How things stand, in the few words that tables have room for: since when, until when, and with whom."""

from collections.abc import Iterable
from datetime import date, datetime

from forms.choices import TYPES
from service.escalation.calendar import Calendar, local_day
from service.escalation.case import Case, Risk, State
from service.escalation.clocks import counted
from service.escalation.duty import Duty
from service.escalation.ending import holds_the_close
from service.escalation.procedure import Procedure
from service.escalation.tasks import slots_for
from service.seam.desk_lists import Tag
from service.telling.wording import across

USUAL = {choice.value: choice.label for choice in TYPES}
HOUR, DAY = 3600, 86400
KILO, MEGA = 1000, 1_000_000
ON_TRACK = Tag()
ENDED = {
    State.RESOLVED: Tag("Resolved", "turquoise"),
    State.LEARNING: Tag("Referred for learning", "turquoise"),
    State.RECORDED: Tag("Kept as a record", "grey"),
    State.WITHDRAWN: Tag("Withdrawn", "grey"),
    State.REFUSED: Tag("Refused", "grey"),
    State.HANDED_OVER: Tag("Different procedure", "grey"),
    State.UNSETTLED: Tag("Ended without agreement", "orange"),
    State.CLOSED: Tag("Closed", "grey"),
    State.MERGED: Tag("Merged into another case", "grey"),
}
RESOLVED, READY = "Resolved, not closed", Tag("Resolved, ready to close", "turquoise")
URGENT = {
    Risk.STANDING: "Immediate risk was stated. It stands until two coordinators lower it.",
    Risk.PROVISIONAL: "Immediate risk was stated in a message that is not proven yet.",
}


def age(since: datetime, now: datetime) -> str:
    """How long ago that was, in whole minutes, hours or days."""
    seconds = max(0, int((now - since).total_seconds()))
    if seconds < HOUR:
        return counted(seconds // 60, "minute")
    return counted(seconds // HOUR, "hour") if seconds < DAY else counted(seconds // DAY, "day")


def size_in_words(bytes_: int) -> str:
    if bytes_ < KILO:
        return f"{bytes_} bytes"
    return f"{bytes_ / KILO:.0f} kB" if bytes_ < MEGA else f"{bytes_ / MEGA:.1f} MB"


def working_days(first: date, last: date, calendar: Calendar) -> int:
    """How many working days come after the first day, up to the last."""
    count = 0
    while first < last:
        first = calendar.after(first, 1)
        count += first <= last
    return count


def tag_of(duty: Duty, now: datetime, calendar: Calendar) -> Tag:
    """How something owed stands; a date that was agreed beside the procedure's is the one that counts here."""
    today, ask = local_day(now), asked_for(duty)
    if ask is None or (duty.deadline and duty.deadline.indicative):
        here = working_days(local_day(duty.opened), today, calendar)
        return Tag(f"No set date: {counted(here, 'working day')} so far", "grey")
    if ask >= now and local_day(ask) == today:
        return Tag("Due today", "yellow")
    if ask >= now:
        return ON_TRACK
    if duty.agreed or duty.is_late(now):
        over = working_days(local_day(ask), today, calendar)
        return Tag(f"Overdue by {counted(over, 'working day')}" if over else "Overdue since today", "red")
    return Tag("The day we asked for has passed", "yellow")


def asked_for(duty: Duty) -> datetime | None:
    """Until when its owers are asked for it."""
    return duty.agreed or (duty.deadline.ask if duty.deadline else None)


def left(at: datetime, now: datetime, calendar: Calendar) -> str:
    """How many working days are left until then; empty where it is today or past."""
    days = working_days(local_day(now), local_day(at), calendar)
    return f"{counted(days, 'working day')} left" if days else ""


def next_owed(case: Case) -> Duty | None:
    """What is owed next: the soonest date, but for an acknowledgement; else what has no date."""
    owed = [duty for duty in case.owed if duty.task != "acknowledge" and not duty.is_planned]
    dated = [duty for duty in owed if asked_for(duty)]
    return min(dated, key=lambda duty: str(asked_for(duty)), default=next(iter(owed), None))


def tag_of_case(case: Case, now: datetime, calendar: Calendar) -> Tag:
    if case.state is State.RESOLVED:
        return _tag_of_a_resolved_one(case)
    if not case.is_open:
        return ENDED.get(case.state, ON_TRACK)
    if case.being_checked:
        return Tag("Being checked", "purple")
    owed = next_owed(case)
    tag = tag_of(owed, now, calendar) if owed else ON_TRACK
    if tag.colour != "red" and any(duty.task == "agree" for duty in case.owed):
        return Tag(f"Waiting for {across(case)}", "blue")
    return tag


def _tag_of_a_resolved_one(case: Case) -> Tag:
    """What it waits for before it is closed."""
    holding = [duty for duty in case.owed if holds_the_close(case, duty)]
    if not holding:
        return READY if case.owed_at("", "close") else ENDED[State.RESOLVED]
    feedback = any(duty.task == "feedback" for duty in holding)
    return Tag(f"{RESOLVED}: {'feedback to record' if feedback else 'something is owed first'}", "turquoise")


def owers(case: Case, duty: Duty) -> str:
    """Whose it is to do, by role and agency: safeguarding lead, Exampleshire Health."""
    whose = [_ower(case, duty, party.role, slots_for(case, party)) for party in duty.owed_by]
    return "; ".join(dict.fromkeys(whose))


def _ower(case: Case, duty: Duty, role: str, slots: tuple[str, ...]) -> str:
    at = [agency.name for agency in case.agencies if agency.slot in (duty.slots or slots) and agency.slot in slots]
    return ", ".join([role.replace("_", " ").capitalize(), *at])


def stage_title(procedure: Procedure, key: str) -> str:
    """A stage by its number and title, or, where its key is no number, by its title."""
    title = procedure.stage(key).title
    return f"{procedure.stage_word.capitalize()} {key}: {title}" if len(key) < 3 else title


def stage_number(procedure: Procedure, key: str) -> str:
    return f"{procedure.stage_word.capitalize()} {key}" if len(key) < 3 else procedure.stage(key).title


def stages_now(case: Case) -> str:
    """The stage or stages that it is at; the last, once it has ended."""
    visits = case.open_visits or case.visits[-1:]
    return stage_numbers(case.procedure, [visit.stage for visit in visits])


def stage_numbers(procedure: Procedure, keys: Iterable[str]) -> str:
    return " and ".join(stage_number(procedure, key) for key in keys)


def category(case: Case) -> str:
    """What the disagreement is about, as its procedure calls that."""
    return category_of(case.procedure, str(case.facts.get("type", "")))


def category_of(procedure: Procedure, kind: str) -> str:
    return procedure.types.get(kind) or USUAL.get(kind) or ("Something else" if kind else "Not given")
