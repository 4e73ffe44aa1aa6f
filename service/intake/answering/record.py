"""What is written about a case, for somebody who takes part in it: which papers they may open, and that they did.

The written follow-up between the agencies is here and not in a mail (ux.md 2.8): both sides open the same words.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from forms import PUBLISHED
from forms.fields import Question
from forms.paper import in_words
from service.escalation.actors import Actor, Capacity
from service.escalation.case import ORIGINATING
from service.intake.raising.choices import as_kept
from service.seam.link_pages import Record, Written
from service.store import papers
from service.store.papers import Paper
from service.telling.errand import Errand
from service.telling.recipients import by_id

Allowed = Callable[[Paper, Actor], bool]


def _party(paper: Paper, actor: Actor) -> bool:
    return bool(actor.slot) or actor.capacity in (Capacity.AUTHORITY, Capacity.COORDINATOR)


def _own(paper: Paper, actor: Actor) -> bool:
    return actor.coordinates or (bool(actor.slot) and actor.slot == paper.slot)


READERS: Mapping[str, Allowed] = {
    "feedback": lambda paper, actor: actor.slot == ORIGINATING or _own(paper, actor),
    "representation": lambda paper, actor: actor.capacity is Capacity.AUTHORITY or _own(paper, actor),
    "log": _own,
    "message": lambda paper, actor: actor.coordinates,
    "second": lambda paper, actor: actor.coordinates,
    "debrief": _own,
    "experience": lambda paper, actor: actor.coordinates,
}

TITLES = {
    "notification": "What was said when it was raised",
    "outcome": "The outcome of a stage",
    "view": "How one side sees it",
    "reason": "A reason",
    "feedback": "What the person who raised it was told",
    "action": "What was undertaken",
    "done": "What was done",
    "decision": "A decision or recommendation",
    "representation": "A written representation",
    "minutes": "The meeting",
    "panel": "Who sits on the panel, by role",
    "learning": "What can be learned",
    "report": "The resolution report",
    "log": "For your agency's summary log",
    "debrief": "A debrief",
    "message": "A message to people of the case",
    "second": "Between two coordinators",
    "experience": "How it went",
}
FORMS = {"notification": "notification", "outcome": "stage_outcome", "report": "resolution_report"}
AGREED = "What they say was agreed"
FIRST = ("wanted", "reasons", "decision")
OF_A_FORM = re.compile(r" \(optional[^)]*\)$")  # for whoever fills it in
ASKED_OF_OTHERS = {"agreed": "What was agreed"}
REMOVED = "Removed by a coordinator"  # in the place of what was struck out
NOBODY_NAMED = {"experience": "somebody of the case"}
OWN_WORDS = {
    "said": "In their own words", "answer": "Their answer", "why": "Why",
    "clear": "Was it clear what would happen, and by when?", "heard": "Could you say what you needed to say?",
    "helped": "Did it lead to something better for the child?", "comment": "What should we do differently next time?",
}  # fmt: skip


def may_look(errand: Errand, actor: Actor) -> bool:
    """Whoever takes part, once the case has gone to the other agency; before that, the side that raised it."""
    return _party(Paper("", "", "", "", {}), actor) and (not errand.case.being_checked or actor.slot == ORIGINATING)


def open_record(errand: Errand, actor: Actor) -> Record:
    """The papers that this person may open, each marked as opened by them: in the transaction that shows them."""
    found = [
        paper
        for paper in papers.of_case(errand.session, errand.service.vault, errand.case_id)
        if READERS.get(paper.kind, _party)(paper, actor)
    ]
    for paper in found:
        papers.opened(errand.session, paper.id, errand.actor, errand.at)
    found.sort(key=lambda paper: not _is_to_agree_to(errand, paper, actor))
    told = tuple(written(errand, _in_order(paper)) for paper in found)
    return Record(errand.case.partnership, errand.case.reference, told)


def _is_to_agree_to(errand: Errand, paper: Paper, actor: Actor) -> bool:
    """Whether another agency says in it how a stage was settled that is still open: that is read first."""
    visit = errand.case.visit(paper.stage) if paper.kind == "outcome" and paper.slot != actor.slot else None
    return visit is not None and visit.is_open and visit.says(paper.slot) == "resolved"


def _in_order(paper: Paper) -> Paper:
    """With what it is about before who said so and when."""
    first = {key: paper.says[key] for key in FIRST if key in paper.says}
    return replace(paper, says={**first, **paper.says})


def written(errand: Errand, paper: Paper) -> Written:
    """A paper as people read it: who, when, and each of its words under its question."""
    holder = next(iter(by_id(errand, paper.author).holders), None)
    nobody = NOBODY_NAMED.get(paper.kind, "the coordinator")
    who = f"{holder.post or 'practitioner'}, {holder.agency}" if holder else nobody
    asked = _questions(errand, paper)
    lines = tuple(_in_words(key, said, asked.get(key)) for key, said in paper.says.items())
    stage = f"{errand.case.procedure.stage_word} {paper.stage}" if paper.stage else ""
    title = AGREED if paper.says.get("outcome") == "resolved" else TITLES.get(paper.kind, "A note")
    return Written(title, stage, who, paper.at or errand.at, lines)


def _questions(errand: Errand, paper: Paper) -> Mapping[str, Question]:
    """Those of the form that was filled in, each by its key; none where somebody answered in their own words."""
    form = PUBLISHED.get(FORMS.get(paper.kind, ""))
    if form is None or "said" in paper.says:
        return {}
    asked = form.asking(as_kept(errand.case.procedure, form.key, errand.day))
    return {question.short_name: question for question in asked.questions}


def _day_in_words(said: str) -> str:
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return said
    return f"{day.day} {day:%B %Y}"


def _in_words(key: str, said: str, question: Question | None) -> tuple[str, str]:
    """What was asked, and the answer as it was chosen or written."""
    if question is None:
        return OWN_WORDS.get(key, key.replace("_", " ").capitalize()), _day_in_words(said)
    label = ASKED_OF_OTHERS.get(key) or OF_A_FORM.sub("", question.label.text)
    if question.kind == "rows":
        return label, "\n".join("; ".join(map(_day_in_words, line.split("; "))) for line in said.splitlines())
    return label, said if said == REMOVED else in_words(question, said)
