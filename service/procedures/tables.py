"""Small tables that are not clauses: when a procedure holds, its own words, who fills in which part of a form."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from service.procedures.fault import did_you_mean, quoted
from service.procedures.parties import role_names
from service.procedures.shape import Key, Reader, Shape, Table, table_at
from service.procedures.spot import Spot
from service.procedures.values import day, line, texts

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
PREFIX = re.compile(r"[A-Z]{2,4}")
STAGE_PART = re.compile(r"stage (\S+)")


@dataclass(frozen=True)
class InForce:
    since: date = date.min
    until: date | None = None


FROM = "does not say from when. Write in_force = { from = 2026-01-31 }."
IN_FORCE = Shape({"from": Key(day, field="since", needed=FROM), "until": Key(day)})
WORDS = Shape({"stage": Key(line), "also": Key(texts)})


def in_force(value: object, spot: Spot) -> InForce:
    if not isinstance(value, dict):
        spot.refuses(value, "is written { from = 2026-01-31 }, or { from = ..., until = ... }.")
        return InForce()
    values = IN_FORCE.read(value, spot)
    found = InForce(values["since"] or date.min, values.get("until"))
    if found.until and found.until < found.since:
        spot.says("ends before it begins. until is the last day.")
    return found


def words(value: object, spot: Spot) -> Mapping[str, str | tuple[str, ...]]:
    return WORDS.read(table_at(value, spot), spot)


def named_texts(value: object, spot: Spot) -> Mapping[str, str]:
    """Keys of the file's own making, each with its words."""
    return {name: line(text, spot.at(name)) for name, text in named(value, spot).items()}


def filled(value: object, spot: Spot) -> Mapping[str, tuple[str, ...]]:
    """The roles that fill in a form, stage by stage: { "stage 1" = "manager" }."""
    parts = table_at(value, spot)
    for name in parts:
        if not STAGE_PART.fullmatch(name):
            spot.says(f'{quoted(name)} is no part of a form. Name the stage: "stage 1".')
    return {name: role_names(one, spot.at(name)) for name, one in parts.items() if STAGE_PART.fullmatch(name)}


def named(value: object, spot: Spot) -> Table:
    """A table whose keys are names of the file's own; an unusable name is reported and left out."""
    table = table_at(value, spot)
    for name in table:
        if not NAME.fullmatch(name):
            spot.says(f"{quoted(name)} is no name. Use up to 40 letters, digits, - and _, a letter or digit first.")
    return {name: one for name, one in table.items() if NAME.fullmatch(name)}


def prefix(value: object, spot: Spot) -> str:
    if isinstance(value, str) and PREFIX.fullmatch(value):
        return value
    spot.refuses(value, 'a prefix is two to four capital letters, A to Z, such as "ANY".')
    return ""


def several_of(*known: str) -> Reader:
    """A reader of one or more of a few words."""

    def read(value: object, spot: Spot) -> tuple[str, ...]:
        found = texts(value, spot)
        for word in found:
            if word not in known:
                spot.says(f"does not know {quoted(word)}.{did_you_mean(word, known)} Known: {', '.join(known)}.")
        return found

    return read
