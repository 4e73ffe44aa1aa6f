"""Slips of the pen in the words that act: two letters changed round, one left out, one typed twice.

Only of long words, and only where the slip is no word itself: "resolve" and "receive" are.
"""

import re
from collections.abc import Iterator

WORDS = ("resolved", "unresolved", "withdraw", "escalate", "disagree", "meeting", "extension", "received")
WORDS_THEMSELVES = frozenset(("resolve", "resoled", "receive", "unresolve", "meting"))
WORD = re.compile(r"[a-z]{6,12}", re.I)


def _slips(word: str) -> Iterator[str]:
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + word[at] + word[at:]
        yield word[:at] + word[at : at + 2][::-1] + word[at + 2 :]


MEANT = {slip: word for word in WORDS for slip in _slips(word) if slip not in WORDS and slip not in WORDS_THEMSELVES}


def mended(text: str) -> str:
    """`text` with each slip put right."""
    return WORD.sub(lambda found: MEANT.get(found[0].lower(), found[0]), text)
