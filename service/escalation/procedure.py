"""A partnership's procedure: frozen values, as service/procedures/README.md describes their writing.

A procedure has stages, a stage has tasks, a task is owed by a party and due by a clock. Keys are
those of the file; a stage's key is its local number ("1", "chair"), in the order of the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from service.escalation.clocks import Clock, Unit
from service.escalation.facts import ALWAYS, Answer, When
from service.escalation.parties import Party, Role, Rung


@dataclass(frozen=True)
class Task:
    """One thing owed by one party under a stage, or under `urgent`."""

    stage: str
    key: str
    do: str
    owed_by: tuple[Party, ...] = ()  # any of these; never empty once read
    rungs: tuple[Rung, ...] = ()  # `with`; empty: the same people across
    how: str = ""
    advice: Party | None = None
    on: tuple[str, ...] = ()  # moments, whichever comes first; empty: its stage opens
    due: tuple[Clock, ...] = ()  # the first whose `when` holds
    done_by: str = ""  # "outcome", "meeting date", "meeting held", "dated action"; empty: its ower's answer
    form: str = ""
    names: str = ""
    gate: str = ""
    answers: tuple[str, ...] = ()
    optional: bool = False
    before_closing: bool = False
    when: When = ALWAYS
    if_silent: tuple[str, ...] = ()
    interpretation: str = ""
    cite: str = ""
    file: str = ""


class Power(StrEnum):
    NONE = ""
    MEDIATES = "mediates"
    RECOMMENDS = "recommends"
    REVIEWS = "reviews"
    DECIDES = "decides"


STAY = "stay"
AGAIN = "again"


@dataclass(frozen=True)
class Stage:
    """One level: its people on both sides talk, and its outcome is owed by the originating side."""

    key: str
    title: str
    people: tuple[str, ...]
    tasks: tuple[Task, ...] = ()
    due: tuple[Clock, ...] = ()
    authority: str = ""
    power: Power = Power.NONE
    unresolved: tuple[str, ...] = ()  # as written; empty: the next stage of the track, or of the file
    choose: str = "one"
    chosen_by: Party | None = None
    repeats: bool = False
    ends: str = ""
    feedback_by: Party | None = None
    records: tuple[str, ...] = ()
    interpretation: str = ""
    cite: str = ""
    file: str = ""

    def task(self, key: str) -> Task | None:
        return next((task for task in self.tasks if task.key == key), None)

    @property
    def is_the_practitioners(self) -> bool:
        return "practitioner" in self.people

    @property
    def ended_by_a_task(self) -> bool:
        return any(task.done_by == "outcome" for task in self.tasks)


@dataclass(frozen=True)
class Track:
    key: str
    title: str
    types: tuple[str, ...]
    stages: tuple[str, ...]
    opens_at: tuple[str, ...] = ()
    raised_by: tuple[str, ...] = ()
    raise_within: Clock | None = None
    record_only: bool = False
    inside_one_agency: bool = False
    receiving: tuple[str, ...] = ()  # the kinds of agency that it can be with; none: any
    cite: str = ""
    file: str = ""


@dataclass(frozen=True)
class Question:
    """One more thing to ask. `form`: "notification", "stage_outcome", or "partnership" (kept by its team)."""

    key: str
    ask: str
    kind: str = "text"  # "text", "date", "yes or no", "choice"
    options: tuple[str, ...] = ()
    form: str = "notification"
    when: When = ALWAYS
    warn_unless: Answer | None = None
    cite: str = ""
    file: str = ""


@dataclass(frozen=True)
class Notification:
    """`[tell.KEY]`: whom, at which moments, and when."""

    key: str
    who: tuple[Party, ...]
    on: tuple[str, ...]
    when: When = ALWAYS
    say: str = ""
    send: str = ""
    cite: str = ""
    file: str = ""


@dataclass(frozen=True)
class FormUse:
    """A published form under its local name, and where it goes."""

    key: str
    title: str
    uses: str
    to: tuple[str, ...] = ()  # roles
    filled: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # "stage 1" -> roles
    sent: str = ""
    formerly: tuple[str, ...] = ()
    office: str = ""
    adds: tuple[str, ...] = ()
    interpretation: str = ""
    cite: str = ""
    file: str = ""


@dataclass(frozen=True)
class Exit:
    key: str
    title: str
    say: str = ""
    ring: str = ""
    procedure: str = ""
    at_stage: str = ""
    alongside: bool = False
    cite: str = ""
    file: str = ""


@dataclass(frozen=True)
class Urgent:
    """What a stated risk adds: tasks, and, where `due` is given, one deadline in place of all others."""

    tasks: tuple[Task, ...] = ()
    due: Clock | None = None
    opens_at: str = ""
    say: str = ""
    ring: str = ""
    cite: str = ""


@dataclass(frozen=True)
class Interpretation:
    key: str
    source: str
    read_as: str
    cite: str = ""
    file: str = ""


@dataclass(frozen=True)
class Source:
    title: str
    cites: str = "lines"
    file: str = ""
    review_by: date | None = None
    read_with: tuple[str, ...] = ()


THREE_WORKING_DAYS = Clock(Unit.WORKING_DAYS, 3)
ONE_WORKING_DAY = Clock(Unit.WORKING_DAYS, 1)


@dataclass(frozen=True)
class Procedure:
    """One partnership's procedure as it stood when it was read; `digest` names its text."""

    key: str
    name: str
    prefix: str
    version: str
    in_force_from: date
    areas: tuple[str, ...]
    calendar: str  # "england", "wales", "scotland", "northern-ireland", or "whoever owes it"
    source: Source
    roles: Mapping[str, Role]
    stages: tuple[Stage, ...]
    partnership_reads_from: str
    in_force_until: date | None = None
    for_agency: str = ""
    subjects: tuple[str, ...] = ("child",)
    words: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    opens_at: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    review: Clock = THREE_WORKING_DAYS
    remind_before: Clock = ONE_WORKING_DAY
    acknowledge: Clock = ONE_WORKING_DAY
    feedback_by: Party | None = None
    talk: str = ""
    types: Mapping[str, str] = field(default_factory=dict)
    tracks: tuple[Track, ...] = ()
    clocks: Mapping[str, Clock] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    urgent: Urgent | None = None
    tells: tuple[Notification, ...] = ()
    forms: tuple[FormUse, ...] = ()
    exits: tuple[Exit, ...] = ()
    interpretations: tuple[Interpretation, ...] = ()
    digest: str = ""

    def stage(self, key: str) -> Stage:
        """The stage of that key. Raises KeyError when there is none."""
        for stage in self.stages:
            if stage.key == key:
                return stage
        raise KeyError(key)

    def track(self, key: str) -> Track | None:
        return next((track for track in self.tracks if track.key == key), None)

    def track_of(self, kind: str) -> Track | None:
        """The path that a type of disagreement takes; None: every stage in the order of the file."""
        return next((track for track in self.tracks if kind in track.types), None)

    def is_between_two(self, track: Track | None) -> bool:
        """Whether it is for two colleagues: inside one agency, and practitioners hold its first stage."""
        first = self.stage(track.stages[0]) if track and track.inside_one_agency else None
        return first is not None and first.is_the_practitioners

    def path(self, track: str = "") -> tuple[str, ...]:
        known = self.track(track)
        return known.stages if known else tuple(stage.key for stage in self.stages)

    def openings(self, track: str = "") -> tuple[str, ...]:
        """The stages that a case of this track may open at; the first of the path always may."""
        path, known = self.path(track), self.track(track)
        named = (known.opens_at if known else ()) or self.opens_at
        return (path[0], *(stage for stage in named if stage in path and stage != path[0]))

    def ways_on(self, stage: str, track: str = "") -> tuple[str, ...]:
        """Where an unresolved stage leads: stage keys, "stay", or "exit KEY"; nothing above: empty."""
        written = self.stage(stage).unresolved
        if written:
            return written
        path = self.path(track)
        after = path[path.index(stage) + 1 :] if stage in path else ()
        return after[:1]

    @property
    def has_dates(self) -> bool:
        """Whether its source states any time limit; where it states none, people are shown no date of ours."""
        clocks = [clock for stage in self.stages for clock in stage.due]
        clocks += [clock for stage in self.stages for task in stage.tasks for clock in task.due]
        return any(clock.unit is not Unit.AT_ONCE for clock in clocks)

    def without_words(self, facts: Mapping[str, Answer]) -> dict[str, Answer]:
        """The facts as a case may hold them: of an answer in somebody's own words, only that it was given."""
        in_words = {question.key for question in self.questions if question.kind == "text"}
        return {key: bool(answer) if key in in_words else answer for key, answer in facts.items()}

    @property
    def stage_word(self) -> str:
        word = self.words.get("stage", "stage")
        return word if isinstance(word, str) else word[0]
