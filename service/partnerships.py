"""partnerships.toml: the partnerships of this deployment, a table each, whose name is the partnership's key.

    [anytown]
    name             = "Anytown Safeguarding Children Partnership"
    service_name     = "Anytown: settle a disagreement"
    procedure        = "anytown"                # a file of service/procedures
    areas            = ["Anytown"]              # the area that a child lives in chooses the partnership
    colour           = "#00543c"                # readable against white: a contrast of 4.5:1
    telephone        = "01632 960100"
    hours            = "Monday to Friday, 9am to 5pm"
    front_door       = "01632 960101"           # children's services, by day
    out_of_hours     = "01632 960102"           # and at night
    mailbox          = "anytown@parley.example"
    coordinator_post = "Coordinator"            # may be left out; the post, in the directory, of its coordinators
    manager_post     = "Business Manager"       # may be left out; who is told of mail that no coordinator looks at
    scrutineer_post  = "Scrutineer"             # may be left out; who sees where cases stand, and reads none
    administrator_post = "Administrator"        # may be left out; who keeps the directory, and reads no case
    kept_for_years   = "25"                     # may be left out; how long a closed case is kept, as its mails say

    [anytown.front_doors.Anytown]               # may be left out; for each area whose numbers differ
    name             = "Front door team"
    telephone        = "01632 960101"
    hours            = "Monday to Friday, 9am to 5pm"
    out_of_hours     = "01632 960102"
    checked          = 2026-11-02               # when somebody last rang them
    early_help       = "01632 960103"           # may be left out
    page             = "anytown.example/worried"    # may be left out

    [anytown.meets]                             # may be left out; when a group meets that a procedure asks for
    next_review_group = [2026-12-10, 2027-02-11]
"""

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

from service import colour
from service.errors import ConfigError
from service.partnership_tables import is_line, wrong_days, wrong_doors
from service.seam.pages import FrontDoor, Partnership

KEY = re.compile(r"[a-z0-9][a-z0-9-]*")
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+", re.ASCII)
YEARS = re.compile(r"[1-9][0-9]?", re.ASCII)
WRITTEN = {  # whether it must be
    one.name: one.default is MISSING and one.default_factory is MISSING
    for one in fields(Partnership)
    if one.name != "key"
}
LISTS = frozenset({"areas"})
TABLES = frozenset({"front_doors", "meets"})

Table = Mapping[str, object]


def read(path: Path, procedures: Collection[str]) -> Mapping[str, Partnership]:
    """The partnerships in the file, by key; `procedures` are the keys of those that can be used.

    Raises ConfigError with every fault, one to a line.
    """
    tables = _tables(path)
    _refuse(path, (f"{key}: {says}" for key, table in tables.items() for says in _faults(key, table, procedures)))
    partnerships = {key: _partnership(key, table) for key, table in tables.items()}
    _refuse(path, _shared(partnerships))
    return MappingProxyType(partnerships)


def _refuse(path: Path, faults: Iterable[str]) -> None:
    lines = [f"{path.name}: {says}" for says in faults]
    if lines:
        raise ConfigError("\n".join(lines))


def _tables(path: Path) -> dict[str, Table]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as fault:
        why = fault.strerror or "it is not there"
        raise ConfigError(f"{path} cannot be read: {why}. Name the file in PARLEY_PARTNERSHIPS_FILE.") from None
    except ValueError as fault:
        raise ConfigError(f"{path} cannot be read: {fault}. Correct it and start again.") from None
    if not tables:
        raise ConfigError(f"{path} names no partnership. Add one: [anytown], and its keys on the lines below.")
    return tables


def _partnership(key: str, table: Table) -> Partnership:
    given: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}
    doors, meets = given.pop("front_doors", {}), given.pop("meets", {})
    return Partnership(
        key=key, front_doors=tuple(FrontDoor(area, **door) for area, door in doors.items()),
        meets={group: tuple(days) for group, days in meets.items()}, **given,
    )  # fmt: skip


def _faults(key: str, table: object, procedures: Collection[str]) -> Iterator[str]:
    if not isinstance(table, dict):
        yield "write it as a table, [anytown], with its keys on the lines below."
        return
    if not KEY.fullmatch(key):
        yield "use small letters, digits and hyphens: the key is part of the addresses of its pages."
    yield from (f"add {name} = ..." for name, needed in WRITTEN.items() if needed and name not in table)
    yield from (f"there is no key {name}. The keys are {', '.join(WRITTEN)}." for name in table if name not in WRITTEN)
    wrong = {name: _wrong_value(name, value) for name, value in table.items() if name in WRITTEN}
    yield from (f"{name}: {says}" for name, says in wrong.items() if says)
    yield from wrong_doors(table.get("front_doors", {}), table.get("areas", ()))
    yield from wrong_days(table.get("meets", {}))
    for name, look in LOOKED_AT.items():
        if name in table and not wrong[name]:
            yield from look(table[name], procedures)


def _wrong_value(name: str, value: object) -> str:
    if name in TABLES:
        return "" if isinstance(value, dict) else "write it as a table of its own, as service/partnerships.py shows."
    if name not in LISTS:
        return "" if is_line(value) else "write one line of text, in quotes."
    good = isinstance(value, list) and value and all(map(is_line, value))
    return "" if good else 'write a list of texts: ["Anytown"].'


def _colour(value: str, procedures: Collection[str]) -> Iterator[str]:
    says = colour.fault(value)
    if says:
        yield says


def _mailbox(value: str, procedures: Collection[str]) -> Iterator[str]:
    if not ADDRESS.fullmatch(value):
        yield f'mailbox: "{value}" is no e-mail address. Write one, for example anytown@parley.example.'


def _procedure(value: str, procedures: Collection[str]) -> Iterator[str]:
    if value not in procedures:
        yield f'procedure: there is no procedure "{value}". Choose from {", ".join(sorted(procedures))}.'


def _kept_for_years(value: str, procedures: Collection[str]) -> Iterator[str]:
    if not YEARS.fullmatch(value):
        yield f'kept_for_years: "{value}" is no number of years. Write whole years in digits, from "1" to "99".'


LOOKED_AT = {"colour": _colour, "mailbox": _mailbox, "procedure": _procedure, "kept_for_years": _kept_for_years}


def _shared(partnerships: Mapping[str, Partnership]) -> Iterator[str]:
    """What two partnerships both have, and only one may: it chooses between them."""
    for area in _repeated(area for one in partnerships.values() for area in one.areas):
        yield f'the area "{area}" is listed more than once. An area chooses one partnership.'
    for mailbox in _repeated(one.mailbox for one in partnerships.values()):
        yield f"the mailbox {mailbox} is given to more than one partnership. Give each its own."


def _repeated(words: Iterable[str]) -> list[str]:
    return [word for word, times in Counter(word.casefold() for word in words).items() if times > 1]
