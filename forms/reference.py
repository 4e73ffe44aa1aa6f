"""A case's reference as people write it: SEF-4T9K-2MC2.

A prefix, seven symbols of Crockford's base 32 (no I, L, O or U; 1 and 0 are understood for them) and a check symbol,
their value modulo 37. A slip of one symbol, or two that changed places, does not pass.
"""

import re
from collections.abc import Iterable, Iterator

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U"
SHAPE = re.compile(r"([A-Z]{2,4})([0-9A-HJKMNP-TV-Z]{4})([0-9A-HJKMNP-TV-Z]{3}[0-9A-HJKMNP-Z])")
BETWEEN = r"[\s‐-―−-]{0,3}"
WRITTEN = re.compile(rf"\b(?=(\w{{2,4}}{BETWEEN}\w{{3,5}}{BETWEEN}\w{{3,5}}\b))")  # a word may begin two
DASHES_AND_SPACES = re.compile(r"[\s‐-―−-]+")
LIKENESSES = str.maketrans("OIL", "011")


def read(text: str) -> str | None:
    """The reference written in `text`, in its proper form; None when it is not one."""
    prefix, _, symbols = DASHES_AND_SPACES.sub("-", text.upper()).partition("-")
    found = SHAPE.fullmatch(prefix + symbols.replace("-", "").translate(LIKENESSES))
    if not found or found[3][3] != check_symbol(found[2] + found[3][:3]):
        return None
    return "-".join(found.groups())


def named_in(text: str, known: Iterable[str]) -> dict[str, str]:
    """The `known` references that `text` names, each with how it stands there: exactly, or with one slip.

    A slip is one symbol wrong, missing or too many, or two that changed places: what the check symbol tells.
    """
    written = {_plain(found[1]): found[1] for found in WRITTEN.finditer(text)}
    close = {slip: words for plain, words in written.items() for slip in _shortened(plain)}
    found: dict[str, str] = {}
    for reference in known:
        plain = _plain(reference)
        near = next((close[slip] for slip in _shortened(plain) if slip in close and _is_a_slip(plain, close[slip])), "")
        if plain in written or near:
            found[reference] = written.get(plain, near)
    return found


def _plain(reference: str) -> str:
    """For comparing alone: without dashes, and with look-alikes the same, in the prefix too."""
    return DASHES_AND_SPACES.sub("", reference.upper()).translate(LIKENESSES)


def _shortened(plain: str) -> Iterator[str]:
    """The word itself and without each of its symbols: two words that are one slip apart share one of these."""
    yield plain
    yield from (plain[:at] + plain[at + 1 :] for at in range(len(plain)))


def _is_a_slip(one: str, words: str) -> bool:
    other = _plain(words)
    apart = [at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    if len(one) != len(other):
        return abs(len(one) - len(other)) == 1
    swapped = len(apart) == 2 and apart[1] == apart[0] + 1 and one[apart[0]] == other[apart[1]]
    return len(apart) <= 1 or (swapped and one[apart[1]] == other[apart[0]])


def check_symbol(symbols: str) -> str:
    value = 0
    for symbol in symbols:
        value = value * 32 + SYMBOLS.index(symbol)
    return SYMBOLS[value % 37]
