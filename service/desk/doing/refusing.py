"""A notification that is being checked is not sent on: why, as a coordinator chooses it, and who hears of that."""

from collections.abc import Iterator
from datetime import datetime

from service.desk.looking.timeline import who_is
from service.escalation.actors import Actor
from service.escalation.coordinating import Refused
from service.escalation.refusing import IN_WORDS, NOT_TOLD, Refusal, risk_first
from service.seam.desk_acts import Act, Option
from service.store.people import ORIGINATOR
from service.telling.errand import Errand

TOLD = {
    Refusal.FALSE: "Nobody is told. The address on it may be somebody else’s",
    Refusal.TWICE: "Its sender is told that the first one goes on. If the two differ, merge them instead",
    Refusal.PUBLIC: "They are told that this service is not for them, and whom to ring",
    Refusal.ELSEWHERE: "Its sender is told to ask us which procedure fits",
    Refusal.OTHER: "Its sender is told to ring us",
}
NOT_CHECKED = "It is not being checked: nobody needs to decide if it is sent on."


def refuse(act: Act, at: datetime, by: Actor, errand: Errand) -> Refused:
    return Refused(at, by, act.choice)


def options(errand: Errand) -> Iterator[Option]:
    for reason, words in IN_WORDS.items():
        yield Option(reason, words, TOLD[Refusal(reason)])


def holds(errand: Errand) -> str:
    """Why it cannot be refused now; empty where it can."""
    if not errand.case.being_checked:
        return NOT_CHECKED
    return risk_first(errand.case)


def refused_in_words(errand: Errand) -> str:
    """That it was refused, by whom and why, and if its sender was told."""
    beside = errand.case.beside
    who = who_is(errand, beside.refused_by)
    sender = errand.person(ORIGINATOR)
    is_told = beside.refused_as not in NOT_TOLD and sender is not None and bool(sender.email)
    told = "Its sender was told" if is_told else "We told its sender nothing"
    return f"Refused by {who}. {IN_WORDS[beside.refused_as]}. {told}, and nothing went to the other side."
