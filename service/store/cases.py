"""Cases: each version of each case, kept whole, and the list that sweeps and people look through."""

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from service.errors import Conflict, NoSuchCase
from service.escalation.case import Case, Risk, State
from service.escalation.procedure import Procedure
from service.store.tables import CaseRow, CaseVersionRow, ProcedureRow
from service.store.tables.base import write_once

Reader = Callable[[str, str], Procedure]  # a procedure from its key and its stored files

_CASE = TypeAdapter(Case)


@dataclass(frozen=True)
class Change:
    """What made a new version: the event's name, who did it, and the source it came from."""

    event: str
    actor: str
    source: str


@dataclass(frozen=True)
class Listed:
    id: str
    reference: str
    partnership: str
    procedure: str
    state: str
    stage: str
    urgent: bool
    opened_at: datetime
    next_due: datetime | None


def keep_procedure(session: Session, procedure: Procedure, files: str, at: datetime) -> None:
    """Keep the text that a case is opened under: a running case keeps the version it started with."""
    values = {"digest": procedure.digest, "key": procedure.key, "files": files, "stored_at": at}
    write_once(session, ProcedureRow, values, "digest")


def add(session: Session, id: str, case: Case, change: Change, at: datetime) -> None:
    """Keep a case that has just been opened."""
    session.add(CaseRow(id=id, opened_at=at, **_columns(case, at)))
    session.add(_version(id, case, change, at))


def load(session: Session, id: str, read: Reader) -> Case:
    """The case as it stands, held until the transaction ends. Raises NoSuchCase."""
    row = session.execute(select(CaseRow).where(CaseRow.id == id).with_for_update()).scalar_one_or_none()
    if row is None:
        raise NoSuchCase("There is no such case. Check the reference.")
    return as_of(session, id, row.version, read)


def seen(session: Session, id: str, read: Reader) -> Case:
    """The case as it stands, for somebody who only looks: it is not held. Raises NoSuchCase."""
    version = session.execute(select(CaseRow.version).where(CaseRow.id == id)).scalar_one_or_none()
    return as_of(session, id, version or 0, read)


def as_of(session: Session, id: str, version: int, read: Reader) -> Case:
    """The case as it stood after that version. Raises NoSuchCase."""
    row = session.get(CaseVersionRow, (id, version))
    if row is None:
        raise NoSuchCase("There is no such version of the case.")
    return _whole(row.state_json, lambda digest: session.get_one(ProcedureRow, digest), read)


def _whole(state_json: str, found: Callable[[str], ProcedureRow], read: Reader) -> Case:
    state = json.loads(state_json)
    procedure = found(state.pop("digest"))
    return _CASE.validate_python({**state, "procedure": read(procedure.key, procedure.files)})


def save(session: Session, id: str, before: Case, after: Case, change: Change, at: datetime) -> None:
    """Keep the next version. Raises Conflict when somebody else has changed the case since `before` was loaded."""
    written = session.execute(
        update(CaseRow).where(CaseRow.id == id, CaseRow.version == before.version).values(**_columns(after, at))
    )
    if written.rowcount != 1:  # type: ignore[attr-defined]
        raise Conflict("Somebody else changed this case in the meantime. Look at it again, and try again.")
    session.add(_version(id, after, change, at))


NO_ACTS = (  # they change nothing that an undoing would take back
    "TimePassed", "ToldMore", "WrittenTo", "Corrected", "AgencyCorrected", "DeletionAsked", "MessagesDeleted",
    "Restricted", "Paired",
)  # fmt: skip


def last_act(session: Session, id: str, actor: str | None) -> CaseVersionRow | None:
    """The newest version but for those of the clock and of added words, if that actor made it (None: anybody)."""
    acts = select(CaseVersionRow).where(CaseVersionRow.case_id == id, CaseVersionRow.event.not_in(NO_ACTS))
    last = session.execute(acts.order_by(CaseVersionRow.version.desc()).limit(1)).scalar_one()
    return last if actor in (None, last.actor) else None


def history(session: Session, id: str) -> list[CaseVersionRow]:
    query = select(CaseVersionRow).where(CaseVersionRow.case_id == id).order_by(CaseVersionRow.version)
    return list(session.execute(query).scalars())


def that_had(session: Session, partnership: str, event: str) -> list[str]:
    """The references of the partnership's cases in which such an event has happened."""
    rows = select(CaseRow.reference).join(CaseVersionRow, CaseVersionRow.case_id == CaseRow.id).distinct()
    return list(session.scalars(rows.where(CaseRow.partnership == partnership, CaseVersionRow.event == event)))


def is_known(session: Session, id: str, source: str) -> bool:
    """Whether an act from that source has made a version of the case."""
    same = select(CaseVersionRow.version).where(CaseVersionRow.case_id == id, CaseVersionRow.source == source)
    return session.execute(same.limit(1)).first() is not None


def latest(
    session: Session, partnership: str, ids: Collection[str] | None = None
) -> dict[str, dict[str, datetime]]:
    """When each kind of event last happened to each case of the partnership, or to those of these ids alone: by the
    case's id and the event's name."""
    rows = (
        select(CaseVersionRow.case_id, CaseVersionRow.event, func.max(CaseVersionRow.at))
        .join(CaseRow, CaseRow.id == CaseVersionRow.case_id)
        .where(CaseRow.partnership == partnership)
        .group_by(CaseVersionRow.case_id, CaseVersionRow.event)
    )
    if ids is not None:
        rows = rows.where(CaseVersionRow.case_id.in_(ids))
    found: dict[str, dict[str, datetime]] = {}
    for case_id, event, at in session.execute(rows):
        found.setdefault(case_id, {})[event] = at
    return found


def last_acts_of(
    session: Session, partnership: str, actors: Collection[str], but_for: Collection[str] = ()
) -> dict[str, datetime]:
    """When one of these last did something, `but_for` these events, to each unfinished case of the partnership, by the
    case's id."""
    rows = (
        select(CaseVersionRow.case_id, func.max(CaseVersionRow.at).label("at"))
        .join(CaseRow, CaseRow.id == CaseVersionRow.case_id)
        .where(CaseRow.partnership == partnership, CaseRow.unfinished, CaseVersionRow.actor.in_(actors))
        .where(CaseVersionRow.event.not_in(but_for))
        .group_by(CaseVersionRow.case_id)
    )
    return {row.case_id: row.at for row in session.execute(rows)}


def id_of(session: Session, reference: str) -> str:
    """The id behind a reference. Raises NoSuchCase."""
    id = session.execute(select(CaseRow.id).where(CaseRow.reference == reference.upper())).scalar_one_or_none()
    if id is None:
        raise NoSuchCase(f"There is no case {reference}. Check the reference: it looks like SEF-4T9K-2MC2.")
    return id


def goes_on_as(session: Session, id: str) -> str:
    """The id of the case that goes on in its place; its own, where it was not merged into another."""
    for _ in range(MOST_MERGED):
        into = select(CaseRow.merged_into).where(CaseRow.id == id)
        next_id = session.scalar(select(CaseRow.id).where(CaseRow.reference == into.scalar_subquery()))
        if next_id is None:
            break
        id = next_id
    return id


MOST_MERGED = 10  # one into the next


def merged_into(session: Session, reference: str) -> dict[str, str]:
    """The cases that were merged into that one, at once or by way of others: their references by their ids."""
    found: dict[str, str] = {}
    looked_for = [reference]
    while looked_for:
        rows = session.execute(select(CaseRow.id, CaseRow.reference).where(CaseRow.merged_into.in_(looked_for)))
        new = {id: ref for id, ref in rows if id not in found}
        found |= new
        looked_for = list(new.values())
    return found


def before(session: Session, id: str, event: str, read: Reader) -> Case | None:
    """The case as it stood before that event last happened to it; None where it never did."""
    last = select(func.max(CaseVersionRow.version)).where(CaseVersionRow.case_id == id, CaseVersionRow.event == event)
    version = session.scalar(last)
    return as_of(session, id, version - 1, read) if version and version > 1 else None


def reference_is_free(session: Session, reference: str) -> bool:
    return session.execute(select(CaseRow.id).where(CaseRow.reference == reference)).first() is None


def listed(session: Session, partnership: str | None = None) -> list[Listed]:
    """Every case, the oldest first; of one partnership, or of all."""
    query = select(CaseRow).order_by(CaseRow.opened_at, CaseRow.reference)
    if partnership is not None:
        query = query.where(CaseRow.partnership == partnership)
    names = Listed.__dataclass_fields__
    return [Listed(**{name: getattr(row, name) for name in names}) for row in session.execute(query).scalars()]


def unfinished(session: Session, partnership: str, read: Reader) -> dict[str, Case]:
    """The cases of the partnership that are open, or of which something is owed, whole and by their ids; the oldest
    first."""
    rows = (
        select(CaseRow.id, CaseVersionRow.state_json)
        .join(CaseVersionRow, (CaseVersionRow.case_id == CaseRow.id) & (CaseVersionRow.version == CaseRow.version))
        .where(CaseRow.partnership == partnership, CaseRow.unfinished)
        .order_by(CaseRow.opened_at, CaseRow.reference)
    )
    procedures = {row.digest: row for row in session.scalars(select(ProcedureRow))}
    return {id: _whole(state, procedures.__getitem__, read) for id, state in session.execute(rows)}


def open_ids(session: Session) -> list[str]:
    """The ids of the cases that are open, the oldest first."""
    query = select(CaseRow.id).where(CaseRow.state == State.OPEN.value).order_by(CaseRow.opened_at, CaseRow.id)
    return list(session.execute(query).scalars())


def _columns(case: Case, at: datetime) -> dict[str, object]:
    asks = [duty.deadline.ask for duty in case.owed if duty.deadline and duty.deadline.ask]
    return {
        "reference": case.reference,
        "partnership": case.partnership,
        "procedure": case.procedure.key,
        "digest": case.procedure.digest,
        "state": case.state.value,
        "stage": ", ".join(visit.stage for visit in case.open_visits),
        "urgent": case.risk is not Risk.NONE,
        "version": case.version,
        "updated_at": at,
        "next_due": min(asks, default=None),
        "merged_into": case.beside.merged_into or None,
        "unfinished": case.is_open or case.state is State.NEW or bool(case.owed),
        "restricted": bool(case.beside.restricted_to),
        "last_stages": ", ".join(visit.stage for visit in case.open_visits or case.visits[-1:]),
        "raised_by": case.originating.name,
        "asked": ", ".join(agency.name for agency in case.receiving),
        "about": str(case.facts.get("type", "")),
        "refused_by": case.beside.refused_by,
    }


def _version(id: str, case: Case, change: Change, at: datetime) -> CaseVersionRow:
    state = {**_CASE.dump_python(case, mode="json", exclude={"procedure"}), "digest": case.procedure.digest}
    return CaseVersionRow(
        case_id=id, version=case.version, at=at, event=change.event, actor=change.actor, source=change.source,
        state_json=json.dumps(state, ensure_ascii=False),
    )
