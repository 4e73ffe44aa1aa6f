"""Which screens somebody sees, where each leads, and the form that their answers make so far."""

from dataclasses import dataclass
from functools import cached_property

from forms import Choices, Faults
from forms.fields import Question, folded
from forms.notification import NotificationForm
from forms.notification.agencies import agency_in
from service.seam.drafting import Draft, Typed
from service.web.raising.lists import LISTS, as_answers
from service.web.raising.screens import CHILDREN, FURTHER, SCREENS, Screen


@dataclass(frozen=True)
class Journey:
    """The way of one draft through the screens, under the choices of its partnership today."""

    draft: Draft
    choices: Choices

    @cached_property
    def said(self) -> NotificationForm:
        """All that was typed, asked for or not: what decides which screens are shown."""
        return NotificationForm.asking(self.choices, self.draft.typed)

    @cached_property
    def shown(self) -> tuple[Screen, ...]:
        return tuple(screen for screen in SCREENS if self._is_shown(screen))

    def _is_shown(self, screen: Screen) -> bool:
        if screen.key == FURTHER:
            return bool(self.keys(screen))
        if screen == CHILDREN:
            return bool(self.draft.added.get(screen.key))
        return screen.when(self.said)

    def keys(self, screen: Screen) -> tuple[str, ...]:
        """The questions of the screen; the procedure's own that are for everybody, or for the agency that asks."""
        if screen.key != FURTHER:
            return tuple(key for key in screen.keys if key != "subject" or len(self.choices.people) > 1)
        own = agency_in(self.said, "your_agency")
        theirs = ("", own) if not self.draft.is_hidden else None
        for_them = (one for one in self.choices.questions if theirs is None or folded(one.only_for) in theirs)
        return tuple(f"further_{one.key}" for one in for_them)

    def after(self, screen: Screen) -> Screen | None:
        """The screen that comes next; None after the last: then the answers are checked."""
        follow = SCREENS[SCREENS.index(screen) + 1 :]
        return next((one for one in follow if one in self.shown), None)

    def before(self, screen: Screen) -> Screen | None:
        came = SCREENS[: SCREENS.index(screen)]
        return next((one for one in reversed(came) if one in self.shown), None)

    @cached_property
    def unanswered(self) -> Screen | None:
        """The first screen that lacks an answer which is needed, or has one that cannot be used."""
        faults = self.whole.answers()
        wrong = {fault.key for fault in faults} if isinstance(faults, Faults) else set()
        return next((screen for screen in self.shown if not wrong.isdisjoint(screen.keys)), None)

    def form(self, keys: tuple[str, ...], typed: Typed) -> NotificationForm:
        """The form as it stands, with what was just typed into these questions instead of what was there."""
        before = {name: said for name, said in self.given.items() if question_of(name) not in keys}
        return NotificationForm.asking(self.choices, {**before, **typed})

    @property
    def whole(self) -> NotificationForm:
        """The form that is sent: nothing in it that belongs to a screen which is not shown any more."""
        return NotificationForm.asking(self.choices, self.given)

    @cached_property
    def given(self) -> dict[str, str]:
        asked = {key for screen in self.shown if screen.key not in LISTS for key in self.keys(screen)}
        given = {name: said for name, said in self.draft.typed.items() if question_of(name) in asked}
        for screen in self.shown:
            if screen.key in LISTS:
                entries = self.draft.added.get(screen.key, ())
                given |= as_answers(LISTS[screen.key], self.choices, self.said["spoken"].data, entries)
        return self._settled() | given

    def _settled(self) -> dict[str, str]:
        """What is so unless they say otherwise: the only area, that it is about a child, and the first stage."""
        settled = {"stage": self.choices.stages[0].value} if self.choices.stages else {}
        if len(self.choices.areas) == 1:
            settled["area"] = self.choices.areas[0].value
        if "adult" not in self.choices.subjects:
            settled["subject"] = "child"
        return settled

    @property
    def looks_like(self) -> str:
        """The stage that they seem to be at, in words: the one after the first talk, once there was one."""
        stages = self.choices.stages
        spoke = self.said["spoken"].data == "disagree" and len(stages) > 1
        return stages[int(spoke)].label if stages else ""


def question_of(name: str) -> str:
    """The question that a control belongs to: a date has three."""
    return name.partition("-")[0]


def belongs_to(keys: tuple[str, ...], name: str) -> bool:
    return question_of(name) in keys


def headed(screen: Screen, questions: tuple[Question, ...]) -> str:
    """The heading of a screen, which is its question where it has one alone."""
    return screen.heading or str(questions[0].label.text)
