"""A disagreement that is being written on the pages, from its first answer until it is sent or its time is over.

The pages keep every answer here as it is given: a session that dies, a server that is restarted or a telephone that
runs out of power loses the page in hand and nothing else. What lies idle for half an hour is hidden, and so is what
was saved for later: it is shown again to whoever reads the mail at its address.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from service.bootstrap import Service
from service.escalation.calendar import at_close, at_opening, local_day
from service.intake.raising.documents import MOST, TOO_MANY, looked_at
from service.seam.drafting import Document, Draft, Typed
from service.store import documents, drafts, tokens
from service.store.codes import OF_DRAFTS
from service.store.drafts import Kept
from service.store.ids import new_id
from service.telling.notices import notice
from service.telling.occasion import Occasion

KEPT_FOR = timedelta(days=7)
IDLE = timedelta(minutes=30)
ONE_CODE_IN = timedelta(minutes=1)
GONE = "The selected file could not be uploaded – try again"
PAGE = "/raise/back/"  # where a mailed link leads, below the partnership's own address


@dataclass(frozen=True)
class DraftsOf:
    """The door of the drafts (service.seam.drafting.Drafts says what each promises)."""

    service: Service

    def start(self, partnership: str, typed: Typed) -> str:
        at = self.service.clock.now()
        draft = Draft(partnership, new_id(), kept_until(at), typed)
        with self.service.sessions.begin() as session:
            return drafts.start(session, self.service.vault, draft, at=at, seen_at=self.service.clock.real())

    def find(self, handle: str) -> Draft | None:
        at, now = self.service.clock.now(), self.service.clock.real()
        with self.service.sessions.begin() as session:
            kept = drafts.find(session, self.service.vault, handle, at)
        return shown(kept, now) if kept else None

    def change(self, handle: str, change: Callable[[Draft], Draft]) -> Draft | None:
        at, now = self.service.clock.now(), self.service.clock.real()
        with self.service.sessions.begin() as session:
            kept = drafts.find(session, self.service.vault, handle, at)
            if kept is not None and not kept.draft.is_sent:
                kept = changed(kept, change, now)
                drafts.keep(session, self.service.vault, kept)
        return shown(kept, now) if kept else None

    def save(self, handle: str) -> Draft | None:
        at, now = self.service.clock.now(), self.service.clock.real()
        with self.service.sessions.begin() as session:
            kept = drafts.find(session, self.service.vault, handle, at)
            if kept is None or not kept.draft.address:
                return None
            until = replace(kept.draft, until=kept_until(at))
            kept = replace(kept, draft=until, saved_at=now, link=kept.link or tokens.fresh_token())
            drafts.keep(session, self.service.vault, kept)
            occasion = Occasion(self.service, session, kept.draft.partnership, at)
            next_day = occasion.calendar.after(local_day(at), 1)
            drafts.recall(session, kept.id, at_opening(next_day))
            mail(occasion, "draft_saved", kept, new_id())
        self.service.bell.ring()
        return shown(kept, now)

    def behind(self, link: str) -> Draft | None:
        at = self.service.clock.now()
        with self.service.sessions.begin() as session:
            kept = drafts.behind(session, self.service.vault, link, at)
        return kept.draft.without_words() if kept else None

    def send_code(self, submission_id: str) -> None:
        at, now = self.service.clock.now(), self.service.clock.real()
        with self.service.sessions.begin() as session:
            kept = drafts.sent_as(session, self.service.vault, submission_id, at)
            if kept is None or OF_DRAFTS.was_sent_within(session, kept.id, now, ONE_CODE_IN):
                return
            code = OF_DRAFTS.send(session, self.service.vault, kept.id, now)
            occasion = Occasion(self.service, session, kept.draft.partnership, at)
            notice(occasion, "code", kept.draft.address, f"{kept.id}:{new_id()}", {"code": code})
        self.service.bell.ring()

    def reveal(self, submission_id: str, code: str) -> str | None:
        at, now = self.service.clock.now(), self.service.clock.real()
        with self.service.sessions.begin() as session:
            kept = drafts.sent_as(session, self.service.vault, submission_id, at)
            if kept is None or not OF_DRAFTS.check(session, self.service.vault, kept.id, code, now):
                return None
            drafts.keep(session, self.service.vault, replace(kept, seen_at=now))
            return drafts.hand_over(session, kept.id)

    def documents(self, submission_id: str) -> tuple[Document, ...]:
        with self.service.sessions.begin() as session:
            return documents.of_submission(session, self.service.vault, submission_id)

    def add_document(self, handle: str, name: str, content: bytes) -> str:
        """Looked at and scanned before the database is held: that can take its time."""
        document = looked_at(self.service, name, content)
        if isinstance(document, str):
            return document
        at = self.service.clock.now()
        with self.service.sessions.begin() as session:
            kept = drafts.find(session, self.service.vault, handle, at)
            if kept is None or kept.draft.is_sent:
                return GONE
            if documents.count(session, kept.draft.submission_id) >= MOST:
                return TOO_MANY
            documents.add(session, self.service.vault, kept.draft.submission_id, document, content, at)
        return ""

    def remove_document(self, handle: str, id: str) -> None:
        at = self.service.clock.now()
        with self.service.sessions.begin() as session:
            kept = drafts.find(session, self.service.vault, handle, at)
            if kept is not None:
                documents.remove(session, kept.draft.submission_id, id)

    def sent(self, handle: str) -> None:
        self._end(handle, lambda session, id, at: drafts.sent(session, self.service.vault, id, at))

    def delete(self, handle: str) -> None:
        self._end(handle, lambda session, id, at: drafts.forget(session, self.service.vault, id))

    def _end(self, handle: str, end: Callable[[Session, str, datetime], None]) -> None:
        at = self.service.clock.now()
        with self.service.sessions.begin() as session:
            kept = drafts.find(session, self.service.vault, handle, at)
            if kept is not None:
                end(session, kept.id, at)


def kept_until(at: datetime) -> datetime:
    """Close of business, seven days on: a time that can be said in a mail."""
    return at_close(local_day(at + KEPT_FOR))


def is_hidden(kept: Kept, now: datetime) -> bool:
    """Whether it lay idle or was saved for later, and there is somebody to send a code to."""
    was_saved = kept.saved_at is not None and kept.saved_at >= kept.seen_at
    return bool(kept.draft.address) and (was_saved or now - kept.seen_at > IDLE)


def shown(kept: Kept, now: datetime) -> Draft:
    return kept.draft.without_words() if is_hidden(kept, now) else kept.draft


def changed(kept: Kept, change: Callable[[Draft], Draft], now: datetime) -> Kept:
    """The draft with the change. A page that was left open may still add to what is hidden; it neither shows it nor
    says to whom a code goes, or whoever finds the page open could have it sent to themselves."""
    after = change(kept.draft)
    if not is_hidden(kept, now):
        return replace(kept, draft=after, seen_at=now)
    return kept if after.address != kept.draft.address else replace(kept, draft=after)


def mail(occasion: Occasion, kind: str, kept: Kept, key: str) -> None:
    """A mail to the writer of a draft with the link to come back by. It names nobody, and says nothing of what for."""
    link = f"{occasion.service.config.base_url}/{kept.draft.partnership}{PAGE}{kept.link}"
    notice(occasion, kind, kept.draft.address, f"{kept.id}:{key}", {"link": link, "ask": kept.draft.until})


def recall_one(service: Service) -> bool:
    """Tell the writer of a saved draft, once, on the next working day, that it has not been sent; False: none waits."""
    at = service.clock.now()
    with service.sessions.begin() as session:
        kept = drafts.to_recall(session, service.vault, at)
        if kept is not None:
            drafts.recall(session, kept.id, None)
            mail(Occasion(service, session, kept.draft.partnership, at), "draft_waiting", kept, "waiting")
    if kept is not None:
        service.bell.ring()
    return kept is not None


def sweep(service: Service) -> bool:
    """Delete the drafts whose time is over; whether there were any."""
    at = service.clock.now()
    with service.sessions.begin() as session:
        over = drafts.outlived(session, at)
        for id in over:
            drafts.forget(session, service.vault, id)
    return bool(over)
