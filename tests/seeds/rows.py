"""The rows of the acceptance list: what the five seeds state, and which tests show it.

A row is met by a test that carries its id, `test_LIV_57_...`. One that is not met yet stands in tests/coverage.toml
with the reason and the issue that it waits for.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parents[1]
NOT_YET = TESTS / "coverage.toml"
ROWS = {"LIV": 113, "LAB": 37, "ESC": 46, "LON": 77, "SEF": 29}  # how many each seed has
NAMED = re.compile(r"test_([A-Z]{3})_(\d{2,3})_[a-z]")


def all_rows() -> frozenset[str]:
    return frozenset(f"{seed}-{number:02}" for seed, count in ROWS.items() for number in range(1, count + 1))


def shown() -> list[str]:
    """The row of every test that carries one, once for each test."""
    return [row for path in sorted(TESTS.rglob("test_*.py")) for row in _rows_in(path)]


def _rows_in(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = (node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    yield from (f"{found[1]}-{found[2]}" for name in names if (found := NAMED.match(name)))


def not_yet() -> dict[str, dict[str, str]]:
    return tomllib.loads(NOT_YET.read_text(encoding="utf-8")) if NOT_YET.exists() else {}


def summary() -> str:
    """One line: how many rows are met, of all and of each seed."""
    met = all_rows() & set(shown())
    each = ", ".join(f"{seed} {sum(row.startswith(seed) for row in met)}/{count}" for seed, count in ROWS.items())
    return f"seed rows met: {len(met)} of {len(all_rows())} ({each})"
