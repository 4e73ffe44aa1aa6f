"""Who is away, or is going to be, and who stands in for them: how the desk's pages show it."""

from datetime import date, timedelta

from service.desk.directory.agencies import Shelf
from service.escalation.routing import Officer
from service.intake.directories import LEFT, SUGGESTED, TEAM
from service.seam.desk_directory import Absent, Person, SuggestedAbsence
from service.store import audit
from service.store.listed import digest

MOST = 20
SIX_MONTHS = timedelta(days=183)


def of(shelf: Shelf) -> tuple[Absent, ...]:
    """Each person once with the same days, whoever is back soonest first."""
    today = shelf.occasion.day
    found: dict[tuple[object, ...], list[str]] = {}
    for one in shelf.occasion.directory.officers:
        if (one.away_from or one.away_until) and (one.away_until or today) >= today:
            key = (one.email.casefold(), one.agency_id, one.away_from, one.away_until)
            found.setdefault(key, []).append(one.id)
    listed = [absence_of(shelf, ids) for ids in found.values()]
    return tuple(sorted(listed, key=lambda one: (not one.now, str(one.last or ""), one.name)))


def absence_of(shelf: Shelf, ids: list[str]) -> Absent:
    """Of one person, who holds these posts."""
    posts = [one for one in shelf.occasion.directory.officers if one.id in ids]
    first = posts[0]
    deputies = dict.fromkeys(one.deputy_name for one in posts if one.deputy_name)
    return Absent(
        id=first.id, name=first.name, posts=tuple(one.post for one in posts), agency_key=first.agency_id or TEAM,
        agency=first.agency, first=first.away_from, last=first.away_until,
        now=first.is_away(shelf.occasion.day), deputy=" and ".join(deputies), seen=digest([shelf.lines[first.id]]),
    )  # fmt: skip


def suggested(shelf: Shelf) -> tuple[SuggestedAbsence, ...]:
    """What automatic answers have said, unless it is noted, over, or somebody has said that it is not so."""
    session, vault, today = shelf.look.session, shelf.look.service.vault, shelf.occasion.day
    chain = f"partnership:{shelf.look.partnership}"
    left = audit.latest(session, chain, [LEFT])
    found = audit.details(session, vault, chain, SUGGESTED, shelf.look.at - SIX_MONTHS)
    officers = {f"officer:{one.id}": one for one in shelf.occasion.directory.officers}
    return tuple(
        SuggestedAbsence(one.id, one.name, one.post, one.agency, date.fromisoformat(said["first"]), last)
        for holder, said in found.items()
        if (one := officers.get(holder)) and (last := date.fromisoformat(said["last"])) >= today
        and (one.away_until or date.min) < last and left.get(holder, said["at"]) <= said["at"]
    )  # fmt: skip


def people(shelf: Shelf, words: str) -> tuple[Person, ...]:
    """Each once, with one of their posts."""
    wanted = words.casefold().split()
    found: dict[str, Officer] = {}
    for one in shelf.occasion.directory.officers if wanted else ():
        said = f"{one.name} {one.agency} {one.email}".casefold()
        if all(word in said for word in wanted):
            found.setdefault(one.email.casefold(), one)
    listed = sorted(found.values(), key=lambda one: (one.name, one.agency))
    return tuple(Person(one.id, one.name, one.post, one.agency) for one in listed[:MOST])
