"""What people are told in words: what this reader owes and by when, whom to ring first, who was asked, what comes next.

Roles and agencies, never a child's name.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from service.escalation.case import ORIGINATING, Case
from service.escalation.clocks import Deadline
from service.escalation.duty import Duty
from service.escalation.effects import Mail, ower
from service.escalation.parties import Party, Side
from service.escalation.procedure import Procedure, Task
from service.escalation.routing import Found, Holder
from service.escalation.tasks import PRACTITIONER, slots_for
from service.telling.errand import Errand
from service.telling.recipients import as_roles, holders_of, is_one_of, recipients, slot_of


@dataclass(frozen=True)
class Owing:
    """One thing owed, as a mail says it; instants are aware UTC. `kind` is its task: a sign that somebody has the case
    ("acknowledge") is told apart from what is to be done about it. `told` are those of the reader's own agency whom it
    is to be taken to, where we have written to them already."""

    id: str
    kind: str
    do: str
    ask: datetime | None
    due: datetime | None
    why: str
    at_once: bool
    agreed: datetime | None
    is_late: bool = False
    told: tuple[str, ...] = ()

    @property
    def by(self) -> datetime | None:
        """The date to act by: the one that was agreed, else the procedure's."""
        return self.agreed or self.ask


@dataclass(frozen=True)
class Ring:
    role: str
    agency: str
    telephone: str


@dataclass(frozen=True)
class Step:
    """What is owed next, and by whom, in roles: `who` is empty where it is the reader's own, or nobody is known."""

    what: str
    ask: datetime | None
    why: str
    who: str = ""
    is_yours: bool = False

    @property
    def said(self) -> str:
        """With who does it, unless it is the reader's own."""
        if not self.who:
            return self.what
        begins = self.what[:1].lower() + self.what[1:] if self.what[1:2].islower() else self.what
        return f"{self.who[:1].upper()}{self.who[1:]}: {begins}"


ACT_AT_ONCE = "Act at once if harm is known or suspected."


def act_at_once(procedure: Procedure) -> str:
    """What the procedure says of acting at once, or our words where it says nothing."""
    urgent = procedure.urgent
    return urgent.say if urgent and urgent.say else ACT_AT_ONCE


def across(case: Case) -> str:
    """What a sentence calls the other side."""
    return "the other colleague" if case.between_two else "the other agency"


def asked_words(errand: Errand) -> tuple[str, ...]:
    """Who across has the case, as "the Safeguarding Lead at Exampleshire Health": roles, never a person's name."""
    stage = errand.case.stage
    if stage is None or errand.case.being_checked:
        return ()
    asked = ((Party("receiving", role), slot) for slot in errand.case.across for role in stage.people)
    return as_roles([one for party, slot in asked for one in holders_of(errand, party, (slot,))])


def own_words(errand: Errand) -> tuple[str, ...]:
    """Who of the side that raised it has been told: its people of the stage, but for whoever raised it themselves."""
    stage = errand.case.stage
    if stage is None or errand.case.being_checked or PRACTITIONER in stage.people:
        return ()
    told = (holders_of(errand, Party("originating", role), (ORIGINATING,)) for role in stage.people)
    return as_roles([one for each in told for one in each])


def next_dates(errand: Errand, reader: str = "") -> list[Step]:
    """What is owed next in this case and has a date, the soonest first, as the holder of that id reads it."""
    dated = [duty for duty in errand.case.owed if duty.deadline and duty.deadline.ask and duty.task != "acknowledge"]
    steps = [_step(errand, duty, duty.deadline, reader) for duty in dated if duty.deadline]
    return sorted(dict.fromkeys(steps), key=lambda step: step.ask or errand.at)


def _step(errand: Errand, duty: Duty, due: Deadline, reader: str) -> Step:
    is_theirs = bool(reader) and _owes(errand, duty, reader)
    who = "" if is_theirs else _in_few_words(recipients(errand, Mail("task", ower(duty.id))))
    return Step(words_of(errand, duty), due.ask, due.why, who, is_theirs)


def _in_few_words(found: Found) -> str:
    """Two roles, or the agencies of more."""
    roles = as_roles([found])
    return " and ".join(roles if len(roles) <= 2 else dict.fromkeys(one.agency for one in found.holders))


SERVICE_WORDS = {
    "conclude": "Say whether this {stage_word} has resolved it",
    "acknowledge": "Let us know that you have this",
    "agree": "Say whether you agree that it is resolved",
    "feedback": "Tell the person who raised it, in your own words, what happened",
    "choose": "Choose how to go on",
    "check": "Check this notification, then send it on or refuse it",
    "close": "Close the case",
    "alert": "Take up the alert of an immediate risk",
    "confirm-withdrawal": "Confirm or decline the withdrawal",
    "confirm-close": "Confirm or decline closing it without agreement",
    "confirm-lower": "Confirm or decline lowering the risk",
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


TELLS_THE_END = frozenset({"outcome", "unsettled", "closed"})
ASKS_FOR_A_SIGN = frozenset({"routed", "routed_own", "covering", "reminder"})


def owed_by(errand: Errand, mail: Mail, holder: Holder) -> list[Owing]:
    """What this reader owes, the nearest date first: the duty that the mail is about, or all that their role owes at
    its stage; at any stage, where it tells them of the end.

    The outcome of a stage is talked about on both sides, so that a mail which brings somebody the case names it too.
    """
    duties = [duty for duty in errand.case.owed if duty.id == mail.duty]
    if not duties or mail.kind in TELLS_THE_END | {"reminder", "covering", "moved_on"}:
        asked = [one for one in errand.case.owed if one.stage == mail.stage or mail.kind in TELLS_THE_END]
        mine = [duty for duty in asked if _owes(errand, duty, holder.id)]
        shared = errand.case.owed_at(mail.stage, "conclude") if mail.kind in ("routed", "covering") else ()
        duties = list(dict.fromkeys((*duties, *shared, *mine)))
    duties = [one for one in duties if one.id == mail.duty or _is_told(errand, mail, one, duties)]
    owing = [_owing(errand, duty, _is_only_talked_about(errand, duty, mail, holder), holder) for duty in duties]
    return sorted((_as_covered(errand, mail, one) for one in owing), key=_nearest)


def _is_told(errand: Errand, mail: Mail, duty: Duty, among: list[Duty]) -> bool:
    """A sign that they have the case is asked for by the mails that can be answered with one, until its date; beside
    nothing else that has a date, by every mail."""
    if duty.task != "acknowledge":
        return True
    if not any(one.deadline and one.deadline.ask and one.task != "acknowledge" for one in among):
        return True
    ask = duty.deadline.ask if duty.deadline else None
    return mail.kind in ASKS_FOR_A_SIGN and ask is not None and ask >= errand.at


def _as_covered(errand: Errand, mail: Mail, one: Owing) -> Owing:
    """Whoever covers, because nobody gave a sign by its date, is given another than that."""
    is_past = one.kind == "acknowledge" and one.ask is not None and one.ask <= errand.at
    return replace(one, ask=None, due=None, why="as soon as you can") if is_past and mail.kind == "covering" else one


def _nearest(one: Owing) -> tuple[bool, float]:
    """What is to be done at once, then by date; what has none is last."""
    return (not one.at_once and one.by is None, one.by.timestamp() if one.by and not one.at_once else 0.0)


def _is_only_talked_about(errand: Errand, duty: Duty, mail: Mail, holder: Holder) -> bool:
    return duty.task == "conclude" and mail.kind in ("routed", "covering") and not _owes(errand, duty, holder.id)


def _owes(errand: Errand, duty: Duty, holder: str) -> bool:
    named = duty.slots or tuple(slot for party in duty.owed_by for slot in slots_for(errand.case, party))
    return is_one_of(errand, holder, duty.owed_by, named)


TALKED_ABOUT = "Talk with {across}, try to settle it, and tell us how it stands"


def _owing(errand: Errand, duty: Duty, only_talked_about: bool, holder: Holder) -> Owing:
    ours = duty.task == "acknowledge" and not errand.case.procedure.has_dates  # no date is invented (ESCB)
    due = None if ours else duty.deadline
    at_once = due is not None and due.at is None and due.why == "at once"
    return Owing(
        id=duty.id,
        kind=duty.task,
        do=TALKED_ABOUT.format(across=across(errand.case)) if only_talked_about else words_of(errand, duty),
        ask=due.ask if due else None,
        due=due.at if due else None,
        why=due.why if due else "",
        at_once=at_once,
        agreed=duty.agreed,
        is_late=duty.is_late(errand.at),
        told=_own_people_told(errand, duty, slot_of(errand, holder)),
    )


def _own_people_told(errand: Errand, duty: Duty, slot: str) -> tuple[str, ...]:
    """The people of a stage are written to as it opens: what asks somebody to take it to their own says so."""
    task, case = errand.case.task(duty), errand.case
    if task is None or slot not in duty.slots or case.being_checked or not case.is_at(duty.stage):
        return ()
    own = [rung.party.role for rung in task.rungs if rung.party.side == Side.OWN]
    asked = [Party("each", role) for role in own if role in case.procedure.stage(duty.stage).people]
    return as_roles([one for party in asked for one in holders_of(errand, party, (slot,))])


def ring(errand: Errand, mail: Mail, holder: Holder) -> list[Ring]:
    """Whom to ring first: the rung that the task names and who can advise on it, else the same people across.

    Who raised it, told that it moved, rings their own side's people of the stage that has it now.
    """
    if mail.kind == "progress" and errand.case.stage:
        return _rings(errand, [Party("own", role) for role in errand.case.stage.people], ORIGINATING)
    duty = errand.case.duty(mail.duty)
    task = errand.case.task(duty) if duty else None
    if duty and task and task.rungs:
        return _rings(errand, _asked_about(errand.case, duty, task), slot_of(errand, holder))
    stage = errand.case.procedure.stage(mail.stage) if mail.stage and mail.stage != "urgent" else None
    if stage is None:
        return []
    own = slot_of(errand, holder)
    return _rings(errand, [Party(_others(own), role) for role in stage.people], own)


def _asked_about(case: Case, duty: Duty, task: Task) -> list[Party]:
    """The rung whose turn it is, then who can advise."""
    rungs = [rung.party for rung in task.rungs if rung.when.holds(case.known(duty.stage))]
    return [*rungs[min(duty.rung, len(rungs) - 1) :][:1], *([task.advice] if task.advice else [])]


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
