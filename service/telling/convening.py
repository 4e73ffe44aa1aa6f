"""How the people of a stage come together: who arranges it, who comes, and what its authority is there to do."""

from dataclasses import dataclass
from datetime import datetime

from service.escalation.duty import Standing
from service.escalation.parties import Party, Side
from service.escalation.procedure import Power, Stage, Task
from service.escalation.tasks import slots_for
from service.telling.errand import Errand
from service.telling.recipients import as_roles, holders_of

POWERS = {
    Power.MEDIATES: "You help both agencies to agree. What they agree is theirs.",
    Power.RECOMMENDS: "You say how they should go on. They decide.",
    Power.REVIEWS: "You look at it afresh, and say what you see.",
    Power.DECIDES: "What you decide ends it. If a side disagrees, that is kept too.",
    Power.NONE: "",
}


@dataclass(frozen=True)
class Arranged:
    what: str
    who: str


@dataclass(frozen=True)
class SentIn:
    """What an agency is to send to the authority of a stage; `on` is None until it has."""

    what: str
    agency: str
    on: datetime | None


def arranged(errand: Errand, stage: Stage) -> list[Arranged]:
    """The meeting of a stage and whoever is named for it: what is still to be arranged, and by whom."""
    case = errand.case
    open_now = [task for task in stage.tasks if _arranges(task) and task.when.holds(case.known(stage.key))]
    return [Arranged(task.do, _owers(errand, task)) for task in open_now if not _is_done(errand, task)]


def _arranges(task: Task) -> bool:
    return bool(task.names) or task.done_by in ("meeting date", "meeting held")


def _is_done(errand: Errand, task: Task) -> bool:
    duties = [duty for duty in errand.case.duties if (duty.stage, duty.task) == (task.stage, task.key)]
    return bool(duties) and not any(duty.is_owed for duty in duties)


def _owers(errand: Errand, task: Task) -> str:
    found = [one for party in task.owed_by for one in holders_of(errand, party, slots_for(errand.case, party))]
    return " and ".join(as_roles(found)) or "the coordinator"


def attending(errand: Errand, stage: Stage) -> list[str]:
    """The people of the stage on both sides, and its authority, by their roles."""
    whom = [(Party(Side.EACH, role), errand.case.slots) for role in stage.people]
    whom += [(Party("", stage.authority), ())] if stage.authority else []
    return list(as_roles([one for party, slots in whom for one in holders_of(errand, party, slots)]))


def options(stage: Stage) -> list[str]:
    """The answers that the procedure gives the authority to choose from."""
    own = [task for task in stage.tasks if any(party.role == stage.authority for party in task.owed_by)]
    return [answer for task in own for answer in task.answers]


def sent_in(errand: Errand, stage: Stage) -> list[SentIn]:
    """What each agency is to send to the authority: come, or still to come."""
    return [
        SentIn(task.do, agency.name, duty.ended if duty.standing is Standing.DONE else None)
        for duty in errand.case.duties
        if duty.stage == stage.key and (task := errand.case.task(duty)) and is_for_the_authority(task, stage)
        for slot in duty.slots
        if (agency := errand.case.agency(slot))
    ]


def is_for_the_authority(task: Task, stage: Stage) -> bool:
    return bool(stage.authority) and any(rung.party.role == stage.authority for rung in task.rungs)


def brief(errand: Errand, stage: Stage | None) -> dict[str, object]:
    """What the templates may name of all this."""
    if stage is None:
        return {"arranged": [], "attending": [], "your_power": "", "options": [], "sent_in": []}
    return {
        "arranged": arranged(errand, stage), "attending": attending(errand, stage),
        "your_power": POWERS[stage.power], "options": options(stage), "sent_in": sent_in(errand, stage),
    }  # fmt: skip


