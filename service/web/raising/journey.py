"""Which screens somebody sees, where each leads, and the form that their answers make so far."""

from dataclasses import dataclass
from functools import cached_property

from forms import Choices, Faults, FurtherQuestion
from forms.fields import Question, folded
from forms.notification import NotificationForm
from forms.notification.agencies import agency_words
from service.seam.drafting import Draft, Typed
from service.web.raising.lists import LISTS, as_answers
from service.web.raising.screens import CHILDREN, FURTHER, SCREENS, YOUR_AGENCY, Screen


@dataclass(frozen=True)
class Journey:
    """The way of one draft through the screens, under the choices of its partnership today."""

    draft: Draft
    choices: Choices

    @cached_property
    def said(self) -> NotificationForm:
        """All that was typed, asked for or not: what decides which screens are shown."""
        return self._asking(self._agency_by_address | dict(self.draft.typed))

    def _asking(self, typed: Typed) -> NotificationForm:
        """The form, with what these two agencies can disagree about."""
        form = NotificationForm.asking(self.choices, typed)
        between = self.choices.between(agency_words(form, "your_agency"), agency_words(form, "their_agency"))
        return form if between == self.choices else NotificationForm.asking(between, typed)

    @cached_property
    def shown(self) -> tuple[Screen, ...]:
        return tuple(screen for screen in SCREENS if self._is_shown(screen))

    def _is_shown(self, screen: Screen) -> bool:
        if screen.key == FURTHER:
            return bool(self.keys(screen))
        if screen == YOUR_AGENCY:
            return "your_agency" in self.draft.typed or not self._agency_by_address
        if screen == CHILDREN:
            return bool(self.draft.added.get(screen.key))
        return screen.when(self.said)

    def keys(self, screen: Screen) -> tuple[str, ...]:
        """The questions of the screen; of the procedure's own those that are for this case."""
        if screen.key != FURTHER:
            return tuple(key for key in screen.keys if key != "subject" or len(self.choices.people) > 1)
        asked = (one for one in self.choices.questions if self.draft.is_hidden or self._is_for_this(one))
        return tuple(f"further_{one.key}" for one in asked)

    def _is_for_this(self, question: FurtherQuestion) -> bool:
        """Whether it is for the agency that asks, for what it is about, and for the agencies that it is with."""
        own, theirs = (agency_words(self.said, side) for side in ("your_agency", "their_agency"))
        with_them = bool(self.said["also_receiving"].data) or self.choices.can_be(question.receiving, theirs)
        about_it = not question.types or self.said["type"].data in question.types
        return folded(question.only_for) in ("", folded(own)) and about_it and with_them

    @property
    def matter_no_longer_fits(self) -> bool:
        """Whether the agencies that they named since cannot disagree about what they chose."""
        return bool(self.said["type"].data) and not self.said["type"].is_known

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
        return self._asking({**before, **typed})

    @property
    def whole(self) -> NotificationForm:
        """The form that is sent: nothing in it that belongs to a screen which is not shown any more."""
        return self._asking(self.given)

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
        """What is so unless they say otherwise: the only area, a child, the first stage, their own agency."""
        settled = {"stage": self.choices.stages[0].value} if self.choices.stages else {}
        if len(self.choices.areas) == 1:
            settled["area"] = self.choices.areas[0].value
        if "adult" not in self.choices.subjects:
            settled["subject"] = "child"
        return settled | self._agency_by_address

    @cached_property
    def _agency_by_address(self) -> dict[str, str]:
        """Their own agency, where the address that they gave says it."""
        own = self.choices.agency_of(self.draft.address)
        return {"your_agency": own} if own else {}

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
