"""What somebody says is otherwise in an entry of the directory.

What harms nobody takes effect at once, and is answered at the address on record: a telephone number, days away. What
changes where mail goes, or who holds a post, waits for whoever keeps the directory. So does all that is said in an
officer's place by somebody else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from service.bootstrap import Service
from service.errors import NotAllowed
from service.intake import directories
from service.intake.directories import Changing, Keeper, changing, within
from service.intake.entries.asking import ANSWERED, Entry
from service.listing import Line, refuse, what_changes
from service.store import entries
from service.store.entries import Asked
from service.store.listed import faults

DAYS = ("away_from", "away_until")
AT_ONCE = ("telephone", *DAYS)
BESIDE = "What you wrote beside it"
TAKEN, LEFT = "taken", "left"


@dataclass(frozen=True)
class Correction:
    """What is to be otherwise, by the columns of a directory file; `seen` stands for the line that was shown."""

    values: Mapping[str, str]
    note: str = field(repr=False)
    seen: str


@dataclass(frozen=True)
class Became:
    """What became of a correction, in sentences: what has changed, and what somebody decides about."""

    changed: tuple[str, ...] = ()
    waits: tuple[str, ...] = ()


def correct(entry: Entry, correction: Correction) -> Became:
    """Carry it out, as far as that is theirs, and keep the rest. Twice the same is once. Raises Conflict where the
    entry was changed meanwhile, DirectoryError where a value cannot be used."""
    occasion = entry.occasion
    change = within(occasion.service, occasion.session, Keeper(occasion.partnership, entry.reader), occasion.at)
    old = change.before[entry.officer.id]
    new = {column: said for column, said in correction.values.items() if said != old[column]}
    at_once = {column: said for column, said in new.items() if entry.is_own and column in AT_ONCE}
    waits = {column: said for column, said in new.items() if column not in at_once}
    done = Became(in_words(old, at_once), (*in_words(old, waits), *([BESIDE] if correction.note else [])))
    asked = Asked(entry.officer.id, occasion.partnership, entry.reader, occasion.at, waits, correction.note)
    if not at_once and _waits_already(change, asked):
        return done
    if new:
        change.shown(entry.officer.id, correction.seen)
    refuse(faults([_line(old, new)], occasion.partnership, change.kinds))
    if at_once:
        _put(change, entry, at_once)
    if done.waits:
        entries.ask(occasion.session, asked)
        entry.note("asked for a change of an entry", changes=waits)
    if entry.is_own:
        entries.check(occasion.session, occasion.partnership, entry.ids, occasion.at)
    _answer(entry, done)
    return done


def _waits_already(change: Changing, asked: Asked) -> bool:
    """Whether this reader has asked for the very same, and it waits: they pressed twice."""
    before = (one for one in entries.waiting(change.session, asked.partnership) if one.reader == asked.reader)
    said = (asked.officer_id, asked.changes, asked.note)
    return any((one.officer_id, one.changes, one.note) == said for one in before)


def _put(change: Changing, entry: Entry, values: Mapping[str, str]) -> None:
    """The officer's own line has them; days away go for every post under the same address."""
    days = {column: said for column, said in values.items() if column in DAYS}
    lines = dict(change.before)
    for id in entry.ids:
        lines[id] = _line(lines[id], values if id == entry.officer.id else days)
    change.put([*lines.values()])
    old = change.before[entry.officer.id]
    before = {column: old[column] for column in values}
    change.note("changed their own entry", old["agency"], before=before, after=dict(values))


def _answer(entry: Entry, done: Became) -> None:
    """To the address on record, as every act: whoever was not meant to change it is found out."""
    if done.changed or done.waits:
        key = f"changed-{entry.occasion.at:%Y%m%d%H%M%S}"
        entry.write(ANSWERED, key, how="changed", told=list(done.changed), gaps=list(done.waits), reply_by_mail=True)


def in_words(old: Line, values: Mapping[str, str]) -> tuple[str, ...]:
    return what_changes(old.values, _line(old, values).values)


def _line(old: Line, values: Mapping[str, str]) -> Line:
    return replace(old, values={**old.values, **values})


def take(service: Service, by: Keeper, id: str, seen: str) -> bool:
    """Whoever keeps the directory makes the change that was asked for; False where it does not wait any more. `seen` is
    the digest of the line that was shown. Raises DirectoryError, Conflict, NotAllowed."""
    with changing(service, by) as change:
        asked = _asked(change, id)
        if asked is None or not entries.decide(change.session, id, TAKEN, by.holder, change.at):
            return False
        old = change.before.get(asked.officer_id)
        if old is None:
            raise NotAllowed("They have left the directory. Leave this change.")
        if asked.changes:
            directories.put(change, asked.officer_id, _line(old, asked.changes), seen)
        change.note("made a change that was asked for", old["agency"], by=asked.reader, columns=[*asked.changes])
    return True


def leave(service: Service, by: Keeper, id: str) -> bool:
    """The change that was asked for is not made; False where it does not wait any more."""
    with changing(service, by) as change:
        asked = _asked(change, id)
        if asked is None or not entries.decide(change.session, id, LEFT, by.holder, change.at):
            return False
        old = change.before.get(asked.officer_id)
        change.note("left a change that was asked for", old["agency"] if old else "", by=asked.reader)
    return True


def _asked(change: Changing, id: str) -> Asked | None:
    listed = entries.waiting(change.session, change.by.partnership)
    return next((one for one in listed if one.id == id), None)


