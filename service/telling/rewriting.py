"""The words of a mail that has not left, put right when they are corrected (C15).

Put right is what we wrote ourselves, in one form and word for word: the lines that tell of the children in full, their
initials in the sentence that names them, and a coordinator's message. Subjects, dates of the procedure and all other
text stay. A mail that says it in other words leaves as it is, and can be asked back (E47).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from service.mail.sending.compose import text_of, with_text
from service.mail.sending.templates import part
from service.store.letters import Claimed
from service.store.people import Subject
from service.telling.disclosure import CALLED, Told, in_full, initials_of, without_names
from service.telling.errand import Errand

MESSAGE = "message"  # the mail, and the paper that keeps what it says
ABOUT = "|".join(f"(?<= about {called.one})" for called in CALLED.values())


@dataclass(frozen=True)
class Slip:
    """Whom the case was about before it was corrected; and what a coordinator wrote to people, as it was and is now."""

    before: tuple[Subject, ...] = field(repr=False)
    said: tuple[str, str] | None = field(repr=False, default=None)


Put = tuple[str, str]  # a pattern, and what stands in its place


def mended(errand: Errand, mail: Claimed, slip: Slip) -> bytes | None:
    """The mail as it should leave now; None where it stays as it is."""
    text = text_of(mail.mime).replace("\r\n", "\n")
    puts = [*_of_the_children(slip.before, errand.subjects)]
    puts += _of_the_message(errand, slip.said, text) if slip.said and mail.kind == MESSAGE else ()
    after = _in_one_pass(text, puts)
    return with_text(mail.mime, after) if after != text else None


def _in_one_pass(text: str, puts: list[Put]) -> str:
    """What stands in the place of one slip is not looked at for the next."""
    if not puts:
        return text
    instead = [now for _, now in puts]
    each = re.compile("|".join(f"({pattern})" for pattern, _ in puts), re.M)
    return each.sub(lambda found: instead[(found.lastindex or 1) - 1], text)


def _of_the_children(before: tuple[Subject, ...], after: tuple[Subject, ...]) -> Iterator[Put]:
    """All of them at once, as they stood and as they stand: so none is taken for another, however alike they are."""
    if before:
        yield _apart(part("child", {"children": in_full(before)})), part("child", {"children": in_full(after)})
    was, now = initials_of(before), initials_of(after)
    if was:
        yield rf"(?:{ABOUT}) \(initials {re.escape(was)}\)(?=\.$)", f" (initials {now})" if now else ""


def _of_the_message(errand: Errand, said: Put, text: str) -> Iterator[Put]:
    """As each reader had it: in full, with initials, or without what a child is called."""
    was, now = said
    for told in Told:
        pattern = _apart(without_names(errand, told, was))
        if len(re.findall(pattern, text)) == 1:
            yield pattern, without_names(errand, told, now)


def _apart(words: str) -> str:
    """These words between empty lines."""
    return rf"(?<=\n\n){re.escape(words)}(?=\n\n|\n*\Z)"
