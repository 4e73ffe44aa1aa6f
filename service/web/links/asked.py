"""What is asked after each answer behind a signed link: a page of questions, told back before it is sent.

The outcome of a stage is asked with the published form's own questions; the rest with small forms (`answering`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from forms import Choices
from forms.answers import Answers
from forms.base import PublishedForm
from forms.fields import Question
from forms.given import Given
from forms.resolution_report import ResolutionReportForm
from forms.stage_outcome import StageOutcomeForm
from service.seam.link_pages import Given as Answered
from service.seam.pages import AnswerPage
from service.web.links.answering import (
    DifferenceForm,
    LearningForm,
    MeetingForm,
    MoreTimeForm,
    WayForm,
    WaysForm,
    WhoInsteadForm,
    WordsForm,
)
from service.web.repeating import Repeated
from service.web.shown import in_words
from service.web.small_form import SmallForm

CALLED = {"risk": "The risk to the child since the last stage"}
REPORT, OPENED = "fill in", "completed_by"  # the report's last part is only there once it was opened
IMMEDIATE = "immediate"
ON_RESOLVED = ("agreed", "settled_on", "method", "on_file")
MORE_ON_RESOLVED = (
    "plan_fit", "professionals_meeting", "professionals_meeting_why", "decision_reviewed", "decision_why", "minutes",
    "learned", "debrief",
)  # fmt: skip
ON_NOT_RESOLVED = ("reason", "tried", "risk")
MORE_ON_NOT_RESOLVED = (
    "professionals_meeting", "professionals_meeting_why", "decision_reviewed", "decision_why", "your_view", "your_aim",
    "minutes",
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """One page of questions, of one form or two. `more` are those that few need, `rows` the answer that repeats,
    `headings` stand before the questions of these names."""

    title: str
    questions: tuple[Question, ...] = ()
    forms: tuple[Any, ...] = ()
    more: tuple[Question, ...] = ()
    rows: Repeated | None = None
    keys: tuple[str, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)

    @property
    def every(self) -> tuple[Question, ...]:
        """All that is asked, in the order of the page."""
        return (*self.questions, *(self.rows.questions if self.rows else ()), *self.more)

    @property
    def names(self) -> tuple[str, ...]:
        """What the names of its controls begin with."""
        return tuple(question.name for question in self.every)

    @property
    def is_urgent(self) -> bool:
        return any(question.name == "risk" and question.data == IMMEDIATE for question in self.questions)

    def is_wrong(self) -> bool:
        """Whether something must be put right; each question is checked, and says what."""
        own = [form for form in self.forms if isinstance(form, SmallForm)]
        wrong = [form for form in own if form.is_wrong(*(one.short_name for one in form))]
        rows = self.rows is not None and self.rows.is_wrong()
        published = [form for form in self.forms if isinstance(form, PublishedForm)]
        lacking = [form for form in published if not isinstance(form.answers(only=self.keys), Answers)]
        return bool(wrong or rows or lacking)

    def told(self) -> tuple[tuple[str, str], ...]:
        """Each question and what was answered, in words; what was left out is not told."""
        asked = (*self.questions, *((self.rows.question,) if self.rows else ()), *self.more)
        lines = ((CALLED.get(one.short_name, one.called), in_words(one)) for one in asked)
        return tuple(line for line in lines if line[1])

    def given(self, choice: str, seen_version: int) -> Answered:
        """What was answered, once it has been checked."""
        said = {question.short_name: question for question in self.questions}
        on, clock, to = (said[key].answer if key in said else "" for key in ("on", "clock", "to"))
        published = [form for form in self.forms if isinstance(form, PublishedForm)]
        answers = [form.answers(only=self.keys) for form in published]
        if "learned" in said and "helped" in said:
            answers = [Answers("learning", {"learned": self._learned(), "debrief": said["debrief"].answer})]
        return Answered(
            choice, self._words(said), seen_version,
            date.fromisoformat(on) if on else None, time.fromisoformat(clock) if clock else None,
            next((one for one in answers if isinstance(one, Answers)), None), tuple(filter(None, to.split(", "))),
        )  # fmt: skip

    def _learned(self) -> str:
        told = [line for line in self.told() if line[0] != self.questions[-1].called]
        return "\n".join(f"{called}: {words}" for called, words in told)

    def _words(self, said: Mapping[str, Question]) -> str:
        if "who" in said:
            return ", ".join(filter(None, (said[key].answer for key in ("who", "role", "email", "phone"))))
        return said["detail"].answer if "detail" in said else ""


Make = Callable[[AnswerPage, Choices, Given], Asked | None]


def asked_after(behind: AnswerPage, offered: Choices, given: Given) -> Asked | None:
    """The page of questions that belongs to the chosen answer; None where nothing more is asked."""
    make = PAGES.get(given.get("choice", "").partition(":")[0])
    return make(behind, offered, given) if make else None


def label_of(behind: AnswerPage, given: Given) -> str:
    return dict(behind.choices).get(given.get("choice", ""), "")


def _small(make: type[SmallForm], title: str = "") -> Make:
    def page(behind: AnswerPage, offered: Choices, given: Given) -> Asked:
        missing = behind.needs.get(given.get("choice", ""), ("", ""))[1]
        form = make.about(behind, given, missing)
        questions = tuple(form[key] for key in make.asks) or tuple(form)
        return Asked(title or label_of(behind, given), questions, (form,))

    return page


def _resolved(behind: AnswerPage, offered: Choices, given: Given) -> Asked:
    blank = StageOutcomeForm.asking(offered)
    rows = Repeated(blank["actions"], given, given.get("step") == "add")
    said = {**given, "outcome": "resolved", "actions": rows.lines}
    form = StageOutcomeForm.asking(offered, said)
    rows.question = form["actions"]
    return Asked(
        label_of(behind, given), tuple(form[key] for key in ON_RESOLVED), (form,),
        tuple(form[key] for key in MORE_ON_RESOLVED), rows,
        (*ON_RESOLVED, "actions", *MORE_ON_RESOLVED, "outcome"),
    )  # fmt: skip


def _not_resolved(behind: AnswerPage, offered: Choices, given: Given) -> Asked:
    moving = behind.moving
    known = {"tried": moving.tried, "taken_on_by": moving.taken_on_by}
    form = StageOutcomeForm.asking(offered, {**known, **given, "outcome": "not resolved"})
    moves = bool(moving.to or moving.ways)
    keys = (*ON_NOT_RESOLVED, *(("taken_on_by",) if moves else ()), *_further(form))
    ways = (WaysForm if moving.several else WayForm).about(behind, given) if moving.ways else None
    title = f"Move to {moving.to}" if moving.to else label_of(behind, given)
    return Asked(
        title, (*(tuple(ways) if ways else ()), *(form[key] for key in keys)), (*((ways,) if ways else ()), form),
        tuple(form[key] for key in MORE_ON_NOT_RESOLVED), None, (*keys, *MORE_ON_NOT_RESOLVED, "outcome"),
    )  # fmt: skip


def _further(form: StageOutcomeForm) -> tuple[str, ...]:
    return tuple(question.short_name for question in form.questions if question.short_name.startswith("further_"))


def _report(behind: AnswerPage, offered: Choices, given: Given) -> Asked | None:
    """Once it was opened, after a code: what is known stands in it, and each answer can be changed."""
    if OPENED not in given:
        return None
    form = ResolutionReportForm.asking(offered, {**given, "reference": behind.reference})
    questions = tuple(question for question in form.questions if question.short_name != "reference")
    headings = {part.keys[0]: part.title for part in form.parts}
    keys = tuple(question.short_name for question in form.questions)
    return Asked("Report to the partnership", questions, (form,), keys=keys, headings=headings)


PAGES: Mapping[str, Make] = {
    "resolved": _resolved,
    "not_resolved": _not_resolved,
    REPORT: _report,
    "learned": _small(LearningForm, "What can we learn?"),
    "more_time": _small(MoreTimeForm, "Ask for more time"),
    "meeting": _small(MeetingForm),
    "not_me": _small(WhoInsteadForm, "Who should we ask instead?"),
    "partly": _small(DifferenceForm),
    "not_agreed": _small(DifferenceForm),
    **dict.fromkeys(
        ("risk", "seen", "decided", "done", "turned", "considered", "refused", "feedback", "still_concerned", "add",
         "withdraw"),
        _small(WordsForm),
    ),
}
