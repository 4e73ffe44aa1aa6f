"""What a procedure wants to be there first, and is not yet: the answers that it warns of. They stop nobody."""

from service.escalation.case import Case
from service.escalation.facts import Answer


def gaps(case: Case) -> list[str]:
    """Each such question, with what was answered."""
    known = case.known()
    asked = (one for one in case.procedure.questions if one.warn_unless is not None and one.when.holds(known))
    return [f"{one.ask} {_said(known.get(one.key))}" for one in asked if known.get(one.key) != one.warn_unless]


def _said(answer: Answer | None) -> str:
    if answer is None:
        return "Not answered."
    return f"{answer}." if isinstance(answer, str) else "Yes." if answer else "No."
