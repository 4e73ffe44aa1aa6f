"""What stands below a person's words and is none of them: signatures, devices' lines, footers of lists and gateways.

A plain "Kind regards, Jo" is part of what was written. It is left out only with the block of names and numbers that
mail programs put below it, or in the languages whose programs write the greeting too.
"""

from collections.abc import Sequence

from service.mail.replies import closing_words as words

MOST_BELOW, FEW_BELOW, SHORTEST_BLOCK, WIDTH = 12, 2, 4, 200
WIDE_RULE = 20


def ends_here(seen: Sequence[str], at: int, own_above: bool) -> bool:
    """Whether what follows from line `at` on, up to the next quote, is no longer the person's own words."""
    line = seen[at]
    if not line or _is_footer(line):
        return bool(line)
    return own_above and (bool(words.SEPARATOR.match(line)) or _rules_off(seen, at) or _closes(seen, at))


def is_device_line(line: str) -> bool:
    return bool(words.DEVICE.match(words.LINKS.sub("", _from_its_words(line)).strip()[:WIDTH]))


def _is_footer(line: str) -> bool:
    return bool(words.FOOTER.match(_from_its_words(line)))


def _from_its_words(line: str) -> str:
    """`line` from its first word on."""
    return words.BEFORE_WORDS.sub("", line)


def _rules_off(seen: Sequence[str], at: int) -> bool:
    """Whether a line drawn across stands over a signature: names and numbers, or very little."""
    if not words.RULE.match(seen[at]):
        return False
    below = _below(seen, at)
    if len(below) <= FEW_BELOW and len(seen[at]) >= WIDE_RULE:
        return True
    return len(below) <= MOST_BELOW and any(words.CONTACT.search(one) for one in below)


def _closes(seen: Sequence[str], at: int) -> bool:
    line = seen[at]
    if words.CLOSING_ABROAD.match(line):
        return 1 <= len(_below(seen, at)) <= MOST_BELOW
    if words.CLOSING.match(line):
        below = _below(seen, at)
        signed = SHORTEST_BLOCK <= len(below) <= MOST_BELOW and any(words.CONTACT.search(one) for one in below)
        return signed and not any(words.SENTENCE.match(one) for one in below[:SHORTEST_BLOCK])
    return bool(words.SIGNED.match(line)) and not _below(seen, at)


def _below(seen: Sequence[str], at: int) -> list[str]:
    """The lines below, up to a quote, a separator or a footer; no more than a signature may have and one."""
    below: list[str] = []
    for line in (seen[under] for under in range(at + 1, len(seen))):  # a slice would copy a long mail at each line
        if (
            line.startswith(">")
            or words.SEPARATOR.match(line)
            or words.RULE.match(line)
            or _is_footer(line)
            or len(below) > MOST_BELOW
        ):
            break
        if line and not is_device_line(line):
            below.append(line)
    return below
