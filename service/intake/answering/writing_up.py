"""A stage written up on a form, or the resolution report: what it leads to once its person has confirmed it.

Anyone can fill in a form, so it acts only through the link of the person whose address it names (decision 20).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from forms.answers import Answers
from service.escalation.actors import Actor
from service.escalation.calendar import at_close
from service.escalation.case import Case
from service.escalation.duty import Plan
from service.escalation.events import (
    Agreed,
    Answered,
    Considered,
    DebriefAsked,
    Done,
    Event,
    NotResolved,
    RecordKept,
    Resolved,
    RiskStated,
    Undertaken,
)
from service.escalation.facts import Answer
from service.escalation.planning import next_planned
from service.store import papers, submissions
from service.store.papers import Paper
from service.store.submissions import Submission
from service.telling.errand import Errand
from service.telling.recipients import by_id

PAPER_OF = {"stage_outcome": "outcome", "resolution_report": "report"}
PLANS = {"actions": Plan.ACTION, "outstanding": Plan.OUTSTANDING, "own_actions": Plan.ACTION}
MEETING = "professionals-meeting"  # a task of this name is what the form asks about


def unconfirmed(errand: Errand, recipient: str, stage: str) -> list[Submission]:
    """The forms about this case that name this person's address, and that they have not confirmed yet: outcomes of
    that stage, and reports."""
    own = {holder.email.casefold() for holder in by_id(errand, recipient).holders}
    done = {paper.about for paper in papers.of_case(errand.session, errand.service.vault, errand.case_id)}
    return [
        kept
        for kept in submissions.of_case(errand.session, errand.service.vault, errand.case_id)
        if kept.form in PAPER_OF and kept.id not in done and not kept.asked and _speaks_of(errand.case, stage, kept)
        and Answers.from_json(kept.words).get("your_email", "").casefold() in own
    ]  # fmt: skip


def _speaks_of(case: Case, stage: str, kept: Submission) -> bool:
    """An outcome is that of the stage that was open when it came, else of the last one, and of no later one."""
    visit = case.visit(stage)
    if kept.form != "stage_outcome" or visit is None:
        return True
    if kept.stage:
        return kept.stage == stage
    until = None if visit == case.visits[-1] else visit.ended
    return visit.opened <= kept.received_at and (until is None or kept.received_at <= until)


@dataclass(frozen=True)
class WrittenUp:
    """A form, confirmed by whoever filled it in, about one stage of the case."""

    errand: Errand
    by: Actor
    stage: str
    kept: Submission

    @property
    def answers(self) -> Answers:
        return Answers.from_json(self.kept.words)

    def events(self) -> tuple[Event, ...]:
        """What it reports, in order: what was undertaken before what ends the stage."""
        return tuple(event for reports in REPORTS[self.kept.form] for event in reports(self))

    def papers(self) -> Iterator[Paper]:
        """The form itself, the words of each thing undertaken, and what can be learned."""
        author = self.by.holder
        says = {**self.answers, **self.kept.came}
        if self.kept.form in PAPER_OF:
            yield Paper(PAPER_OF[self.kept.form], self.stage, self.by.slot, author, says, self.kept.id)
        for row, undertaken, duty in self._undertaken():
            what = dict(zip(("what", "who", "by"), row, strict=False))
            yield Paper("action", self.stage, undertaken.slot, author, what, duty)
        learned = self.answers.get("learned") or self.answers.get("lessons_text")
        if learned:
            yield Paper("learning", self.stage, self.by.slot, author, {"said": learned})

    def _undertaken(self) -> Iterator[tuple[tuple[str, ...], Undertaken, str]]:
        counted: dict[Plan, int] = {}
        for key, plan in PLANS.items():
            for row in self.answers.rows(key):
                if plan is Plan.ACTION and key == "own_actions" and row[-1] != "open":
                    continue  # it has been completed: the report says when
                beyond = counted[plan] = counted.get(plan, -1) + 1
                duty = next_planned(self.errand.case, self.stage, plan, beyond)
                yield row, Undertaken(plan, self._slot_of(row[1]), _until(row[-1])), duty

    def _slot_of(self, who: str) -> str:
        """The agency that will do it: the one that is named, else that of whoever wrote it up."""
        named = [agency.slot for agency in self.errand.case.agencies if agency.name.casefold() in who.casefold()]
        return next(iter(named), self.by.slot)

    # What each answer reports

    def _plans(self) -> Iterator[Event]:
        undertaken = tuple(undertaken for _, undertaken, _ in self._undertaken())
        if self.answers.get("learned") or self.answers.get("lessons_text"):
            undertaken = (*undertaken, Undertaken(Plan.LEARNING, ""))
        if undertaken:
            yield Agreed(self.errand.at, self.by, self.stage, undertaken)

    def _files(self) -> Iterator[Event]:
        if self.answers.get("on_file") == "yes":
            for record in self.errand.case.records(self.stage):
                yield RecordKept(self.errand.at, self.by, self.stage, record)

    def _facts(self) -> Iterator[Event]:
        asked = [question for question in self.errand.case.procedure.questions if question.form == self.kept.form]
        said = {question.key: self.answers.get(f"further_{question.key}", "") for question in asked}
        facts: dict[str, Answer] = {
            question.key: said[question.key] == "yes" if question.kind == "yes or no" else said[question.key]
            for question in asked
            if said[question.key]
        }
        if facts:
            yield Answered(self.errand.at, self.by, facts)

    def _meeting(self) -> Iterator[Event]:
        said, why = self.answers.get("professionals_meeting"), self.answers.get("professionals_meeting_why", "")
        for duty in self.errand.case.owed_at(self.stage, MEETING):
            if said == "held" and self.by.slot in duty.slots:
                yield Done(self.errand.at, self.by, duty.id)
            elif said and self.by.slot in duty.slots:
                yield Considered(self.errand.at, self.by, duty.id, why)

    def _risk(self) -> Iterator[Event]:
        if self.answers.get("risk") == "immediate":
            yield RiskStated(self.errand.at, self.by)

    def _debrief(self) -> Iterator[Event]:
        if self.answers.get("debrief") == "yes":
            yield DebriefAsked(self.errand.at, self.by, self.stage)

    def _outcome(self) -> Iterator[Event]:
        """What their agency has not said of the stage yet, by a reply's word, and only while it is open."""
        case, says = self.errand.case, self.answers["outcome"]
        visit = case.visit(self.stage)
        if visit and visit.is_open and visit.says(self.by.slot) != says:
            ended = Resolved if says == "resolved" else NotResolved
            yield ended(self.errand.at, self.by, self.stage)

    def _report(self) -> Iterator[Event]:
        """The task that waits for this form is done, where it is this agency's."""
        case = self.errand.case
        named = {form.key for form in case.procedure.forms if form.uses == self.kept.form}
        for duty in case.owed:
            task = case.task(duty)
            if task and task.form in named and self.by.slot in duty.slots:
                yield Done(self.errand.at, self.by, duty.id)


def _until(said: str) -> datetime | None:
    return at_close(date.fromisoformat(said)) if said not in ("", "open") else None


Reports = Callable[[WrittenUp], Iterator[Event]]
REPORTS: Mapping[str, tuple[Reports, ...]] = {
    "stage_outcome": (
        WrittenUp._risk, WrittenUp._facts, WrittenUp._meeting, WrittenUp._plans, WrittenUp._files, WrittenUp._debrief,
        WrittenUp._outcome,
    ),
    "resolution_report": (WrittenUp._plans, WrittenUp._report),
    "learning": (WrittenUp._plans, WrittenUp._debrief),
}  # fmt: skip
