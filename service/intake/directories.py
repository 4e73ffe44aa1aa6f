"""A partnership's directory is changed: loaded from a file, an officer put there or taken off, an absence noted.

Each change is audited, with who made it and what it was. A page says by a digest what it showed: nothing is done where
somebody has changed that meanwhile, and nothing twice.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from service.bootstrap import Service
from service.errors import Conflict, NotAllowed
from service.escalation.calendar import local_day
from service.escalation.routing import PARTNERSHIP
from service.listing import Line, lines, refuse
from service.store import addresses, audit, directory
from service.store.directory import Loaded
from service.store.listed import Differing, differing, digest, faults, identity, settled, warnings
from service.store.people import address_digest

TEAM = "team"  # what stands for the partnership's own team, which is no agency
CHECKED = "checked an agency of the directory"
SUGGESTED, LEFT = "suggested who is away", "left a suggested absence"
CHANGED = "Something changed since you opened this page. Look at it again."
Known = Mapping[str, Line]


@dataclass(frozen=True)
class Keeper:
    """Who changes the directory of a partnership, as the audit names them.

    At the desk nobody may leave it without a coordinator, and only whoever `coordinates` may change the partnership's
    own team: it says who sits there.
    """

    partnership: str
    holder: str = "the command line"
    at_the_desk: bool = False
    coordinates: bool = True


@dataclass(frozen=True)
class Changing:
    """One change in its transaction; `before` are the lines of the directory as it was, by the ids of officers."""

    service: Service
    session: Session
    by: Keeper
    at: datetime
    before: Known

    @property
    def kinds(self) -> Collection[str]:
        return self.service.procedure_of(self.by.partnership).kinds

    def put(self, listed: Collection[Line], same: Known = directory.NONE) -> None:
        directory.put(self.session, self.by.partnership, settled(listed), self.kinds, same)

    def shown(self, id: str, seen: str) -> Line:
        """The line of that officer. Raises Conflict unless it is as it was shown."""
        line = self.before.get(id)
        if line is None or digest([line]) != seen:
            raise Conflict(CHANGED)
        return line

    def note(self, action: str, agency: str = "", **detail: Any) -> None:
        """Audited, under the id of the agency of that name; refused where whoever changes it may not do that."""
        if self.by.at_the_desk:
            self._allow(directory.written(self.session, self.by.partnership))
        chain = f"partnership:{self.by.partnership}"
        audit.record(
            self.session, self.service.vault, chain, at=self.at, actor=self.by.holder, action=action,
            object_id=self._id(agency), detail=detail,
        )  # fmt: skip

    def _id(self, agency: str) -> str:
        if not agency:
            return ""
        found = directory.agency_named(directory.read(self.session, self.by.partnership), agency)
        return found.id if found else TEAM

    def _allow(self, after: Known) -> None:
        old, new = _team(self.before), _team(after)
        if not self.by.coordinates and not differing(old, new).is_nothing:
            raise NotAllowed("Only a coordinator changes the partnership’s own team: it says who sits at this desk.")
        post = self.service.partnerships[self.by.partnership].coordinator_post.casefold()
        if any(line["post"].casefold() == post for line in old) > any(line["post"].casefold() == post for line in new):
            raise NotAllowed("Then nobody would coordinate the cases. Add another coordinator first.")


def _team(known: Known) -> list[Line]:
    return [line for line in known.values() if line["kind"] == PARTNERSHIP]


@contextmanager
def changing(service: Service, by: Keeper) -> Iterator[Changing]:
    """The directory to oneself: what changes it waits for what changes it already."""
    at = service.clock.now()
    with service.sessions.begin() as session:
        yield within(service, session, by, at)


def within(service: Service, session: Session, by: Keeper, at: datetime) -> Changing:
    """The same in a transaction that has begun."""
    audit.hold(session, f"partnership:{by.partnership}")
    return Changing(service, session, by, at, directory.written(session, by.partnership))


@dataclass(frozen=True)
class Foreseen:
    """What loading a file would change; `seen` stands for the directory that it was held against."""

    differing: Differing
    warnings: tuple[str, ...]
    seen: str


def foresee(service: Service, partnership: str, text: str) -> Foreseen:
    """What loading the file would do; nothing is changed. Raises DirectoryError naming every bad line."""
    listed, today = lines(text), local_day(service.clock.now())
    refuse(faults(listed, partnership, service.procedure_of(partnership).kinds))
    with service.sessions.begin() as session:
        now = directory.written(session, partnership).values()
    return Foreseen(differing(now, listed), warnings(listed, today), digest(now))


def load(service: Service, by: Keeper, text: str, seen: str = "") -> Loaded:
    """Put the file in the place of the directory. Raises DirectoryError naming every bad line, Conflict, NotAllowed."""
    with changing(service, by) as change:
        if seen and differing(change.before.values(), lines(text)).is_nothing:
            return Loaded(0, 0, ())
        if seen and digest(change.before.values()) != seen:
            raise Conflict(CHANGED)
        loaded = directory.load(change.session, by.partnership, text, change.at, change.kinds)
        change.note("directory loaded", agencies=loaded.agencies, officers=loaded.officers)
    return loaded


def put_officer(service: Service, by: Keeper, id: str, line: Line, seen: str = "") -> None:
    """An officer is as that line says; without an id, one more. `seen` is the digest of the line that was shown.

    Whoever keeps their name or address stays who they are to the cases; else the post has passed to somebody.
    Raises DirectoryError, Conflict, NotAllowed.
    """
    with changing(service, by) as change:
        put(change, id, line, seen)


def put(change: Changing, id: str, line: Line, seen: str) -> None:
    """The same as part of a change."""
    before, others = change.before, {key: one for key, one in change.before.items() if key != id}
    twin = next((key for key, one in others.items() if identity(one) == identity(line)), "")
    new = _kept([line, *(one for key, one in others.items() if key != twin)], line)
    if new.values in [before[key].values for key in (id, twin) if key in before]:
        return
    if twin:
        raise NotAllowed("They hold that post there already.")
    old = change.shown(id, seen) if id else None
    stays = old is not None and (old["name"] == new["name"] or old["email"] == new["email"])
    change.put([*others.values(), line], {id: new} if stays else directory.NONE)
    did = "changed an officer" if old else "added an officer"
    change.note(did, line["agency"], before=dict(old.values) if old else None, after=dict(new.values))


def _kept(listed: Collection[Line], line: Line) -> Line:
    """The line as the directory would keep it."""
    return next(one for one in settled(listed) if identity(one) == identity(line))


def take_off(service: Service, by: Keeper, id: str, seen: str) -> None:
    """The officer of that id leaves the directory. Raises Conflict, NotAllowed."""
    with changing(service, by) as change:
        if id not in change.before:
            return
        old = change.shown(id, seen)
        change.put([one for key, one in change.before.items() if key != id])
        change.note("took an officer off", old["agency"], before=dict(old.values))


def note_away(service: Service, by: Keeper, id: str, first: date | None, last: date | None, seen: str) -> None:
    """Whoever holds that post is away on these days, or on none, in each post that they hold. Raises Conflict."""
    days = {"away_from": first.isoformat() if first else "", "away_until": last.isoformat() if last else ""}
    with changing(service, by) as change:
        if id in change.before and days.items() <= change.before[id].values.items():
            return
        old = change.shown(id, seen)
        directory.note_away(change.session, by.partnership, old["email"], first, last)
        if not last:
            addresses.lives(change.session, address_digest(service.vault, old["email"]))
        change.note("noted who is away", old["agency"], address=old["email"], away=[*days.values()])


def change_agency(
    service: Service, by: Keeper, agency: str, name: str, levels: Mapping[str, str], seen: str
) -> None:
    """The agency is called `name` now, and has the mail domains of `levels`: a mail to each may say as much as its
    level lets it. It stays the same agency to the cases. Raises DirectoryError, Conflict, NotAllowed."""
    with changing(service, by) as change:
        before = change.before
        its = {key: one for key, one in before.items() if one["agency"] == agency}
        changed = {key: _as_agency(one, name, levels) for key, one in its.items()}
        if [*changed.values()] == [*its.values()]:
            return
        if digest(its.values()) != seen:
            raise Conflict(CHANGED)
        others = [one for key, one in before.items() if key not in its]
        if any(one["agency"].casefold() == name.casefold() for one in others):
            raise NotAllowed("Another agency of that name is in the directory already.")
        change.put([*others, *changed.values()], changed)
        change.note("changed an agency", name, was=agency, name=name, levels=dict(levels))


def _as_agency(line: Line, name: str, levels: Mapping[str, str]) -> Line:
    level = levels.get(line["email"].rpartition("@")[2].casefold(), line["level"])
    values = {**line.values, "agency": name, "domains": " ".join(sorted(levels)), "level": level}
    return replace(line, values=values)


def leave_suggestion(service: Service, by: Keeper, id: str) -> None:
    """What an automatic answer said of that officer's absence is not to be noted."""
    with changing(service, by) as change:
        chain = f"partnership:{by.partnership}"
        audit.record(
            change.session, service.vault, chain, at=change.at, actor=by.holder, action=LEFT, object_id=f"officer:{id}"
        )


def check(service: Service, by: Keeper, agency: str) -> None:
    """Somebody has checked that what the directory says of the agency is right."""
    with changing(service, by) as change:
        change.note(CHECKED, agency)
