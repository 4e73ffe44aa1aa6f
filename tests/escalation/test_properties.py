"""What holds whatever happens: random events, by anybody, at later and later times, on every shipped procedure."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from service.errors import ServiceError
from service.escalation.actors import Actor, Capacity
from service.escalation.case import Case, State, Subject
from service.escalation.coordinating import (
    Closed,
    HandedOver,
    LookedAtAgain,
    Redirected,
    Refused,
    Released,
    RiskLowered,
    SecondAsked,
    SecondDeclined,
    Withdrawn,
    WrittenTo,
)
from service.escalation.decide import decide
from service.escalation.duty import Plan, Standing
from service.escalation.effects import MAIL_KINDS, Mail, Remind
from service.escalation.events import (
    Acknowledged,
    Agreed,
    Answered,
    CalendarChanged,
    Considered,
    DateAgreed,
    DebriefAsked,
    Decided,
    Done,
    FeedbackGiven,
    GateRefused,
    MeetingSet,
    MoreTimeAsked,
    Named,
    NotAgreed,
    Notified,
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
    Undertaken,
    Undone,
    WithdrawalAsked,
)
from service.escalation.refusing import Refusal
from service.escalation.reminding import OF_A_DATE
from tests.escalation.stories import CALENDARS, POLICE, PROCEDURES, SCHOOL, SERVICES, at

OF_A_DUTY = (Done, Considered, GateRefused, Named, DateAgreed)
OF_A_STAGE = (Acknowledged, Resolved, NotAgreed, NotResolved, NotResolvedUnproven, Decided, MoreTimeAsked)
OF_THE_CASE = (
    *(Released, RiskStated, RiskAnswered, RiskLowered, ToldMore, StillConcerned, Answered, FeedbackGiven),
    *(WithdrawalAsked, Withdrawn, Redirected, HandedOver, Closed, TimePassed, Unavailable, CalendarChanged, Undone),
    *(Refused, LookedAtAgain, WrittenTo, SecondAsked, SecondDeclined, StatusChanged, Agreed, MeetingSet, RecordKept),
    *(OfficeNoted, DebriefAsked),
)
MOVES_DATES = (Answered, StatusChanged, RiskStated, RiskLowered, CalendarChanged, Done, MeetingSet, Undone)
KINDS_OF_REMINDER = {*OF_A_DATE, "review", "unacknowledged", "alert", "progress"}
FACTS = (
    {"levels_of_need_reviewed": True},
    {"risk_remains": True},
    {"status": "looked after"},
    {"next_review_group": "2026-05-06"},
    {"risk_remains": False},
)
ACTORS = tuple(
    Actor(capacity, slot, holder)
    for capacity, slot, holder in (
        (Capacity.ORIGINATOR, "o", "person:1"),
        (Capacity.OFFICER, "o", "officer:1"),
        (Capacity.OFFICER, "r1", "officer:2"),
        (Capacity.AUTHORITY, "", "officer:3"),
        (Capacity.COORDINATOR, "", "officer:4"),
        (Capacity.COORDINATOR, "r1", "officer:4"),
        (Capacity.SERVICE, "", ""),
    )
)
some_of = some.sampled_from


@some.composite
def notified(draw, procedure):
    track = draw(some_of(("", *procedure.types)))
    return Notified(
        at("2026-04-01 10:00"),
        ACTORS[0],
        "ANY-4T9K-2MC2",
        "anytown",
        SCHOOL,
        draw(some_of(((SERVICES,), (SERVICES, POLICE)))),
        draw(some_of((at("2026-04-01 09:00"), at("2026-03-10 09:00")))),
        draw(some_of(("", *(stage.key for stage in procedure.stages)))),
        {"type": track} if track else {},
        draw(some.booleans()),
        draw(some_of(("", "", "", "Unknown address."))),
        draw(some_of(((), (Subject("c1", "child", "not known"), Subject("c2", "unborn", "child protection plan"))))),
    )


def an_event(draw, case, now, last):
    """Something that may happen next; mostly about what is owed and the stage that is open, by whoever."""
    kind = draw(some_of((*OF_A_DUTY, *OF_A_STAGE, *OF_A_STAGE, *OF_THE_CASE)))
    by = draw(some_of(ACTORS))
    if kind in OF_A_DUTY:
        return duty_event(draw, kind, case, now, by)
    if kind in OF_A_STAGE:
        return stage_event(draw, kind, case, now, by)
    return case_event(draw, kind, case, now, by, last)


def duty_event(draw, kind, case, now, by):
    duty = draw(some_of([duty.id for duty in case.owed] or ["1.nothing"]))
    if kind is Done:
        when = draw(some_of((None, None, now + timedelta(days=9))))
        return Done(now, by, duty, "", when, draw(some.booleans()))
    if kind is Named:
        return Named(now, by, duty, "officer:9", draw(some_of(("a-hospital", SCHOOL.id))))
    if kind is DateAgreed:
        return DateAgreed(now, by, duty, now + timedelta(days=9), "leave")
    return kind(now, by, duty, draw(some_of(("", "because"))))


def stage_event(draw, kind, case, now, by):
    stage = draw(some_of([visit.stage for visit in case.open_visits] * 5 + ["1"]))
    if kind is not NotResolved:
        return kind(now, by, stage)
    ways = case.procedure.ways_on(stage, case.track) if stage in case.procedure.path() else ()
    return NotResolved(now, by, stage, draw(some_of(((), ways[:1], ways, ("again",)))))


def case_event(draw, kind, case, now, by, last):
    reminders = [(duty.id, kind) for duty in case.duties[-4:] for kind in sorted(KINDS_OF_REMINDER)]
    stages = [visit.stage for visit in case.visits] or ["1"]
    made = {
        RiskStated: lambda: RiskStated(now, by, draw(some.booleans())),
        RiskLowered: lambda: RiskLowered(now, by, draw(some_of(("", "officer:5")))),
        Answered: lambda: Answered(now, by, draw(some_of(FACTS))),
        StatusChanged: lambda: StatusChanged(now, by, "c1", draw(some_of(("looked after", "not known")))),
        Agreed: lambda: Agreed(now, by, draw(some_of(stages)), undertaken(draw, now)),
        MeetingSet: lambda: MeetingSet(now, by, draw(some_of(stages)), now + timedelta(days=draw(some_of((-1, 4))))),
        RecordKept: lambda: RecordKept(now, by, draw(some_of(stages)), draw(some_of(case.procedure.records or ("",)))),
        OfficeNoted: lambda: OfficeNoted(now, by, draw(some_of(("received", "notified", ""))), now),
        DebriefAsked: lambda: DebriefAsked(now, by, draw(some_of(stages))),
        Closed: lambda: Closed(now, by, draw(some_of(("", "officer:5")))),
        Redirected: lambda: Redirected(now, by, "r1", "manager", "officer:9"),
        HandedOver: lambda: HandedOver(now, by, "away", draw(some_of((None, PROCEDURES["sefton"])))),
        TimePassed: lambda: TimePassed(now, reminders=tuple(draw(some.lists(some_of(reminders), max_size=4)))),
        Unavailable: lambda: Unavailable(now, by, "officer:2", "r1", case.stage.key if case.stage else "", "away"),
        Refused: lambda: Refused(now, by, draw(some_of(tuple(Refusal)))),
        WrittenTo: lambda: WrittenTo(now, by, ("officer:2",)),
        SecondAsked: lambda: SecondAsked(now, by, draw(some_of(("close", "lower")))),
        SecondDeclined: lambda: SecondDeclined(now, by, draw(some_of(("close", "lower")))),
        Undone: lambda: Undone(now, by, *(last or ())),
    }
    return made.get(kind, lambda: kind(now, by))()


def undertaken(draw, now):
    until = some_of((None, now, at("2026-09-01")))
    plans = some.builds(Undertaken, some_of(tuple(Plan)), some_of(("o", "r1", "")), until)
    return tuple(draw(some.lists(plans, max_size=3)))


@pytest.mark.parametrize("key", sorted(PROCEDURES))
@settings(max_examples=30, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=some.data())
def test_whatever_happens_nothing_is_lost_skipped_or_moved_without_a_record(key, data):
    case, _ = play(Case(PROCEDURES[key]), data.draw(notified(PROCEDURES[key])))
    now, last = at("2026-04-01 10:00"), None
    for _ in range(data.draw(some.integers(1, 18))):
        now += timedelta(hours=data.draw(some_of((0, 1, 5, 24, 71, 200))))
        event = an_event(data.draw, case, now, last)
        before = case
        case, done = play(case, event)
        last = (type(event).__name__, now, before) if done else last


def play(case, event):
    """One event decided, with all that must hold; refused, nothing has changed."""
    kept = as_text(case)
    try:
        after, effects = decide(case, event, CALENDARS)
    except ServiceError as refusal:
        assert str(refusal).endswith(".")
        assert as_text(case) == kept
        return case, False
    assert as_text(case) == kept, "the case that was given is not changed"
    assert decide(case, event, CALENDARS) == (after, effects), "the same again gives the same"
    assert after.version == case.version + 1
    is_somewhere(after)
    somebody_owes_something(after)
    if not isinstance(event, HandedOver | Undone):
        no_duty_is_lost(case, after)
        no_date_moves_unseen(case, event, after)
    effects_name_what_is_known(after, effects)
    return after, True


def as_text(case):
    return repr(case.but(procedure=case.procedure.key))


def is_somewhere(case):
    assert case.state in set(State) - {State.NEW}
    assert bool(case.open_visits) == (case.is_open and not case.being_checked)
    stages = [visit.stage for visit in case.open_visits]
    assert len(stages) == len(set(stages))


def somebody_owes_something(case):
    assert case.state is State.CLOSED or case.owed
    assert all((duty.ended is None) == (duty.standing is Standing.OWED) for duty in case.duties)
    assert len({duty.id for duty in case.duties}) == len(case.duties)
    if case.state is State.CLOSED:
        assert not any(duty.task == "feedback" for duty in case.owed)


def no_duty_is_lost(before, after):
    assert [duty.id for duty in after.duties[: len(before.duties)]] == [duty.id for duty in before.duties]
    for old, new in zip(before.duties, after.duties, strict=False):
        assert old.opened == new.opened
        assert old.is_owed or old == new, "what has ended stays as it ended"


def no_date_moves_unseen(before, event, after):
    for old, new in zip(before.duties, after.duties, strict=False):
        if old.deadline is not None and old.deadline.at is not None and old.deadline != new.deadline:
            assert isinstance(event, MOVES_DATES), type(event)
            assert new.superseded[-1] == old.deadline
            assert new.deadline.at is None or new.deadline.at >= min(event.at, old.deadline.at)


def effects_name_what_is_known(case, effects):
    stages = {"", "urgent", *(stage.key for stage in case.procedure.stages)}
    for effect in effects:
        if isinstance(effect, Remind):
            assert effect.kind in KINDS_OF_REMINDER
            assert case.duty(effect.duty) is not None
        if isinstance(effect, Mail):
            assert effect.kind in MAIL_KINDS
            assert not effect.duty or case.duty(effect.duty) is not None
            assert not effect.to.duty or case.duty(effect.to.duty) is not None
            assert effect.stage in stages
