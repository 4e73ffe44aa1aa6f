"""Which posts somebody holds today in a partnership's own team, and what that makes them at its desk."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from service.bootstrap import Service
from service.escalation.calendar import local_day
from service.escalation.routing import Officer
from service.seam.access import Role, Signed
from service.seam.pages import Partnership
from service.store import directory


def signed(service: Service, session: Session, partnership: str, address: str, at: datetime) -> Signed | None:
    """Who has that address, by their posts of the day; None where none of them opens the desk."""
    if partnership not in service.partnerships:
        return None
    posts = posts_at_the_desk(service.partnerships[partnership])
    held = [one for one in directory.team_at(session, partnership, address) if one.is_active(local_day(at))]
    as_what = [(role, officer) for role, post in posts.items() for officer in held if officer.has_post(post)]
    if not as_what:
        return None
    first: Officer = as_what[0][1]
    return Signed(partnership, first.id, first.name, frozenset(role for role, _ in as_what))


def posts_at_the_desk(its: Partnership) -> Mapping[Role, str]:
    """The post that makes its holder each of these, the one that may most first."""
    return {
        Role.COORDINATOR: its.coordinator_post,
        Role.MANAGER: its.manager_post,
        Role.ADMINISTRATOR: its.administrator_post,
        Role.SCRUTINEER: its.scrutineer_post,
    }
