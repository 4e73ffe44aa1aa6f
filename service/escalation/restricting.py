"""A case that only named people of the partnership's own team may see, where somebody of it has a conflict of interest.
"""

from dataclasses import replace
from datetime import date

from service.errors import NotAllowed
from service.escalation.case import Case
from service.escalation.coordinating import Restricted
from service.escalation.course import Course
from service.escalation.routing import OWN_TEAM, Directory


def restricted(course: Course, event: Restricted) -> Course:
    """To nobody: everybody of the team may see it again."""
    if not event.by.coordinates:
        raise NotAllowed("A coordinator says who may see a case.")
    course = course.but(beside=replace(course.case.beside, restricted_to=event.to))
    return course.record("Only named staff may see it" if event.to else "All of the team may see it again")


def named_staff(case: Case, directory: Directory, day: date) -> frozenset[str]:
    """The addresses of those who are named; none where it is not restricted, or where all of them have left: a case
    that nobody can see protects no child."""
    team = (one for one in directory.officers if one.agency_id == OWN_TEAM and one.is_active(day))
    return frozenset(one.email.casefold() for one in team if f"officer:{one.id}" in case.beside.restricted_to)


def may_see(case: Case, directory: Directory, day: date, holder: str) -> bool:
    """Whether somebody of the team, by their holder's id, may see the case: whichever of their posts was named."""
    named = named_staff(case, directory, day)
    own = {one.email.casefold() for one in directory.officers if holder == f"officer:{one.id}"}
    return not named or bool(named & own)
