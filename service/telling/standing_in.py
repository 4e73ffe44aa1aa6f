"""For whom a reader stands in, and why: in words."""

from service.escalation.routing import Holder, Officer
from service.mail.address import domain_of
from service.telling.errand import Errand

AWAY = "They are away."
CAME_BACK = "Our email to them came back."
NOT_THEIRS = "They told us that this is not for them."


def stands_in(errand: Errand, holder: Holder) -> dict[str, str]:
    """What a mail may say of it; of somebody who has it for themselves, nothing."""
    officer = _instead_of(errand, holder)
    if officer is None:
        return {"covering_for": "", "absent": ""}
    named = f"{officer.name}, " if domain_of(officer.email) == domain_of(holder.email) else ""
    return {"covering_for": f"{named}{officer.post}, {officer.agency}", "absent": _why(errand, officer)}


def _instead_of(errand: Errand, holder: Holder) -> Officer | None:
    """Whoever has the post that the reader has it for; where the procedure names a deputy's post, another."""
    whose = (holder.instead_of, holder.agency)
    theirs = [one for one in errand.directory.officers if holder.instead_of and (one.name, one.agency) == whose]
    return next((one for one in theirs if one.post == holder.post), next(iter(theirs), None))


def _why(errand: Errand, officer: Officer) -> str:
    if officer.is_away(errand.day):
        return AWAY
    id = f"officer:{officer.id}"
    if id in errand.case.not_theirs:
        return NOT_THEIRS
    return CAME_BACK if id in errand.unreachable else ""
