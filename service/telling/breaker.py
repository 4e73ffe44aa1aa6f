"""Two machines must not answer each other for ever: automatic answers are counted, and stop (F69 to F73).

Only answers are counted: what somebody gets because they wrote to us. A procedure's own notices, reminders, links and
alerts always leave. A stopped answer stays in the outbox, cancelled, with the reason; it counts too, so that a robot
which goes on writing hears nothing until it has been quiet for an hour. The settings say how many are enough.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from service.config import Config
from service.store import outbox
from service.store.letters import Letter

ANSWERS = frozenset(
    ("acknowledged", "recorded", "unclear", "answer_link", "case_over", "stage_past", "held_sender", "in_your_name",
     "form_unreadable", "file_unreadable", "form_received", "different_procedure",
     "log_received", "log_faulty", "draft_saved", "details_answered", "passed_on")
)  # fmt: skip
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Stopped:
    """Why an answer does not leave. `by_one`: one address had enough, not all of them together."""

    why: str
    by_one: bool


def stops(session: Session, config: Config, letter: Letter, address_digest: str, at: datetime) -> Stopped | None:
    """None where the letter may leave. `at` is real time."""
    if letter.kind not in ANSWERS:
        return None
    to_one = outbox.Sought(kinds=ANSWERS, address_digest=address_digest)
    of_case = outbox.Sought(kinds=ANSWERS, address_digest=address_digest, case_id=letter.case_id)
    if letter.case_id and outbox.count(session, of_case, at - HOUR) >= config.answers_per_case:
        return Stopped("They have had enough automatic answers about this case for now.", True)
    if outbox.count(session, to_one, at - DAY) >= config.answers_a_day:
        return Stopped("They have had enough automatic answers for today.", True)
    in_all = outbox.Sought(kinds=ANSWERS, of_cases=letter.case_id is not None, left=True)
    if outbox.count(session, in_all, at - HOUR) >= config.answers_in_all:
        return Stopped("All together have had enough automatic answers for now.", False)
    return None
