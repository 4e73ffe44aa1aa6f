"""A case: a frozen value that holds all that the procedure needs to know, and no words about a child.

Agencies are called by their slot: "o" is the originating agency, "r1", "r2" the receiving ones. A stage that a case is
at, or was at, is a Visit; a task that somebody owes, or owed, is a Duty.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from service.escalation.beside import NOTHING_BESIDE, Beside
from service.escalation.clocks import instant_of
from service.escalation.duty import Duty
from service.escalation.facts import Answer, Facts
from service.escalation.procedure import Procedure, Stage, Task

ORIGINATING = "o"


class State(StrEnum):
    NEW = "new"
    OPEN = "open"
    RESOLVED = "resolved"
    LEARNING = "referred for learning"
    RECORDED = "recorded"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    HANDED_OVER = "handed over"
    UNSETTLED = "ended without agreement"
    CLOSED = "closed"
    MERGED = "merged"


class Risk(StrEnum):
    NONE = ""
    PROVISIONAL = "provisional"
    STANDING = "standing"


@dataclass(frozen=True)
class Agency:
    slot: str
    id: str
    name: str
    kind: str
    nation: str = ""


NOBODY = Agency(ORIGINATING, "", "", "")


@dataclass(frozen=True)
class Subject:
    """One of those whom a case is about, by a key; `kind` is child, unborn or adult, `status` the help or plan."""

    key: str
    kind: str = "child"
    status: str = ""


@dataclass(frozen=True)
class OnFile:
    """One agency says that a record of a stage is on the child's file. `record` is one of the procedure's."""

    stage: str
    slot: str
    record: str
    at: datetime


@dataclass(frozen=True)
class View:
    """What one agency says of a stage: "resolved", "not resolved" or "not agreed"."""

    says: str
    at: datetime


@dataclass(frozen=True)
class Visit:
    stage: str
    turn: int
    opened: datetime
    ended: datetime | None = None
    outcome: str = ""
    views: Mapping[str, View] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        return self.ended is None

    def says(self, slot: str) -> str:
        view = self.views.get(slot)
        return view.says if view else ""


@dataclass(frozen=True)
class Case:
    procedure: Procedure
    reference: str = ""
    partnership: str = ""
    state: State = State.NEW
    originating: Agency = NOBODY
    receiving: tuple[Agency, ...] = ()
    track: str = ""
    facts: Mapping[str, Answer] = field(default_factory=dict)
    moments: Mapping[str, datetime] = field(default_factory=dict)
    visits: tuple[Visit, ...] = ()
    duties: tuple[Duty, ...] = ()
    subjects: tuple[Subject, ...] = ()
    risk: Risk = Risk.NONE
    being_checked: str = ""
    on_file: tuple[OnFile, ...] = ()
    office: Mapping[str, datetime] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)
    redirected: Mapping[str, str] = field(default_factory=dict)
    not_theirs: tuple[str, ...] = ()  # who said that it is not for them, by holder
    beside: Beside = NOTHING_BESIDE
    told: tuple[str, ...] = ()
    outcome: str = ""
    version: int = 0

    def but(self, **changes: Any) -> "Case":
        return replace(self, **changes)

    # Who is party to it

    @property
    def agencies(self) -> tuple[Agency, ...]:
        return (self.originating, *self.receiving)

    @property
    def slots(self) -> tuple[str, ...]:
        return tuple(agency.slot for agency in self.agencies)

    def agency(self, slot: str) -> Agency | None:
        return next((agency for agency in self.agencies if agency.slot == slot), None)

    @property
    def across(self) -> tuple[str, ...]:
        return tuple(agency.slot for agency in self.receiving)

    @property
    def between_two(self) -> bool:
        """Whether it is between two colleagues: inside one agency, and the other of them is across."""
        track = self.procedure.track(self.track)
        return bool(track and track.inside_one_agency and self.receiving)

    # Where it stands

    @property
    def is_open(self) -> bool:
        return self.state is State.OPEN

    @property
    def open_visits(self) -> tuple[Visit, ...]:
        return tuple(visit for visit in self.visits if visit.is_open)

    @property
    def stage(self) -> Stage | None:
        """The stage it is at; the first opened, where a choice opened several; the last, once it has ended."""
        visits = self.open_visits or self.visits[-1:]
        return self.procedure.stage(visits[0].stage) if visits else None

    def visit(self, stage: str) -> Visit | None:
        """The latest visit to that stage."""
        return next((visit for visit in reversed(self.visits) if visit.stage == stage), None)

    def is_at(self, stage: str) -> bool:
        return any(visit.stage == stage for visit in self.open_visits)

    def spoken_of(self, stage: str) -> str:
        """The stage that an answer to a mail about `stage` speaks of; to one about the whole case, or its risk, the one
        that it is at."""
        return stage if stage not in ("", "urgent") else self.stage.key if self.stage else ""

    @property
    def furthest_stage(self) -> str:
        """Of the stages it has been at, the last along its path; empty where it has been at none."""
        path = self.procedure.path(self.track)
        return max((visit.stage for visit in self.visits if visit.stage in path), key=path.index, default="")

    # What is owed

    @property
    def owed(self) -> tuple[Duty, ...]:
        return tuple(duty for duty in self.duties if duty.is_owed)

    def duty(self, id: str) -> Duty | None:
        return next((duty for duty in self.duties if duty.id == id), None)

    def owed_at(self, stage: str, task: str) -> tuple[Duty, ...]:
        return tuple(duty for duty in self.owed if (duty.stage, duty.task) == (stage, task))

    def task(self, duty: Duty) -> Task | None:
        """The procedure's task behind a duty; None for the service's own (conclude, acknowledge) and for plans."""
        if duty.stage == "urgent":
            tasks = self.procedure.urgent.tasks if self.procedure.urgent else ()
            return next((task for task in tasks if task.key == duty.task), None)
        return self.procedure.stage(duty.stage).task(duty.task) if duty.stage else None

    def records(self, stage: str) -> tuple[str, ...]:
        """What each agency ticks at that stage, by the procedure."""
        return tuple(dict.fromkeys((*self.procedure.records, *self.procedure.stage(stage).records)))

    def is_on_file(self, stage: str, slot: str, record: str) -> bool:
        return any((kept.stage, kept.slot, kept.record) == (stage, slot, record) for kept in self.on_file)

    # What is known

    def known(self, stage: str = "", about: Subject | None = None) -> Facts:
        """The facts that a `when` may ask for, as they stand at that stage; of all subjects, or `about` one."""
        subjects = (about,) if about else self.subjects
        of_subjects: Facts = {
            "status": tuple(subject.status for subject in subjects),
            "subject": tuple(subject.kind for subject in subjects),
        }
        return {
            **self.facts,
            **(of_subjects if subjects else {}),
            "stage": stage or tuple(visit.stage for visit in self.open_visits),
            "answer": tuple(duty.answer for duty in self.duties if duty.stage == stage and duty.answer),
            "track": self.track,
            "risk": self.risk is Risk.STANDING,
            "originating": self.originating.kind,
            "receiving": tuple(agency.kind for agency in self.receiving),
        }

    def moment(self, name: str, stage: str = "") -> datetime | None:
        """When that happened, seen from that stage; a stage before the first one visited counts as receipt."""
        if name == "stage opened":
            visit = self.visit(stage)
            return visit.opened if visit else None
        if name == "any stage opened":
            return self.visits[-1].opened if self.visits else None
        for key in (f"{stage}.{name}", name):
            if key in self.moments:
                return self.moments[key]
        if self._names_a_stage_never_passed(name):
            return self.moments.get("receipt")
        typed = self.facts.get(name)
        return instant_of(typed) if isinstance(typed, str) else None

    def _names_a_stage_never_passed(self, name: str) -> bool:
        path = self.procedure.path(self.track)
        first = self.visits[0].stage if self.visits else ""
        earlier = path[: path.index(first)] if first in path else ()
        return any(name.startswith((f"stage {key} opened", f"stage {key} ended", f"{key}.")) for key in earlier)

    def with_moment(self, name: str, at: datetime) -> "Case":
        return self.but(moments={**self.moments, name: at})

    def with_visit(self, changed: Visit) -> "Case":
        """The visit put in the place of its namesake, or added."""
        kept = tuple(changed if (v.stage, v.turn) == (changed.stage, changed.turn) else v for v in self.visits)
        return self.but(visits=kept if changed in kept else (*self.visits, changed))

    def with_duty(self, changed: Duty) -> "Case":
        """The duty put in the place of its namesake, or added."""
        kept = tuple(changed if duty.id == changed.id else duty for duty in self.duties)
        return self.but(duties=kept if changed in kept else (*self.duties, changed))
