"""[stage] and [urgent]: under a heading, whatever is a table and no key of its own is read as a task."""

from dataclasses import replace

from service.escalation.parties import Party, Side
from service.escalation.procedure import Power, Stage, Task, Urgent
from service.procedures import keys
from service.procedures.fault import near, quoted
from service.procedures.shape import Shape, Table, table_at
from service.procedures.spot import Spot
from service.procedures.tables import named

URGENT = "urgent"


def stages_at(section: object, spot: Spot) -> tuple[Stage, ...]:
    return tuple(_stage(key, value, spot.at(key)) for key, value in named(section, spot).items())


def _stage(key: str, value: object, spot: Spot) -> Stage:
    own, tasks = _parted(table_at(value, spot), keys.STAGE, spot)
    values = keys.STAGE.read(own, spot)
    values["power"] = Power(values.get("power", ""))
    people = tuple(Party(Side.ORIGINATING, role) for role in values.setdefault("people", ()))
    found = (_task(key, name, table, spot) for name, table in tasks.items())
    return Stage(
        key=key,
        tasks=tuple(replace(task, owed_by=task.owed_by or people) for task in found),
        file=spot.file,
        **values,
    )


def urgent_at(section: object, spot: Spot) -> Urgent:
    own, tasks = _parted(table_at(section, spot), keys.URGENT, spot)
    found = tuple(_task(URGENT, name, table, spot) for name, table in tasks.items())
    return Urgent(tasks=found, **keys.URGENT.read(own, spot))


def _parted(table: Table, shape: Shape, spot: Spot) -> tuple[Table, Table]:
    """The heading's own keys, and its tasks."""
    tasks: Table = {name: part for name, part in table.items() if name not in shape.keys and isinstance(part, dict)}
    misspelt = [name for name, part in tasks.items() if _is_a_slip(name, part, shape)]
    for name in misspelt:
        spot.says(f"does not know the key {quoted(name)}. Did you mean {quoted(near(name, shape.keys))}?")
    own = {name: part for name, part in table.items() if name not in tasks}
    return own, named({name: part for name, part in tasks.items() if name not in misspelt}, spot)


def _is_a_slip(name: str, part: object, shape: Shape) -> bool:
    """`deu = { working_days = 2 }` is a slip of the pen, not a task."""
    return isinstance(part, dict) and not part.keys() & keys.TASK.keys.keys() and bool(near(name, shape.keys))


def _task(stage: str, key: str, value: object, spot: Spot) -> Task:
    here = spot.at(key)
    return Task(stage, key, file=here.file, **keys.TASK.read(table_at(value, here), here))
