"""What follows from what: the table, and what every event has in common.

`decide` is pure. It raises NotAllowed or NotNow (service.errors) where a person asks for what they
may not do, or what does not fit the case; nothing has changed then, and the door says so.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from service.errors import NotNow
from service.escalation import (
    answering,
    changing,
    chasing,
    correcting,
    ending,
    meeting,
    moving,
    opening,
    pairing,
    planning,
    recording,
    refusing,
    resolving,
    restricting,
    risk,
    second,
)
from service.escalation.calendar import Calendars
from service.escalation.case import Case
from service.escalation.coordinating import (
    AgencyCorrected,
    Closed,
    Corrected,
    DeletionAsked,
    FeedbackAsked,
    HandedOver,
    LookedAtAgain,
    Merged,
    Paired,
    Parted,
    Redirected,
    Refused,
    Released,
    Restricted,
    RiskLowered,
    SecondAsked,
    SecondDeclined,
    Withdrawn,
    WrittenTo,
)
from service.escalation.course import Course
from service.escalation.dating import date_what_waited
from service.escalation.effects import Effect, Mail, Record, person
from service.escalation.events import (
    Acknowledged,
    Agreed,
    Answered,
    CalendarChanged,
    Completed,
    Considered,
    DateAgreed,
    DebriefAsked,
    Decided,
    Done,
    Event,
    FeedbackGiven,
    GateRefused,
    MeetingSet,
    MessagesDeleted,
    MoreTimeAsked,
    Named,
    NotAgreed,
    Notified,
    NotMine,
    NotResolved,
    NotResolvedUnproven,
    OfficeNoted,
    RecordKept,
    Resolved,
    RiskAnswered,
    RiskStated,
    StatusChanged,
    StillConcerned,
    TimePassed,
    ToldMore,
    Unavailable,
    Undone,
    WithdrawalAsked,
)
from service.escalation.stages import ends_without_settling
from service.escalation.tasks import open_waiting
from service.escalation.telling import in_one_mail, tell

RULES: dict[type[Event], Callable[[Course, Any], Course]] = {
    Notified: opening.notified,
    Completed: opening.completed,
    Released: opening.released,
    Refused: refusing.refused,
    LookedAtAgain: refusing.looked_at_again,
    RiskStated: risk.risk_stated,
    RiskAnswered: risk.risk_answered,
    RiskLowered: risk.risk_lowered,
    ToldMore: answering.told_more,
    WrittenTo: answering.written_to,
    StillConcerned: ending.still_concerned,
    Acknowledged: answering.acknowledged,
    Done: answering.task_done,
    Considered: answering.considered,
    GateRefused: answering.gate_refused,
    Answered: answering.answered,
    StatusChanged: recording.status_changed,
    Agreed: planning.agreed,
    MeetingSet: meeting.meeting_set,
    RecordKept: recording.record_kept,
    OfficeNoted: recording.office_noted,
    DebriefAsked: planning.debrief_asked,
    FeedbackGiven: answering.feedback_given,
    Resolved: resolving.resolved,
    NotAgreed: resolving.not_agreed,
    NotResolved: moving.not_resolved,
    NotResolvedUnproven: moving.not_resolved_unproven,
    Decided: resolving.decided,
    Named: answering.named,
    DateAgreed: answering.date_agreed,
    MoreTimeAsked: answering.more_time_asked,
    NotMine: changing.not_theirs,
    WithdrawalAsked: ending.withdrawal_asked,
    Withdrawn: ending.withdrawn,
    Redirected: changing.redirected,
    HandedOver: ending.handed_over,
    Closed: ending.closed,
    Corrected: correcting.corrected,
    Restricted: restricting.restricted,
    Paired: pairing.paired,
    Merged: pairing.merged,
    FeedbackAsked: pairing.feedback_asked,
    Parted: pairing.parted,
    AgencyCorrected: correcting.agency_corrected,
    DeletionAsked: correcting.deletion_asked,
    MessagesDeleted: correcting.messages_deleted,
    SecondAsked: second.second_asked,
    SecondDeclined: second.second_declined,
    Undone: ending.undone,
    TimePassed: chasing.time_passed,
    Unavailable: changing.unavailable,
    CalendarChanged: changing.calendar_changed,
}

Decision = tuple[Case, tuple[Effect, ...]]


def decide(case: Case, event: Event, calendars: Calendars) -> Decision:
    """The case after the event, and what must follow from it."""
    if pairing.goes_on_elsewhere(case, event):
        raise NotNow(f"This case goes on as {case.beside.merged_into}. Look at that one.")
    course = Course(case, event.at, event.by, calendars)
    if _comes_too_late(case, event):
        return _too_late(course, event)
    course = RULES[type(event)](course, event)
    if not course.case.being_checked:
        course = ends_without_settling(open_waiting(course))
    course = recording.ask_for_dates(date_what_waited(course))
    course = tell(opening.say_what_was_past(case, course))
    return replace(course.case, version=case.version + 1), in_one_mail(course.effects)


OF_A_STAGE = (Acknowledged, Resolved, NotAgreed, NotResolved, NotResolvedUnproven, Decided, MoreTimeAsked, MeetingSet)


def _comes_too_late(case: Case, event: Event) -> bool:
    if isinstance(event, OF_A_STAGE):
        return not case.is_at(event.stage)
    return isinstance(event, WithdrawalAsked) and not case.is_open


def _too_late(course: Course, event: Event) -> Decision:
    """The answer speaks of a stage that is past, or of a case that is over: kept, told, and nothing moves."""
    stage = getattr(event, "stage", "")
    kind = "stage_past" if course.case.is_open else "case_over"
    says = f"{type(event).__name__} speaks of stage {stage or '-'}, which is not open"
    told: tuple[Effect, ...] = (Mail(kind, person(event.by.holder), stage=stage),) if event.by.holder else ()
    return replace(course.case, version=course.case.version + 1), (Record(says), *told)
