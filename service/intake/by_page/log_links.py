"""A signed link to a log as it stands: whose it is, what it shows, and the copy that its browser works on."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy.orm import Session

from forms.summary_log import ON_A_SHEET
from service.bootstrap import Service
from service.escalation.routing import holder
from service.intake.logs import returning as returns
from service.intake.logs.returning import Returning
from service.intake.logs.rows import SentRow, changes
from service.seam.log_pages import LogLink, OpenLog, ShownRow
from service.store import audit, log_copies, logs
from service.store.log_copies import Copy
from service.telling.occasion import Occasion
from service.telling.quarter import quarter_of

IDLE = timedelta(minutes=30)
LIVES_ON = timedelta(days=90)  # after the day that the log was due


@dataclass(frozen=True)
class Linked:
    """A link to a log as it stands: the request, whose it is, and how their answer is recorded."""

    token: str
    returning: Returning

    @property
    def occasion(self) -> Occasion:
        return self.returning.occasion

    @property
    def partnership(self) -> str:
        return self.returning.request.partnership

    @property
    def is_over(self) -> bool:
        asked = self.returning.request
        last = logs.last_asked(self.occasion.session, self.partnership, asked.agency)
        is_late = asked.due_at is not None and self.occasion.at > asked.due_at + LIVES_ON
        return is_late or (last is not None and asked.due_at is not None and last.id != asked.id)

    @property
    def link(self) -> LogLink:
        asked, occasion = self.returning.request, self.occasion
        to, session, vault = holder(occasion.directory, self.returning.holder), occasion.session, occasion.service.vault
        last = logs.standing(session, vault, asked, self.returning.holder)
        return LogLink(
            partnership=asked.partnership, agency=asked.agency,
            quarter=quarter_of(asked.due_at).in_words if asked.due_at else "", due=asked.due_at,
            role=f"the {to.post} at {to.agency}" if to else "", held=len(self.returning.held),
            answered=SAID[last.kind] if last else "",
            undo_until=returns.undo_until(occasion, last.at) if last else None,
        )  # fmt: skip

    def copy(self, handle: str) -> Copy | None:
        """The copy of whoever has its handle; None where it lay idle."""
        occasion, vault = self.occasion, self.occasion.service.vault
        found = log_copies.find(occasion.session, vault, self.partnership, self.token, handle, occasion.at)
        return found if found and occasion.service.clock.real() - found.seen_at <= IDLE else None

    def note(self, action: str) -> None:
        asked = self.returning.request
        audit.record(
            self.occasion.session, self.occasion.service.vault, f"partnership:{asked.partnership}",
            at=self.occasion.at, actor=self.returning.holder, action=action, object_id=asked.agency,
        )  # fmt: skip


SAID = {
    "nil": "You said that there is nothing to log.",
    "correct": "You said that our log is correct.",
    "sheet": "You sent your own log.",
}


def found(service: Service, session: Session, token: str, at: datetime, source: str) -> Linked | None:
    granted = logs.granted(session, token)
    asked = logs.request(session, granted[0]) if granted else None
    if granted is None or asked is None:
        return None
    if source:
        logs.hold(session, asked.id)
    occasion = Occasion(service, session, asked.partnership, at)
    return Linked(
        token, Returning(occasion, asked, granted[1], source, lambda _: not logs.has_come(session, source))
    )


def shown(linked: Linked, copy: Copy) -> OpenLog:
    rows, held = linked.returning.rows(copy.rows), linked.returning.held
    return OpenLog(
        linked.link, tuple(shown_row(row) for row in rows), tuple(changes(rows, held)), seen_of(linked, copy)
    )


def shown_row(row: SentRow) -> ShownRow:
    changed = tuple(row.form[key].called for key in row.changes)
    reference = row.held.reference if row.held else ""
    return ShownRow(row.number, reference, row.given, changed, tuple(to_do for _, to_do in row.lacks))


def seen_of(linked: Linked, copy: Copy) -> str:
    """A sign of the copy and of what we hold: it changes whenever one of them does."""
    held = [{key: row.values[key] for key in ON_A_SHEET} for row in linked.returning.held]
    words = json.dumps([held, [*map(dict, copy.rows)]], sort_keys=True)
    return sha256(words.encode()).hexdigest()[:16]
