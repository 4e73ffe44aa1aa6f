"""What a coordinator can do with a case: each act, the options that it reads, and the event that it makes.

An act's words (--why) are kept with its reason; where they say something about the case that both sides may read,
they are a paper of the case too (`PAPERS`).
"""

import argparse
from collections.abc import Callable, Mapping
from datetime import date, datetime

from service.bootstrap import Service
from service.commands.answers import fact, facts
from service.errors import NotAllowed
from service.escalation.actors import Actor
from service.escalation.calendar import at_close
from service.escalation.clocks import instant_of
from service.escalation.coordinating import (
    Closed,
    HandedOver,
    LookedAtAgain,
    Redirected,
    Refused,
    Released,
    RiskLowered,
    Withdrawn,
)
from service.escalation.duty import Plan
from service.escalation.events import (
    Agreed,
    Answered,
    Considered,
    DateAgreed,
    DebriefAsked,
    Decided,
    Done,
    Event,
    FeedbackGiven,
    GateRefused,
    MeetingSet,
    Named,
    NotResolved,
    OfficeNoted,
    RecordKept,
    Resolved,
    RiskAnswered,
    RiskStated,
    StatusChanged,
    StillConcerned,
    ToldMore,
    Undertaken,
    Undone,
)
from service.intake.by_desk import desk, pairing
from service.intake.by_desk.desk import Makes
from service.telling.errand import Errand

Arguments = argparse.Namespace
OPTIONS: tuple[tuple[str, str, str], ...] = (
    ("--all-the-same", "TEXT", "why somebody of a party is named"),
    ("--duty", "ID", "what is owed, as show names it"),
    ("--answer", "TEXT", "one of the answers that the task offers"),
    ("--until", "DATE", "a date, like 2026-12-04"),
    ("--on", "DATE", "a day, like 2026-12-04; of a meeting, its beginning, like 2026-12-04T14:00"),
    ("--to", "WHO", "the stage to move to, the status, the exit, the other case; or a person's address"),
    ("--role", "ROLE", "the role that is somebody else's from now on"),
    ("--stage", "STAGE", "the stage that it is about; the one that the case is at, if none is given"),
    ("--record", "NAME", "the record that is on the child's file"),
    ("--child", "KEY", "whom it is about: c1, c2"),
    ("--plan", "KIND", f"what is undertaken: {', '.join(Plan)}"),
    ("--fact", "NAME=VALUE", "the answer to one of the procedure's questions"),
)


def _until(arguments: Arguments) -> datetime:
    try:
        return at_close(date.fromisoformat(arguments.until))
    except ValueError:
        raise ValueError("Give the date with --until, like 2026-12-04.") from None


def _begins(arguments: Arguments) -> datetime:
    at = instant_of(arguments.on)
    if at is None:
        raise ValueError("Give the day with --on, like 2026-12-04 or 2026-12-04T14:00.")
    return at


def _stage(arguments: Arguments, errand: Errand) -> str:
    return arguments.stage or desk.stage_of(errand)


def _move(arguments: Arguments, service: Service) -> Makes:
    to = tuple(arguments.to.split(",")) if arguments.to else ()
    return lambda at, by, errand: NotResolved(at, by, _stage(arguments, errand), to)


def _agree_date(arguments: Arguments, service: Service) -> Makes:
    until = _until(arguments)
    return lambda at, by, errand: DateAgreed(at, by, desk.duty_of(errand, arguments.duty), until, arguments.why)


def _redirect(arguments: Arguments, service: Service) -> Makes:
    slot = "" if arguments.slot == "-" else arguments.slot
    return lambda at, by, errand: Redirected(
        at, by, slot, arguments.role, desk.holder_at(errand, slot, arguments.role, arguments.to)
    )


def _named(arguments: Arguments, service: Service) -> Makes:
    def makes(at: datetime, by: Actor, errand: Errand) -> Named:
        holder, agency = desk.somebody(errand, arguments.to)
        return Named(at, by, arguments.duty, holder, agency, arguments.all_the_same)

    return makes


def _with_a_second(event: Callable[[datetime, Actor, str], Event]) -> Callable[[Arguments, Service], Makes]:
    def act(arguments: Arguments, service: Service) -> Makes:
        named = arguments.second
        second = desk.second(service, arguments.reference, named) if named else ""
        return lambda at, by, errand: event(at, by, second)

    return act


def _undertake(arguments: Arguments, service: Service) -> Makes:
    if arguments.plan not in set(Plan):
        raise ValueError(f"Say what is undertaken with --plan: {', '.join(Plan)}.")
    until = _until(arguments) if arguments.until else None
    undertaken = (Undertaken(Plan(arguments.plan), "" if arguments.slot == "-" else arguments.slot, until),)
    return lambda at, by, errand: Agreed(at, by, _stage(arguments, errand), undertaken)


def _know(arguments: Arguments, service: Service) -> Makes:
    name, _ = fact(arguments.fact)

    def makes(at: datetime, by: Actor, errand: Errand) -> Event:
        desk.question(errand, name)
        try:
            return Answered(at, by, facts([arguments.fact], errand.case.procedure))
        except ValueError as fault:
            raise NotAllowed(str(fault)) from None

    return makes


def _hand_over(arguments: Arguments, service: Service) -> Makes:
    return lambda at, by, errand: HandedOver(at, by, *desk.exit_to(service, errand, arguments.to))


def _same_as(arguments: Arguments, service: Service) -> Makes:
    """By --answer: merged into the other case, linked with it, or kept apart."""
    if not arguments.to or arguments.answer not in ("merge", "link", "apart"):
        raise ValueError("Name the other case with --to, and say --answer merge, link or apart.")
    if arguments.answer == "merge":
        return pairing.merges(arguments.to)
    return pairing.pairs(arguments.to, linked=arguments.answer == "link")


def _office(what: str) -> Callable[[Arguments, Service], Makes]:
    def act(arguments: Arguments, service: Service) -> Makes:
        on = _begins(arguments)
        return lambda at, by, errand: OfficeNoted(at, by, what, on)

    return act


def _meeting(arguments: Arguments, service: Service) -> Makes:
    on = _begins(arguments)
    return lambda at, by, errand: MeetingSet(at, by, _stage(arguments, errand), on)


def _plain(event: Callable[[datetime, Actor, Errand, Arguments], Event]) -> Callable[[Arguments, Service], Makes]:
    return lambda arguments, service: lambda at, by, errand: event(at, by, errand, arguments)


ACTS: Mapping[str, Callable[[Arguments, Service], Makes]] = {
    "move": _move,
    "resolved": _plain(lambda at, by, errand, said: Resolved(at, by, _stage(said, errand))),
    "decided": _plain(lambda at, by, errand, said: Decided(at, by, _stage(said, errand))),
    "agree-date": _agree_date,
    "withdraw": _plain(lambda at, by, errand, said: Withdrawn(at, by)),
    "redirect": _redirect,
    "close": _with_a_second(Closed),
    "release": _plain(lambda at, by, errand, said: Released(at, by)),
    "not-sent-on": _plain(lambda at, by, errand, said: Refused(at, by, said.answer)),
    "check-again": _plain(lambda at, by, errand, said: LookedAtAgain(at, by)),
    "done": _plain(lambda at, by, errand, said: Done(at, by, said.duty, said.answer)),
    "turn": _plain(lambda at, by, errand, said: Done(at, by, said.duty, not_agreed=True)),
    "considered": _plain(lambda at, by, errand, said: Considered(at, by, said.duty, said.why)),
    "refuse": _plain(lambda at, by, errand, said: GateRefused(at, by, said.duty, said.why)),
    "feedback": _plain(lambda at, by, errand, said: FeedbackGiven(at, by, said.duty)),
    "name": _named,
    "risk": _plain(lambda at, by, errand, said: RiskStated(at, by)),
    "risk-answered": _plain(lambda at, by, errand, said: RiskAnswered(at, by)),
    "lower-risk": _with_a_second(RiskLowered),
    "still-concerned": _plain(lambda at, by, errand, said: StillConcerned(at, by)),
    "meeting": _meeting,
    "undertake": _undertake,
    "on-file": _plain(lambda at, by, errand, said: RecordKept(at, by, _stage(said, errand), said.record)),
    "status": _plain(lambda at, by, errand, said: StatusChanged(at, by, said.child, said.to)),
    "know": _know,
    "debrief": _plain(lambda at, by, errand, said: DebriefAsked(at, by, _stage(said, errand))),
    "note": _plain(lambda at, by, errand, said: ToldMore(at, by)),
    "minutes": _plain(lambda at, by, errand, said: ToldMore(at, by)),
    "panel": _plain(lambda at, by, errand, said: ToldMore(at, by)),
    "received": _office("received"),
    "notified": _office("notified"),
    "hand-over": _hand_over,
    "same-as": _same_as,
    "part": lambda arguments, service: pairing.parts,
    "undo": _plain(lambda at, by, errand, said: Undone(at, by)),
}

PAPERS: Mapping[str, str] = {
    "resolved": "outcome", "move": "outcome", "decided": "decision", "done": "done", "turn": "reason",
    "considered": "reason", "refuse": "reason", "feedback": "feedback", "still-concerned": "view",
    "meeting": "minutes", "minutes": "minutes", "panel": "panel", "undertake": "action", "note": "note",
}  # fmt: skip
