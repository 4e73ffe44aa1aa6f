"""Every officer is asked twice a year whether their entry in the directory is right (ux.md, E43).

One is written to at each look, in business hours, and no more in a day than a twentieth of all: a directory that was
loaded at one moment is not asked about at one. Who is silent for a month is asked once more; after another month it is
a gap of the directory. Where mail to somebody came back, their deputy is asked at once, or somebody of their agency.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from service.bootstrap import Service
from service.escalation.calendar import local_day
from service.escalation.routing import Officer
from service.intake.entries.asking import MONTH
from service.intake.entries.asking import Entry as Asking
from service.store import addresses, entries
from service.store.entries import Entry
from service.telling.occasion import Occasion

HALF_A_YEAR = timedelta(days=182)
FEWEST_A_DAY, DAYS_FOR_ALL = 5, 20


def look(service: Service) -> None:
    """What the clock does on each of its rounds."""
    at = service.clock.now()
    for key in service.partnerships:
        with service.sessions.begin() as session:
            occasion = Occasion(service, session, key, at)
            officers = [one.id for one in occasion.directory.officers]
            entries.watch(session, key, officers, at)
            if occasion.is_read_now:
                Round(occasion, entries.of_partnership(session, key)).write_one()


@dataclass(frozen=True)
class Round:
    """One look at a partnership's directory, with what is known of each entry."""

    occasion: Occasion
    known: dict[str, Entry]

    @cached_property
    def people(self) -> list[tuple[Officer, ...]]:
        """The posts of each person who is there and in post, by their address."""
        found: dict[str, list[Officer]] = {}
        for one in self.occasion.directory.officers:
            if one.is_active(self.occasion.day) and not one.is_away(self.occasion.day):
                found.setdefault(one.email.casefold(), []).append(one)
        return [tuple(posts) for posts in found.values()]

    @cached_property
    def returned(self) -> frozenset[str]:
        """Whose mail came back, as officer:ID and deputy:ID."""
        return addresses.unreachable(self.occasion.session, self.occasion.service.vault, self.occasion.directory)

    def write_one(self) -> None:
        """The first of these: in the place of somebody who cannot be reached, once more, or for the first time."""
        next((True for write in (self._for_the_returned, self._again, self._anew) if write()), False)

    def _for_the_returned(self) -> bool:
        session, at = self.occasion.session, self.occasion.at
        for one in self.occasion.directory.officers:
            lost = {id for id in (f"officer:{one.id}", f"deputy:{one.id}") if id in self.returned}
            if not lost and self.known[one.id].returned_at:
                entries.note(session, [one.id], returned_at=None)
            elif lost and self.known[one.id].returned_at is None:
                entries.note(session, [one.id], returned_at=at)
                reader = next(self._instead_of(one), "")
                how = "returned" if f"officer:{one.id}" in lost else "deputy returned"
                return bool(reader) and self._ask((one,), how, reader)
        return False

    def _instead_of(self, officer: Officer) -> Iterator[str]:
        """Who can say what is right where mail to an officer or their deputy came back, whoever is nearest first."""
        its = self.occasion.directory.by_agency[officer.agency_id]
        others = (f"officer:{one.id}" for one in its if one.email.casefold() != officer.email.casefold())
        deputy = (f"deputy:{officer.id}",) if officer.deputy_email else ()
        yield from (id for id in (f"officer:{officer.id}", *deputy, *others) if id not in self.returned)

    def _again(self) -> bool:
        for posts in self._reachable():
            one = self.known[posts[0].id]
            if one.is_silent and not one.is_reminded and one.asked_at and one.asked_at + MONTH <= self.occasion.at:
                entries.note(self.occasion.session, [each.id for each in posts], reminded_at=self.occasion.at)
                return self._ask(posts, "again")
        return False

    def _anew(self) -> bool:
        """Whoever has waited longest, unless as many as there may be were asked today."""
        asked_today = [one for posts in self.people if (one := self.known[posts[0].id].asked_at)
                       and local_day(one) == self.occasion.day]  # fmt: skip
        due = [posts for posts in self._reachable() if self._since(posts) + HALF_A_YEAR <= self.occasion.at]
        if not due or len(asked_today) >= max(FEWEST_A_DAY, len(self.people) // DAYS_FOR_ALL):
            return False
        posts = min(due, key=lambda posts: (self._since(posts), posts[0].id))
        entries.note(self.occasion.session, [one.id for one in posts], asked_at=self.occasion.at)
        return self._ask(posts)

    def _since(self, posts: tuple[Officer, ...]) -> datetime:
        return min(self.known[one.id].last_at for one in posts)

    def _reachable(self) -> Iterator[tuple[Officer, ...]]:
        return (posts for posts in self.people if f"officer:{posts[0].id}" not in self.returned)

    def _ask(self, posts: tuple[Officer, ...], how: str = "", reader: str = "") -> bool:
        asking = Asking(self.occasion, posts[0], reader or f"officer:{posts[0].id}")
        asking.ask(how)
        asking.note("asked whether an entry is right", how=how or "twice a year")
        return True
