"""Who owes what: every task has an ower, opens some day, and silence settles nothing."""

from collections.abc import Iterator

from service.escalation.duty import PLANS
from service.escalation.procedure import Power, Procedure, Stage
from service.procedures.clauses import Found, tasks
from service.procedures.fault import quoted
from service.procedures.stages import URGENT

CONCLUDE = "conclude"
OUTCOME = "outcome"
OF_THE_ENGINE = PLANS | {"acknowledge", "agree", "alert", "choose", "feedback"}
DONE = " done"


def nobody_owes(procedure: Procedure) -> Iterator[Found]:
    for place, task in tasks(procedure):
        if not task.owed_by:
            remedy = "Add owed_by." if task.stage == URGENT else "Add owed_by, or people to the stage."
            yield place, f"is owed by nobody. {remedy}"
    for stage in procedure.stages:
        if not stage.people and not stage.ends and not _somebody_owes_the_outcome(stage):
            yield f"stage.{stage.key}", 'has no people, and so nobody who owes its outcome. Add people = "...".'


def _somebody_owes_the_outcome(stage: Stage) -> bool:
    return stage.ended_by_a_task or any(not task.owed_by for task in stage.tasks)


def tasks_of_the_engine(procedure: Procedure) -> Iterator[Found]:
    for place, task in tasks(procedure):
        if task.key in OF_THE_ENGINE:
            yield place, f"has the name of a duty that every case has: {quoted(task.key)}. Rename it."
    for stage in procedure.stages:
        if stage.task(CONCLUDE) and not stage.ended_by_a_task:
            yield (
                f"stage.{stage.key}.{CONCLUDE}",
                'is the name of the outcome itself. Add done_by = "outcome", or rename it.',
            )


def authority_without_power(procedure: Procedure) -> Iterator[Found]:
    for stage in procedure.stages:
        if bool(stage.authority) != (stage.power is not Power.NONE):
            says = "authority and power go together: who, and whether they mediate, recommend, review or decide."
            yield f"stage.{stage.key}", says


def silence_that_ends(procedure: Procedure) -> Iterator[Found]:
    known = {stage.key for stage in procedure.stages}
    for place, task in tasks(procedure):
        for way in task.if_silent:
            if way not in known:
                says = "silence may only open a stage; it never settles, closes or ends anything."
                several = 'Name a stage; or several, ["2", "3"], of which the coordinator chooses.'
                yield place, f"if_silent = {quoted(way)}: {says} {several}"


def waiting_for_itself(procedure: Procedure) -> Iterator[Found]:
    """Tasks that wait for one another in a circle; each circle is told of once."""
    waits = {_name(task.stage, task.key): _waited_for(task.stage, task.on) for _, task in tasks(procedure)}
    stuck = _never_opened(waits)
    told: set[str] = set()
    for name in stuck:
        circle = [name]
        while (following := next(one for one in waits[circle[-1]] if one in stuck)) not in circle:
            circle.append(following)
        if following == name and not told & set(circle):
            told |= set(circle)
            yield _told(circle)


def _name(stage: str, key: str) -> str:
    return f"{stage}.{key}"


def _waited_for(stage: str, on: tuple[str, ...]) -> tuple[str, ...]:
    """The tasks whose doing may open this one; empty where some other moment may."""
    if not on or not all(moment.endswith(DONE) for moment in on):
        return ()
    return tuple(_name(stage, task) if "." not in task else task for task in (one.removesuffix(DONE) for one in on))


def _never_opened(waits: dict[str, tuple[str, ...]]) -> list[str]:
    opened: set[str] = set()
    stuck = list(waits)
    while True:
        free = {name for name in stuck if not waits[name] or any(_is_open(one, waits, opened) for one in waits[name])}
        if not free:
            return stuck
        opened |= free
        stuck = [name for name in stuck if name not in free]


def _is_open(name: str, waits: dict[str, tuple[str, ...]], opened: set[str]) -> bool:
    """A task that does not exist is somebody else's fault to report."""
    return name in opened or name not in waits


def _told(circle: list[str]) -> Found:
    stage = circle[0].split(".")[0]
    short = [name.removeprefix(f"{stage}.") for name in circle] + [circle[0].removeprefix(f"{stage}.")]
    chain = "; ".join(f"{one} waits for {other}" for one, other in zip(short, short[1:-1] or short[1:], strict=False))
    place = circle[0] if stage == URGENT else f"stage.{circle[0]}"
    return place, f"waits for itself: {chain}."
