"""An officer of the directory as the desk's pages ask about one, and as the lines of a file are spoken of."""

from dataclasses import replace
from datetime import datetime

from service.desk.directory.agencies import Shelf
from service.escalation.parties import Post, Role
from service.escalation.routing import AT_THE_DESK, PARTNERSHIP, PRACTITIONER, ListedAgency
from service.listing import IN_ORDER, Line
from service.seam.desk_acts import Option
from service.seam.desk_directory import Colleague, OfficerPage
from service.store import directory
from service.store.listed import digest


def page_of(shelf: Shelf, id: str) -> OfficerPage:
    line = shelf.lines[id]
    key = next(key for key in shelf.agencies if any(one.id == id for one in shelf.officers_of(key)))
    page = replace(another(shelf, key), id=id, values=line.values, seen=digest([line]))
    others = tuple(one for one in page.people if one.email.casefold() != line["email"].casefold())
    checked, by = _checked(shelf, id, key)
    return replace(page, people=others, last=len(shelf.officers_of(key)) == 1, checked=checked, checked_by=by)


def _checked(shelf: Shelf, id: str, key: str) -> tuple[datetime | None, str]:
    """When their details were last said to be right, and by whom: the officer, or somebody at the desk."""
    known, at_the_desk = shelf.entries.get(id), shelf.checks.get(key)
    own = known.checked_at if known else None
    if at_the_desk and (own is None or at_the_desk.at > own):
        who = directory.officer_by_id(shelf.occasion.directory, at_the_desk.actor)
        return at_the_desk.at, f"{who.name}, {who.post}" if who else "somebody who has left the directory"
    return own, "the officer" if own else ""


def another(shelf: Shelf, key: str) -> OfficerPage:
    """What is asked about one more officer of that agency."""
    return of_agency(shelf, shelf.agencies[key], key)


def of_agency(shelf: Shelf, agency: ListedAgency, key: str = "") -> OfficerPage:
    """The same of one that may not be listed yet."""
    at_home = {"agency": agency.name, "kind": agency.kind, "domains": " ".join(agency.domains)}
    return OfficerPage(
        id="", agency_key=key, agency=agency.name, domains=agency.domains, posts=tuple(_posts(shelf, agency)),
        people=tuple(_people(shelf, key)) if key else (), seen="",
        values={**dict.fromkeys(IN_ORDER, ""), "partnership": shelf.look.partnership, **at_home},
    )  # fmt: skip


def _posts(shelf: Shelf, agency: ListedAgency) -> list[Option]:
    """The posts that the procedure turns to at that kind of agency, and those that somebody holds at one."""
    procedure = shelf.occasion.procedure
    known = [(role, post.titles, post.deputy) for role, post, _ in shelf.roles(agency).values()]
    known += [(role, post.titles, post.deputy) for role in procedure.roles.values() for post in _found_at(role, agency)]
    titles = [*shelf.own_posts] if agency.kind == PARTNERSHIP else []
    for role, several, deputy in known:
        titles += AT_THE_DESK if role.key == PRACTITIONER else [one for one in (*several, deputy) if one]
    titles += sorted({line["post"] for line in shelf.lines.values() if line["kind"] == agency.kind})
    asked = {title.casefold(): title for title in reversed(titles) if title != PRACTITIONER}
    return [Option(asked[title], asked[title]) for title in dict.fromkeys(one.casefold() for one in titles)
            if title in asked]  # fmt: skip


def _found_at(role: Role, agency: ListedAgency) -> list[Post]:
    return [post for post in role.posts.values() if post.source == agency.kind]


def _people(shelf: Shelf, key: str) -> list[Colleague]:
    """Everybody who is listed at the agency, by address: whoever can be a deputy without being typed."""
    its = shelf.officers_of(key)
    listed = [Colleague(one.name, one.email, one.telephone, one.post) for one in its]
    listed += [Colleague(one.deputy_name, one.deputy_email, one.deputy_telephone, f"deputy for {one.name}")
               for one in its if one.deputy_email]  # fmt: skip
    found = {one.email.casefold(): one for one in reversed(listed)}
    return sorted(found.values(), key=lambda one: one.name)


def in_words(line: Line) -> str:
    """Rowan Samphire, Safeguarding Lead at Marram Primary School."""
    of = f" of {line['service']}" if line["service"] else ""
    return f"{line['name']}, {line['post']}{of} at {line['agency']}"
