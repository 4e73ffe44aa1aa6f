"""Addresses that mail came back from for good: known by keyed digests, until mail from one of them is proven."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.escalation.calendar import local_day
from service.escalation.routing import Directory, Officer
from service.store.people import address_digest
from service.store.tables import DeadAddressRow
from service.store.tables.base import write_once
from service.store.vault import Vault


def dies(session: Session, digest: str, why: str, at: datetime) -> bool:
    """Mail to that address came back for good; False when that is known already."""
    return write_once(session, DeadAddressRow, {"digest": digest, "since": at, "why": why}, "digest")


def lives(session: Session, digest: str) -> None:
    session.execute(delete(DeadAddressRow).where(DeadAddressRow.digest == digest))


def dead(session: Session) -> dict[str, tuple[datetime, str]]:
    """Every dead address by its digest: since when, and why in a sentence."""
    return {row.digest: (row.since, row.why) for row in session.scalars(select(DeadAddressRow))}


def warnings(session: Session, vault: Vault, officers: Collection[Officer]) -> list[str]:
    """A sentence for each officer or deputy whose address is dead."""
    known = dead(session)
    named = [(one.name, one.email, one) for one in officers]
    named += [(one.deputy_name, one.deputy_email, one) for one in officers if one.deputy_email]
    found = ((name, email, one, known.get(address_digest(vault, email))) for name, email, one in named if known)
    return [
        f"{name}, {one.post} at {one.agency} ({email}): our mail came back on {local_day(was[0])}. {was[1]}"
        for name, email, one, was in found
        if was
    ]


def unreachable(session: Session, vault: Vault, listed: Directory) -> frozenset[str]:
    """The officers and deputies of a directory, as officer:ID and deputy:ID, whose address is dead."""
    known = dead(session)
    if not known:
        return frozenset()
    holders = [(f"officer:{one.id}", one.email) for one in listed.officers]
    holders += [(f"deputy:{one.id}", one.deputy_email) for one in listed.officers if one.deputy_email]
    return frozenset(id for id, email in holders if address_digest(vault, email) in known)
