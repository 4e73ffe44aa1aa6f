"""What an answer on a page does, once a code has proved who gives it: its event, its words, and what to say of it.

The outcome of a stage is the published form, filled in by whoever may say it: it acts at once, as one that came another
way acts once it is confirmed.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from forms.answers import Answers
from service.errors import NotNow
from service.escalation.case import Case
from service.escalation.effects import Mail
from service.escalation.events import Event, NotResolved
from service.handle import Handled, Source, apply
from service.intake.answering.answers import ANSWERS, CONFIRM, OUTCOMES, Said, event_of
from service.intake.answering.asked import asked_of
from service.intake.answering.attempts import as_it_is_meant
from service.intake.answering.linked import FILL_IN, Linked
from service.intake.answering.writing_up import WrittenUp, unconfirmed
from service.seam.link_pages import Given
from service.seam.pages import DatedStep, Recorded
from service.store import papers, submissions
from service.store.ids import new_id
from service.store.papers import Paper
from service.store.submissions import Submission
from service.telling.convening import is_for_the_authority
from service.telling.errand import Errand
from service.telling.recipients import as_roles, by_id, recipients
from service.telling.wording import next_dates

LEARNED, TELLING = "learned", 3  # letters that a name must have before it is looked for
WITHOUT_THE_NAME = "Remove the child's name so we can share the learning."
REPORTED = "Your report is with the partnership."
CONFIRMED = "What you wrote is recorded, and acts from now."
DATES_SHOWN = 3


def record(linked: Linked, given: Given) -> Recorded:
    """Apply what was answered, in the caller's transaction. Raises ServiceError as `decide` does."""
    verb, _, of = given.choice.partition(":")
    if verb == CONFIRM:
        kept = unconfirmed(linked.errand, linked.grant.recipient, linked.stage)
        return _write_up(linked, next(one for one in kept if one.id == of), CONFIRMED)
    if verb in OUTCOMES and given.answers is not None:
        return _write_up(linked, _kept(linked, OUTCOMES[verb], given.answers), ANSWERS[verb].recorded, given.to)
    if verb == FILL_IN and given.answers is not None:
        return _write_up(linked, _kept(linked, "", given.answers), REPORTED)
    if verb == LEARNED and given.answers is not None:
        _names_no_child(linked.errand, given.answers)
        return _write_up(linked, _kept(linked, "", given.answers), ANSWERS[verb].recorded)
    said = Said(linked.errand.at, linked.actor, linked.stage, of, given.detail, given.on, given.clock)
    source = Source("signed link", linked.grant.recipient, lambda s, c: True, lambda s, c: _keep(linked, verb, said))
    return _recorded(linked, ANSWERS[verb].recorded, [_apply(linked, event_of(verb, said), source)])


def _names_no_child(errand: Errand, answers: Answers) -> None:
    """What can be learned goes to others. Raises NotNow where it names a child of the case."""
    said = set(re.findall(r"\w+", answers.get("learned", "").casefold()))
    names = {word for subject in errand.subjects for word in re.findall(r"\w+", subject.name.casefold())}
    if {name for name in names if len(name) >= TELLING} & said:
        raise NotNow(WITHOUT_THE_NAME)


def _apply(linked: Linked, event: Event, source: Source) -> Handled | None:
    errand = linked.errand
    return apply(errand.service, errand.session, as_it_is_meant(errand, event), errand.case_id, source)


def _kept(linked: Linked, outcome: str, answers: Answers) -> Submission:
    """The form with what the link knows, kept word for word as every form is."""
    errand = linked.errand
    by = next(iter(by_id(errand, linked.grant.recipient).holders), None)
    known = {"reference": errand.case.reference, **({"outcome": outcome} if outcome else {})}
    known |= {"your_email": by.email, **({"your_name": by.name} if outcome else {})} if by else {}
    words = Answers(answers.form, {**answers, **known}).as_json()
    kept = Submission(new_id(), answers.form, errand.case.partnership, words, errand.at, "kept", None)
    submissions.keep(errand.session, errand.service.vault, kept)
    submissions.take(errand.session, kept.id, errand.case_id)
    return kept


def _write_up(linked: Linked, kept: Submission, sentence: str, to: tuple[str, ...] = ()) -> Recorded:
    """A form acts; each of its events by itself, all in one transaction."""
    errand = linked.errand
    written_up = WrittenUp(errand, linked.actor, linked.stage, kept)
    source = Source(f"form {kept.id}", linked.grant.recipient, lambda s, c: True)
    handled = [_apply(linked, _by_the_way(event, to), source) for event in written_up.events()]
    for paper in written_up.papers():
        papers.add(errand.session, errand.service.vault, errand.case_id, paper, errand.at)
    return _recorded(linked, sentence, handled)


def _by_the_way(event: Event, to: tuple[str, ...]) -> Event:
    return replace(event, to=to) if isinstance(event, NotResolved) and to else event


def _recorded(linked: Linked, sentence: str, handled: Iterable[Handled | None]) -> Recorded:
    """What was recorded, who is told of it by mail, and what is due next."""
    done = [one for one in handled if one]
    errand = replace(linked.errand, case=done[-1].case) if done else linked.errand
    reader = linked.grant.recipient
    others = [step for step in next_dates(errand, reader) if not step.is_yours]
    steps = [DatedStep(step.said, "", None, step.ask, step.why) for step in others[:DATES_SHOWN]]
    told, asked = told_of(errand, done, reader), asked_of(errand, reader, linked.stage)
    return Recorded(sentence, linked.undo_until(linked.errand.at), told, tuple(steps), asked)


def told_of(errand: Errand, done: Iterable[Handled], teller: str) -> tuple[str, ...]:
    """Who hears by mail of what somebody said, but for themselves: their roles."""
    mails = [effect for one in done for effect in one.effects if isinstance(effect, Mail)]
    found = [recipients(errand, mail) for mail in mails]
    others = [replace(one, holders=tuple(h for h in one.holders if h.id != teller)) for one in found]
    return as_roles(others)


def _keep(linked: Linked, verb: str, said: Said) -> None:
    """The words that came with the answer are a paper of the case."""
    errand = linked.errand
    if said.words.strip():
        about = said.of.partition(":")[0]
        words = {"answer": ANSWERS[verb].recorded, "said": said.words}
        kind = "representation" if _is_a_representation(errand.case, about) else ANSWERS[verb].paper
        paper = Paper(kind, said.stage, said.by.slot, linked.grant.recipient, words, about)
        papers.add(errand.session, errand.service.vault, errand.case_id, paper, errand.at)


def _is_a_representation(case: Case, id: str) -> bool:
    """Whether what was done is a text for the authority of its stage: then that reads it, and who wrote it."""
    duty = case.duty(id)
    task = case.task(duty) if duty and duty.stage != "urgent" else None
    if task is None or task.how != "in writing":
        return False
    return is_for_the_authority(task, case.procedure.stage(task.stage))
