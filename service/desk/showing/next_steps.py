"""What a line of the inbox says of something owed: what happened, what to do next, and where that is done."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.desk.doing.arranging import DONE, MEETING, NAME, page_of
from service.desk.looking.saying import owers
from service.escalation.duty import Duty
from service.escalation.ending import holds_the_close
from service.seam.desk_acts import OwedFirst
from service.store.people import ORIGINATOR
from service.telling.errand import Errand
from service.telling.wording import words_of

SAYS: Mapping[str, str] = {  # of what the service itself asks of coordinators
    "alert": "An immediate risk was stated, and nobody has taken it up. Ring now, then record what you did.",
    "close": "Everything that had to be done first is done. Look through the list, then close the case.",
    "confirm-withdrawal": "The side that raised it asks to withdraw. Ring them, then withdraw it or record that it goes"
    " on.",
    "consider-more-time": "Somebody asks for more time. Ring both sides, then agree another date or record that the"
    " date stands.",
    "decide-how-to-go-on": "It is not resolved, and nothing stands above this stage. Decide how it goes on.",
    "feedback": "The person who raised it has not been told what happened. Ring them, then record what you said.",
    "find-status": "Nobody knows what help or plan is in place for the child. Find out, then have whoever runs the"
    " service enter it.",
    "give-date": "A date is missing, and something waits for it. Find it out, then have whoever runs the service enter"
    " it.",
    "confirm-close": "Another coordinator asks to close it without agreement. Speak to them, then confirm or decline.",
    "confirm-lower": "Another coordinator asks to lower the risk. Speak with them, then confirm or decline.",
}
THEN: Mapping[str, str] = {  # of a task of the procedure, by where it is done
    DONE: "Do it, then record that it is done.", NAME: "Name somebody.", MEETING: "Set the date of the meeting.",
}  # fmt: skip
ELSEWHERE = "Look at the case."


def said_of(errand: Errand, duty: Duty) -> str:
    """What a coordinator owes."""
    if errand.case.task(duty) is None and duty.task in SAYS:
        return SAYS[duty.task]
    return f"{words_of(errand, duty)}. {THEN.get(page_of(errand.case, duty), ELSEWHERE)}"


def said_of_the_late(errand: Errand, late: list[Duty]) -> str:
    """What others have not done in time."""
    what = " ".join(f"{words_of(errand, duty)}: {owers(errand.case, duty)}." for duty in late)
    return f"Not done in time. {what} Ring them, then record the call."


def owed_first(errand: Errand) -> tuple[OwedFirst, ...]:
    return tuple(OwedFirst(one.says, one.act, one.duty.id) for one in missing(errand))


@dataclass(frozen=True)
class Missing:
    """Something that is owed before a case can be closed: in a sentence, and the act that records it."""

    duty: Duty
    says: str
    act: str


def missing(errand: Errand) -> tuple[Missing, ...]:
    """What holds the close, that which has a page of its own first."""
    holding = [duty for duty in errand.case.owed if holds_the_close(errand.case, duty)]
    found = [Missing(duty, _is_missing(errand, duty), page_of(errand.case, duty)) for duty in holding]
    return tuple(sorted(found, key=lambda one: not one.act))


def _is_missing(errand: Errand, duty: Duty) -> str:
    whose = owers(errand.case, duty)
    if duty.task == "feedback":
        return f"Feedback to {_raiser(errand)} is not recorded. It is owed by: {whose}."
    return f"Not done yet: {words_of(errand, duty)}. It is owed by: {whose}."


def _raiser(errand: Errand) -> str:
    raiser = errand.person(ORIGINATOR)
    post = raiser.post if raiser else ""
    return f"the {post if post[1:2].isupper() else post[:1].lower() + post[1:]}" if post else "the person who raised it"

