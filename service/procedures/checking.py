"""All that is wrong with a procedure file, at once, and what is only worth a warning."""

from collections.abc import Callable, Iterator, Mapping

from service.escalation.procedure import Procedure
from service.procedures import reading
from service.procedures.cites import passages_beyond_the_source
from service.procedures.clauses import Found
from service.procedures.facts import impossible_facts
from service.procedures.fault import Fault, did_you_mean
from service.procedures.inheritance import Document, document
from service.procedures.moments import unknown_dates, unknown_moments
from service.procedures.owing import (
    authority_without_power,
    nobody_owes,
    silence_that_ends,
    tasks_of_the_engine,
    waiting_for_itself,
)
from service.procedures.paths import (
    days_out_of_order,
    exits_to_nowhere,
    types_of_tracks,
    unknown_stages,
    unreachable_stages,
)
from service.procedures.references import (
    named_without_namer,
    odd_questions,
    unknown_forms,
    unknown_interpretations,
    unknown_kinds,
    unknown_roles,
)

CHECKS: tuple[Callable[[Procedure], Iterator[Found]], ...] = (
    unknown_roles,
    unknown_kinds,
    named_without_namer,
    nobody_owes,
    tasks_of_the_engine,
    authority_without_power,
    unknown_stages,
    unreachable_stages,
    days_out_of_order,
    types_of_tracks,
    exits_to_nowhere,
    silence_that_ends,
    waiting_for_itself,
    unknown_moments,
    unknown_dates,
    impossible_facts,
    odd_questions,
    unknown_interpretations,
)


def examine(key: str, texts: Mapping[str, str], forms: frozenset[str]) -> tuple[Procedure | None, tuple[Fault, ...]]:
    """The procedure as far as it could be read, and every fault. It is fit for use only where there are none."""
    found: list[Fault] = []
    if key not in texts:
        return None, (Fault(f"{key}.toml", "", f"there is no such file.{did_you_mean(key, texts)}"),)
    joined = document(key, texts, found)
    if joined is None:
        return None, tuple(found)
    procedure = reading.procedure(joined, texts, found)
    places = [found for check in CHECKS for found in check(procedure)]
    places += unknown_forms(procedure, forms)
    places += passages_beyond_the_source(joined)
    found += (_fault(joined, place, says) for place, says in places)
    return procedure, tuple(dict.fromkeys(found))


def _fault(joined: Document, place: str, says: str) -> Fault:
    path = tuple(place.split(".")) if place else ()
    return Fault(f"{joined.file_of(path)}.toml", place, says)
