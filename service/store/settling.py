"""Where a mail goes from an attempt at it: a table. One that is held back meanwhile goes nowhere."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from service.store.letters import Outcome
from service.store.tables import OutboxRow

BACK_OFF = (60, 120, 300, 600, 1200, 1800)  # seconds after each refusal; the last one from then on

# Why a mail is held back. The first have been written again, by the correction or by what follows from it.
TO_THE_RIGHT_ADDRESS = "Its reader's address was corrected. It was written again, to the right one."
OF_THE_RIGHT_AGENCY = "It named an agency that was corrected. It was written again."
TO_THE_RIGHT_AGENCY = "The agency was corrected. Whoever is right there is written to."
ASKED_FOR_ANEW = "It held a code for an address that was corrected. Whoever needs one asks for it again."
ADDRESS_WAS_WRONG = "Not sent, since its reader's address was corrected. Send it yourself."
AGENCY_WAS_WRONG = "Not sent, since the agency was corrected. Send it to whoever is right yourself."
FOR_A_PERSON = (ADDRESS_WAS_WRONG, AGENCY_WAS_WRONG)
HELD_BACK = (TO_THE_RIGHT_ADDRESS, OF_THE_RIGHT_AGENCY, TO_THE_RIGHT_AGENCY, ASKED_FOR_ANEW, *FOR_A_PERSON)


@dataclass(frozen=True)
class Step:
    """Where a mail goes from an attempt, and after how many seconds it is due again."""

    state: str
    wait: float = 0.0
    reason: str | None = None


def step_after(row: OutboxRow, outcome: Outcome, repeats: Sequence[float]) -> Step:
    step = STEPS[outcome.kind](row, outcome, repeats)
    is_held = row.ended_reason in HELD_BACK and step.state != "sent"
    return Step("cancelled", reason=row.ended_reason) if is_held else step


def _sent(_row: OutboxRow, _outcome: Outcome, _repeats: Sequence[float]) -> Step:
    return Step("sent")


def _later(row: OutboxRow, _outcome: Outcome, _repeats: Sequence[float]) -> Step:
    return Step("retry", BACK_OFF[min(row.tries, len(BACK_OFF)) - 1])


def _refused(_row: OutboxRow, outcome: Outcome, _repeats: Sequence[float]) -> Step:
    return Step("failed", reason=f"The receiving server refused it for good ({outcome.enhanced or outcome.code}).")


def _perhaps(row: OutboxRow, _outcome: Outcome, repeats: Sequence[float]) -> Step:
    if row.unknowns > len(repeats):
        return Step("failed", reason=f"It may have arrived: {row.unknowns} attempts ended without an answer.")
    return Step("unknown", repeats[row.unknowns - 1])


STEPS: dict[str, Callable[[OutboxRow, Outcome, Sequence[float]], Step]] = {
    "accepted": _sent,
    "refused_temp": _later,
    "not_sent": _later,
    "refused_perm": _refused,
    "unknown": _perhaps,
}
