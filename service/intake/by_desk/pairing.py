"""Two cases of one partnership that may be the same: linked, kept apart, merged, or parted again, by a coordinator.

The act is an event of one of them, by `desk.act`; that it was done, and why, is audited in both.
"""

from datetime import datetime

from service.bootstrap import stored_procedure
from service.errors import NotAllowed
from service.escalation.actors import Actor
from service.escalation.case import Case, Risk
from service.escalation.coordinating import Merged, Paired, Parted
from service.escalation.restricting import may_see
from service.intake.by_desk.desk import Makes
from service.store import cases
from service.telling.errand import Errand

ELSEWHERE = "Both must be cases of one partnership that you may see. Check the reference."
AT_RISK = "An immediate risk stands in the case that would end. Let that one go on, and end the other."
NOT_BOTH_WAYS = "The other case was merged itself. Look at the one that goes on."

BETWEEN_TWO = "One of them is between two colleagues, and stays theirs. Link the two cases instead."


def pairs(other: str, linked: bool) -> Makes:
    return lambda at, by, errand: Paired(at, by, other_of(errand, other).reference, linked)


def merges(into: str) -> Makes:
    """It ends, and goes on as that one."""

    def makes(at: datetime, by: Actor, errand: Errand) -> Merged:
        living = other_of(errand, into)
        may_merge(errand.case, living)
        return Merged(at, by, living.reference)

    return makes


def parts(at: datetime, by: Actor, errand: Errand) -> Parted:
    return Parted(at, by, errand.case.beside.merged_into)


def may_merge(case: Case, into: Case) -> None:
    """Raises NotAllowed where the one cannot end as the other."""
    if into.beside.merged_into:
        raise NotAllowed(NOT_BOTH_WAYS)
    if case.between_two or into.between_two:
        raise NotAllowed(BETWEEN_TWO)
    if case.risk is not Risk.NONE and into.risk is Risk.NONE:
        raise NotAllowed(AT_RISK)


def other_of(errand: Errand, reference: str) -> Case:
    """Raises NoSuchCase, and NotAllowed for one that cannot be held against this one."""
    other = cases.seen(errand.session, cases.id_of(errand.session, reference), stored_procedure)
    is_theirs = may_see(other, errand.directory, errand.day, errand.actor)
    if other.partnership != errand.case.partnership or other.reference == errand.case.reference or not is_theirs:
        raise NotAllowed(ELSEWHERE)
    return other
