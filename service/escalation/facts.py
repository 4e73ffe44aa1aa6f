"""What is known of a case, and the conditions that a procedure sets on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Answer = str | bool | int | tuple[str, ...]
Facts = Mapping[str, Answer | None]


@dataclass(frozen=True)
class When:
    """Facts that must match, all of them; each may match any of several values. Empty: always."""

    facts: tuple[tuple[str, tuple[Answer, ...]], ...] = ()

    def holds(self, known: Facts) -> bool:
        return all(_matches(known.get(name), wanted) for name, wanted in self.facts)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.facts)


def _matches(known: Answer | None, wanted: Sequence[Answer]) -> bool:
    held = known if isinstance(known, tuple) else (known,)
    return any(value in wanted for value in held)


ALWAYS = When()


def is_raised_by(known: Facts, role: str) -> bool:
    """Whether whoever raised the case holds that role at their agency, by what was known then."""
    held = known.get("raised_by") or ()
    return role in (held if isinstance(held, tuple) else (held,))
