"""`extends` and `remove`: a regional text and its local version, joined before anything is checked.

A table joins its namesake key by key; anything else replaces it whole, and so do a clock and a `when`.
Every clause remembers the file that it came from.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.procedures.fault import Fault, did_you_mean, quoted, shown
from service.procedures.shape import Table
from service.procedures.spot import Path
from service.procedures.written import table_of

DEEPEST = 6  # no clause of a procedure lies deeper
WHOLE = frozenset({"due", "when", "review", "remind_before", "acknowledge", "raise_within"})
OF_THE_FILE = ("extends", "remove")


@dataclass(frozen=True)
class Document:
    """A file joined with all that it extends; `chain` is its own key and its parents', nearest first."""

    key: str
    table: Table
    chain: tuple[str, ...]
    came_from: Mapping[Path, str] = field(default_factory=dict)
    sources: Mapping[str, object] = field(default_factory=dict)  # [source] as each file of the chain has it

    def file_of(self, path: Path) -> str:
        """The file that wrote the key at `path`, or the nearest heading above it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.came_from:
                return self.came_from[path[:length]]
        return self.key


def document(key: str, texts: Mapping[str, str], found: list[Fault], below: tuple[str, ...] = ()) -> Document | None:
    """The joined file; None, with the reason reported, where it or a parent cannot be read."""
    own = table_of(key, texts[key], found)
    if own is None:
        return None
    before = len(found)
    parent = _parent(own, key, texts, found, below)
    if len(found) > before:
        return None
    base = parent or Document(key, {}, ())
    came_from = dict(base.came_from)
    kept = _without(own.get("remove", []), base, key, found, came_from)
    table = _joined(kept, {name: part for name, part in own.items() if name not in OF_THE_FILE}, key, came_from)
    return Document(key, table, (key, *base.chain), came_from, {**base.sources, key: table.get("source")})


def _parent(
    own: Table, key: str, texts: Mapping[str, str], found: list[Fault], below: tuple[str, ...]
) -> Document | None:
    wanted, file = own.get("extends"), f"{key}.toml"
    if wanted is None:
        return None
    if not isinstance(wanted, str) or wanted not in texts:
        guess = did_you_mean(wanted, texts) if isinstance(wanted, str) else ""
        found.append(Fault(file, "", f"extends = {shown(wanted)}: there is no such file here.{guess}"))
        return None
    if wanted in (key, *below):
        circle = " extends ".join((*reversed(below), key, wanted))
        found.append(Fault(file, "", f"extends = {shown(wanted)}: goes round in a circle: {circle}."))
        return None
    return document(wanted, texts, found, (key, *below))


def _joined(base: Table, own: Table, key: str, came_from: dict[Path, str], path: Path = ()) -> Table:
    joined = dict(base)
    for name, value in own.items():
        here = (*path, name)
        earlier = base.get(name)
        if isinstance(value, dict) and not _replaces(here):
            joined[name] = _joined(earlier if isinstance(earlier, dict) else {}, value, key, came_from, here)
            came_from.setdefault(here, key)
        else:
            joined[name] = value
            came_from[here] = key
    return joined


def _replaces(path: Path) -> bool:
    return path[-1] in WHOLE or (path[0] == "clock" and len(path) == 2) or len(path) > DEEPEST


def _without(addresses: object, base: Document, key: str, found: list[Fault], came_from: dict[Path, str]) -> Table:
    table = base.table
    for address in addresses if isinstance(addresses, list) else [addresses]:
        path = tuple(str(address).split("."))
        if not isinstance(address, str) or _at(table, path) is None:
            parent = quoted(base.key) if base.chain else "a file that this one extends, for it extends none"
            found.append(Fault(f"{key}.toml", "", f"remove: {shown(address)} is not in {parent}."))
            continue
        table = _less(table, path)
        for gone in [there for there in came_from if there[: len(path)] == path]:
            del came_from[gone]
    return table


def _at(table: object, path: Path) -> object:
    for name in path:
        table = table.get(name) if isinstance(table, dict) else None
    return table


def _less(table: Table, path: Path) -> Table:
    if len(path) == 1:
        return {name: part for name, part in table.items() if name != path[0]}
    below = table[path[0]]
    return {**table, path[0]: _less(below, path[1:])} if isinstance(below, dict) else table


def only_to_extend(texts: Mapping[str, str]) -> frozenset[str]:
    """The files that others extend and that are not in force themselves: a regional text, no procedure of its own."""
    tables = {key: table_of(key, text, []) or {} for key, text in texts.items()}
    extended = {table.get("extends") for table in tables.values() if isinstance(table.get("extends"), str)}
    return frozenset(key for key, table in tables.items() if key in extended and "in_force" not in table)
