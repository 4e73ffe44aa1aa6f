"""The directory of a partnership: its agencies, and the officers who hold the procedure's posts in them.

It is put whole in the place of the one before, or refused whole with every bad line named (`listed`): a file that is
loaded (`listing`), or what was written with one line changed. An officer who is listed again, at the same agency in
the same post and service under the same address, keeps the id that cases know them by.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from service.escalation.calendar import local_day
from service.escalation.routing import OWN_TEAM, PARTNERSHIP, Directory, ListedAgency, Officer
from service.listing import DAYS, Line, lines, refuse
from service.store.ids import new_id
from service.store.listed import day, domains, faults, identity, settled, warnings
from service.store.tables import AgencyRow, OfficerRow

Ids = dict[tuple[str, ...], str]
COPIED = ("post", "service", "name", "email", "telephone", "level", "deputy_name", "deputy_email", "deputy_telephone")
NONE: Mapping[str, Line] = {}


@dataclass(frozen=True)
class Loaded:
    """How many were loaded, and what may be a slip, a sentence each."""

    agencies: int
    officers: int
    warnings: tuple[str, ...]


def load(session: Session, partnership: str, text: str, at: datetime, kinds: Collection[str]) -> Loaded:
    """Put the directory in `text` in the place of the partnership's present one.

    `kinds` are the kinds of agency that its procedure knows. Raises DirectoryError naming every bad line, and then
    nothing is changed.
    """
    listed = lines(text)
    agencies = put(session, partnership, listed, kinds)
    return Loaded(agencies, len(listed), warnings(listed, local_day(at)))


def put(
    session: Session,
    partnership: str,
    listed: Collection[Line],
    kinds: Collection[str],
    same: Mapping[str, Line] = NONE,
) -> int:
    """The same from lines; how many agencies they have. `same` are officers who stay who they are under other lines,
    by their id; an agency that they have under another name stays what it is. Raises DirectoryError as `load` does."""
    refuse(faults(listed, partnership, kinds))
    known = _known(session, partnership) | {identity(line): id for id, line in same.items()}
    of = select(OfficerRow.id, OfficerRow.agency_id).where(OfficerRow.partnership == partnership)
    for id, agency_id in session.execute(of) if same else ():
        if id in same:
            known.setdefault((same[id]["agency"].casefold(),), agency_id)
    for table in (OfficerRow, AgencyRow):
        session.execute(delete(table).where(table.partnership == partnership))
    agencies = _agencies(listed, known)
    session.add_all([*agencies.values(), *(_officer(line, agencies, known) for line in listed)])
    session.flush()
    return len(agencies)


def written(session: Session, partnership: str) -> dict[str, Line]:
    """The lines of a file that says what the directory says now, each by the id of its officer."""
    rows = session.execute(
        select(OfficerRow, AgencyRow)
        .join(AgencyRow, AgencyRow.id == OfficerRow.agency_id)
        .where(OfficerRow.partnership == partnership)
    )
    found = {identity(line := _line(officer, agency)): (officer.id, line) for officer, agency in rows}
    return {found[identity(line)][0]: line for line in settled([line for _, line in found.values()])}


def read(session: Session, partnership: str) -> Directory:
    """The partnership's directory, in the order of names; empty where none is loaded."""
    by_id = {row.id: row for row in _rows_of_agencies(session, partnership)}
    rows = session.scalars(
        select(OfficerRow)
        .where(OfficerRow.partnership == partnership)
        .order_by(OfficerRow.post, OfficerRow.service, OfficerRow.name, OfficerRow.email)
    )
    return Directory(
        tuple(_read_officer(row, by_id[row.agency_id]) for row in rows),
        _listed(by_id.values()),
    )


def agencies(session: Session, partnership: str) -> tuple[ListedAgency, ...]:
    """The agencies of the partnership's directory alone, in the order of names."""
    return _listed(_rows_of_agencies(session, partnership))


def _rows_of_agencies(session: Session, partnership: str) -> Iterable[AgencyRow]:
    return session.scalars(select(AgencyRow).where(AgencyRow.partnership == partnership).order_by(AgencyRow.name))


def _listed(rows: Iterable[AgencyRow]) -> tuple[ListedAgency, ...]:
    shown = (row for row in rows if row.kind != PARTNERSHIP)
    return tuple(ListedAgency(row.id, row.name, row.kind, tuple(row.domains)) for row in shown)


def holders_at(session: Session, partnership: str, address: str) -> tuple[str, ...]:
    """The officers and deputies of that partnership's directory with that address, as officer:ID and deputy:ID."""
    columns = {"officer": OfficerRow.email, "deputy": OfficerRow.deputy_email}
    theirs = {
        stands: select(OfficerRow.id).where(
            OfficerRow.partnership == partnership, func.lower(column) == address.lower()
        )
        for stands, column in columns.items()
    }
    return tuple(f"{stands}:{id}" for stands, wanted in theirs.items() for id in session.scalars(wanted))


def team_at(session: Session, partnership: str, address: str) -> list[Officer]:
    """The posts of whoever has that address in the partnership's own team."""
    rows = session.execute(
        select(OfficerRow, AgencyRow)
        .join(AgencyRow, AgencyRow.id == OfficerRow.agency_id)
        .where(AgencyRow.partnership == partnership, AgencyRow.kind == PARTNERSHIP)
        .where(func.lower(OfficerRow.email) == address.strip().lower())
        .order_by(OfficerRow.id)
    )
    return [_read_officer(officer, agency) for officer, agency in rows]


def note_away(session: Session, partnership: str, address: str, first: date | None, last: date | None) -> int:
    """Note the days on which everybody of that address is away, or that nobody is; how many posts it was noted for."""
    theirs = (OfficerRow.partnership == partnership, func.lower(OfficerRow.email) == address.lower())
    rows = session.scalars(select(OfficerRow).where(*theirs)).all()
    for row in rows:
        row.away_from, row.away_until = first, last
    session.flush()
    return len(rows)


def agency_named(directory: Directory, name: str) -> ListedAgency | None:
    """The agency of that name, whatever its case and spaces."""
    return next((agency for agency in directory.agencies if _plain(agency.name) == _plain(name)), None)


def officer_by_id(directory: Directory, id: str) -> Officer | None:
    """The officer of that id, also where it is written officer:ID, or deputy:ID for the one deputised for."""
    return next((officer for officer in directory.officers if officer.id == id.rpartition(":")[2]), None)


def _known(session: Session, partnership: str) -> Ids:
    """The ids of the present agencies, by name, and of the present officers, by what makes them the same."""
    agencies = select(AgencyRow.name, AgencyRow.id)
    officers = select(AgencyRow.name, OfficerRow.post, OfficerRow.service, OfficerRow.email, OfficerRow.id).join(
        AgencyRow, AgencyRow.id == OfficerRow.agency_id
    )
    return {
        tuple((value or "").casefold() for value in values): id
        for wanted in (agencies, officers)
        for *values, id in session.execute(wanted.where(AgencyRow.partnership == partnership))
    }


def _agencies(listed: Collection[Line], known: Ids) -> dict[str, AgencyRow]:
    """The agencies by their name in lower case."""
    at_home = domains(listed)
    return {
        name: AgencyRow(
            id=known.get((name,)) or new_id(),
            partnership=line["partnership"],
            name=line["agency"],
            kind=line["kind"],
            domains=sorted(at_home[name]),
        )
        for name, line in {line["agency"].casefold(): line for line in reversed([*listed])}.items()
    }


def _officer(line: Line, agencies: dict[str, AgencyRow], known: Ids) -> OfficerRow:
    return OfficerRow(
        id=known.get(identity(line)) or new_id(),
        partnership=line["partnership"],
        agency_id=agencies[line["agency"].casefold()].id,
        **{column: line[column] for column in COPIED},
        **{column: day(line[column]) for column in DAYS},
    )


def _line(officer: OfficerRow, agency: AgencyRow) -> Line:
    values = {column: getattr(officer, column) or "" for column in COPIED}
    values |= {column: found.isoformat() if (found := getattr(officer, column)) else "" for column in DAYS}
    at_home = {"agency": agency.name, "kind": agency.kind, "domains": " ".join(agency.domains)}
    return Line(0, {"partnership": agency.partnership, **at_home, **values})


def _read_officer(row: OfficerRow, agency: AgencyRow) -> Officer:
    values: dict[str, Any] = {column: getattr(row, column) or "" for column in COPIED}
    values |= {column: getattr(row, column) for column in DAYS}
    agency_id = OWN_TEAM if agency.kind == PARTNERSHIP else agency.id
    return Officer(id=row.id, agency_id=agency_id, agency=agency.name, kind=agency.kind, **values)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
