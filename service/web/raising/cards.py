"""The answers as people look them over: cards of lines, each with the way to change it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from flask import url_for

from forms import Faults
from forms.choosing import OneOf
from forms.dates import BirthOrDueDate, PartsDate
from forms.fields import Question
from forms.notification import NotificationForm
from forms.notification.agencies import has_another_agency
from service.web.raising.journey import question_of
from service.web.raising.lists import LISTS, OF_CHILDREN, Listed
from service.web.raising.mine import FROM_CHECK, Came, Mine
from service.web.raising.screens import CHILD, MAY_BE_SETTLED, PARTS, SCREENS, STAGE, Screen
from service.web.shown import day_month_year, long_day

NOT_PROVIDED, NOT_ANSWERED, NONE = "Not provided", "Not answered yet", "None"
COMPLETED, NOT_FINISHED, NOT_STARTED = "Completed", "Not finished", "Not yet started"
OPTIONAL = re.compile(r" \(optional[^)]*\)$")


@dataclass(frozen=True)
class Line:
    """A question and its answer; `change` is where it is changed, `id` what a message about it leads to."""

    question: str
    answer: str
    change: str
    id: str

    @property
    def is_left_out(self) -> bool:
        return self.answer in (NOT_PROVIDED, NONE)


@dataclass(frozen=True)
class Card:
    """`remove` is where it is taken away, where it can be."""

    title: str
    lines: tuple[Line, ...]
    remove: str = ""


def whole(mine: Mine, form: NotificationForm) -> Iterator[Card]:
    """All the answers, part by part; each discussion, brother and sister on a card of its own."""
    for part in PARTS:
        lines = tuple(_lines(mine, form, part))
        if lines:
            yield Card(part, lines)
        for listed in LISTS.values():
            if listed.screen.caption == part and listed.screen in mine.journey.shown:
                yield from of_entries(mine, listed, FROM_CHECK)


def apart(cards: Iterable[Card]) -> tuple[tuple[Card, ...], tuple[Card, ...]]:
    """The cards with what was answered, or must be; and what was left out of the parts, as cards too."""
    cards = tuple(cards)
    answered = (replace(one, lines=tuple(line for line in one.lines if one.remove or not line.is_left_out))
                for one in cards)  # fmt: skip
    left = (Card(f"{one.title}: left out", tuple(line for line in one.lines if line.is_left_out))
            for one in cards if not one.remove)  # fmt: skip
    return tuple(one for one in answered if one.lines), tuple(one for one in left if one.lines)


def _lines(mine: Mine, form: NotificationForm, part: str) -> Iterator[Line]:
    for screen in SCREENS:
        if screen.caption != part:
            continue
        if screen.key in LISTS:
            yield from _count(mine, LISTS[screen.key])
        elif screen in mine.journey.shown:
            asked = (form[key] for key in mine.journey.keys(screen))
            yield from (line(mine, screen, one, FROM_CHECK) for one in asked if is_asked(one, form))
        elif screen in MAY_BE_SETTLED and (screen != STAGE or has_another_agency(form)):
            yield line(mine, screen, form[screen.asks[0]], FROM_CHECK)


def is_asked(question: Question, form: NotificationForm) -> bool:
    """Whether the answers before it call for it, or it was answered all the same."""
    return bool(question.data) or question.needed_when is None or question.needed_when(form)


def line(mine: Mine, screen: Screen, question: Question, came: Came) -> Line:
    return Line(asks(question), in_words(question), mine.at(screen, came), line_id(question.short_name))


def _count(mine: Mine, listed: Listed) -> Iterator[Line]:
    """How many there are, and where to add one."""
    if listed.screen.when(mine.journey.said):
        count = len(mine.entries(listed))
        yield Line(listed.many, str(count or NONE), mine.at(listed.screen, FROM_CHECK), line_id(listed.rows))


def of_entries(mine: Mine, listed: Listed, came: Came) -> Iterator[Card]:
    for number, typed in enumerate(mine.entries(listed), start=1):
        asked = mine.asked(listed, typed)
        asked.is_wrong()
        change, of_it = mine.at_entry(listed, number, came), f"{listed.one}-{number}"
        lines = (Line(asks(one), in_words(one), change, f"{of_it}-{one.short_name}") for one in asked.questions)
        remove = url_for("raising.removed", partnership=mine.place.key, key=listed.screen.key, number=number, **came)
        yield Card(f"{listed.one.capitalize()} {number + listed.counted}", tuple(lines), remove)


def listed_with_the_first(mine: Mine, listed: Listed, came: Came) -> tuple[Card, ...]:
    """The entries; the children after the one who has a screen of their own."""
    form, cards = mine.journey.whole, tuple(of_entries(mine, listed, came))
    if listed is not OF_CHILDREN:
        return cards
    keys = ("child_name", "child_born")
    form.answers(only=keys)
    return (Card("Child 1", tuple(line(mine, CHILD, form[key], came) for key in keys)), *cards)


@dataclass(frozen=True)
class Task:
    """A part of the form as a thing to do: where it begins, and how far it is."""

    title: str
    begins: str
    status: str


def tasks(mine: Mine) -> tuple[Task, ...]:
    """The parts that are shown, each with how far it is."""
    faults = mine.journey.whole.answers()
    wrong = {fault.key for fault in faults} if isinstance(faults, Faults) else set()
    return tuple(_task(mine, part, wrong) for part in PARTS if _screens(mine, part))


def _screens(mine: Mine, part: str) -> tuple[Screen, ...]:
    return tuple(screen for screen in mine.journey.shown if screen.caption == part)


def _task(mine: Mine, part: str, wrong: set[str]) -> Task:
    screens = _screens(mine, part)
    keys = {key for screen in screens for key in (*screen.keys, *mine.journey.keys(screen))}
    is_begun = any(question_of(name) in keys and said.strip() for name, said in mine.draft.typed.items())
    status = NOT_STARTED if not is_begun else COMPLETED if wrong.isdisjoint(keys) else NOT_FINISHED
    return Task(part, mine.at(screens[0]), status)


def asks(question: Question) -> str:
    return OPTIONAL.sub("", str(question.label.text))


def in_words(question: Question) -> str:
    """The answer as people read it, once it has been checked."""
    if not question.data:
        return NOT_ANSWERED if question.errors else NOT_PROVIDED
    if isinstance(question, OneOf):
        return question.words or str(question.data)
    if isinstance(question, PartsDate) and not question.errors:
        day = date.fromisoformat(question.data)
        return day_month_year(day) if isinstance(question, BirthOrDueDate) else long_day(day)
    return str(question.data)


def line_id(key: str) -> str:
    """What a message about that question leads to: for what an entry asks, the line of its list."""
    listed = next((one for one in LISTS.values() if key in one.first), None)
    return f"change-{listed.rows if listed else key}"
