"""A long list, a page at a time; which page is asked for in its address."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request

A_PAGE = 50


@dataclass(frozen=True)
class Paged:
    """The rows of one page, of `found` in all; `first` is the place of its first row, `last` the last page."""

    rows: Sequence[Any]
    page: int
    last: int
    found: int

    @property
    def first(self) -> int:
        return (self.page - 1) * A_PAGE + 1

    @property
    def in_words(self) -> str:
        """Which of them these are; empty where these are all."""
        return f", {self.first} to {self.first + len(self.rows) - 1}" if self.last > 1 else ""


def paged(found: Sequence[Any]) -> Paged:
    """The page that is asked for, or the one that is nearest to it."""
    asked = request.args.get("page", "")
    last = max(1, -(-len(found) // A_PAGE))
    here = min(max(int(asked) if asked.isdecimal() and len(asked) < 6 else 1, 1), last)
    return Paged(found[(here - 1) * A_PAGE : here * A_PAGE], here, last, len(found))
