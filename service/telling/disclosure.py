"""What a mail may tell its reader of the child (ux.md 2.8).

    nothing     what belongs to no case, what is learned from one, whatever goes to the other agency while a
                notification is being checked, and to whom a case between two colleagues is nothing
    initials    what everybody else may have (L1), with their own agency's case number
    in full     name, date of birth and what the form says, in the mails that bring somebody the case, to whom the
                directory says so (L2)

A subject, a header and a file's name never tell anything of the child.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from service.escalation.case import ORIGINATING
from service.escalation.effects import Mail
from service.escalation.routing import OWN_TEAM, Holder
from service.store.people import Subject
from service.telling.errand import Errand
from service.telling.recipients import has_a_part, slot_of

FULL_LEVEL = "L2"
IN_FULL = frozenset({"routed", "routed_own", "agree", "recommended", "message"})
OF_NO_CASE = frozenset(
    ("code", "fresh_link", "prove", "not_sent_on", "held", "held_sender", "passed_on", "in_your_name", "unbalanced",
     "answers_stopped", "draft_saved", "draft_waiting", "experience", "delete_message", "deletion_noted")
)
FOR_OTHERS_TO_LEARN = frozenset({"learning", "debrief", "log_asked"})


class Told(Enum):
    NOTHING = "nothing"
    INITIALS = "initials"
    FULL = "in full"


@dataclass(frozen=True)
class Child:
    """Whom it is about, in full; `is_unborn`: the name is the mother's, and `born` is when the baby is due."""

    name: str
    born: date | None
    is_unborn: bool
    decision: str
    reasons: str
    wanted: str


@dataclass(frozen=True)
class Called:
    """How a sentence calls whom the case is about: one of a kind, this one, and any of them."""

    one: str
    this: str
    any: str


CALLED = {
    "child": Called("a child", "the child", "a child"),
    "unborn": Called("an unborn baby", "the baby", "a child"),
    "adult": Called("an adult", "the adult", "any adult"),
}


def of_the_child(errand: Errand, told: Told, holder: Holder) -> dict[str, Any]:
    """What the templates may name of the child, for a reader who is told so much."""
    called = CALLED[next((subject.kind for subject in errand.case.subjects), "child")]
    return {
        "a_child": called.one, "the_child": called.this, "any_child": called.any,
        "initials": "" if told is Told.NOTHING else initials_of(errand.subjects),
        "own_reference": "" if told is Told.NOTHING else _own_reference(errand, holder),
        "children": in_full(errand.subjects) if told is Told.FULL else [],
    }  # fmt: skip


def initials_of(subjects: Iterable[Subject]) -> str:
    return ", ".join(subject.initials for subject in subjects if subject.initials)


def in_full(subjects: Iterable[Subject]) -> list[Child]:
    return [_in_full(subject) for subject in subjects]


def told_of(errand: Errand, mail: Mail, holder: Holder) -> Told:
    for_information = mail.kind == "told" and is_of_the_team(errand, holder)
    if holder.id in errand.case.beside.untold or not has_a_part(errand, holder.id):
        return Told.NOTHING
    if mail.kind in OF_NO_CASE | FOR_OTHERS_TO_LEARN or for_information or _is_unreleased(errand, holder):
        return Told.NOTHING
    return Told.FULL if holder.level == FULL_LEVEL and mail.kind in IN_FULL else Told.INITIALS


def is_of_the_team(errand: Errand, holder: Holder) -> bool:
    """Whether somebody belongs to the partnership's own team."""
    id = holder.id.rpartition(":")[2]
    return any(officer.id == id and officer.agency_id == OWN_TEAM for officer in errand.directory.officers)


def _is_unreleased(errand: Errand, holder: Holder) -> bool:
    """A notification that is being checked is known to the side that raised it and to the partnership's team alone."""
    if not errand.case.being_checked:
        return False
    return slot_of(errand, holder) != ORIGINATING and not is_of_the_team(errand, holder)


def _own_reference(errand: Errand, holder: Holder) -> str:
    """The case number of the reader's own agency, as the form gave it (decision 33)."""
    key = OWN_REFERENCE.get(slot_of(errand, holder), "")
    return next((subject.more[key] for subject in errand.subjects if key in subject.more), "")


OWN_REFERENCE = {ORIGINATING: "your_reference", "r1": "their_reference"}


def _in_full(subject: Subject) -> Child:
    born = subject.born or subject.more.get("due", "")
    return Child(
        name=subject.name, born=date.fromisoformat(born) if born else None,
        is_unborn=subject.kind == "unborn",
        **{key: subject.more.get(key, "") for key in ("decision", "reasons", "wanted")},
    )  # fmt: skip


def without_names(errand: Errand, told: Told, words: str) -> str:
    """Words that people typed: below the full level they name no child; what follows a number is a month."""
    if told is Told.FULL:
        return words
    for subject in errand.subjects:
        instead = subject.initials if told is Told.INITIALS else CALLED["child"].this
        for name in _names_of(subject):
            words = name.sub(lambda _, put=instead: put, words)  # type: ignore[misc]
    return words


def _names_of(subject: Subject) -> list[re.Pattern[str]]:
    """The whole name however it is written; then each of its parts that begins with a capital."""
    parts = subject.name.split()
    written = {each for part in parts for each in (part, part.capitalize(), part.upper()) if len(each) > 1}
    capital = sorted((each for each in written if each[0].isupper()), key=len, reverse=True)
    patterns = [(r"\s+".join(map(re.escape, parts)), re.I), ("|".join(map(re.escape, capital)), 0)]
    return [re.compile(rf"(?<!\w)(?<!\d )(?:{pattern})(?!\w)", flags) for pattern, flags in patterns if pattern]
