"""A page in one of its states, and the list of all of them."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.browser.visitor import Visitor


@dataclass(frozen=True)
class State:
    """`endpoint` answers in the end, with `template`."""

    endpoint: str | None
    template: str
    way: Callable[[Visitor], None]

    def __str__(self) -> str:
        return self.way.__name__


STATES: list[State] = []


def state(endpoint: str | None, template: str) -> Callable[[Callable[[Visitor], None]], Callable[[Visitor], None]]:
    def add(way: Callable[[Visitor], None]) -> Callable[[Visitor], None]:
        STATES.append(State(endpoint, template, way))
        return way

    return add
