"""What stands below a person's words and is none of them: signatures, devices' lines, footers of lists and gateways.

A plain "Kind regards, Jo" is part of what was written. It is left out only with the block of names and numbers that
mail programs put below it, or in the languages whose programs write the greeting too.
"""

from collections.abc import Sequence

from service.mail.replies.closing_words import CLOSING, CLOSING_ABROAD, CONTACT, DEVICE, FOOTER, SEPARATOR, SIGNED

MOST_BELOW, SHORTEST_BLOCK, WIDTH = 12, 4, 200


def ends_here(seen: Sequence[str], at: int, own_above: bool) -> bool:
    """Whether what follows from line `at` on, up to the next quote, is no longer the person's own words."""
    line = seen[at]
    if not line or FOOTER.match(line):
        return bool(line)
    return own_above and (bool(SEPARATOR.match(line)) or _closes(seen, at))


def is_device_line(line: str) -> bool:
    return bool(DEVICE.match(line[:WIDTH]))


def _closes(seen: Sequence[str], at: int) -> bool:
    if CLOSING_ABROAD.match(seen[at]):
        return 1 <= len(_below(seen, at)) <= MOST_BELOW
    if CLOSING.match(seen[at]):
        below = _below(seen, at)
        return SHORTEST_BLOCK <= len(below) <= MOST_BELOW and any(CONTACT.search(one) for one in below)
    return bool(SIGNED.match(seen[at])) and not _below(seen, at)


def _below(seen: Sequence[str], at: int) -> list[str]:
    """The lines below, up to a quote, a separator or a footer; no more than a signature may have and one."""
    below: list[str] = []
    for line in seen[at + 1 :]:
        if line.startswith(">") or SEPARATOR.match(line) or FOOTER.match(line) or len(below) > MOST_BELOW:
            break
        if line and not is_device_line(line):
            below.append(line)
    return below
