"""How many cases there were, and of which kind: what a partnership counts, of which nobody is named."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from service.escalation.case import Case

SETTLED = "resolved"
NOT_SETTLED = "not resolved"

COUNTED: Mapping[str, Callable[[Case], tuple[str, ...]]] = {
    "raised by": lambda case: (case.originating.name,),
    "asked": lambda case: tuple(agency.name for agency in case.receiving if not case.between_two),
    "stage reached": lambda case: (case.furthest_stage or "none",),
    "about": lambda case: (_type(case),),
    "result": lambda case: (SETTLED if SETTLED in case.moments and not case.is_open else NOT_SETTLED,),
    "state": lambda case: (case.state.value,),
}


def counts(cases: Iterable[Case]) -> dict[str, dict[str, int]]:
    """For each thing that is counted, how many cases there are of each value; the most frequent first."""
    found = tuple(cases)
    return {
        what: dict(Counter(value for case in found for value in values(case)).most_common())
        for what, values in COUNTED.items()
    }


def _type(case: Case) -> str:
    kind = str(case.facts.get("type", ""))
    return case.procedure.types.get(kind, kind or "none")


HOW_IT_WENT = ("clear", "heard", "helped")
HOW_FAR = ("yes", "partly", "no")


def experiences(said: Iterable[Mapping[str, str]]) -> dict[str, int]:
    """Of what people said of how it went, how often each answer was given, and how many wrote a comment."""
    answers = tuple(said)
    given = Counter((key, one[key].lower()) for one in answers for key in HOW_IT_WENT if key in one)
    counted = {f"{key}: {how_far}": given[key, how_far] for key in HOW_IT_WENT for how_far in HOW_FAR}
    found = {"answers": len(answers), **counted, "comments": sum("comment" in one for one in answers)}
    return {what: count for what, count in found.items() if count}
