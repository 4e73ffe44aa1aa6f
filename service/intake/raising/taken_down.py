"""What a coordinator took down for somebody who rang or wrote: a notification that says how and when it reached us."""

from datetime import date, time

from forms.answers import Answers
from forms.taken_down import HOW_IT_CAME, WAYS_IT_REACHED_US
from service.escalation.calendar import moment
from service.escalation.clocks import long_day
from service.intake.raising.notifications import Sender
from service.store.submissions import Submission


def read(kept: Submission) -> tuple[Answers, Sender]:
    """The answers as if they had come on the public form, and where they came from instead."""
    whole = Answers.from_json(kept.words)
    way, day, clock = (whole[key] for key in HOW_IT_CAME)
    said = next(one.label for one in WAYS_IT_REACHED_US if one.value == way)
    on = date.fromisoformat(day)
    came = {"how_it_reached_us": f"{said}, at {clock} on {long_day(on)}. A coordinator entered it."}
    sender = Sender(
        f"desk {kept.id}", came=came, taken_down_by=kept.taken_down_by,
        received=min(moment(on, time.fromisoformat(clock)), kept.received_at),
    )  # fmt: skip
    return Answers(whole.form, {key: said for key, said in whole.items() if key not in HOW_IT_CAME}), sender
