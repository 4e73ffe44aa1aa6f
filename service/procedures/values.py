"""Single values: texts, lists of texts, dates, yes or no. A reader reports what is wrong, and how to write it."""

import unicodedata
from datetime import date

from service.procedures.fault import did_you_mean, near, quoted, shown
from service.procedures.shape import Key, Reader
from service.procedures.spot import Spot

LONGEST_TEXT = 2000
LONGEST_LIST = 100
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def line(value: object, spot: Spot) -> str:
    """Text on one line: it may stand in a heading, or in the subject of a mail."""
    return _text(value, spot, "")


def prose(value: object, spot: Spot) -> str:
    """Text that may run over several lines."""
    return _text(value, spot, "\n\t")


def _text(value: object, spot: Spot, permitted: str) -> str:
    if not isinstance(value, str):
        spot.refuses(value, _in_quotes(value))
        return ""
    if not value.strip():
        spot.refuses(value, "is empty. Say it, or take the key out.")
        return ""
    if len(value) > LONGEST_TEXT:
        spot.refuses(value, f"is longer than {LONGEST_TEXT} characters. Say it shorter.")
        return ""
    for letter in value:
        if letter not in permitted and unicodedata.category(letter) in INVISIBLE:
            spot.refuses(value, f"holds the invisible character U+{ord(letter):04X}. Take it out.")
            return ""
    return value


def _in_quotes(value: object) -> str:
    if isinstance(value, list | dict):
        return "is one text. Write it in quotes."
    return f'is text. Write it in quotes: "{shown(value)}".'


def texts(value: object, spot: Spot) -> tuple[str, ...]:
    """One text or a list of them, none twice."""
    several = several_at(value, spot)
    return tuple(text for text in dict.fromkeys(line(one, spot) for one in several) if text)


def several_at(value: object, spot: Spot) -> list[object]:
    """The parts of a list, or the one thing that is written without brackets."""
    if not isinstance(value, list):
        return [value]
    if value and len(value) <= LONGEST_LIST:
        return value
    spot.refuses(value, f"has more than {LONGEST_LIST} parts." if value else "is an empty list. Take the key out.")
    return []


def stages(value: object, spot: Spot) -> tuple[str, ...]:
    """The keys of stages, which are texts even where they look like numbers."""
    several = value if isinstance(value, list) else [value]
    numbers = [one for one in several if isinstance(one, int | float)]
    if numbers:
        spot.refuses(value, f"stages are named in quotes: {', '.join(quoted(shown(one)) for one in numbers)}.")
        return ()
    return texts(value, spot)


def stage(value: object, spot: Spot) -> str:
    if isinstance(value, list):
        spot.refuses(value, "name one stage.")
        return ""
    return next(iter(stages(value, spot)), "")


def flag(value: object, spot: Spot) -> bool:
    if isinstance(value, bool):
        return value
    spot.refuses(value, "is yes or no. Write true or false, without quotes.")
    return False


def day(value: object, spot: Spot) -> date | None:
    if type(value) is date:
        return value
    spot.refuses(value, "is a date. Write it as 2026-01-31, without quotes or time.")
    return None


def answer(value: object, spot: Spot) -> str | bool | None:
    """What somebody may answer to a question."""
    if isinstance(value, bool):
        return value
    return line(value, spot) or None


def number(value: object, spot: Spot) -> int:
    """A whole number from 1 to 99999; 0 when it is wrong."""
    if type(value) is int and 0 < value < 100_000:
        return value
    spot.refuses(value, "is a whole number above 0, without quotes.")
    return 0


def one_of(*words: str) -> Reader:
    """A reader of one of a few words; wrong ones are read as empty."""

    def read(value: object, spot: Spot) -> str:
        if isinstance(value, str) and value in words:
            return value
        guess = did_you_mean(value, words) if isinstance(value, str) and near(value, words) else ""
        spot.refuses(value, f"is one of {', '.join(map(quoted, words))}.{guess}")
        return ""

    return read


CITE = Key(line, needed='cites nothing. Add cite = "the lines of the source that say so".', blank="")
