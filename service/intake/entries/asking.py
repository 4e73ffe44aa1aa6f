"""An officer's own entry in the directory: they are asked whether it is right, and say so (ux.md, E43).

Where mail to them came back, somebody else of their agency is asked instead.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from service.bootstrap import Service
from service.escalation.calendar import at_close
from service.escalation.routing import Officer, holder
from service.store import audit, directory, entries
from service.store.entries import Grant
from service.store.people import address_digest
from service.telling.notices import notice
from service.telling.occasion import Occasion
from service.telling.reply_words import OF_A_RETURN, OF_AN_ENTRY

ASKED, ANSWERED = "details_asked", "details_answered"
LINK_LIVES = timedelta(days=92)
MONTH = timedelta(days=30)


@dataclass(frozen=True)
class Shown:
    """A post of an officer as a mail shows it."""

    post: str
    agency: str
    name: str
    email: str
    telephone: str
    deputy: str
    away_from: date | None
    away_until: date | None


@dataclass(frozen=True)
class Entry:
    """The entry of one officer, in every post under their address, and who reads of it, as officer:ID or deputy:ID."""

    occasion: Occasion
    officer: Officer
    reader: str

    @property
    def posts(self) -> tuple[Officer, ...]:
        """The officer's own post first."""
        own = self.officer.email.casefold()
        others = (one for one in self.occasion.directory.officers if one.email.casefold() == own)
        return (self.officer, *(one for one in others if one.id != self.officer.id))

    def of_post(self, id: str) -> "Entry":
        """The same as the entry of another post that the officer holds, read by the same person."""
        officer = next(one for one in self.posts if one.id == id)
        return Entry(self.occasion, officer, f"officer:{id}" if self.is_own else self.reader)

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.posts)

    @property
    def is_own(self) -> bool:
        """Whether the officer reads, and not somebody else of their agency."""
        return self.reader == f"officer:{self.officer.id}"

    @property
    def address(self) -> str:
        """The reader's address on record; empty where they have left the directory."""
        found = holder(self.occasion.directory, self.reader)
        return found.email if found else ""

    def write(self, kind: str, key: str, **told: object) -> None:
        """A mail to the reader about the entry, with a link of their own; their answer is known by its token."""
        occasion, service = self.occasion, self.occasion.service
        now = service.clock.real()
        digest = address_digest(service.vault, self.address)
        grant = Grant(self.officer.id, occasion.partnership, self.reader, digest, now + LINK_LIVES)
        token = entries.issue(occasion.session, grant, now)
        values = {"entries": [shown(one) for one in self.posts], "link": link_to(service, token), **told}
        notice(occasion, kind, self.address, f"{self.officer.id}:{self.reader}:{key}", values, token)

    def ask(self, how: str = "") -> None:
        """Are these details still right? `how` says why they are asked: "", "again", "returned", "deputy returned"."""
        named = self.officer.deputy_name if how == "deputy returned" else self.officer.name
        until = at_close(self.occasion.day + MONTH)
        key = f"{how}-{self.occasion.at:%Y%m%d%H%M}"
        self.write(ASKED, key, how=how, to=named if "returned" in how else "", ask=until, **OF_AN_ENTRY)

    def note(self, action: str, **detail: object) -> None:
        """Audited in the partnership's chain, as the reader's."""
        audit.record(
            self.occasion.session, self.occasion.service.vault, f"partnership:{self.occasion.partnership}",
            at=self.occasion.at, actor=self.reader, action=action, object_id=f"officer:{self.officer.id}",
            detail=detail,
        )  # fmt: skip


def shown(one: Officer) -> Shown:
    post = f"{one.post} of {one.service}" if one.service else one.post
    deputy = ", ".join(filter(None, (one.deputy_name, one.deputy_email, one.deputy_telephone)))
    return Shown(post, one.agency, one.name, one.email, one.telephone, deputy, one.away_from, one.away_until)


def link_to(service: Service, token: str) -> str:
    return f"{service.config.base_url.rstrip('/')}/details/{token}"


def granted(service: Service, session: Session, grant: Grant | None, at: datetime) -> Entry | None:
    """The entry of a grant as it stands; None where its officer or its reader has left the directory, or the reader has
    another address since."""
    if grant is None or grant.partnership not in service.partnerships:
        return None
    occasion = Occasion(service, session, grant.partnership, at)
    officer = directory.officer_by_id(occasion.directory, grant.officer_id)
    if officer is None:
        return None
    found = Entry(occasion, officer, grant.reader)
    same = bool(found.address) and address_digest(service.vault, found.address) == grant.address_digest
    return found if same else None


def confirm(entry: Entry) -> None:
    """The officer says that all of it is right: noted with the entry, and answered with how to undo it."""
    occasion = entry.occasion
    entries.check(occasion.session, occasion.partnership, entry.ids, occasion.at)
    entry.note("confirmed their own entry")
    until = occasion.calendar.same_time_after(occasion.at, 1)
    entry.write(ANSWERED, f"checked-{occasion.day}", how="checked", undo_until=until, **OF_A_RETURN)


def undo(entry: Entry) -> bool:
    """What was confirmed within a working day is taken back; False where there is nothing, or it is too late."""
    occasion = entry.occasion
    known = entries.of_partnership(occasion.session, occasion.partnership).get(entry.officer.id)
    if known is None or known.checked_at is None or known.answered_at is None:
        return False
    if occasion.at > occasion.calendar.same_time_after(known.checked_at, 1):
        return False
    entries.uncheck(occasion.session, entry.ids)
    entry.note("took back that their own entry is right")
    entry.write(ANSWERED, f"undone-{occasion.at:%Y%m%d%H%M}", how="undone", **OF_AN_ENTRY)
    return True
