"""Addresses that mail came back from for good: known by keyed digests, until mail from one of them is proven."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.escalation.routing import Directory
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


def unreachable(session: Session, vault: Vault, listed: Directory) -> frozenset[str]:
    """The officers and deputies of a directory, as officer:ID and deputy:ID, whose address is dead."""
    known = dead(session)
    if not known:
        return frozenset()
    holders = [(f"officer:{one.id}", one.email) for one in listed.officers]
    holders += [(f"deputy:{one.id}", one.deputy_email) for one in listed.officers if one.deputy_email]
    return frozenset(id for id, email in holders if address_digest(vault, email) in known)
