"""Time limits as they are written: one unit of time, and the moment that it counts from."""

from collections.abc import Mapping

from service.escalation.clocks import Clock, Unit
from service.procedures.facts import when
from service.procedures.fault import did_you_mean, quoted
from service.procedures.shape import Key, Shape, Table, table_at
from service.procedures.spot import Spot
from service.procedures.values import CITE, flag, line, one_of, several_at, texts
from service.procedures.vocabulary import NATIONS

BY_WORD = {"at once": Clock(Unit.AT_ONCE), "same working day": Clock(Unit.SAME_WORKING_DAY)}
COUNTED = (Unit.HOURS, Unit.CALENDAR_DAYS, Unit.WORKING_DAYS, Unit.WORKING_WEEK, Unit.BY_DAY)
MOST = 999
WITHOUT_AFTER = {
    Unit.BY_DAY: "by_day always counts from the concern; take out after.",
    Unit.DATE: "a date stands as it is; take out after.",
    Unit.AT_ONCE: '"at once" has no length to count; take out after.',
}


OTHER_UNITS = {
    "days": "working_days or calendar_days",
    "weeks": "working_week = 1, which is five working days, or calendar_days = 7",
    "months": "calendar_days",
    "minutes": "hours",
}


def limit(value: object, spot: Spot) -> str:
    """The name of what makes a clock shorter."""
    if not isinstance(value, str):
        spot.refuses(value, "names a [clock], or a [question] of kind date. A length of time is written under [clock].")
        return ""
    return line(value, spot)


def other_unit(name: str, spot: Spot) -> str:
    """What to write in place of a unit of time that is none of ours; empty for any other key."""
    ours = OTHER_UNITS.get(f"{name.removesuffix('s')}s")
    return f"{quoted(name)} is no unit here. Write {ours}." if ours else ""


def amount(value: object, spot: Spot) -> int:
    if type(value) is int and 0 < value <= MOST:
        return value
    spot.refuses(value, f'is a whole number from 1 to {MOST}. For none, write "same working day" or "at once".')
    return 1


CLOCK_KEYS: Mapping[str, Key] = {
    **{unit.value: Key(amount, field="amount") for unit in COUNTED},
    Unit.SAME_WORKING_DAY: Key(flag, field="said"),
    Unit.AT_ONCE: Key(flag, field="said"),
    Unit.DATE: Key(line),
    "after": Key(texts),
    "or_sooner": Key(limit),
    "indicative": Key(flag),
    "when": Key(when),
    "calendar": Key(one_of(*NATIONS)),
}
CLOCK = Shape(CLOCK_KEYS, other_unit)
NAMED_CLOCK = Shape({**CLOCK_KEYS, "cite": CITE}, other_unit)


def clocks(value: object, spot: Spot) -> tuple[Clock, ...]:
    """One clock, or a list of which the first whose `when` holds counts."""
    found = [clock(one, spot) for one in several_at(value, spot)]
    if len(found) > 1 and found[-1] and found[-1].when.facts:
        spot.says("the last of several clocks must have no when, or some cases have no clock.")
    elif len(found) == 1 and found[0] and found[0].when.facts:
        spot.says("where its when does not hold there is no clock. Write a list, and a last clock without when.")
    return tuple(one for one in found if one)


def clock(value: object, spot: Spot) -> Clock | None:
    """A clock by word, by name or in full; None when it is wrong."""
    if isinstance(value, str):
        return _by_name(value, spot)
    if isinstance(value, dict):
        return _in_full(value, CLOCK, spot)
    spot.refuses(value, 'a time limit is { working_days = 5 }, "at once", "same working day" or the name of a [clock].')
    return None


def _by_name(name: str, spot: Spot) -> Clock | None:
    known = {**BY_WORD, **spot.clocks}
    if name not in known:
        length = any(letter.isdigit() for letter in name)
        guess = " A length is written { working_days = 5 }." if length else did_you_mean(name, known)
        spot.says_above(f'{spot.key} = {quoted(name)} is neither "at once", "same working day" nor a [clock].{guess}')
    return known.get(name)


def length(value: object, spot: Spot) -> Clock | None:
    """A length of time alone, with no moment: for `review`, `remind_before` and `acknowledge`."""
    found = clock(value, spot)
    if found and (found.unit not in COUNTED or found.unit is Unit.BY_DAY or found != Clock(found.unit, found.amount)):
        spot.refuses(value, "is a length alone, such as { working_days = 1 } or { hours = 4 }.")
        return None
    return found


def window(value: object, spot: Spot) -> Clock | None:
    """The time within which something may be raised; counted from its arrival it would never be over."""
    found = clock(value, spot)
    if found and _says_no_moment(found):
        spot.says('does not say from when. Add after = "concern", or the name of a [question] of kind date.')
    return found


def _says_no_moment(found: Clock) -> bool:
    return not found.after and found.unit not in WITHOUT_AFTER


def named_clock(name: str, value: object, spot: Spot) -> Clock | None:
    """One of [clock]: shared by all who name it, so it counts from one moment."""
    found = _in_full(table_at(value, spot), NAMED_CLOCK, spot, name=name)
    if found and _says_no_moment(found):
        spot.says('is shared, so it must say the moment that it counts from. Add after = "stage 1 ended", or another.')
    return found


def _in_full(table: Table, shape: Shape, spot: Spot, name: str = "") -> Clock | None:
    values = shape.read(table, spot)
    units = [unit for unit in Unit if unit.value in table]
    if len(units) != 1:
        spot.says(_not_one(units))
        return None
    unit, after = units[0], values.pop("after", ())
    if after and unit in WITHOUT_AFTER:
        spot.says(WITHOUT_AFTER[unit])
        after = ()
    if not values.pop("said", True):
        spot.says(f"{unit} = false says nothing. Write true, or take it out.")
    values.pop("cite", None)
    return Clock(unit, after=after, name=name, **values)


def _not_one(units: list[Unit]) -> str:
    counted = f"has {len(units)} units of time ({', '.join(units)})" if units else "has no unit of time"
    return (
        f"{counted}. Give exactly one of: {', '.join(Unit)}. "
        "Two time limits are two tasks; the shorter of two is or_sooner."
    )
