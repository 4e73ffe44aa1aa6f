"""The shape of a clause: which keys it has, how each is read, and what is said of the others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from service.procedures.fault import did_you_mean, quoted
from service.procedures.spot import Spot

Table = dict[str, object]
Reader = Callable[[object, Spot], Any]


@dataclass(frozen=True)
class Key:
    """`field` is the name in the frozen value, where it differs; `needed` is said when the key is missing."""

    read: Reader
    field: str = ""
    needed: str = ""
    blank: object = ""


def no_other_place(name: str, spot: Spot) -> str:
    """Where the key belongs instead; empty when nothing is known."""
    return ""


@dataclass(frozen=True)
class Shape:
    keys: Mapping[str, Key]
    belongs: Callable[[str, Spot], str] = no_other_place

    def read(self, table: Table, spot: Spot) -> dict[str, Any]:
        """The values of a table by field; what is wrong is reported, and read as if it were blank."""
        values = {key.field or name: key.blank for name, key in self.keys.items() if key.needed}
        for name, value in table.items():
            key = self.keys.get(name)
            if key is None:
                spot.says(self.stranger(name, spot))
            else:
                values[key.field or name] = key.read(value, spot.at(name))
        for name, key in self.keys.items():
            if key.needed and name not in table:
                spot.says(key.needed)
        return values

    def stranger(self, name: str, spot: Spot) -> str:
        unknown = f"does not know the key {quoted(name)}.{did_you_mean(name, self.keys)}"
        return self.belongs(name, spot) or unknown


def table_at(value: object, spot: Spot) -> Table:
    """The table written here; anything else is reported and read as an empty one."""
    if isinstance(value, dict):
        return value
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        spot.says("is written in double brackets. Write it in single ones, and give each part a name of its own.")
    else:
        spot.says(f"is no table. Write [{'.'.join(spot.path)}], and its keys on the lines below.")
    return {}
