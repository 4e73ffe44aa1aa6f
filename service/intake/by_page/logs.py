"""An agency's log behind its signed link: shown after a code, changed in a copy, and sent as the agency's return.

The copy is the browser's alone until it is sent. Then it ends where an answer by mail ends (service.intake.logs).
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

from forms import Choices
from forms.documents import Filled
from service.bootstrap import Service
from service.escalation.routing import holder
from service.intake.by_clock.log_requests import ASKED, how_many, write
from service.intake.by_page.log_links import Linked, found, seen_of, shown
from service.intake.logs import returning as returns
from service.intake.logs.returning import LOG
from service.intake.logs.rows import changes
from service.intake.raising import documents
from service.intake.raising.choices import report_choices, with_stages
from service.intake.raising.documents import refused
from service.mail.clamd import Verdict
from service.reader import FULL, LimitedReader
from service.seam.link_pages import Expired, WrongCode
from service.seam.log_pages import LogLink, LogRecorded, OpenLog
from service.store import log_copies, logs
from service.store.codes import OF_LOGS
from service.store.log_copies import Copy
from service.store.tokens import token_hash
from service.telling.log_sheet import as_sheet
from service.telling.notices import notice
from service.telling.reply_words import OF_THE_LOG

KEPT_FOR = timedelta(days=7)
MOST_ROWS = 500
NOT_A_SHEET = "The selected file must be an XLSX or CSV"
NOT_OURS = "The selected file must use the template"
NONE = "Select a spreadsheet"
SHEETS = ("xlsx", "csv")
OVER = "Your agency has been asked for a newer log since, or this one was due long ago."


@dataclass(frozen=True)
class LogsOf:
    """The door of the logs' pages (service.seam.log_pages.Logs says what each promises)."""

    service: Service

    def choices(self, partnership: str) -> Choices:
        return report_choices(self.service, partnership)

    def page(self, token: str) -> LogLink | Expired | None:
        with self._linked(token) as linked:
            if linked is None:
                return None
            return Expired(linked.partnership, OVER) if linked.is_over else linked.link

    def send_code(self, token: str) -> None:
        now = self.service.clock.real()
        with self._open(token) as linked:
            to = holder(linked.occasion.directory, linked.returning.holder) if linked else None
            if linked is None or to is None:
                return
            code = OF_LOGS.send(linked.occasion.session, self.service.vault, token_hash(token), now)
            notice(linked.occasion, "code", to.email, f"log:{token_hash(token)}:{now.isoformat()}", {"code": code})
        self.service.bell.ring()

    def open(self, token: str, code: str) -> str | WrongCode:
        now = self.service.clock.real()
        with self._open(token) as linked:
            if linked is None:
                return WrongCode("expired")
            session, vault, hash = linked.occasion.session, self.service.vault, token_hash(token)
            if not OF_LOGS.check(session, vault, hash, code, now):
                return WrongCode(OF_LOGS.why_not(session, hash, now))
            linked.note("opened a summary log")
            copy = Copy(hash, tuple(dict(row.values) for row in linked.returning.held), now)
            at = linked.occasion.at
            return log_copies.begin(session, vault, linked.partnership, copy, at=at, until=at + KEPT_FOR)

    def find(self, token: str, handle: str) -> OpenLog | None:
        with self._copied(token, handle) as (linked, copy):
            return shown(linked, copy) if linked and copy else None

    def change(self, token: str, handle: str, number: int, given: Mapping[str, str]) -> bool:
        with self._copied(token, handle) as (linked, copy):
            if linked is None or copy is None or not 1 <= number <= min(len(copy.rows) + 1, MOST_ROWS):
                return False
            before: Mapping[str, str] = copy.rows[number - 1] if number <= len(copy.rows) else {}
            row = {key: said for key, said in {**before, **given}.items() if said}
            self._keep(linked, replace(copy, rows=(*copy.rows[: number - 1], row, *copy.rows[number:])))
            return True

    def remove(self, token: str, handle: str, number: int) -> bool:
        with self._copied(token, handle) as (linked, copy):
            if linked is None or copy is None or not 1 <= number <= len(copy.rows):
                return False
            if copy.rows[number - 1].get("reference"):
                return False
            self._keep(linked, replace(copy, rows=(*copy.rows[: number - 1], *copy.rows[number:])))
            return True

    def put_sheet(self, token: str, handle: str, name: str, content: bytes) -> str:
        """Scanned and read before the database is held: that can take its time."""
        wrong = self._wrong_with(name, content)
        if wrong:
            return wrong
        rows = self._rows_in(token, content)
        if isinstance(rows, str):
            return rows
        with self._copied(token, handle) as (linked, copy):
            if linked and copy:
                self._keep(linked, replace(copy, rows=rows))
        return ""

    def _wrong_with(self, name: str, content: bytes) -> str:
        wrong = refused(name, content)
        is_sheet = content.startswith(b"PK") or name.lower().endswith(".csv")  # CSV is told by its name alone
        if wrong == documents.NONE:
            return NONE
        if wrong in ("", documents.OTHER_KIND):
            wrong = "" if is_sheet else NOT_A_SHEET
        is_infected = not wrong and self.service.scanner.scan(content).verdict is Verdict.INFECTED
        return documents.INFECTED if is_infected else wrong

    def _rows_in(self, token: str, content: bytes) -> tuple[Mapping[str, str], ...] | str:
        with self._open(token) as linked:
            partnership = linked.partnership if linked else ""
        if not partnership:
            return NOT_OURS
        with LimitedReader(FULL) as reader:
            [_, found] = reader.forms("", [content], {LOG: self.choices(partnership)})
        if not isinstance(found, Filled):
            return NOT_OURS
        if found.kind not in SHEETS:
            return NOT_A_SHEET
        rows = tuple(row for row in (found.given, *found.more) if row)
        return rows[:MOST_ROWS] or NOT_OURS

    def sheet(self, token: str, handle: str) -> bytes | None:
        with self._copied(token, handle) as (linked, copy):
            if linked is None or copy is None:
                return None
            linked.note("downloaded a summary log")
            return as_sheet(with_stages(linked.occasion.procedure, linked.occasion.day), copy.rows)

    def send(self, token: str, handle: str, submission_id: str, seen: str) -> LogRecorded | None:
        with self._copied(token, handle, submission_id) as (linked, copy):
            recorded = sent(linked, copy, seen) if linked and copy else before(linked)
        self.service.bell.ring()
        return recorded

    def nil(self, token: str, handle: str, submission_id: str) -> LogRecorded | None:
        with self._copied(token, handle, submission_id) as (linked, copy):
            recorded = ended(linked, returns.nil(linked.returning)) if linked and copy else before(linked)
        self.service.bell.ring()
        return recorded

    def fresh_link(self, token: str) -> None:
        with self._linked(token) as linked:
            if linked is None:
                return
            occasion, asked = linked.occasion, linked.returning.request
            to = holder(occasion.directory, linked.returning.holder)
            request = logs.last_asked(occasion.session, asked.partnership, asked.agency) or asked
            if to is not None and to.email:
                held = how_many(len(linked.returning.held))
                told = {"ask": request.due_at, "recorded": f"We hold {held} of yours.", "how": "again", **OF_THE_LOG}
                write(occasion, ASKED, to, request, told, f"link:{occasion.at:%Y-%m-%dT%H}")
        self.service.bell.ring()

    # What each of them needs

    def _keep(self, linked: Linked, copy: Copy) -> None:
        now, session = self.service.clock.real(), linked.occasion.session
        log_copies.keep(session, self.service.vault, linked.partnership, replace(copy, seen_at=now))

    @contextmanager
    def _copied(self, token: str, handle: str, source: str = "") -> Iterator[tuple[Linked | None, Copy | None]]:
        with self._open(token, source) as linked:
            yield linked, linked.copy(handle) if linked else None

    @contextmanager
    def _open(self, token: str, source: str = "") -> Iterator[Linked | None]:
        """The link while it works."""
        with self._linked(token, source) as linked:
            yield linked if linked and not linked.is_over else None

    @contextmanager
    def _linked(self, token: str, source: str = "") -> Iterator[Linked | None]:
        at = self.service.clock.now()
        with self.service.sessions.begin() as session:
            yield found(self.service, session, token, at, source)


def sent(linked: Linked, copy: Copy, seen: str) -> LogRecorded | None:
    """The copy recorded; that ours is correct, where nothing in it differs. None where it is not as it was seen."""
    rows = linked.returning.rows(copy.rows)
    if seen_of(linked, copy) != seen or any(row.lacks for row in rows):
        return None
    differs = any(changes(rows, linked.returning.held))
    said = returns.sheet(linked.returning, copy.rows) if differs else returns.correct(linked.returning)
    return ended(linked, said)


def ended(linked: Linked, said: str) -> LogRecorded:
    log_copies.forget(linked.occasion.session, token_hash(linked.token))
    return LogRecorded(said, returns.undo_until(linked.occasion, linked.occasion.at))


def before(linked: Linked | None) -> LogRecorded | None:
    """What a second press is shown: what the first one recorded."""
    if linked is None or not logs.has_come(linked.occasion.session, linked.returning.source):
        return None
    link = linked.link
    return LogRecorded(link.answered, link.undo_until) if link.undo_until else None


def sweep(service: Service) -> bool:
    """Delete the copies whose time is over; whether there were any."""
    at = service.clock.now()
    with service.sessions.begin() as session:
        return log_copies.sweep(session, at)
