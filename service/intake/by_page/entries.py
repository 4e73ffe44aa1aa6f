"""The page of an officer's own entry, behind a signed link and a code (service.seam.entry_pages.Entries)."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from service.bootstrap import Service
from service.escalation.routing import Officer
from service.intake.entries.asking import Entry, confirm, granted
from service.intake.entries.correcting import Correction, correct, in_words
from service.listing import Line
from service.seam.entry_pages import Corrected, EntryLink, OwnEntry, OwnPost
from service.seam.link_pages import Expired, WrongCode
from service.store import directory, entries, tokens
from service.store.codes import OF_ENTRIES
from service.store.listed import digest
from service.telling.notices import notice

PROVEN_FOR = timedelta(minutes=30)
ONE_CODE_IN = timedelta(minutes=1)
GONE = "The officer whom it was made for is no longer in our directory, or has another email address there."
OLD = "It was made more than three months ago."


@dataclass(frozen=True)
class EntriesOf:
    """The door of the page."""

    service: Service

    def behind(self, token: str) -> EntryLink | Expired | None:
        at = self.service.clock.now()
        with self.service.sessions.begin() as session:
            grant = entries.granted(session, token)
            if grant is None or grant.partnership not in self.service.partnerships:
                return None
            entry = granted(self.service, session, grant, at)
            if entry is None or grant.expires_at <= self.service.clock.real():
                return Expired(grant.partnership, OLD if entry else GONE)
            return _link(entry)

    def send_code(self, token: str) -> None:
        at = self.service.clock.now()
        with self.service.sessions.begin() as session:
            entry, hash, now = self._entry(session, token, at), tokens.token_hash(token), self.service.clock.real()
            if entry is None or OF_ENTRIES.was_sent_within(session, hash, now, ONE_CODE_IN):
                return
            code = OF_ENTRIES.send(session, self.service.vault, hash, now)
            notice(entry.occasion, "code", entry.address, f"{hash}:{now.isoformat()}", {"code": code})
            entry.note("code sent for an entry")
        self.service.bell.ring()

    def open(self, token: str, code: str) -> OwnEntry | WrongCode:
        at = self.service.clock.now()
        with self.service.sessions.begin() as session:
            hash, now = tokens.token_hash(token), self.service.clock.real()
            if not OF_ENTRIES.check(session, self.service.vault, hash, code, now):
                return WrongCode(OF_ENTRIES.why_not(session, hash, now))
            entry = self._entry(session, token, at)
            if entry is None:
                return WrongCode("expired")
            entry.note("opened an entry")
            return _shown(entry, self._proof(token, now + PROVEN_FOR))

    def shown(self, token: str, proof: str) -> OwnEntry | None:
        at = self.service.clock.now()
        with self.service.sessions.begin() as session:
            entry = self._entry(session, token, at) if self._proves(token, proof) else None
            return _shown(entry, proof) if entry else None

    def confirm(self, token: str, proof: str) -> bool:
        at = self.service.clock.now()
        with self.service.sessions.begin() as session:
            entry = self._entry(session, token, at) if self._proves(token, proof) else None
            if entry is None:
                return False
            if entry.is_own:
                confirm(entry)
            else:
                _, line = _lines(entry)[0]
                correct(entry, Correction({}, "They say that all of it is right.", digest([line])))
        self.service.bell.ring()
        return True

    def correct(
        self, token: str, proof: str, id: str, values: Mapping[str, str], note: str, seen: str
    ) -> Corrected | None:
        at = self.service.clock.now()
        with self.service.sessions.begin() as session:
            entry = self._entry(session, token, at) if self._proves(token, proof) else None
            if entry is None or id not in entry.ids:
                return None
            became = correct(entry.of_post(id), Correction(values, note, seen))
        self.service.bell.ring()
        return Corrected(became.changed, became.waits)

    def fresh(self, token: str) -> None:
        at = self.service.clock.now()
        with self.service.sessions.begin() as session:
            entry = granted(self.service, session, entries.granted(session, token), at)
            if entry is not None:
                entry.ask()
                entry.note("fresh link sent for an entry")
        self.service.bell.ring()

    def _entry(self, session: Session, token: str, at: datetime) -> Entry | None:
        grant = entries.granted(session, token)
        if grant is None or grant.expires_at <= self.service.clock.real():
            return None
        return granted(self.service, session, grant, at)

    def _proof(self, token: str, until: datetime) -> str:
        said = f"entry {tokens.token_hash(token)} {until.timestamp():.0f}"
        sign = hmac.digest(self.service.vault.keys.token, said.encode(), "sha256").hex()
        return f"{until.timestamp():.0f}.{sign}"

    def _proves(self, token: str, proof: str) -> bool:
        """Whether the code was entered within the last half hour, by whoever sends this."""
        until = proof.partition(".")[0]
        if not until.isdecimal() or len(until) > 12:
            return False
        now = self.service.clock.real()
        meant = self._proof(token, datetime.fromtimestamp(int(until), now.tzinfo))
        return now.timestamp() < int(until) and hmac.compare_digest(meant.encode(), proof.encode())


def _link(entry: Entry) -> EntryLink:
    """L9: the page names the role that it was made for."""
    whose = entry.officer
    post = f"{whose.post}, {whose.agency}"
    return EntryLink(entry.occasion.partnership, post if entry.is_own else f"a colleague of the {post}", entry.is_own)


def _lines(entry: Entry) -> list[tuple[Officer, Line]]:
    """Each post with its line of the directory."""
    written = directory.written(entry.occasion.session, entry.occasion.partnership)
    return [(one, written[one.id]) for one in entry.posts]


def _shown(entry: Entry, proof: str) -> OwnEntry:
    session, key = entry.occasion.session, entry.occasion.partnership
    known, waiting = entries.of_partnership(session, key), entries.waiting(session, key)
    posts = []
    for one, line in _lines(entry):
        asked = [said for said in waiting if said.officer_id == one.id]
        waits = [words for said in asked for words in (*in_words(line, said.changes), said.note) if words]
        domains = tuple(line["domains"].split())
        checked = known[one.id].checked_at if one.id in known else None
        post = f"{one.post} of {one.service}" if one.service else one.post
        posts.append(OwnPost(one.id, post, one.agency, domains, line.values, digest([line]), checked, tuple(waits)))
    return OwnEntry(_link(entry), tuple(posts), proof)
