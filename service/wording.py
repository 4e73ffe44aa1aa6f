"""What a mail says: the values that its template names, at level L1 (ux.md 2.8), never a child's name.

What this reader owes and by when, whom to ring first, who has been told, what comes next.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from service.errand import Errand
from service.escalation.case import ORIGINATING, Duty
from service.escalation.effects import Mail
from service.escalation.parties import Party
from service.escalation.routing import Holder
from service.escalation.tasks import slots_for
from service.recipients import holders_of
from service.store.people import ORIGINATOR

REPLY_WORDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "stage": (
        ("RESOLVED", "you have both agreed what happens next"),
        ("NOT RESOLVED", "it needs to go further"),
        ("MORE TIME", "and the date you need"),
        ("SEEN", "you have this, and it is not settled yet"),
    ),
    "agree": (("AGREE", "it is resolved"), ("NOT AGREED", "and what you do not agree with")),
    "receipt": (("WITHDRAW", "you no longer want this to go on"),),
    "undo": (("UNDO", "we understood you wrongly"),),
    "seen": (("SEEN", "you have this"),),
}
WORDS_FOR = {
    **dict.fromkeys(("routed", "routed_own", "reminder", "covering", "other_view", "not_agreed"), "stage"),
    "agree": "agree",
    "receipt": "receipt",
    "recorded": "undo",
    "told": "seen",
    "act_today": "seen",
    "task": "seen",
}

@dataclass(frozen=True)
class Owing:
    """One thing owed, as a mail says it; instants are aware UTC."""

    do: str
    ask: datetime | None
    due: datetime | None
    why: str
    at_once: bool
    agreed: datetime | None


@dataclass(frozen=True)
class Ring:
    role: str
    agency: str
    telephone: str


@dataclass(frozen=True)
class ReplyWord:
    word: str
    meaning: str


@dataclass(frozen=True)
class Step:
    what: str
    ask: datetime | None
    why: str


def values_for(errand: Errand, mail: Mail, holder: Holder, link: str) -> dict[str, Any]:
    """Everything that a template may name; a value that is missing is an error here, not a blank in a mail."""
    owed = owed_by(errand, mail, holder)
    first = min((one for one in owed if one.ask), key=lambda one: one.ask or errand.at, default=None)
    words = REPLY_WORDS[WORDS_FOR[mail.kind]] if mail.kind in WORDS_FOR else ()
    return {
        **_of_the_partnership(errand),
        **_of_the_case(errand, mail),
        "your_role": holder.post, "your_agency": holder.agency, "addressee": holder.name,
        "covering_for": holder.instead_of and holder.post,
        "owed": owed,
        "ask": first.ask if first else None, "due": first.due if first else None, "why": first.why if first else "",
        "ring": ring(errand, mail, holder),
        "reply_words": [ReplyWord(*word) for word in words], "reply_by_mail": bool(words),
        "link": link,
        **NOTHING_OF_ITS_OWN, **mail.values,
    }  # fmt: skip


NOTHING_OF_ITS_OWN: Mapping[str, Any] = {
    "kind": "", "to": "", "how": "", "say": "", "recorded": "", "undo_until": None, "code": "", "check_reason": "",
    "held_count": 0, "questions": [],
}  # fmt: skip


def _of_the_partnership(errand: Errand) -> dict[str, Any]:
    its = errand.partnership
    return {
        "partnership": its.name, "service_name": its.service_name, "telephone": its.telephone, "hours": its.hours,
        "front_door": its.front_door, "out_of_hours": its.out_of_hours, "base_url": errand.service.config.base_url,
    }  # fmt: skip


def _of_the_case(errand: Errand, mail: Mail) -> dict[str, Any]:
    case, procedure = errand.case, errand.case.procedure
    stage = procedure.stage(mail.stage) if mail.stage and mail.stage != "urgent" else case.stage
    raiser = errand.person(ORIGINATOR)
    return {
        "reference": case.reference, "stage_word": procedure.stage_word,
        "stage": stage.key if stage else "", "stage_title": stage.title if stage else "",
        "originating": case.originating.name, "receiving": _names([agency.name for agency in case.receiving]),
        "category": procedure.types.get(str(case.facts.get("type", "")), ""),
        "initials": ", ".join(subject.initials for subject in errand.subjects if subject.initials),
        "raised_by_role": raiser.post if raiser else "",
        "received": case.moments.get("receipt", errand.at),
        "told": [f"{_capital(holder_words)} has been asked." for holder_words in asked_words(errand)],
        "next_dates": next_dates(errand), "risk": bool(case.risk.value), "check_reason": case.being_checked,
    }  # fmt: skip


def _names(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def asked_words(errand: Errand) -> tuple[str, ...]:
    """Who across has the case, as "the Safeguarding Lead at Exampleshire Health": roles, never a person's name."""
    stage = errand.case.stage
    if stage is None or errand.case.being_checked:
        return ()
    found = [
        one
        for slot in errand.case.across
        for role in stage.people
        for one in holders_of(errand, Party("receiving", role), (slot,))
    ]
    return tuple(dict.fromkeys(f"the {h.post or 'practitioner'} at {h.agency}" for one in found for h in one.holders))


def next_dates(errand: Errand) -> list[Step]:
    """What is owed next in this case and has a date, the soonest first."""
    dated = [duty for duty in errand.case.owed if duty.deadline and duty.deadline.ask and duty.task != "acknowledge"]
    steps = [Step(words_of(errand, duty), duty.deadline.ask, duty.deadline.why) for duty in dated if duty.deadline]
    return sorted(dict.fromkeys(steps), key=lambda step: step.ask or errand.at)


SERVICE_WORDS = {
    "conclude": "Say whether this {stage_word} has resolved it",
    "acknowledge": "Let us know that you have this",
    "agree": "Say whether you agree that it is resolved",
    "feedback": "Tell the person who raised it, in your own words, what happened",
    "choose": "Choose how to go on",
    "check": "Check this notification and release it",
    "close": "Close the case",
    "alert": "Take up the alert of an immediate risk",
    "confirm-withdrawal": "Confirm or decline the withdrawal",
    "consider-more-time": "Consider the request for more time",
    "decide-how-to-go-on": "Decide how to go on: nothing stands above this",
    "find-status": "Find out what help or plan is in place for the child",
    "give-date": "Give the date that this waits for",
    "action": "Do what you undertook",
    "outstanding": "Follow up what is still outstanding",
    "recommendation": "Act on what was recommended",
    "learning": "Take what was learned to where it belongs",
}


def words_of(errand: Errand, duty: Duty) -> str:
    task = errand.case.task(duty)
    return task.do if task else SERVICE_WORDS[duty.task].format(stage_word=errand.case.procedure.stage_word)


def rung_in_words(errand: Errand, duty: Duty) -> str:
    """The role whose turn it is on a ladder."""
    task = errand.case.task(duty)
    rungs = [rung for rung in task.rungs if rung.when.holds(errand.case.known(duty.stage))] if task else []
    return rungs[min(duty.rung, len(rungs) - 1)].party.role.replace("_", " ") if rungs else ""


def owed_by(errand: Errand, mail: Mail, holder: Holder) -> list[Owing]:
    """What this reader owes: the duty that the mail is about, or all that their role owes at its stage.

    The outcome of a stage is talked about on both sides, so that a mail which brings somebody the case names it too.
    """
    duties = [duty for duty in errand.case.owed if duty.id == mail.duty]
    if not duties or mail.kind in ("reminder", "covering"):
        mine = [duty for duty in errand.case.owed if duty.stage == mail.stage and _owes(errand, duty, holder)]
        shared = errand.case.owed_at(mail.stage, "conclude") if mail.kind in ("routed", "covering") else ()
        duties = list(dict.fromkeys((*duties, *shared, *mine)))
    if any(duty.deadline and duty.deadline.ask and duty.task != "acknowledge" for duty in duties):
        duties = [duty for duty in duties if duty.task != "acknowledge" or duty.id == mail.duty]
    return [_owing(errand, duty, _owes(errand, duty, holder)) for duty in duties]


def _owes(errand: Errand, duty: Duty, holder: Holder) -> bool:
    named = duty.slots or tuple(slot for party in duty.owed_by for slot in slots_for(errand.case, party))
    found = [one for party in duty.owed_by for one in holders_of(errand, party, named)]
    return any(holder.id.partition(":")[2] == one.id.partition(":")[2] for each in found for one in each.holders)


TALKED_ABOUT = "Talk with the other agency, try to settle it, and tell us how it stands"


def _owing(errand: Errand, duty: Duty, is_theirs: bool) -> Owing:
    due = duty.deadline
    at_once = due is not None and due.at is None and due.why == "at once"
    return Owing(
        do=words_of(errand, duty) if is_theirs else TALKED_ABOUT,
        ask=due.ask if due else None,
        due=due.at if due else None,
        why=due.why if due else "",
        at_once=at_once,
        agreed=duty.agreed,
    )


def ring(errand: Errand, mail: Mail, holder: Holder) -> list[Ring]:
    """Whom to ring first: the rung that the task names, else the same people across."""
    duty = errand.case.duty(mail.duty)
    task = errand.case.task(duty) if duty else None
    if duty and task and task.rungs:
        rungs = [rung for rung in task.rungs if rung.when.holds(errand.case.known(duty.stage))]
        return _rings(errand, [rungs[min(duty.rung, len(rungs) - 1)].party] if rungs else [], _slot_of(errand, holder))
    stage = errand.case.procedure.stage(mail.stage) if mail.stage and mail.stage != "urgent" else None
    if stage is None:
        return []
    own = _slot_of(errand, holder)
    return _rings(errand, [Party(_others(own), role) for role in stage.people], own)


def _others(own: str) -> str:
    """The sides that somebody of that agency rings; who is of neither hears both."""
    if not own:
        return "both"
    return "receiving" if own == ORIGINATING else "originating"


def _rings(errand: Errand, whom: list[Party], own: str) -> list[Ring]:
    found = []
    for party in whom:
        slots = (own,) if party.side == "own" else tuple(slot for slot in slots_for(errand.case, party) if slot != own)
        asked = Party("each", party.role) if party.side == "own" else party
        found += [one for each in holders_of(errand, asked, slots) for one in each.holders]
    return [Ring(one.post, one.agency, one.telephone) for one in dict.fromkeys(found)]


def _slot_of(errand: Errand, holder: Holder) -> str:
    person = next((person for person in errand.people if holder.id == f"person:{person.id}"), None)
    if person:
        return person.slot
    return next((agency.slot for agency in errand.case.agencies if agency.name == holder.agency), "")
