"""What has happened in a case so far, for whoever comes to it late, and for a child's file. It names no child."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from service.escalation.case import Case, Visit
from service.escalation.procedure import Procedure, Stage

LINES = 3  # with the one that says who raised it, the story is told in four


@dataclass(frozen=True)
class Past:
    """A stage that the case was at, or is at: then `ended` is None and `how` is empty."""

    stage: str
    opened: datetime
    ended: datetime | None
    how: str


def story_of(case: Case, stage: Stage | None) -> dict[str, Any]:
    """What the templates may name of it: the latest stages, oldest first, and the latest visit to this one."""
    visit = case.visit(stage.key) if stage else None
    return {
        "so_far": [_past(case, visit) for visit in case.visits[-LINES:]],
        "this_stage": _past(case, visit) if visit else None,
        "moved_up": len(case.visits) > 1,
        "ways_on": _ways_on(case),
        "ended_how": HOW_A_CASE_ENDED.get(case.outcome, case.outcome),
    }


def _past(case: Case, visit: Visit) -> Past:
    how = HOW_A_STAGE_ENDED.get(visit.outcome, visit.outcome)
    return Past(stage_in_words(case.procedure, visit.stage), visit.opened, visit.ended, how)


HOW_A_STAGE_ENDED = {"unresolved": "not resolved"}  # every other outcome is in words already
HOW_A_CASE_ENDED = {
    "resolved": "both sides agree that it is resolved",
    "decided": "decided by those whom the procedure names for that",
    "recorded": "kept as a record",
}


def stage_in_words(procedure: Procedure, key: str) -> str:
    """A stage by its number and title, or, where its key is no number, by its title."""
    title = procedure.stage(key).title
    return f"{procedure.stage_word} {key}, {title}" if len(key) < 3 else title


def _ways_on(case: Case) -> list[str]:
    """The stages that the present one may lead to, in words."""
    if case.stage is None:
        return []
    known = {stage.key for stage in case.procedure.stages}
    ways = case.procedure.ways_on(case.stage.key, case.track)
    return [stage_in_words(case.procedure, key) for key in ways if key in known]
