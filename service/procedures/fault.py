"""What is wrong with a procedure file: in which file, at which place, and what to do about it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

LONGEST_SHOWN = 60


@dataclass(frozen=True)
class Fault:
    """One sentence about one place: `sefton.toml: stage.2: cites line 999; sefton.txt has 49.`"""

    file: str
    place: str
    says: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.place, self.says) if part)


def near(word: str, known: Iterable[str]) -> str:
    """The known word that is most like `word`; empty when none is."""
    if len(word) > LONGEST_SHOWN:
        return ""
    return next(iter(get_close_matches(word, list(known), 1)), "")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    found = near(word, known)
    return f" Did you mean {quoted(found)}?" if found else ""


def quoted(text: str) -> str:
    return f'"{plain(text)}"'


def plain(text: str) -> str:
    """`text` on one line, printable and short enough for a message."""
    short = text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "..."
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in short)


def shown(value: object) -> str:
    """`value` as it would be written in the file, shortened."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, int):
        return str(value) if abs(value) < 10**18 else "a very large number"
    if isinstance(value, list):
        parts = ["[...]" if isinstance(one, list) else shown(one) for one in value[:4]]
        return f"[{', '.join(parts + ['...'] * (len(value) > 4))}]"
    if isinstance(value, dict):
        return "{ ... }"
    return value.isoformat() if isinstance(value, date) else plain(str(value))
