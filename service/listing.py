"""A directory as a file: CSV in UTF-8, a line for every post and whoever holds it.

    partnership         the partnership's key, the same on every line
    agency              the agency's name; "kind" partnership is the partnership's own team
    kind                school, health, childrens_services, police, ... as the procedure calls it; or partnership
    domains             the mail domains of the agency's people, parted by spaces; on one of its lines at least
    post                the post, in the words of the procedure's [role]; Practitioner or Duty desk takes
                        a practitioner's part where none is named
    service             which service of the agency, where the procedure asks for it
    name, email         who holds the post
    telephone
    level               how much a mail to this person may say: L1 (usual) or L2
    deputy_name, deputy_email, deputy_telephone
                        who stands in while the officer is away, silent or cannot be reached
    away_from, away_until, active_from, active_until
                        days such as 2026-01-31; the last day counts, and an empty one leaves that side open

Columns may stand in any order. partnership, agency, kind, post, name and email are needed; the others may be left out.
"""

import csv
import io
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from service.errors import DirectoryError
from service.escalation.clocks import long_day

NEEDED = ("partnership", "agency", "kind", "post", "name", "email")
OPTIONAL = (
    "domains",
    "service",
    "telephone",
    "level",
    "deputy_name",
    "deputy_email",
    "deputy_telephone",
    "away_from",
    "away_until",
    "active_from",
    "active_until",
)
IN_ORDER = ("partnership", "agency", "kind", "domains", "post", "service", "name", "email", "telephone", *OPTIONAL[3:])
WORDS = {
    "deputy_name": "deputy", "deputy_email": "the deputy’s email address", "deputy_telephone": "the deputy’s telephone",
    "email": "email address", "away_from": "first day away", "away_until": "last day away",
    "active_from": "in the post from", "active_until": "in the post until", "kind": "sector",
}  # fmt: skip
DAYS = ("away_from", "away_until", "active_from", "active_until")
RECKONED = ("=", "+", "-", "@")
LONGEST_VALUE = 300


@dataclass(frozen=True)
class Line:
    """One line of the file under its number; `values` has every column, empty where nothing was written."""

    number: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    @property
    def domains(self) -> frozenset[str]:
        return frozenset(self["domains"].lower().split())


def text_of(raw: bytes) -> str:
    """The text of a directory file, with or without a byte order mark. Raises DirectoryError unless it is UTF-8."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DirectoryError('The file is not UTF-8. Save it as "CSV UTF-8", and load that.') from None


def refuse(faults: Collection[str]) -> None:
    """Raise DirectoryError naming every fault, where there is one."""
    if faults:
        raise DirectoryError("Nothing was loaded. Correct these, and load the file again.\n" + "\n".join(faults))


def text(listed: Collection[Line]) -> str:
    """The file that says these lines: what is loaded from it is what was written."""
    table = io.StringIO(newline="")
    rows = csv.writer(table, lineterminator="\n")
    rows.writerows([IN_ORDER, *([_kept_as_text(line[column]) for column in IN_ORDER] for line in listed)])
    return table.getvalue()


def _kept_as_text(value: str) -> str:
    """A value that a spreadsheet would reckon, +44 and so on, after the sign that makes it leave that alone."""
    return f"'{value}" if value[:1] in RECKONED else value


def _as_meant(value: str) -> str:
    plain = value.strip()
    return plain[1:] if plain[:1] == "'" and plain[1:2] in RECKONED else plain


def lines(text: str) -> tuple[Line, ...]:
    """The lines below the header. Raises DirectoryError for a file without any, or that is no such table."""
    rows = _rows(text.removeprefix("\ufeff"))
    _, header = next(rows, (1, []))
    columns = [name.strip().lower() for name in header]
    refuse([f"line 1: {says}" for says in _header_faults(columns)])
    found, faults = [], []
    for number, row in rows:
        if len(row) == len(columns):
            written = dict(zip(columns, map(_as_meant, row), strict=True))
            found.append(Line(number, {**dict.fromkeys(OPTIONAL, ""), **written}))
        else:
            faults.append(f"line {number}: has {len(row)} values for {len(columns)} columns.")
    refuse(faults)
    if not found:
        raise DirectoryError("Nothing was loaded: the file is empty below its header. Add a line for every officer.")
    return tuple(found)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Every row that is not blank, with the number of the line that it begins on."""
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = 1
    try:
        for row in rows:
            if any(map(str.strip, row)):
                yield number, row
            number = rows.line_num + 1
    except csv.Error as fault:
        refuse([f"line {number}: cannot be read as comma-separated values ({fault})."])


def _header_faults(columns: list[str]) -> Iterator[str]:
    if not any(columns):
        yield f"the file is empty. Begin it with the columns {','.join((*NEEDED, *OPTIONAL))}."
        return
    for name in dict.fromkeys(columns):
        if name not in NEEDED + OPTIONAL:
            yield f'there is no column "{name[:LONGEST_VALUE]}". `parley directory columns` lists them.'
        elif columns.count(name) > 1:
            yield f'the column "{name}" is there twice.'
    for name in NEEDED:
        if name not in columns:
            yield f'the column "{name}" is missing.'


def what_changes(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[str, ...]:
    """A sentence for each column that differs: Telephone: 01632 960103, then 01632 960104."""
    return tuple(
        f"{called(column)}: {_said(column, old[column])}, then {_said(column, new[column])}"
        for column in IN_ORDER
        if old[column] != new[column]
    )


def _said(column: str, value: str) -> str:
    if value and column in DAYS:
        return long_day(date.fromisoformat(value))
    return value or "nothing"


def called(column: str) -> str:
    """What a column is called where people read of it."""
    words = WORDS.get(column, column)
    return words[:1].upper() + words[1:]


def short(text: str) -> str:
    """A value fit to be shown: its beginning, with every character that cannot be seen spelt out."""
    return text[:60].encode("unicode_escape").decode() if not text.isprintable() else text[:60]
