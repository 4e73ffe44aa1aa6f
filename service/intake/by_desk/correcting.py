"""What somebody wrote is corrected or removed by a coordinator (ux.md, C15): from then on it says that wherever it is
read. What it said before is kept sealed, in the audit.

Where it is the form that the case was raised with, whom the case is about, who raised it and which agencies it is
between follow it; no date does.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from forms import PUBLISHED, Choices
from forms.answers import Answers, Faults
from forms.choosing import Offering
from forms.dates import PartsDate
from forms.notification.agencies import one_mailbox
from service.bootstrap import Service, stored_procedure
from service.escalation.actors import Actor, Capacity
from service.escalation.case import ORIGINATING, Agency
from service.escalation.coordinating import AgencyCorrected, Corrected
from service.escalation.correcting import BOTH_THERE
from service.escalation.events import Event
from service.handle import Handled, Source, handle
from service.intake.answering.record import FORMS, REMOVED
from service.intake.by_desk.desk import Door
from service.intake.by_desk.putting_right import Wrong, put_right
from service.intake.raising import concerned
from service.store import audit, cases, directory, outbox, papers
from service.store.papers import Paper
from service.store.people import ORIGINATOR
from service.telling.errand import Errand
from service.telling.occasion import Occasion
from service.telling.recipients import by_id, slot_of
from service.telling.rewriting import Slip

CORRECTED, STRUCK = "corrected", "removed from view"  # as the audit has them
ADDRESSES = ("your_email", "their_email")
NEEDED = ("child_name", "your_name", "your_agency", "their_agency", "said")  # can be changed, and not be left out
NAMED_AGENCY = {"your_agency": ORIGINATING, "your_agency_name": ORIGINATING, "their_agency": "r1",
                "their_agency_name": "r1"}  # fmt: skip
NOT_LISTED = "Enter an agency as the directory has it"
SAME_AGENCY = "Enter an agency that is not a party to it already"
AS_BEFORE = "Enter what it should say: it says that already"


@dataclass(frozen=True)
class Plan:
    """What a correction comes to: `says` are the paper's words then; `answers` those of the form that the case was
    raised with, where it is that; `agency` the one that is named rightly then."""

    was: str = field(repr=False)
    now: str = field(repr=False)
    says: Mapping[str, str] = field(repr=False)
    answers: Answers | None = None
    agency: Agency | None = None


def parts_of(paper: Paper, choices: Mapping[str, Choices]) -> tuple[str, ...]:
    """The keys of what can be corrected in a paper: what people typed. What they chose among, and the dates that the
    case counts from, are no slips of a pen; they have acts of their own."""
    form = PUBLISHED.get(FORMS.get(paper.kind, ""))
    if form is None or "said" in paper.says:
        return tuple(paper.says)
    asked = {one.short_name: one for one in form.asking(choices[form.key]).questions}
    counted = {key for key, one in asked.items() if isinstance(one, Offering | PartsDate)} - {"child_born"}
    return tuple(key for key, said in paper.says.items() if _is_an_agency(key, said) or key not in counted)


def _is_an_agency(key: str, said: str) -> bool:
    return key in NAMED_AGENCY and said != "other"


def plan(errand: Errand, paper: Paper, part: str, words: str, choices: Mapping[str, Choices]) -> Plan | str:
    """What these words in the place of that part come to; or why they cannot stand there."""
    if not words and part in NEEDED:
        return "Enter what it should say"
    was, now = paper.says[part], words or REMOVED
    if part in NAMED_AGENCY and _is_the_form(errand, paper):
        return _another_agency(errand, paper, part, words)
    if words and part in parts_of_the_form(paper):
        read = _read(paper, part, words, choices)
        if isinstance(read, Faults):
            return next(iter(read)).message
        now = read[part]
    if now == was:
        return AS_BEFORE
    says = {**paper.says, part: now}
    return Plan(was, now, says, _answers(says) if _is_the_form(errand, paper) else None)


def parts_of_the_form(paper: Paper) -> tuple[str, ...]:
    form = PUBLISHED.get(FORMS.get(paper.kind, ""))
    return () if form is None or "said" in paper.says else tuple(paper.says)


def _read(paper: Paper, part: str, words: str, choices: Mapping[str, Choices]) -> Answers | Faults:
    """That part as the form itself reads it, beside the answers that it has."""
    form = PUBLISHED[FORMS[paper.kind]]
    given = {key: said for key, said in paper.says.items() if said != REMOVED}
    return form.asking(choices[form.key], {**given, part: words}).answers(only=(part,))


def _another_agency(errand: Errand, paper: Paper, part: str, words: str) -> Plan | str:
    if errand.case.between_two:
        return BOTH_THERE
    slot, known = NAMED_AGENCY[part], directory.agency_named(errand.directory, words)
    if known is None:
        return NOT_LISTED
    if known.id in {one.id for one in errand.case.agencies}:
        return SAME_AGENCY
    agency = Agency(slot, known.id, known.name, known.kind)
    says = {key: said for key, said in paper.says.items() if key != part} | {part.removesuffix("_name"): known.name}
    return Plan(paper.says[part], known.name, says, _answers(says), agency)


def _is_the_form(errand: Errand, paper: Paper) -> bool:
    """Whether it is the form that the case stands on: where it was told again, the last one."""
    told = [one for one in papers.of_case(errand.session, errand.service.vault, errand.case_id)
            if one.kind == "notification"]  # fmt: skip
    return bool(told) and told[-1].id == paper.id


def _answers(says: Mapping[str, str]) -> Answers:
    return Answers("notification", {key: said for key, said in says.items() if said != REMOVED})


@dataclass(frozen=True)
class Asked:
    """What a coordinator corrects: which entry and part, what it is planned to be, and why. No plan: all of it goes."""

    key: str
    part: str
    why: str = field(repr=False)
    plan: Plan | None = None


def prepared(service: Service, errand: Errand, asked: Asked, door: Door) -> Callable[[], Handled | None]:
    """What does it, once the look at the case has ended: by whoever looks. It raises NotAllowed and Conflict, and gives
    None where this press has done it already."""
    event = _event(errand, asked.plan)
    id = asked.key.partition("-")[2]
    wrong = _wrong(errand, asked, event)

    def beside(session: Session, case_id: str) -> None:
        if asked.plan:
            papers.rewrite(session, service.vault, case_id, id, asked.plan.says)
            if asked.plan.answers:
                occasion = Occasion(service, session, errand.case.partnership, event.at)
                concerned.correct(occasion, case_id, asked.plan.answers)
        was = {"part": asked.part, "was": asked.plan.was, "now": asked.plan.now} if asked.plan else {}
        audit.record(
            session, service.vault, f"case:{case_id}", at=event.at, actor=event.by.holder, object_id=asked.key,
            action=CORRECTED if asked.plan else STRUCK, detail={**was, "why": asked.why},
        )  # fmt: skip
        now = cases.load(session, case_id, stored_procedure)
        put_right(Errand(service, session, case_id, now, event.at, event.by.holder), wrong)

    def take(session: Session, case_id: str) -> bool:
        outbox.keep_still(session, case_id)
        return door.opens(session, case_id)

    source = Source(door.name, event.by.holder, take, beside)
    return lambda: handle(service, event, errand.case_id, source)


def _wrong(errand: Errand, asked: Asked, event: Event) -> Wrong:
    """What mails that have not left may have taken from what is corrected."""
    untold = frozenset(event.untold) if isinstance(event, AgencyCorrected) else frozenset()
    planned, part = asked.plan, asked.part
    said = (planned.was, planned.now) if planned and not planned.answers and part == "said" else None
    is_another = planned and planned.answers and part in ADDRESSES and not one_mailbox(planned.was, planned.now)
    address = planned.was if planned and is_another else ""
    return Wrong(Slip(errand.subjects, said), address, untold, isinstance(event, AgencyCorrected))


def _event(errand: Errand, planned: Plan | None) -> Event:
    by = Actor(Capacity.COORDINATOR, "", errand.actor)
    if planned is None or planned.agency is None:
        return Corrected(errand.at, by)
    return AgencyCorrected(errand.at, by, planned.agency, _of_the_wrong_one(errand, planned.agency.slot))


def _of_the_wrong_one(errand: Errand, slot: str) -> tuple[str, ...]:
    """Those of that agency who were written to; not whoever raised it, whose agency alone was named wrongly."""
    raiser = errand.person(ORIGINATOR)
    written = [holder for id in errand.written_to for holder in by_id(errand, id).holders]
    theirs = [one.id for one in written if slot_of(errand, one) == slot]
    return tuple(id for id in theirs if raiser is None or id != f"person:{raiser.id}")


def struck(session: Session, case_id: str | None) -> frozenset[str]:
    """The keys of the messages and documents of a case that were removed from view."""
    return audit.objects(session, f"case:{case_id}", STRUCK) if case_id else frozenset()
