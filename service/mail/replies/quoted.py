"""What a person wrote in a reply, apart from the mail they answer.

Text is left out of what was said only where it is plainly quoted: lines marked ">", and what follows the
heads that mail programs put over the mail being answered. A doubtful line stays: losing a word of
an answer is worse than showing a line of the question. The whole text is always kept beside it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from service.mail.reading.charset import NOT_SHOWN
from service.mail.replies import banners, endings, heads
from service.mail.replies.heads import WIDTH

MOST_LINES = 5_000
SIGNATURE = re.compile(r"--$")
SAYS_SOMETHING = re.compile(r"[^\s\-_*=>|~]")
QUOTED = re.compile(r">|[A-Z]{1,3}>(?: |$)")
ANSWERS_BELOW = re.compile(
    r"\b(?:answer|comment|repl(?:y|ie)|response|point)s?\b.{0,40}\b(?:below|in-?line|underneath|beneath)\b"
    r"|\bsee (?:below|in-?line)\b|\bin (?:red|blue|green|bold|capitals|caps|italics)\b",
    re.I,
)
NOTE_BELOW = re.compile(r"\bnotes?\b.{0,40}\b(?:below|underneath|beneath)\W*$", re.I)  # else it is what they write on


class Mark(Enum):
    """QUOTED: of the mail that is answered. ANSWERED: the same right below its head, with nothing above: it is answered
    below, and not in it. PASSED_ON: below such a head without any sign of a quote, as in a mail sent on."""

    OWN = "own"
    QUOTED = "quoted"
    ANSWERED = "answered"
    PASSED_ON = "passed on"


QUOTES = (Mark.QUOTED, Mark.ANSWERED)


@dataclass(frozen=True)
class Line:
    text: str
    seen: str
    mark: Mark


@dataclass(frozen=True)
class Written:
    """A mail's text, each line of it marked once, however many ask what was written."""

    text: str

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        return tuple(_marked(self.text))

    @property
    def unquoted(self) -> str:
        """The lines of the text that its sender wrote, signature included."""
        return _joined(line for line in self.lines if line.mark is Mark.OWN)

    @property
    def said(self) -> str:
        """The lines that its sender wrote, without what follows a line of two dashes and what devices add."""
        return _joined(_unsigned(self.lines))

    @property
    def in_context(self) -> str:
        """What was written, for people to read: with the quoted lines that it answers between them, and without what
        stands below it. Where nothing was written anew, what was passed on, without its heads."""
        kept = _without_endings(self.lines)
        while kept and (kept[-1].mark in QUOTES or not SAYS_SOMETHING.search(kept[-1].seen)):
            kept.pop()
        while kept and kept[0].mark is Mark.ANSWERED:
            kept.pop(0)
        passed_on = (one for one in self.lines if one.mark is not Mark.OWN)
        return _joined(kept or (one for one in passed_on if SAYS_SOMETHING.search(one.seen.strip("> "))))


def _joined(lines: Iterable[Line]) -> str:
    return "\n".join(line.text for line in lines).strip("\n")


def _unsigned(lines: Iterable[Line]) -> Iterator[Line]:
    """Their own lines, but for signatures: from two dashes below something written to the next quote."""
    signature = written = False
    for line in lines:
        own = line.mark is Mark.OWN
        signature = own and (signature or (written and bool(SIGNATURE.match(line.seen))))
        written = written or (own and bool(line.seen))
        if own and not signature and not endings.is_device_line(line.seen):
            yield line


def _marked(text: str) -> Iterator[Line]:
    """The lines below a gateway's warning and up to the mail that is answered, without the heads over quotes; and past
    those where nothing of their own stands above, where the quote below is marked line by line, or where they say that
    they answer below."""
    lines = heads.set_apart(text.split("\n")[:MOST_LINES])
    seen = [NOT_SHOWN.sub("", line[: 2 * WIDTH]).strip()[:WIDTH] for line in lines]
    at, mark, below = banners.height(seen), Mark.QUOTED, Mark.OWN
    own: list[str] = []
    while at < len(lines):
        span = heads.over_a_quote(seen, at)
        if span:
            at += span
            if not heads.quote_follows(seen, at):
                if own and not _answers_below(own):
                    return
                below = Mark.PASSED_ON
            mark = Mark.QUOTED if own else Mark.ANSWERED
            continue
        is_quote = _is_quoted(seen, at) or (mark is Mark.ANSWERED and not seen[at])
        mark = mark if is_quote else Mark.QUOTED
        yield Line(lines[at].rstrip(), seen[at], mark if is_quote else below)
        own += [seen[at]] if seen[at] and not is_quote else []
        at += 1


def _answers_below(own: list[str]) -> bool:
    return bool(ANSWERS_BELOW.search(" ".join(own))) or any(NOTE_BELOW.search(line) for line in own)


def _is_quoted(seen: list[str], at: int) -> bool:
    if seen[at].startswith("|") and not seen[at].endswith("|"):
        return sum(line.startswith("|") for line in seen[max(0, at - 2) : at + 3]) >= 3
    return bool(QUOTED.match(seen[at]))


def _without_endings(lines: Sequence[Line]) -> list[Line]:
    seen = [line.seen for line in lines]
    kept: list[Line] = []
    ended = own = False
    for at, line in enumerate(lines):
        quoted = line.mark in QUOTES
        ended = not quoted and (ended or endings.ends_here(seen, at, own))
        if not ended and not endings.is_device_line(line.seen):
            kept.append(line)
            own = own or bool(line.seen and not quoted)
    return kept
