"""Where a case stands, for whoever takes part in it (P32): its stages, what came last, and what comes next."""

from service.escalation.case import Visit
from service.seam.link_pages import StageStanding, Standing
from service.store import cases
from service.telling.chronicle import HOW_A_STAGE_ENDED, stage_in_words
from service.telling.errand import Errand
from service.telling.wording import next_dates

LAST = {
    "Notified": "It was raised.",
    "Completed": "What was missing came.",
    "Released": "It was sent on.",
    "Acknowledged": "Somebody said that they have it.",
    "Resolved": "One side said that it is resolved.",
    "NotAgreed": "One side does not agree that it is resolved.",
    "NotResolved": "One side said that it is not resolved.",
    "MoreTimeAsked": "Somebody asked for more time.",
    "MeetingSet": "A meeting has its date.",
    "Agreed": "Somebody wrote down who will do what.",
    "RiskStated": "Somebody said that the risk is immediate.",
    "FeedbackGiven": "The person who raised it was told what happened.",
    "ToldMore": "Somebody added something.",
    "WithdrawalAsked": "Whoever raised it asked to withdraw it.",
    "TimePassed": "A reminder was due.",
}
OTHERWISE = "The record changed."


def standing(errand: Errand, proof: str, may: tuple[tuple[str, str], ...]) -> Standing:
    """The case as it is now; `may` are the answers that lead on from there, `proof` proves the reader once more."""
    case = errand.case
    last = cases.history(errand.session, errand.case_id)[-1]
    ahead = _ahead(errand) if case.is_open else ()
    return Standing(
        partnership=case.partnership, reference=case.reference,
        state="open" if case.is_open else case.state.value,
        stages=(*(_past(errand, visit) for visit in case.visits), *ahead),
        last=LAST.get(last.event, OTHERWISE), last_at=last.at,
        next=tuple((step.said, step.ask, step.why) for step in next_dates(errand, errand.actor)), may=may, proof=proof,
    )  # fmt: skip


def _past(errand: Errand, visit: Visit) -> StageStanding:
    how = HOW_A_STAGE_ENDED.get(visit.outcome, visit.outcome)
    return StageStanding(_title(errand, visit.stage), visit.opened, visit.ended, how)


def _ahead(errand: Errand) -> tuple[StageStanding, ...]:
    """The stages above, which it has not been at and may never be."""
    path, been = errand.case.procedure.path(errand.case.track), {visit.stage for visit in errand.case.visits}
    at = max((path.index(stage) for stage in been if stage in path), default=-1)
    return tuple(StageStanding(_title(errand, key)) for key in path[at + 1 :])


def _title(errand: Errand, key: str) -> str:
    words = stage_in_words(errand.case.procedure, key)
    return f"{words[:1].upper()}{words[1:]}"
