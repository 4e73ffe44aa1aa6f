"""What a coordinator can do with a case at the desk: each act, the event that it makes, and what it may choose from.

The events are those of the command line (`commands.acts`); they go in by `intake.by_desk.desk.act`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from service.desk.doing import arranging, handing, recalling, refusing, restricting, second
from service.desk.doing.arranging import named_apart, soonest, whose
from service.desk.looking.saying import stage_number, stage_title
from service.errors import NotAllowed
from service.escalation.actors import Actor
from service.escalation.calendar import at_close
from service.escalation.case import ORIGINATING, Case
from service.escalation.coordinating import Closed, LookedAtAgain, Released, Withdrawn
from service.escalation.ending import holds_the_close
from service.escalation.events import (
    Acknowledged,
    DateAgreed,
    Event,
    NotResolved,
    Resolved,
    RiskAnswered,
    StillConcerned,
    ToldMore,
)
from service.escalation.procedure import AGAIN, STAY
from service.seam.desk_acts import Act, Check, Option
from service.telling.errand import Errand

Makes = Callable[[Act, datetime, Actor, Errand], Event]
Offers = Callable[[Errand], Iterator[Option]]
ONLY_NOTED = "noted"


@dataclass(frozen=True)
class Doing:
    """How one kind of act is done, and what it offers to choose from.

    `paper` is the kind of paper that its words become, where they become one; `people` are those who can be named;
    `several`: more than one of what it offers can be chosen; `nothing` is said where it offers nothing. `holds` says
    why it cannot be done at all now.
    """

    makes: Makes
    offers: Offers = lambda errand: iter(())
    paper: str = ""
    people: Offers = lambda errand: iter(())
    several: Callable[[Errand], bool] = lambda errand: False
    nothing: str = ""
    holds: Callable[[Errand], str] = lambda errand: ""


def _stages(errand: Errand) -> tuple[str, ...]:
    """The stages that are open, of which what is done speaks; the last one, once it has ended."""
    case = errand.case
    return tuple(visit.stage for visit in case.open_visits) or ((case.stage.key,) if case.stage else ())


def _named(errand: Errand, key: str) -> str:
    """The stage by its number, where several are open and it must be said which one is meant; else nothing."""
    return stage_number(errand.case.procedure, key) if len(_stages(errand)) > 1 else ""


# A call or a meeting, and what was said there


SAID: Mapping[str, tuple[str, type[Resolved] | type[NotResolved] | type[Acknowledged]]] = {
    "seen": ("{agency} has this, and it is not settled yet", Acknowledged),
    "resolved": ("{agency} says that it is resolved", Resolved),
    "not-resolved": ("{agency} says that it is not resolved", NotResolved),
}


def _call(act: Act, at: datetime, by: Actor, errand: Errand) -> Event:
    said, _, rest = act.choice.partition(" ")
    stage = rest.partition(" ")[2] or next(iter(_stages(errand)), "")
    return SAID[said][1](at, by, stage=stage) if said in SAID else ToldMore(at, by)


def slot_of(act: Act) -> str:
    """The agency whose word is recorded; empty where the coordinator speaks for nobody."""
    of_a_call = act.choice.partition(" ")[2].partition(" ")[0]
    return of_a_call if act.kind == "call" else ORIGINATING if act.kind == "reopen" else ""


def _said_in_a_call(errand: Errand) -> Iterator[Option]:
    yield Option(ONLY_NOTED, "Keep it with the case: nothing changes")
    if errand.case.is_open and not errand.case.being_checked:
        for stage in _stages(errand):
            named = _named(errand, stage)
            for agency in errand.case.agencies:
                for said, (words, _event) in SAID.items():
                    about = f"{named}: " if named else ""
                    value = f"{said} {agency.slot}{f' {stage}' if named else ''}"
                    yield Option(value, f"{about}{words.format(agency=agency.name)}")


# Another stage


FROM = " > "  # between the stage that is moved, where several are open, and where it goes


def _move(act: Act, at: datetime, by: Actor, errand: Errand) -> Event:
    moved = {here for here, found, _ in (one.rpartition(FROM) for one in act.chosen) if found}
    if len(moved) > 1:
        raise NotAllowed("Move one stage at a time: select where one of them goes, then come back for the other.")
    here = next(iter(moved), "") or next(iter(_stages(errand)), "")
    return NotResolved(at, by, here, tuple(one.rpartition(FROM)[2] for one in act.chosen))


def _several_ways(errand: Errand) -> bool:
    """Whether the procedure lets a case go several ways at once from here."""
    return any(errand.case.procedure.stage(here).choose != "one" for here in _stages(errand))


def _ways(errand: Errand) -> Iterator[Option]:
    """Where each open stage can go; where several are open, each way says which of them is moved."""
    for here in _stages(errand):
        named = _named(errand, here)
        for way in _ways_from(errand, here):
            moved = replace(way, value=f"{here}{FROM}{way.value}", label=f"From {named} to: {way.label}")
            yield moved if named else way


def _ways_from(errand: Errand, here: str) -> Iterator[Option]:
    """The ways on from that stage, then the stages further up, for which one is missed out."""
    case = errand.case
    ways = list(case.procedure.ways_on(here, case.track))
    path = case.procedure.path(case.track)
    above = path[path.index(here) + 1 :] if here in path else ()
    known = {stage.key for stage in case.procedure.stages}
    for key in dict.fromkeys((*ways, *above)):
        if key in known:
            missed = path[path.index(here) + 1 : path.index(key)] if key in above and key not in ways else ()
            left_out = f"This leaves out {', '.join(stage_title(case.procedure, one) for one in missed)}"
            yield Option(key, stage_title(case.procedure, key), left_out if missed else "")
        elif key == STAY:
            yield Option(key, "It stays at this stage")
    if case.procedure.stage(here).repeats:
        yield Option(AGAIN, "This stage once more")


# A date


def _agree_date(act: Act, at: datetime, by: Actor, errand: Errand) -> Event:
    return DateAgreed(at, by, act.choice, at_close(act.until) if act.until else None, act.why)


def _dated(errand: Errand) -> Iterator[Option]:
    owed = [duty for duty in errand.case.owed if duty.slots and duty.task != "acknowledge"]
    for duty in sorted(owed, key=soonest):
        yield Option(duty.id, named_apart(errand, duty), whose(errand, duty))


# The end


def _close(act: Act, at: datetime, by: Actor, errand: Errand) -> Event:
    return Closed(at, by)


def checklist(errand: Errand) -> tuple[Check, ...]:
    """What should be so before a case is closed (ux.md, C13), and whether it is."""
    case = errand.case
    owed = {duty.task for duty in case.owed}
    reports = [duty for duty in case.owed if (task := case.task(duty)) and task.form]
    before = [duty for duty in case.owed if holds_the_close(case, duty) and duty.task != "feedback"]
    return (
        Check("Both agencies agree, or those who decide have decided", not case.is_open),
        Check("The person who raised it has been told, in somebody’s own words", "feedback" not in owed),
        Check("Every report that the procedure asks for has come", not reports),
        Check("Nothing else is owed that must be done first", not [one for one in before if one not in reports]),
        _on_the_childs_file(case),
    )  # fmt: skip


def _on_the_childs_file(case: Case) -> Check:
    """Nobody can see into an agency's files: it holds up nothing."""
    silent = [
        agency.name for agency in case.agencies
        if not all(case.is_on_file(visit.stage, agency.slot, record)
                   for visit in case.visits if not visit.is_open for record in case.records(visit.stage))
    ]  # fmt: skip
    has = "has not said so" if len(silent) == 1 else "have not said so"
    hint = f"{' and '.join(silent)} {has}. You can close the case all the same." if silent else ""
    return Check("Each agency has put its records on the child’s file", not silent, hint)


def holds(errand: Errand) -> str:
    """Why the case cannot be closed by one coordinator now; empty where it can."""
    unresolved = "It is not resolved. Closing it without agreement needs a second coordinator."
    return second.owed_first(errand) or (unresolved if errand.case.is_open else "")


DOING: Mapping[str, Doing] = {
    "call": Doing(_call, _said_in_a_call, "note"),
    "move": Doing(_move, _ways, "outcome", several=_several_ways),
    "done": Doing(arranging.done, arranging.done_options, "done", nothing="Nothing is owed that is done by saying so."),
    "name": Doing(
        arranging.name, arranging.naming_options, people=arranging.people,
        nothing="The procedure asks for nobody to be named now.",
    ),
    "meeting": Doing(
        arranging.meet, arranging.meeting_options, "minutes", nothing="No stage that is open has people meet."
    ),
    "date": Doing(_agree_date, _dated),
    "close": Doing(_close, holds=holds),
    "withdraw": Doing(lambda act, at, by, errand: Withdrawn(at, by)),
    "reopen": Doing(lambda act, at, by, errand: StillConcerned(at, by)),
    "release": Doing(lambda act, at, by, errand: Released(at, by)),
    "refuse": Doing(refusing.refuse, refusing.options, holds=refusing.holds),
    "check-again": Doing(lambda act, at, by, errand: LookedAtAgain(at, by)),
    "take-up": Doing(lambda act, at, by, errand: RiskAnswered(at, by)),
    "feedback": Doing(arranging.feedback, arranging.feedback_options, "feedback", several=arranging.owes_much_feedback),
    "unsettle": Doing(second.asks("close"), paper="second", holds=second.holds_the_end),
    "lower": Doing(second.asks("lower"), paper="second", holds=second.holds_the_lowering),
    "redirect": Doing(handing.hand_over, handing.options),
    "restrict": Doing(restricting.restrict, restricting.options, several=lambda errand: True),
    "recall": Doing(recalling.ask, recalling.options, several=lambda errand: True, holds=recalling.holds),
    "second": Doing(second.answers, second.offers, paper="second", holds=second.holds_the_answer),
}  # fmt: skip


def event_of(act: Act, at: datetime, by: Actor, errand: Errand) -> Event:
    """The event that the act makes. Raises NotAllowed for a choice that is not offered."""
    doing = DOING[act.kind]
    offered, people = ({one.value for one in offers(errand)} for offers in (doing.offers, doing.people))
    if (offered and not offered.issuperset(act.chosen)) or (act.whom and act.whom not in people):
        raise NotAllowed("That cannot be chosen in this case now. Look at the case again.")
    return doing.makes(act, at, by, errand)
