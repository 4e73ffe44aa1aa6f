"""Who wrote the messages of a case that came in: whoever of the case has that address, or whom it answers for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from service.escalation.routing import Holder
from service.store import cases, held
from service.store.people import address_digest
from service.telling.errand import Errand
from service.telling.recipients import by_id


@dataclass(frozen=True)
class Writer:
    """`is_them`: it came from the address of that very person; else it answers what was written to them."""

    holder: Holder
    is_them: bool


@dataclass(frozen=True)
class Added:
    """Words that came by mail, and changed nothing: with which message, and when."""

    mail: str
    at: datetime


def writers(errand: Errand, mails: list[str]) -> dict[str, Writer]:
    """Who wrote each of these messages, where that is known; no message is opened for it."""
    vault, marks = errand.service.vault, held.marks(errand.session, mails, "sender")
    people = (*(f"person:{one.id}" for one in errand.people), *errand.written_to)
    known = [one for id in people for one in by_id(errand, id).holders if one.email]
    at = {address_digest(vault, one.email): Writer(one, is_them=True) for one in reversed(known)}
    own = {id: at[mark] for id, mark in marks.items() if mark in at}
    return {**{id: one for id, one in _answered_for(errand).items() if id in mails}, **own}


def added(errand: Errand) -> tuple[Added, ...]:
    """All such words of the people of the case, the newest last."""
    return tuple(Added(id, at) for id, event, _, at in _by_mail(errand) if event == "ToldMore")


def _answered_for(errand: Errand) -> dict[str, Writer]:
    found = {id: by_id(errand, actor).holders for id, _, actor, _ in _by_mail(errand)}
    return {id: Writer(holders[0], is_them=False) for id, holders in found.items() if holders}


def _by_mail(errand: Errand) -> Iterator[tuple[str, str, str, datetime]]:
    """What messages have brought about: with which, what, by whom and when; none that a coordinator put here."""
    team = frozenset(f"officer:{one.id}" for one in errand.directory.officers if not one.agency_id)
    for row in cases.history(errand.session, errand.case_id):
        door, _, id = row.source.partition(" ")
        if door == "mail" and not (row.event == "ToldMore" and row.actor in team):
            yield id, row.event, row.actor, row.at
