"""Text that was signed by PGP and can be read as it is: without the armour that it came in (RFC 9580, section 7).

It is taken off for reading alone: the mail is kept as it came, and the signature proves nothing here.
"""

from collections.abc import Iterator

BEGINS = "-----BEGIN PGP SIGNED MESSAGE-----"
SIGNATURE = "-----BEGIN PGP SIGNATURE-----"
ENDS = "-----END PGP SIGNATURE-----"
HEADER = "Hash:"
ESCAPED = "- "


def without_armour(text: str) -> str:
    """`text`, with what was signed in it as its writer wrote it; untouched where the armour is not whole."""
    return "\n".join(_lines(text.split("\n"))) if BEGINS in text else text


def _lines(lines: list[str]) -> Iterator[str]:
    block: list[str] = []
    for line in lines:
        if line.rstrip() == BEGINS:  # within a message it would be escaped: one that was begun is not whole
            yield from block
            block = [line]
        elif block:
            block.append(line)
            if line.rstrip() == ENDS:
                yield from _signed(block)
                block = []
        else:
            yield line
    yield from block


def _signed(block: list[str]) -> list[str]:
    """The words of a block that begins and ends as it should; all of it where its headers or its signature do not."""
    marks = [line.rstrip() for line in block]
    begins = next((at for at, line in enumerate(marks[1:], 1) if not line.startswith(HEADER)), 0)
    if marks[begins] or SIGNATURE not in marks[begins:]:
        return block
    said = block[begins + 1 : marks.index(SIGNATURE, begins)]
    return [line.removeprefix(ESCAPED) for line in said]
