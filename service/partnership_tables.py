"""What may be wrong in the tables inside a partnership's own: its front doors by area, the days that groups meet."""

from collections.abc import Iterator
from dataclasses import MISSING, fields
from datetime import date

from service.seam.pages import FrontDoor

DOOR = {one.name: one.default is MISSING for one in fields(FrontDoor) if one.name != "area"}  # whether it must be


def wrong_doors(doors: object, areas: object) -> Iterator[str]:
    for area, door in doors.items() if isinstance(doors, dict) else ():
        place = f"front_doors.{area}"
        if not isinstance(areas, list) or area not in areas:
            yield f"{place}: there is no such area. Write one of its areas."
        if isinstance(door, dict):
            yield from (f"{place}{says}" for says in _wrong_door(door))
        else:
            yield f"{place}: write it as a table, with name, telephone, hours, out_of_hours and checked."


def _wrong_door(door: dict[str, object]) -> Iterator[str]:
    yield from (f": add {name} = ..." for name, needed in DOOR.items() if needed and name not in door)
    for name, value in door.items():
        if name not in DOOR:
            yield f": there is no key {name}. The keys are {', '.join(DOOR)}."
        elif name == "checked" and type(value) is not date:
            yield ".checked: write a date: 2026-11-02."
        elif name != "checked" and not is_line(value):
            yield f".{name}: write one line of text, in quotes."


def wrong_days(meets: object) -> Iterator[str]:
    for group, days in meets.items() if isinstance(meets, dict) else ():
        if not isinstance(days, list) or not all(type(day) is date for day in days):
            yield f"meets.{group}: write a list of dates: [2026-12-10]."


def is_line(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()
