"""A case's reference as people write it: SEF-4T9K-2MC2.

A prefix, seven symbols of Crockford's base 32 (no I, L, O or U; 1 and 0 are understood for them) and a check symbol,
their value modulo 37. A slip of one symbol, or two that changed places, does not pass.
"""

import re

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U"
SHAPE = re.compile(r"([A-Z]{2,4})([0-9A-HJKMNP-TV-Z]{4})([0-9A-HJKMNP-TV-Z]{3}[0-9A-HJKMNP-Z])")
DASHES_AND_SPACES = re.compile(r"[\s‐-―−-]+")
LIKENESSES = str.maketrans("OIL", "011")


def read(text: str) -> str | None:
    """The reference written in `text`, in its proper form; None when it is not one."""
    prefix, _, symbols = DASHES_AND_SPACES.sub("-", text.upper()).partition("-")
    found = SHAPE.fullmatch(prefix + symbols.replace("-", "").translate(LIKENESSES))
    if not found or found[3][3] != check_symbol(found[2] + found[3][:3]):
        return None
    return "-".join(found.groups())


def check_symbol(symbols: str) -> str:
    value = 0
    for symbol in symbols:
        value = value * 32 + SYMBOLS.index(symbol)
    return SYMBOLS[value % 37]
