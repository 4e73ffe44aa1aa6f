"""What mail programs write over the mail being answered: a line of who wrote when, a divider, a block of header lines.

Each is known by its shape in the languages that mail programs speak; a person's own "On Monday we met. Jo wrote:
nothing" is none of them.
"""

import re

from service.mail.replies import head_words

WIDTH = 300  # no head is longer, and patterns stay cheap
MOST_SPAN = 8
BLOCK_LINES = 14
MOST_SHARED = 2_000  # of a line that somebody's words share with a head
TAIL = 200  # in which an attribution ends


def set_apart(lines: list[str]) -> list[str]:
    """`lines` with each head that stands behind somebody's words, on their line, in a line of its own."""
    parted: list[str] = []
    may_end = [line.rstrip().endswith(head_words.LAST_SIGNS) for line in lines]
    for at, line in enumerate(lines):
        may_begin = any(may_end[at : at + MOST_SPAN]) and not line.lstrip().startswith((">", "|"))
        shared = _begins_within(line) if may_begin else None
        if shared and _heads_a_quote([line[shared.end() :], *lines[at + 1 : at + BLOCK_LINES]]):
            parted += [line[: shared.start()], line[shared.end() :]]
        else:
            parted.append(line)
    return parted


def _begins_within(line: str) -> re.Match[str] | None:
    """Where the last head in `line` begins that has words before it."""
    found = [*head_words.SHARES_A_LINE.finditer(line[:MOST_SHARED])]
    return found[-1] if found and line[: found[-1].start()].strip() else None


def _heads_a_quote(lines: list[str]) -> bool:
    seen = [line.strip()[:WIDTH] for line in lines]
    span = attribution(seen, 0)
    return bool(span) and (quote_follows(seen, span) or "@" in " ".join(seen[:span]))


def over_a_quote(seen: list[str], at: int) -> int:
    """How many lines from `at` on are the head of a mail that is quoted below; 0 where they are none."""
    if starts_original(seen, at):
        divider = int(not header_block(seen, at))
        return divider + header_block(seen, at + divider)
    span = attribution(seen, at)
    return span if span and (quote_follows(seen, at + span) or made_by_program(seen, at, span)) else 0


def attribution(seen: list[str], at: int) -> int:
    """How many lines from `at` on say who wrote the mail below and when ("On ... wrote:"); 0 when none do."""
    if not seen[at]:
        return 0
    opens = head_words.OPENS.match(seen[at]) or head_words.NAME_FIRST.match(seen[at])
    for span in range(1, (MOST_SPAN if opens else 1) + 1):
        part = [line for line in seen[at : at + span] if line]
        if len(seen) < at + span or _is_broken(part, span):
            return 0
        if _is_whole(" ".join(part), span):
            return span
    return 0


def _is_whole(joined: str, span: int) -> bool:
    if joined.endswith(head_words.LAST_SIGNS) and head_words.ENDS.search(joined[-TAIL:]):
        return bool(re.search(r"\d|\S@\S|^>>>", joined))
    if joined.endswith(":") and head_words.NAME_FIRST.match(joined):
        return True
    return span <= 2 and bool(head_words.STAMPED.match(joined))


def _is_broken(part: list[str], span: int) -> bool:
    """Whether these lines cannot be one head: a quote has begun, or a line is empty and no date stands above it."""
    if span == 1:
        return False
    return (len(part) < span and not re.search(r"\d", part[0])) or (part[-1].startswith(">") and not _wrote(part))


def _wrote(part: list[str]) -> bool:
    """Whether a line that begins with > ends the attribution all the same: a long address was broken before it."""
    return bool(re.match(r">?\s*(?:wrote|a écrit)?\s*:$", part[-1], re.I))


def made_by_program(seen: list[str], at: int, span: int) -> bool:
    """Whether the attribution holds an address, or opens as heads do and holds a time, as people's own sentences
    seldom do."""
    opens = head_words.OPENS.match(seen[at]) or head_words.NAME_FIRST.match(seen[at])
    made_by = head_words.MADE_BY_PROGRAM if opens else head_words.HAS_ADDRESS
    return bool(made_by.search(" ".join(seen[at : at + span])))


def quote_follows(seen: list[str], at: int) -> bool:
    return next((seen[below] for below in range(at, len(seen)) if seen[below]), "").startswith((">", "|"))


def starts_original(seen: list[str], at: int) -> bool:
    """Whether the mail being answered begins here and runs to the end: a divider or a block of header lines."""
    if head_words.DIVIDER.match(seen[at]) or _divides(seen[at]):
        return True
    return bool(seen[at]) and header_block(seen, at + bool(head_words.UNDERLINE.match(seen[at]))) > 0


def _divides(line: str) -> bool:
    """Whether these are words like "Original Message" between dashes, lines or stars."""
    return not line[:2].strip("-_* ") and bool(head_words.ORIGINAL.match(line.strip("-_* ")))


def header_block(seen: list[str], at: int) -> int:
    """How many lines a block of header lines takes: three of From, Sent, To and Subject, From among them, with at most
    three other lines between them; or From with an address right over Sent with a year. 0 when there is none."""
    found: set[str] = set()
    others = last = 0
    for number, line in enumerate(seen[at : at + BLOCK_LINES]):
        if not line:
            continue
        kind = next((kind for kind, label in head_words.HEADER_LINES.items() if label.match(line.lstrip("*_ "))), None)
        if kind:
            found.add(kind)
            last = number + 1
        others += not kind
        if others > (3 if found else 0):
            break
    if len(found) >= 3 and "from" in found:
        return last
    return 2 if _is_a_pair(seen[at : at + 2]) else 0


def _is_a_pair(lines: list[str]) -> bool:
    first, second = [line.lstrip("*_ ") for line in lines] if len(lines) == 2 else ("", "")
    return bool(head_words.FROM_AN_ADDRESS.match(first) and head_words.SENT_IN_A_YEAR.match(second))
