"""What a person wrote in a reply, apart from the mail they answer.

Text is left out of what was said only where it is plainly quoted: lines marked ">", and what follows the
heads that mail programs put over the mail being answered. A doubtful line stays: losing a word of
an answer is worse than showing a line of the question. The whole text is always kept beside it.
"""

import re
from dataclasses import dataclass
from enum import Enum

import quotequail

from service.mail.replies import endings, heads
from service.mail.replies.heads import WIDTH

MOST_LINES = 5_000
HINT_LINES = 400
SIGNATURE = re.compile(r"--$")
SAYS_SOMETHING = re.compile(r"[^\s\-_*=>|~]")
QUOTED = re.compile(r">|[A-Z]{1,3}>(?: |$)")


def unquoted(text: str) -> str:
    """The lines of `text` that its sender wrote, signature included."""
    return "\n".join(line for line, _ in _written(text)).strip("\n")


def said(text: str) -> str:
    """The lines that its sender wrote, without what follows a line of two dashes and what devices add."""
    lines = (line for line, signature in _written(text) if not signature and not endings.is_device_line(line.strip()))
    return "\n".join(lines).strip("\n")


def in_context(text: str) -> str:
    """What was written, for people to read: with the quoted lines that it answers between them, and without what
    stands below it. Where nothing was written anew, what was passed on, without its heads."""
    lines = text.split("\n")[:MOST_LINES]
    marked = _marked(lines)
    kept = _without_endings(marked)
    while kept and (kept[-1].mark is not Mark.OWN or not SAYS_SOMETHING.search(kept[-1].seen)):
        kept.pop()
    while kept and kept[0].mark is Mark.ANSWERED:
        kept.pop(0)
    if not kept:
        kept = [line for line in marked if line.mark is not Mark.OWN and SAYS_SOMETHING.search(line.seen.strip("> "))]
    return "\n".join(line.text for line in kept).strip("\n")


class Mark(Enum):
    """ANSWERED: quoted right below its head, with nothing above: the mail that is answered below it, and not in it."""

    OWN = "own"
    QUOTED = "quoted"
    ANSWERED = "answered"


@dataclass(frozen=True)
class Line:
    text: str
    seen: str
    mark: Mark


def _marked(lines: list[str]) -> list[Line]:
    """The lines up to the mail that is answered, without the heads over quotes; past the first one where nothing of
    their own stands above it."""
    seen = [line.strip()[:WIDTH] for line in lines]
    hint = _hint(seen)
    out: list[Line] = []
    at, quote, own = 0, Mark.QUOTED, False
    while at < len(lines):
        if heads.starts_original(seen, at):
            if own:
                break
            at += _past_the_head(seen, at)
            continue
        span = heads.attribution(seen, at, hint)
        if span and own and not heads.quote_follows(seen, at + span) and heads.made_by_program(seen, at, span):
            break
        if span and (heads.quote_follows(seen, at + span) or heads.made_by_program(seen, at, span)):
            at, quote = at + span, Mark.QUOTED if own else Mark.ANSWERED
            continue
        mark = quote if _is_quoted(seen, at) or (quote is Mark.ANSWERED and not seen[at]) else Mark.OWN
        quote = quote if mark is quote else Mark.QUOTED
        out.append(Line(lines[at].rstrip(), seen[at], mark))
        own = own or (mark is Mark.OWN and bool(seen[at]))
        at += 1
    return out


def _past_the_head(seen: list[str], at: int) -> int:
    """How many lines the head takes that begins here: a divider, a block of header lines, or both."""
    divider = int(not heads.header_block(seen, at))
    return divider + heads.header_block(seen, at + divider)


def _is_quoted(seen: list[str], at: int) -> bool:
    if seen[at].startswith("|"):
        return sum(line.startswith("|") for line in seen[max(0, at - 2) : at + 3]) >= 3
    return bool(QUOTED.match(seen[at]))


def _without_endings(lines: list[Line]) -> list[Line]:
    seen = [line.seen for line in lines]
    kept: list[Line] = []
    ended = own = False
    for at, line in enumerate(lines):
        if line.mark is not Mark.OWN:
            ended = False
        elif not ended:
            ended = endings.ends_here(seen, at, own)
        if not ended and not endings.is_device_line(line.seen):
            kept.append(line)
            own = own or (line.mark is Mark.OWN and bool(line.seen))
    return kept


def _written(text: str) -> list[tuple[str, bool]]:
    """Each line that is not quoted, and whether it stands in a signature: from two dashes to the next quote."""
    lines = text.split("\n")[:MOST_LINES]
    seen = [line.strip()[:WIDTH] for line in lines]
    hint = _hint(seen)
    written: list[tuple[str, bool]] = []
    at, signature = 0, False
    while at < len(lines) and not heads.starts_original(seen, at):
        span = heads.attribution(seen, at, hint)
        if span and not heads.quote_follows(seen, at + span):
            if heads.made_by_program(seen, at, span):
                break
            span = 0
        if span or seen[at].startswith(">"):
            signature = False
        else:
            signature = signature or (bool(SIGNATURE.match(seen[at])) and any(line for line, _ in written))
            written.append((lines[at].rstrip(), signature))
        at += span or 1
    return written


def _hint(seen: list[str]) -> int:
    """The line that quotequail takes for the head of a quote; -1 when it sees none."""
    first = seen[:HINT_LINES]
    blocks = quotequail.quote("\n".join(first), limit=len(first) + 1, quote_intro_line=True)
    return len(first) - blocks[1][1].count("\n") - 1 if len(blocks) == 2 else -1
