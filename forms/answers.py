"""The answers to a published form, or what is wrong with them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType


class Answers(Mapping[str, str]):
    """The answers to one form by key, frozen. Dates are ISO (2026-03-27); a question left empty has no key."""

    __slots__ = ("_values", "form")

    def __init__(self, form: str, values: Mapping[str, str]) -> None:
        self.form = form
        self._values = MappingProxyType(dict(values))

    def __getitem__(self, key: str) -> str:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        return hash((self.form, frozenset(self._values.items())))

    def __repr__(self) -> str:
        """The keys alone: an answer may name a child, and this ends up in logs."""
        return f"Answers({self.form}: {', '.join(self._values)})"

    def rows(self, key: str) -> tuple[tuple[str, ...], ...]:
        """The rows of an answer that has several, each with its values in the order they were asked for."""
        lines = self.get(key, "").splitlines()
        return tuple(tuple(value.strip() for value in line.split(";")) for line in lines)

    def as_json(self) -> str:
        return json.dumps({"form": self.form, "answers": dict(self._values)}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Answers":
        kept = json.loads(text)
        return cls(kept["form"], kept["answers"])


@dataclass(frozen=True)
class Fault:
    """One thing to put right: `number` and `key` of the question, and the message that says what to do."""

    key: str
    number: int
    message: str


@dataclass(frozen=True)
class Faults:
    """All that is wrong with a set of answers, in the order of the questions."""

    of: tuple[Fault, ...]

    def __iter__(self) -> Iterator[Fault]:
        return iter(self.of)

    def __len__(self) -> int:
        return len(self.of)
