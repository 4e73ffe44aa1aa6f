"""Mails that have not left when their words are corrected: written anew with the right ones, or held back (C15).

Whoever corrects does it in the transaction of the correction: no worker takes a mail meanwhile, and one that was taken
before counts as sent, and can be asked back (E47).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from service.mail.sending.compose import subject_of, text_of, with_text
from service.mail.sending.templates import day_month_year
from service.store import outbox
from service.store.letters import Claimed
from service.store.people import Subject
from service.telling.disclosure import Told, without_names
from service.telling.errand import Errand

CORRECTED = "Its words were corrected before it left."
NOT_THEIRS = "Whoever it was for was told by mistake."
TELLING = 4  # words that are no others' by chance: fewer are looked for only where a mail gives a value
OF_A_CHILD = ("decision", "reasons", "wanted", "your_reference", "their_reference")


@dataclass(frozen=True)
class Slip:
    """What mails said, and what they should say. `is_name`: it is wrong wherever it stands."""

    was: str
    now: str
    is_name: bool = False


@dataclass(frozen=True)
class Mended:
    """The mails that leave in other words, and those that were held back."""

    anew: tuple[Claimed, ...]
    held: tuple[Claimed, ...]

    @property
    def detail(self) -> dict[str, object]:
        return {"written anew": [one.id for one in self.anew], "held back": [one.id for one in self.held]}


def put_right(errand: Errand, slips: Iterable[Slip], untold: Iterable[str] = ()) -> Mended:
    """Put right what waits to leave about this case. What goes to whoever is `untold` now, what was addressed wrongly,
    and what cannot be written anew stays here."""
    session, vault = errand.session, errand.service.vault
    known = tuple(one for one in dict.fromkeys(slips) if one.was.strip() and one.was != one.now)
    anew: list[Claimed] = []
    held: list[Claimed] = []
    for mail in outbox.waiting(session, vault, errand.case_id):
        mime = _mended(mail, known)
        if mail.recipient in untold or mime is None:
            why = NOT_THEIRS if mail.recipient in untold else CORRECTED
            held += [mail] if outbox.cancel(session, mail.id, why) else []
        elif mime != mail.mime:
            outbox.rewrite(session, vault, mail, mime)
            anew.append(mail)
    return Mended(tuple(anew), tuple(held))


def _mended(mail: Claimed, slips: tuple[Slip, ...]) -> bytes | None:
    """The mail with the right words; None where it must not leave."""
    before = after = text_of(mail.mime)
    for slip in slips:
        after = _pattern(slip).sub(lambda _, put=slip.now: put, after)  # type: ignore[misc]
    outside = f"{subject_of(mail.mime)}\n{mail.rcpt_to}"
    if any(_pattern(slip).search(outside) for slip in slips):
        return None
    return mail.mime if after == before else with_text(mail.mime, after)


def _pattern(slip: Slip) -> re.Pattern[str]:
    """The words however they are spaced. A few of them might be ours: those count where a value begins and ends."""
    words = r"\s+".join(map(re.escape, slip.was.split()))
    if slip.is_name or len(slip.was.split()) >= TELLING:
        return re.compile(rf"(?<!\w){words}(?!\w)", re.I)
    return re.compile(rf"(?:^|(?<=: )|(?<=, )){words}(?=[),]|\s*$)", re.I | re.M)


def slips_of(errand: Errand, was: str, now: str) -> Iterator[Slip]:
    """Words that were typed, as mails carry them: in full, with initials, or without what a child is called."""
    yield Slip(was, now)
    for told in (Told.INITIALS, Told.NOTHING):
        shortened = without_names(errand, told, was)
        if len(shortened.split()) >= TELLING:
            yield Slip(shortened, without_names(errand, told, now))


def slips_of_subjects(before: Iterable[Subject], after: Iterable[Subject], removed: str) -> Iterator[Slip]:
    """What the mails told of those whom the case is about, as it was and as it is now."""
    for was, now in zip_longest(before, after):
        if was is None:
            continue
        yield Slip(was.name, now.name if now else removed, is_name=True)
        yield Slip(was.initials, now.initials if now else removed, is_name=True)
        yield Slip(_born(was), (_born(now) if now else "") or removed, is_name=True)
        for key in OF_A_CHILD:
            yield Slip(was.more.get(key, ""), (now.more.get(key, "") if now else "") or removed)


def _born(subject: Subject) -> str:
    born = subject.born or subject.more.get("due", "")
    return day_month_year(date.fromisoformat(born)) if born else ""
